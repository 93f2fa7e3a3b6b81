import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import type { AnyOperation } from '../spec/operation.ts';
import { chapters } from './_internal/chapters.ts';

/**
 * Writes the registries from the folders: what lies in a chapter's folder is registered, and nothing else has to be edited.
 *
 * A file `spec/<chapter>/<file>.ts` exports every record that it holds under its name: `tensor.exp` as `exp`. The file of the same
 * path exports the laws of all of them as `laws` (properties/), and the implementation of each under its name (src/), whose
 * `gradient` is the pullback where the record has a derivative. A file `phenomena/<name>.ts` or `programs/<name>.ts` exports its
 * record as `<name>` (spec/) and its laws as `laws` (properties/).
 */
const root = new URL('..', import.meta.url);

interface Entry {
  readonly chapter: string;
  readonly name: string;
  /** `exponentials`, where the record stands with its relatives; the name where it stands alone. */
  readonly file: string;
  readonly isDifferentiable: boolean;
}

const filesOf = (tree: string, chapter: string): string[] => {
  const folder = new URL(`${tree}/${chapter}/`, root);
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts'));
  return files.map((file) => file.slice(0, -'.ts'.length)).sort();
};

/** A file and its only export, as phenomena and programs have them. */
const aloneIn = (tree: string, chapter: string): Entry[] =>
  filesOf(tree, chapter).map((name) => ({ chapter, name, file: name, isDifferentiable: false }));

/** The records that a file of a chapter exports. */
async function recordsIn(chapter: string, file: string): Promise<Entry[]> {
  const module: Record<string, Partial<AnyOperation>> = await import(`../spec/${chapter}/${file}.ts`);
  const records = Object.entries(module).filter(([name, value]) => value?.id === `${chapter}.${name}`);
  if (records.length === 0)
    throw new Error(`spec/${chapter}/${file}.ts: a record ${chapter}.<name> must be exported as <name>`);
  return records.map(([name, record]) => ({ chapter, name, file, isDifferentiable: record.derivative !== undefined }));
}

const operations = (
  await Promise.all(chapters.flatMap((chapter) => filesOf('spec', chapter).map((file) => recordsIn(chapter, file))))
).flat();

/** Those of them that a tree has a file for. */
const operationsIn = (tree: string): Entry[] =>
  operations.filter((one) => existsSync(new URL(`${tree}/${pathOf(one)}`, root)));

const header = '// Generated from the folders by `npm run generate`; do not edit.\n';

const idOf = ({ chapter, name }: Entry): string => `${chapter}.${name}`;
const aliasOf = ({ chapter, name }: Entry): string => `${chapter}_${name}`;
const fileAliasOf = ({ chapter, file }: Entry): string => `${chapter}_${file}`;
const pathOf = ({ chapter, file }: Entry): string => `./${chapter}/${file}.ts`;

/** One entry of every file. */
const byFile = (entries: readonly Entry[]): Entry[] => [...new Map(entries.map((one) => [pathOf(one), one])).values()];

const isFamily = ({ chapter, file }: Entry): boolean =>
  operations.filter((one) => one.chapter === chapter && one.file === file).length > 1;

const write = (path: string, parts: readonly string[]): void =>
  writeFileSync(new URL(path, root), `${header}${parts.join('')}`);

/** An exported table: a line per entry. */
const table = (doc: string, name: string, type: string, entries: readonly Entry[], entry: (one: Entry) => string) =>
  `\n/** ${doc} */\nexport const ${name}${type} = {\n${entries.map((one) => `  '${idOf(one)}': ${entry(one)},\n`).join('')}};\n`;

function writeSpec(): void {
  const imports = operations.map((one) => `import { ${one.name} as ${aliasOf(one)} } from '${pathOf(one)}';\n`);
  write('spec/registry.generated.ts', [
    ...imports,
    table('Every operation of the specification by id.', 'operations', '', operations, aliasOf),
  ]);
  write('spec/lazy.generated.ts', [
    "import type { AnyOperation } from './operation.ts';\nimport type { Phenomenon } from './phenomenon.ts';\nimport type { AnyProgram } from './program.ts';\n",
    table(
      'Loads the record of an operation, by its id.',
      'records',
      ': Readonly<Record<string, () => Promise<AnyOperation>>>',
      operations,
      (one) => `async () => (await import('${pathOf(one)}')).${one.name}`,
    ),
    table(
      'Loads the record of a phenomenon, by its id.',
      'phenomena',
      ': Readonly<Record<string, () => Promise<Phenomenon>>>',
      aloneIn('spec', 'phenomena'),
      (one) => `async () => (await import('${pathOf(one)}')).${one.name}`,
    ),
    table(
      'Loads the record of a program, by its id.',
      'programs',
      ': Readonly<Record<string, () => Promise<AnyProgram>>>',
      aloneIn('spec', 'programs'),
      (one) => `async () => (await import('${pathOf(one)}')).${one.name}`,
    ),
  ]);
}

function writeProperties(): void {
  const entries = operationsIn('properties');
  const files = byFile(entries);
  const imports = files.map((one) => `import { laws as ${fileAliasOf(one)} } from '${pathOf(one)}';\n`);
  write('properties/registry.generated.ts', [
    "import type { Law } from './law.ts';\n",
    ...imports,
    `\n/** Every written law, in the order of the chapters. */\nexport const writtenLaws: readonly Law[] = [\n${files.map((one) => `  ...${fileAliasOf(one)},\n`).join('')}];\n`,
  ]);
  write('properties/lazy.generated.ts', [
    "import { type Law, lawsOf } from './law.ts';\n",
    table(
      'Loads the written laws of an operation, a program or a phenomenon, by its id.',
      'laws',
      ': Readonly<Record<string, () => Promise<readonly Law[]>>>',
      [...entries, ...aloneIn('properties', 'programs'), ...aloneIn('properties', 'phenomena')],
      (one) => {
        const laws = `(await import('${pathOf(one)}')).laws`;
        return `async () => ${isFamily(one) ? `lawsOf('${idOf(one)}', ${laws})` : laws}`;
      },
    ),
  ]);
}

function writeReference(): void {
  const entries = operationsIn('src');
  const differentiable = entries.filter((one) => one.isDifferentiable);
  const imports = byFile(entries).map((one) => `import * as ${fileAliasOf(one)} from '${pathOf(one)}';\n`);
  const of = (one: Entry): string => `${fileAliasOf(one)}.${one.name}`;
  const lazyOf = (one: Entry): string => `(await import('${pathOf(one)}')).${one.name}`;
  write('src/registry.generated.ts', [
    ...imports,
    table('Every implementation by the id of its operation.', 'implementations', '', entries, of),
    table(
      'Every pullback by the id of its operation.',
      'pullbacks',
      '',
      differentiable,
      (one) => `${of(one)}.gradient`,
    ),
  ]);
  write('src/lazy.generated.ts', [
    "import { later } from './_internal/later.ts';\n",
    table(
      'Every implementation by the id of its operation, loaded when it is first called.',
      'implementations',
      '',
      entries,
      (one) => `later(async () => ${lazyOf(one)})`,
    ),
    table(
      'Every pullback by the id of its operation, loaded when it is first called.',
      'pullbacks',
      '',
      differentiable,
      (one) => `later(async () => ${lazyOf(one)}.gradient)`,
    ),
  ]);
}

writeSpec();
writeProperties();
writeReference();
