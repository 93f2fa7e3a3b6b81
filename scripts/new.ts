// npm run new -- linalg/grandSum --kind reduction: writes the files of a new operation, program or phenomenon: a running example of its
// kind, which conforms as it stands and is replaced bit by bit. A kind is a file of _internal/templates/.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chapters } from './_internal/chapters.ts';
import type { Named, Template } from './_internal/template.ts';

const root = new URL('..', import.meta.url);
const templates = await loadTemplates();
/** Folders that hold one kind only. */
const kindIn: Readonly<Record<string, string>> = { programs: 'program', phenomena: 'phenomenon' };
const kinds = [...templates.keys()].filter((kind) => !Object.values(kindIn).includes(kind));

const { path, given } = options();
const named = read(path);
const kind = kindIn[named.chapter] ?? given ?? (process.stdin.isTTY ? await ask() : undefined);
if (given !== undefined && given !== kind) fail(`what lies in ${named.chapter}/ is a ${kind}, got --kind ${given}`);
const template = templates.get(kind ?? '');
if (kind === undefined || template === undefined || (kindIn[named.chapter] === undefined && !kinds.includes(kind)))
  fail(`give --kind and one of these, got ${kind === undefined ? 'none' : `"${kind}"`}\n${listed()}`);
write(named, template);
await import('./registry.ts');
const id = `${named.chapter}.${named.name}`;
console.log(`
a running example of the kind ${kind}: replace its meaning, formula, laws, faults and sources (CONTRIBUTING.md)
next: npx tensor-laws check adapters/reference --operations ${id}
      npx tensor-laws check adapters/reference --operations ${id} --dtype float32
      npx vitest run test/faults.test.ts test/spec/derivative.test.ts -t ${id}`);

function options(): { readonly path: string; readonly given: string | undefined } {
  try {
    const { values, positionals } = parseArgs({ options: { kind: { type: 'string' } }, allowPositionals: true });
    return { path: positionals[0] ?? '', given: values.kind };
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

async function loadTemplates(): Promise<ReadonlyMap<string, Template>> {
  const folder = new URL('_internal/templates/', import.meta.url);
  const files = readdirSync(folder).sort();
  const modules: { readonly template: Template }[] = await Promise.all(
    files.map((file) => import(new URL(file, folder).href)),
  );
  return new Map(modules.map(({ template }, at) => [files[at]?.replace('.ts', '') ?? '', template]));
}

function read(path: string): Named {
  const [, chapter = '', name = ''] = /^([a-z]+)\/(\w+)$/.exec(path) ?? [];
  if (!chapters.includes(chapter) && !Object.hasOwn(kindIn, chapter))
    fail(
      `give chapter/name, such as linalg/grandSum; got "${path}"\nchapters: ${chapters.join(', ')}, programs, phenomena`,
    );
  const pattern = chapter === 'phenomena' ? /^P\d{3}$/ : /^[a-z][A-Za-z0-9]*$/;
  if (!pattern.test(name))
    fail(`a name is ${chapter === 'phenomena' ? 'P and three digits, such as P048' : 'in camelCase'}; got "${name}"`);
  return { chapter, name };
}

function listed(): string {
  const width = Math.max(...kinds.map(({ length }) => length));
  return kinds.map((kind) => `  ${kind.padEnd(width)}  ${templates.get(kind)?.about}`).join('\n');
}

async function ask(): Promise<string> {
  const terminal = createInterface(process.stdin, process.stdout);
  const answer = await terminal.question(`${listed()}\nkind: `);
  terminal.close();
  return answer.trim();
}

function write(named: Named, { files }: Template): void {
  const written = Object.entries(files(named)).map(([tree, text]) => ({
    file: `${tree}/${named.chapter}/${named.name}.ts`,
    text,
  }));
  const present = written.map(({ file }) => file).filter((file) => existsSync(new URL(file, root)));
  if (present.length > 0) fail(`${present.join(' and ')} already there; nothing was written`);
  for (const { file, text } of written) {
    mkdirSync(new URL('.', new URL(file, root)), { recursive: true });
    writeFileSync(new URL(file, root), text);
    console.log(`wrote ${file}`);
  }
  // The order of imports and the width of lines depend on the names.
  const biome = fileURLToPath(new URL('node_modules/.bin/biome', root));
  spawnSync(biome, ['check', '--write', '--linter-enabled=false', ...written.map(({ file }) => file)], {
    cwd: fileURLToPath(root),
  });
}

function fail(message: string): never {
  console.error(`new: ${message}`);
  process.exit(2);
}
