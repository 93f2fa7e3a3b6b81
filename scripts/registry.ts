import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { chapters } from './_internal/chapters.ts';

/**
 * Writes the registries from the folders: what lies in a chapter's folder is registered, and nothing else has to be edited.
 *
 * A file `<chapter>/<name>.ts` exports its operation as `<name>` (spec/), its laws as `laws` (properties/), its
 * implementation as `<name>` (src/), whose `gradient` is the pullback where the record has a derivative. A file
 * `phenomena/<name>.ts` or `programs/<name>.ts` exports its record as `<name>` (spec/) and its laws as `laws` (properties/).
 */
const root = new URL('..', import.meta.url);

const source = (path: string): string => readFileSync(new URL(path, root), 'utf8');

const familiesOf = (tree: string, of: readonly string[] = chapters): { chapter: string; name: string }[] =>
  of.flatMap((chapter) => {
    try {
      return readdirSync(new URL(`${tree}/${chapter}/`, root))
        .filter((file) => file.endsWith('.ts'))
        .sort()
        .map((file) => ({ chapter, name: file.slice(0, -'.ts'.length) }));
    } catch {
      return [];
    }
  });

const header = '// Generated from the folders by `npm run generate`; do not edit.\n';

type Family = ReturnType<typeof familiesOf>[number];

const idOf = ({ chapter, name }: Family): string => `${chapter}.${name}`;
const aliasOf = ({ chapter, name }: Family): string => `${chapter}_${name}`;
const pathOf = ({ chapter, name }: Family): string => `./${chapter}/${name}.ts`;

const write = (path: string, parts: readonly string[]): void =>
  writeFileSync(new URL(path, root), `${header}${parts.join('')}`);

/** An exported table: a line per family. */
const table = (doc: string, name: string, type: string, families: readonly Family[], entry: (one: Family) => string) =>
  `\n/** ${doc} */\nexport const ${name}${type} = {\n${families.map((one) => `  '${idOf(one)}': ${entry(one)},\n`).join('')}};\n`;

function writeSpec(): void {
  const families = familiesOf('spec');
  const imports = families.map((one) => `import { ${one.name} as ${aliasOf(one)} } from '${pathOf(one)}';\n`);
  write('spec/registry.generated.ts', [
    ...imports,
    table('Every operation of the specification by id.', 'operations', '', families, aliasOf),
  ]);
  write('spec/lazy.generated.ts', [
    "import type { AnyOperation } from './operation.ts';\nimport type { Phenomenon } from './phenomenon.ts';\nimport type { AnyProgram } from './program.ts';\n",
    table(
      'Loads the record of an operation, by its id.',
      'records',
      ': Readonly<Record<string, () => Promise<AnyOperation>>>',
      families,
      (one) => `async () => (await import('${pathOf(one)}')).${one.name}`,
    ),
    table(
      'Loads the record of a phenomenon, by its id.',
      'phenomena',
      ': Readonly<Record<string, () => Promise<Phenomenon>>>',
      familiesOf('spec', ['phenomena']),
      (one) => `async () => (await import('${pathOf(one)}')).${one.name}`,
    ),
    table(
      'Loads the record of a program, by its id.',
      'programs',
      ': Readonly<Record<string, () => Promise<AnyProgram>>>',
      familiesOf('spec', ['programs']),
      (one) => `async () => (await import('${pathOf(one)}')).${one.name}`,
    ),
  ]);
}

function writeProperties(): void {
  const families = familiesOf('properties');
  const imports = families.map((one) => `import { laws as ${aliasOf(one)} } from '${pathOf(one)}';\n`);
  const entries = families.map((one) => `  ...${aliasOf(one)},\n`);
  write('properties/registry.generated.ts', [
    "import type { Law } from './law.ts';\n",
    ...imports,
    `\n/** Every written law, in the order of the chapters. */\nexport const writtenLaws: readonly Law[] = [\n${entries.join('')}];\n`,
  ]);
  write('properties/lazy.generated.ts', [
    "import type { Law } from './law.ts';\n",
    table(
      'Loads the written laws of an operation, a program or a phenomenon, by its id.',
      'laws',
      ': Readonly<Record<string, () => Promise<readonly Law[]>>>',
      [...families, ...familiesOf('properties', ['programs', 'phenomena'])],
      (one) => `async () => (await import('${pathOf(one)}')).laws`,
    ),
  ]);
}

function writeReference(): void {
  const known = new Set(familiesOf('spec').map(idOf));
  const families = familiesOf('src').filter((one) => one.chapter !== 'autodiff' && known.has(idOf(one)));
  const differentiable = families.filter(({ chapter, name }) =>
    /^ {2}derivative\b/m.test(source(`spec/${chapter}/${name}.ts`)),
  );
  const imports = families.map((one) => `import * as ${aliasOf(one)} from '${pathOf(one)}';\n`);
  write('src/registry.generated.ts', [
    ...imports,
    table(
      'Every implementation by the id of its operation.',
      'implementations',
      '',
      families,
      (one) => `${aliasOf(one)}.${one.name}`,
    ),
    table(
      'Every pullback by the id of its operation.',
      'pullbacks',
      '',
      differentiable,
      (one) => `${aliasOf(one)}.${one.name}.gradient`,
    ),
  ]);
  write('src/lazy.generated.ts', [
    "import { later } from './_internal/later.ts';\n",
    table(
      'Every implementation by the id of its operation, loaded when it is first called.',
      'implementations',
      '',
      families,
      (one) => `later(async () => (await import('${pathOf(one)}')).${one.name})`,
    ),
    table(
      'Every pullback by the id of its operation, loaded when it is first called.',
      'pullbacks',
      '',
      differentiable,
      (one) => `later(async () => (await import('${pathOf(one)}')).${one.name}.gradient)`,
    ),
  ]);
}

writeSpec();
writeProperties();
writeReference();
