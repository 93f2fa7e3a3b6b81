import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { chapters } from './_internal/chapters.ts';

/** `npm run new -- linalg/trace` writes the files of a new operation; they conform as they stand, and say what to replace. */
const [path] = process.argv.slice(2);
const match = /^([a-z]+)\/([a-z][A-Za-z0-9]*)$/.exec(path ?? '');
if (match === null || !chapters.includes(match[1] ?? '')) {
  console.error(`new: give chapter/name, the name in camelCase, such as linalg/trace; got "${path ?? ''}"`);
  console.error(`chapters: ${chapters.join(', ')}`);
  process.exit(2);
}
const [, chapter = '', name = ''] = match;

const spec = `import { operation } from '../operation.ts';

export const ${name} = operation({
  id: '${chapter}.${name}',
  meaning: 'Twice x: replace this sentence, the signature and the definition.',
  signature: 'x[...] -> y[...]',
  definition: ({ x }, { add }) => ({ y: () => add(x(), x()) }),
  homogeneous: [{ x: 1, y: 1 }],
  clauses: {
    C1: 'f(-x) = -f(x), bitwise',
  },
  derivative: { x: '2 G' },
  special: 'propagates',
  sources: [],
});
`;

const src = `import { ${name} as specification } from '../../spec/${chapter}/${name}.ts';
import { reference } from '../_internal/reference.ts';

export const ${name} = reference(specification, {
  member: ({ x }) => x + x,
  pullback: (_, g) => ({ x: g + g }),
});
`;

const properties = `import { ${name} } from '../../spec/${chapter}/${name}.ts';
import { operationCases } from '../generators/cases.ts';
import { type Law, law } from '../law.ts';
import { identical } from '../verbs/compare.ts';
import { outputOf } from '../verbs/judge.ts';
import { map } from '../verbs/tensors.ts';

export const laws: readonly Law[] = [
  law(${name}, 'C1', {
    cases: (context) => operationCases(${name}, context),
    check: async (on, { inputs }) => {
      const x = outputOf(inputs, 'x');
      const [plain, mirrored] = await Promise.all([on(${name}, { x }), on(${name}, { x: map(x, (value) => -value) })]);
      return [identical(mirrored.y, map(plain.y, (value) => -value), 'f(-x)')];
    },
  }),
];
`;

const root = new URL('..', import.meta.url);
const files = {
  [`spec/${chapter}/${name}.ts`]: spec,
  [`src/${chapter}/${name}.ts`]: src,
  [`properties/${chapter}/${name}.ts`]: properties,
};
const present = Object.keys(files).filter((file) => existsSync(new URL(file, root)));
if (present.length > 0) {
  console.error(`new: ${present.join(' and ')} already there; nothing was written`);
  process.exit(2);
}
for (const [file, text] of Object.entries(files)) {
  mkdirSync(new URL('./', new URL(file, root)), { recursive: true });
  writeFileSync(new URL(file, root), text);
  console.log(`wrote ${file}`);
}
await import('./registry.ts');
console.log(`\nnext: npx tensor-laws check adapters/reference --operations ${chapter}.${name}`);
