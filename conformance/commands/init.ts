import { mkdirSync, writeFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import type { Command } from 'commander';
import { shellWord } from '../present/shellWord.ts';
import { UsageError } from '../usageError.ts';
import { print } from './_internal/print.ts';
import { templateAdapter } from './_internal/templateAdapter.ts';

const fileName = 'tensor-laws.adapter.mjs';

/** `tensor-laws init`: writes a template adapter that runs; exits with 2 where the file is there already. */
export function register(program: Command): void {
  program
    .command('init')
    .description('write an adapter that runs, to continue from')
    .argument('[dir]', 'where to write it', '.')
    .action((dir: string) => {
      const path = join(dir, fileName);
      try {
        mkdirSync(dir, { recursive: true });
        // The flag refuses a file that exists, without a moment between looking and writing.
        writeFileSync(path, templateAdapter, { flag: 'wx' });
      } catch (error) {
        throw new UsageError(reasonOf(error, path));
      }
      const typed = isAbsolute(path) || path.startsWith('..') ? path : `./${path}`;
      print(`Wrote ${path}. Judge it with:\n\n  npx tensor-laws check ${shellWord(typed)}\n`);
    });
}

function reasonOf(error: unknown, path: string): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EEXIST') return `${path} exists already and is left as it is`;
  return `cannot write ${path}: ${error instanceof Error ? error.message : String(error)}`;
}
