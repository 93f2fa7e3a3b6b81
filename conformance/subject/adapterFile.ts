import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { LoadFailure } from './_internal/launch.ts';
import { commandOf } from './command.ts';

/** What an adapter's module is called in a folder of its own. */
const names = ['adapter.ts', 'adapter.mts', 'adapter.js', 'adapter.mjs', 'adapter.cjs'];

/** The file that a path means, or the command that stands in its place: itself, or the adapter in the folder that it names. Throws LoadFailure when there is none. */
export function adapterFile(path: string, cwd: string): string {
  const command = commandOf(path);
  if (command === '') throw new LoadFailure('the command to judge is empty');
  if (command !== undefined) return path;
  const absolute = resolve(cwd, path);
  if (!existsSync(absolute)) throw new LoadFailure(`${path}: no such file (looked for ${absolute})`);
  if (statSync(absolute).isFile()) return path;
  const found = names.map((name) => join(path, name)).find((file) => existsSync(resolve(cwd, file)));
  if (found === undefined)
    throw new LoadFailure(`${path} is a folder without ${names.join(', ')}; name the adapter's module`);
  return found;
}
