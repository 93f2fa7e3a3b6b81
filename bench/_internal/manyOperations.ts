import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Checkout } from './checkout.ts';

/** A copy of a checkout in which every operation stands several times, under new names, until there are so many. */
export function manyOperations(from: string, count: number): Checkout {
  const folder = mkdtempSync(join(tmpdir(), 'tensor-laws-many-'));
  const git = ['ls-files', '--cached', '--others', '--exclude-standard'];
  const files = execFileSync('git', git, { cwd: from, encoding: 'utf8' }).trim().split('\n');
  for (const file of files) {
    if (!existsSync(join(from, file)) || file === 'node_modules') continue;
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(from, file), join(folder, file));
  }
  symlinkSync(resolve(from, 'node_modules'), join(folder, 'node_modules'));
  const standing = files.flatMap((file) => {
    const [, chapter, name] = /^src\/([a-z]\w*)\/(\w+)\.ts$/.exec(file) ?? [];
    return chapter !== undefined && name !== undefined && files.includes(`spec/${chapter}/${name}.ts`)
      ? [{ chapter, name }]
      : [];
  });
  // A file of several records stands once.
  const single = standing.filter(({ chapter, name }) =>
    readFileSync(join(from, 'spec', chapter, `${name}.ts`), 'utf8').includes(`'${chapter}.${name}'`),
  );
  for (let at = 0; standing.length + at < count; at++) {
    const family = single[at % single.length];
    if (family === undefined) throw new Error(`${from} has no operations`);
    replicate(folder, family, `${family.name}${2 + Math.floor(at / single.length)}`);
  }
  execFileSync(process.execPath, ['scripts/registry.ts'], { cwd: folder, stdio: 'inherit' });
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/**
 * Writes the files of an operation again under another name. What they export stays as it is, since they use it themselves, and
 * is exported under the new name besides; ids and the path of the record become those of the copy.
 */
function replicate(folder: string, { chapter, name }: { chapter: string; name: string }, copy: string): void {
  const renamed = (text: string): string =>
    text
      .replace(new RegExp(`\\b${chapter}\\.${name}\\b`, 'g'), `${chapter}.${copy}`)
      .replaceAll(`spec/${chapter}/${name}.ts'`, `spec/${chapter}/${copy}.ts'`);
  for (const tree of ['spec', 'properties', 'src']) {
    const original = join(folder, tree, chapter, `${name}.ts`);
    const text = withOwnParts(original, renamed(readFileSync(original, 'utf8')), copy.slice(name.length), renamed);
    const aliases =
      tree === 'properties' ? [] : exportsOf(text, name).map((old) => [old, copy + old.slice(name.length)] as const);
    const lines = aliases.map(([old, alias]) => `export const ${alias} = ${old};\n`);
    writeFileSync(join(folder, tree, chapter, `${copy}.ts`), text + lines.join(''));
  }
  const fixtures = join(folder, 'golden', chapter, `${name}.json`);
  if (!existsSync(fixtures)) return;
  const entries: Record<string, unknown>[] = JSON.parse(renamed(readFileSync(fixtures, 'utf8')));
  const hashed = entries.map(({ sha256: _, ...contents }) => ({ ...contents, sha256: sha256Of(contents) }));
  writeFileSync(join(folder, 'golden', chapter, `${copy}.json`), JSON.stringify(hashed, null, 2));
}

/** The text of a copy with copies of those internal parts that say themselves which operation they belong to. */
function withOwnParts(original: string, text: string, suffix: string, renamed: (text: string) => string): string {
  return text.replace(/'(\.\/_internal\/\w+)\.ts'/g, (specifier, part: string) => {
    const path = join(dirname(original), part);
    const contents = readFileSync(`${path}.ts`, 'utf8');
    if (renamed(contents) === contents) return specifier;
    writeFileSync(`${path}${suffix}.ts`, withOwnParts(`${path}.ts`, renamed(contents), suffix, renamed));
    return `'${part}${suffix}.ts'`;
  });
}

/** An operation or its implementation, and its pullback where there is one. */
const exportsOf = (text: string, name: string): string[] =>
  [name, `${name}Gradient`].filter((one) =>
    new RegExp(`^export (const|function|async function) ${one}\\b`, 'm').test(text),
  );

/** The hash that a fixture carries: of its contents with sorted keys and no spaces. */
const sha256Of = (contents: unknown): string => createHash('sha256').update(canonical(contents)).digest('hex');

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`;
}
