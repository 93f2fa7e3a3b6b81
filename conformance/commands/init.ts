import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { Command } from 'commander';
import { shellWord } from '../present/shellWord.ts';
import { UsageError } from '../usageError.ts';
import { print } from './_internal/print.ts';
import { templateAdapter } from './_internal/templateAdapter.ts';
import { templatePython } from './_internal/templatePython.ts';
import { templateTyped } from './_internal/templateTyped.ts';

interface InitArguments {
  readonly ts?: true;
  readonly python?: true;
}

/** `tensor-laws init`: writes a template adapter that runs; exits with 2 where the file is there already. */
export function register(program: Command): void {
  program
    .command('init')
    .description('write an adapter that runs, to continue from')
    .argument('[dir]', 'where to write it', '.')
    .option('--ts', 'in TypeScript, typed against the specification')
    .option('--python', 'in Python, with the kit beside it')
    .action((dir: string, options: InitArguments) => {
      if (options.ts && options.python) throw new UsageError('either --ts or --python, not both');
      if (options.python) writePython(dir);
      else if (options.ts) writeTyped(dir);
      else writeModule(dir, 'tensor-laws.adapter.mjs', templateAdapter);
    });
}

function writePython(dir: string): void {
  const file = 'tensor_laws_adapter.py';
  const path = join(dir, file);
  create(path, templatePython(file));
  const kit = join(dir, 'tensor_laws.py');
  if (!existsSync(kit)) create(kit, kitForPython());
  print(
    `Wrote ${path}, and the kit beside it. Judge it with:\n\n  npx tensor-laws check --exec ${shellWord(`python3 ${shellWord(path)}`)}\n`,
  );
}

/** Where a package is CommonJS, a module in TypeScript has to be called .mts. */
function writeTyped(dir: string): void {
  const name = isModulePackage(dir) ? 'tensor-laws.adapter.ts' : 'tensor-laws.adapter.mts';
  writeModule(dir, name, templateTyped(name));
}

function writeModule(dir: string, name: string, text: string): void {
  const path = join(dir, name);
  create(path, text);
  const typed = isAbsolute(path) || path.startsWith('..') ? path : `./${path}`;
  print(`Wrote ${path}. Judge it with:\n\n  npx tensor-laws check ${shellWord(typed)}\n`);
}

/** Writes a file that is not there yet, and the folders above it. Throws UsageError. */
function create(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    // The flag refuses a file that exists, without a moment between looking and writing.
    writeFileSync(path, text, { flag: 'wx' });
  } catch (error) {
    throw new UsageError(reasonOf(error, path));
  }
}

/** Whether the nearest package.json above says that files are modules. */
function isModulePackage(dir: string): boolean {
  const file = above(resolve(dir), 'package.json');
  if (file === undefined) return false;
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as { type?: unknown }).type === 'module';
  } catch {
    return false;
  }
}

/** The file of this name in a folder or in the nearest one above it. */
function above(folder: string, name: string): string | undefined {
  const path = join(folder, name);
  if (existsSync(path)) return path;
  const parent = dirname(folder);
  return parent === folder ? undefined : above(parent, name);
}

/** The sources and the compiled files lie at different depths below it. */
function kitForPython(): string {
  const path = above(import.meta.dirname, join('kits', 'python', 'tensor_laws.py'));
  if (path === undefined) throw new UsageError('this installation lacks kits/python/tensor_laws.py');
  return readFileSync(path, 'utf8');
}

function reasonOf(error: unknown, path: string): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EEXIST') return `${path} exists already and is left as it is`;
  return `cannot write ${path}: ${error instanceof Error ? error.message : String(error)}`;
}
