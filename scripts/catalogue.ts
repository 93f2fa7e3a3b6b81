// npm run coverage:catalogue: checks that what docs/catalogue names stands, writes the counts into docs/catalogue/README.md and
// prints what is missing. Exit 1 where a page names what there is not.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { loadFixtures } from '../golden/fixture.ts';
import { phenomena, programs } from '../spec/lazy.generated.ts';
import { operations } from '../spec/registry.generated.ts';
import { counted, type Known, type Page, readPage, unknownIn } from './_internal/catalogue.ts';

const root = new URL('..', import.meta.url);
const folder = new URL('docs/catalogue/', root);
const known: Known = {
  root,
  operations,
  fixtures: new Set(loadFixtures().map(({ id }) => id)),
  others: new Set([...Object.keys(phenomena), ...Object.keys(programs)]),
};

const files = readdirSync(folder).filter((file) => /^c\d+\.md$/.test(file));
const pages: [string, Page][] = files.map((file) => [file, readPage(readFileSync(new URL(file, folder), 'utf8'))]);

for (const [file, { rows }] of pages) {
  for (const row of rows) {
    for (const name of unknownIn(row, known)) {
      console.error(`docs/catalogue/${file}:${row.line}: there is no ${name}`);
      process.exitCode = 1;
    }
    if (row.stands.length === 0 && row.not === undefined)
      console.log(`docs/catalogue/${file}:${row.line}: missing: ${row.says.join(' | ')}`);
  }
}

const cell = ({ all, standing, not }: { all: number; standing: number; not: number }): string =>
  all === 0 ? '' : `${standing} of ${all}${not > 0 ? `, ${not} not` : ''}`;
const table = pages.map(
  ([file, { title, rows }]) => `| [${title}](${file}) | ${counted(rows).map(cell).join(' | ')} |\n`,
);
const page = `# How much of the catalogue stands

Written by \`npm run coverage:catalogue\`, which holds every name on these pages to the specification, prints what is missing, and counts.
"Not" are rows that will not stand, each with its reason on the page of its chapter.

| chapter | operations | statements of laws | golden rows | errata |
|---|---|---|---|---|
${table.join('')}`;
writeFileSync(new URL('README.md', folder), page);
process.stdout.write(`\n${page.slice(page.indexOf('| chapter'))}`);
