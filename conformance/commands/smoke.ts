import type { Command } from 'commander';
import { smokeTest } from '../judge/smoke.ts';
import { counted } from '../present/_internal/numbers.ts';
import { childSubject, LoadFailure } from '../subject/childProcess.ts';
import { commandOf } from '../subject/command.ts';
import type { Limits } from '../subject/limits.ts';
import { UsageError } from '../usageError.ts';
import { adapterOf } from './_internal/adapterOf.ts';
import { type LimitArguments, limitOptions, limitsGiven } from './_internal/limitOptions.ts';
import { print } from './_internal/print.ts';

interface SmokeArguments extends LimitArguments {
  readonly exec?: string;
}

/** `tensor-laws smoke`: what is wrong with an adapter itself. Exit codes: 0 nothing, 1 something, 2 it cannot be loaded. */
export function register(program: Command): void {
  const command = program
    .command('smoke')
    .description('tell what is wrong with an adapter itself, before any law is asked: one line a problem')
    .argument('[adapter]', 'the module whose default export is the adapter')
    .option('--exec <command>', 'in its place, a command that speaks the protocol of conformance/PROTOCOL.md');
  limitOptions(command).action(async (adapter: string | undefined, options: SmokeArguments) => {
    process.exitCode = await run(adapterOf(adapter, options.exec), limitsGiven(options));
  });
}

async function run(adapterPath: string, limits: Partial<Limits>): Promise<number> {
  const child = await childSubject({ adapterPath, limits }).catch((error: unknown) => {
    throw error instanceof LoadFailure ? new UsageError(error.message) : error;
  });
  try {
    const { asked, problems } = await smokeTest({ ...child, isProgram: commandOf(adapterPath) !== undefined });
    const { name, version, dtypes, operations, gradients, layouts } = child.description;
    for (const problem of problems) print(`${problem}\n`);
    const offers = [
      counted(operations.length, 'operation'),
      counted(gradients.length, 'gradient'),
      counted(layouts.length, 'layout'),
      dtypes.join(' and '),
    ].join(', ');
    const found = problems.length === 0 ? 'nothing is wrong with the adapter' : counted(problems.length, 'problem');
    print(`${problems.length === 0 ? '' : '\n'}${name} ${version}: ${offers}; ${counted(asked, 'call')}, ${found}\n`);
    return problems.length === 0 ? 0 : 1;
  } finally {
    await child.close();
  }
}
