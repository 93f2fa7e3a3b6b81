import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { phenomena, programs } from '../spec/lazy.generated.ts';
import { operations } from '../spec/registry.generated.ts';

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

/** Files below a folder that name an operation; what is installed there is not ours. */
const mentioning = (folder: string, id: string): string[] =>
  readdirSync(new URL(folder, root), { withFileTypes: true })
    .filter(({ name }) => name !== 'node_modules')
    .flatMap((entry) => {
      const path = folder + entry.name;
      if (entry.isDirectory()) return mentioning(`${path}/`, id);
      return /\.(ts|py)$/.test(path) && names(readFileSync(new URL(path, root), 'utf8'), id) ? [path] : [];
    });

const names = (text: string, id: string): boolean => new RegExp(`['"]${id}['"/]`).test(text);

for (const id of found) {
  const path = id.replace('.', '/');
  const files = [
    ...[
      `spec/${path}.ts`,
      `src/${path}.ts`,
      `properties/${path}.ts`,
      `golden/${path}.json`,
      `golden/generators/operations/${path}.py`,
    ].filter((file) => existsSync(new URL(file, root))),
    ...mentioning('test/faults/', id),
  ];
  if (Object.hasOwn(programs, id)) files.push('test/faults/programs.ts');
  for (const file of files) console.log(`  ${file}`);
  for (const file of mentioning('adapters/', id)) console.log(`  ${file}`);
}
