import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { UsageError } from './options.ts';

export interface Checkout {
  readonly folder: string;
  remove(): void;
}

/** A folder as it stands, or a revision of this repository in a temporary one, with the dependencies that its lock names. */
export function checkoutOf(against: string, root: string): Checkout {
  const folder = resolve(against);
  if (existsSync(folder) && statSync(folder).isDirectory()) {
    if (!existsSync(join(folder, 'bin/tensor-laws.js'))) throw new UsageError(`${against} is no checkout`);
    return { folder, remove: () => {} };
  }
  const git = (...parameters: string[]) =>
    execFileSync('git', parameters, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
  const revision = revisionOf(against, git);
  const temporary = join(mkdtempSync(join(tmpdir(), 'tensor-laws-against-')), 'checkout');
  git('worktree', 'add', '--detach', temporary, revision);
  const remove = () => {
    git('worktree', 'remove', '--force', temporary);
    rmSync(join(temporary, '..'), { recursive: true, force: true });
  };
  try {
    execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: temporary, stdio: ['ignore', 'ignore', 'inherit'] });
  } catch (error) {
    remove();
    throw error;
  }
  return { folder: temporary, remove };
}

function revisionOf(against: string, git: (...parameters: string[]) => string): string {
  try {
    return git('rev-parse', '--verify', `${against}^{commit}`);
  } catch {
    throw new UsageError(`--against: neither a folder nor a revision: ${against}`);
  }
}
