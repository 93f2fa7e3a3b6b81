// npm run matrix: writes docs/findings/matrix.html, the libraries that npm run judge has judged beside one another, and a badge of each.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { operationIds } from '../conformance/judge/laws.ts';
import { badge } from './_internal/findings/badge.ts';
import { matrixPage } from './_internal/findings/matrixPage.ts';
import type { FindingsRecord } from './_internal/findings/record.ts';

const folder = new URL('../docs/findings/', import.meta.url);
const records = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .sort()
  .map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as FindingsRecord);
writeFileSync(new URL('matrix.html', folder), matrixPage(records, operationIds));
for (const record of records) {
  const name = record.folder.slice(record.folder.lastIndexOf('/') + 1);
  writeFileSync(new URL(`${name}.svg`, folder), badge(record));
}
console.log(
  `wrote docs/findings/matrix.html: ${records.map(({ title, version }) => `${title} ${version}`).join(', ')}`,
);
