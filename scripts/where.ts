import { existsSync, readdirSync } from 'node:fs';
import { operations } from '../spec/registry.generated.ts';

/** `npm run where -- qr` prints every file of an operation, tree by tree. */
const [query] = process.argv.slice(2);
const found = Object.keys(operations).filter(
  (id) => id === query || id.endsWith(`.${query}`) || id.replace('.', '/') === query,
);
if (query === undefined || found.length === 0) {
  const near =
    query === undefined ? [] : Object.keys(operations).filter((id) => id.toLowerCase().includes(query.toLowerCase()));
  console.error(
    `where: give the name of an operation, such as qr or decompositions.qr${query === undefined ? '' : `; nothing is called "${query}"`}`,
  );
  if (near.length > 0) console.error(`perhaps: ${near.join(', ')}`);
  process.exit(2);
}

const root = new URL('../', import.meta.url);
for (const id of found) {
  const path = id.replace('.', '/');
  const chapter = path.slice(0, path.indexOf('/'));
  const files = [
    `spec/${path}.ts`,
    `src/${path}.ts`,
    `properties/${path}.ts`,
    `golden/${path}.json`,
    `test/faults/${path}.ts`,
    `test/faults/${chapter}.ts`,
  ];
  console.log(id);
  for (const file of files.filter((one) => existsSync(new URL(one, root)))) console.log(`  ${file}`);
  for (const adapter of readdirSync(new URL('adapters/', root))) console.log(`  adapters/${adapter}/adapter.ts`);
}
