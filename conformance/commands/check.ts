import { rmSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { type FloatDtype, floatDtypes } from '../../spec/tensor.ts';
import { check, JudgeFailure } from '../judge/check.ts';
import type { Shard } from '../judge/checkOptions.ts';
import { storeCases } from '../judge/database.ts';
import type { Report } from '../report/report.ts';
import { type Tier, tiers } from '../subject/tier.ts';
import { adapterOf } from './_internal/adapterOf.ts';
import { duration } from './_internal/duration.ts';
import { endingSignals } from './_internal/endingSignals.ts';
import { type FinishOptions, finish } from './_internal/finish.ts';
import { ledgerEdit } from './_internal/ledgerEdits.ts';
import { type LimitArguments, limitOptions, limitsGiven } from './_internal/limitOptions.ts';
import { integer, outputOptions } from './_internal/outputOptions.ts';
import { refuseUnwritable, whyNot } from './_internal/outputs.ts';
import { progressOn } from './_internal/progress.ts';
import { shard } from './_internal/shardOption.ts';
import { streamTo } from './_internal/stream.ts';

interface CheckArguments extends FinishOptions, LimitArguments {
  readonly budget?: number;
  readonly stream?: string;
  readonly shard?: Shard;
  readonly database?: string;
  readonly exec?: string;
  readonly operations?: string;
  readonly runs?: number;
  readonly seed?: number;
  readonly dtype?: FloatDtype;
  readonly tier?: Tier;
  readonly ledger?: string;
  readonly updateLedger?: true;
  readonly pruneLedger?: true;
  readonly require?: string;
  readonly strict?: true;
  readonly workers?: number;
}

/** `tensor-laws check`: judges an adapter. Exit codes: 0 conforms, 1 does not, 3 less was judged than was planned. */
export function register(program: Command): void {
  const command = program
    .command('check')
    .description('judge an implementation through its adapter')
    .argument('[adapter]', 'the module whose default export is the adapter')
    .option(
      '--exec <command>',
      'in its place, a command that speaks the protocol of conformance/PROTOCOL.md, in any language',
    )
    .option('--operations <globs>', 'operations or clauses, by globs or parts of their names: linalg.*,softmax/C1')
    .option('--runs <n>', 'cases per law', integer('a number of cases', 1, 1_000_000))
    .option('--seed <s>', 'another seed draws other cases', integer('a seed', -(2 ** 31), 2 ** 32 - 1))
    .addOption(new Option('--dtype <d>', 'data type to judge at').choices([...floatDtypes]))
    .addOption(new Option('--tier <tier>', 'how long it may take').choices([...tiers]).default('ci'))
    .option('--ledger <file>', 'known failures (default: tensor-laws.ledger.json or ledger.json beside the adapter)')
    .option('--update-ledger', 'write every failure that the ledger lacks into it, all but the reason')
    .option('--prune-ledger', 'remove the entries of the ledger that pass or name nothing')
    .option('--require <globs>', 'operations or clauses that must be judged; what is not fails the run')
    .option('--strict', 'unknown operations, clauses without a law and warnings fail the run')
    .option(
      '--budget <time>',
      'end after 90s, 5m or 1h30m: what counts most is judged first, the rest is left',
      duration,
    )
    .option('--stream <file>', 'write what is found as it comes, a line of JSON for each clause')
    .option('--workers <n>', 'processes that judge at once', integer('a number of processes', 1, 1024))
    .option('--shard <i/n>', 'judge one part of several, which merge makes one report of: 1/3', shard)
    .option('--database <dir>', 'keep failing cases here, and try those of earlier runs first');
  outputOptions(limitOptions(command)).action(async (adapter: string | undefined, options: CheckArguments) => {
    process.exitCode = await run(adapterOf(adapter, options.exec), options);
  });
}

async function run(adapter: string, options: CheckArguments): Promise<number> {
  const { operations, runs, seed, dtype, tier, ledger, workers, require, strict, budget, database } = options;
  const today = new Date().toISOString().slice(0, 10);
  const edits = { update: options.updateLedger === true, prune: options.pruneLedger === true };
  const editsLedger = edits.update || edits.prune;
  refuseUnwritable(options, { stream: options.stream, ...(editsLedger ? { ledger } : {}) });
  const progress = progressOn(process.stderr);
  // Beside the report what was found so far, until the report holds it.
  const partial = options.json === undefined ? undefined : `${options.json}.partial`;
  const streams = [options.stream, partial].filter((path) => path !== undefined).map(streamTo);
  const signals = endingSignals();
  let report: Report;
  let failure: JudgeFailure | undefined;
  try {
    report = await check({
      adapter,
      operations,
      runs,
      seed,
      dtype,
      samples: options.json !== undefined || options.html !== undefined,
      tier,
      ledger,
      require,
      strict,
      workers,
      budget,
      shard: options.shard,
      database,
      today,
      unfinishedLedger: editsLedger,
      limits: limitsGiven(options),
      signal: signals.signal,
      onProgress(event) {
        progress.show(event);
        for (const stream of streams) stream.write(event);
      },
    });
  } catch (error) {
    if (!(error instanceof JudgeFailure)) throw error;
    failure = error;
    report = error.report;
  } finally {
    progress.end();
    signals.release();
    for (const stream of streams) stream.close();
  }
  const edit =
    failure === undefined && editsLedger
      ? ledgerEdit(report, edits, { ledger, adapterPath: report.adapter.path, cwd: process.cwd() }, today)
      : undefined;
  const { code, failures } = finish(edit?.report ?? report, options);
  if (partial !== undefined && failures.length === 0) rmSync(partial, { force: true });
  if (edit !== undefined && !isDone('the ledger', () => process.stdout.write(`\n${edit.write()}`))) return 3;
  if (database !== undefined && !isDone(database, () => storeCases(database, report))) return 3;
  if (failure === undefined) return code;
  process.stderr.write(
    `\ntensor-laws itself failed; this is a fault of the judge, not of the adapter:\n${failure.message}\n`,
  );
  return 3;
}

/** Writes something, and says so where that is not possible. */
function isDone(what: string, write: () => void): boolean {
  try {
    write();
    return true;
  } catch (error) {
    process.stderr.write(`error: ${what} cannot be written: ${whyNot(error)}\n`);
    return false;
  }
}
