import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { phenomena, programs } from '../spec/lazy.generated.ts';
import { operations } from '../spec/registry.generated.ts';
import { recordPath } from './_internal/recordPath.ts';

/** `npm run where -- qr` prints every file of an operation, tree by tree; `-- P001` those of a phenomenon, and so of a program. */
const ids = [...Object.keys(operations), ...Object.keys(programs), ...Object.keys(phenomena)];
const [query] = process.argv.slice(2);
const found = ids.filter((id) => id === query || id.endsWith(`.${query}`) || id.replace('.', '/') === query);
if (query === undefined || found.length === 0) {
  const near = query === undefined ? [] : ids.filter((id) => id.toLowerCase().includes(query.toLowerCase()));
  console.error(
    `where: give the name of an operation, such as qr or decompositions.qr${query === undefined ? '' : `; nothing is called "${query}"`}`,
  );
  if (near.length > 0) console.error(`perhaps: ${near.join(', ')}`);
  process.exit(2);
}

const root = new URL('..', import.meta.url);
const registry = readFileSync(new URL('spec/lazy.generated.ts', root), 'utf8');

/** Files below a folder that name an operation, or import its record; what is installed there is not ours. */
const mentioning = (folder: string, id: string): string[] =>
  readdirSync(new URL(folder, root), { withFileTypes: true })
    .filter(({ name }) => name !== 'node_modules')
    .flatMap((entry) => {
      const path = folder + entry.name;
      if (entry.isDirectory()) return mentioning(`${path}/`, id);
      return /\.(ts|py)$/.test(path) && names(readFileSync(new URL(path, root), 'utf8'), id) ? [path] : [];
    });

/** A file imports the record where it stands alone, and names it where it has relatives. */
const names = (text: string, id: string): boolean =>
  new RegExp(`['"]${id}['"/]|/spec/${id.replace('.', '/')}\\.ts'`).test(text);

for (const id of found) {
  const [path, fixture] = [recordPath(id, registry), id.replace('.', '/')];
  const files = [
    ...[
      `spec/${path}.ts`,
      `src/${path}.ts`,
      `properties/${path}.ts`,
      `golden/${fixture}.json`,
      `golden/generators/operations/${fixture}.py`,
    ].filter((file) => existsSync(new URL(file, root))),
    ...mentioning('test/faults/', id),
  ];
  if (Object.hasOwn(programs, id)) files.push('test/faults/programs.ts');
  for (const file of files) console.log(`  ${file}`);
  for (const file of mentioning('adapters/', id)) console.log(`  ${file}`);
}
