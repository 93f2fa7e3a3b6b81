import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../../conformance/usageError.ts';
import type { Library } from '../library.ts';

/** Installs what the manifest of a folder says, exactly and without running scripts, unless it is there. */
export function install(folder: string): void {
  const lock = join(folder, 'package-lock.json');
  if (!existsSync(lock)) return;
  const installed = join(folder, 'node_modules/.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], folder);
}

/** Checks the types of a folder that has a tsconfig.json. */
export function checkTypes(folder: string, root: string): void {
  if (!existsSync(join(folder, 'tsconfig.json'))) return;
  run(join(root, 'node_modules/.bin/tsc'), ['--noEmit', '-p', folder], root);
}

/** Builds what is compiled. What the library needs for it is told where that fails. */
export function build(folder: string, { build: command, needs }: Pick<Library, 'build' | 'needs'>): void {
  if (command === undefined) return;
  try {
    run('sh', ['-c', command], folder);
  } catch (error) {
    if (needs === undefined || !(error instanceof Error)) throw error;
    throw new UsageError(`${error.message}\nit needs ${needs}`);
  }
}

function run(command: string, parameters: readonly string[], cwd: string): void {
  const { status, error } = spawnSync(command, parameters, { cwd, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0)
    throw new Error(
      `${command} ${parameters.join(' ')} failed in ${cwd}${error === undefined ? '' : `: ${error.message}`}`,
    );
}
