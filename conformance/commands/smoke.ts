import type { Command } from 'commander';
import { smokeTest } from '../judge/smoke.ts';
import { childSubject, LoadFailure } from '../subject/childProcess.ts';
import { UsageError } from '../usageError.ts';
import { adapterOf } from './_internal/adapterOf.ts';
import { print } from './_internal/print.ts';

/** `tensor-laws smoke`: what is wrong with an adapter itself. Exit codes: 0 nothing, 1 something, 2 it cannot be loaded. */
export function register(program: Command): void {
  program
    .command('smoke')
    .description('tell what is wrong with an adapter itself, before any law is asked: one line a problem')
    .argument('[adapter]', 'the module whose default export is the adapter')
    .option('--exec <command>', 'in its place, a command that speaks the protocol of conformance/PROTOCOL.md')
    .action(async (adapter: string | undefined, { exec }: { readonly exec?: string }) => {
      process.exitCode = await run(adapterOf(adapter, exec));
    });
}

async function run(adapterPath: string): Promise<number> {
  const child = await childSubject({ adapterPath }).catch((error: unknown) => {
    throw error instanceof LoadFailure ? new UsageError(error.message) : error;
  });
  try {
    const { asked, problems } = await smokeTest(child);
    const { name, version, dtypes, operations, gradients, layouts } = child.description;
    for (const problem of problems) print(`${problem}\n`);
    const offers = `${operations.length} operations, ${gradients.length} gradients, ${layouts.length} layouts, ${dtypes.join(' and ')}`;
    print(
      `${problems.length === 0 ? '' : '\n'}${name} ${version}: ${offers}; ${asked} calls, ${counted(problems.length)}\n`,
    );
    return problems.length === 0 ? 0 : 1;
  } finally {
    await child.close();
  }
}

const counted = (problems: number): string =>
  problems === 0 ? 'nothing is wrong with the adapter' : `${problems} ${problems === 1 ? 'problem' : 'problems'}`;
