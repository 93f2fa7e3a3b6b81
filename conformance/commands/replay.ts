import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Command } from 'commander';
import fc from 'fast-check';
import type { Case, Context, Law } from '../../properties/law.ts';
import { endOf } from '../judge/_internal/carriedOver.ts';
import { caseAt } from '../judge/_internal/draw.ts';
import { lawSeed } from '../judge/_internal/lawSeed.ts';
import { countsOf, finite, newTally } from '../judge/_internal/lawTally.ts';
import { measured } from '../judge/_internal/measured.ts';
import { isSingle, singlePrecision } from '../judge/_internal/singlePrecision.ts';
import { contextOf } from '../judge/context.ts';
import { hintOf } from '../judge/hintOf.ts';
import { callsOf, clauseNameOf, findLaw, findOperation, loadOperations, operationIdOf } from '../judge/laws.ts';
import { type Outcome, runCase } from '../judge/runCase.ts';
import { stateClauseOf, stateReport } from '../judge/stateClause.ts';
import { counted } from '../present/_internal/numbers.ts';
import { terminalFailure } from '../present/terminal.ts';
import { placeOf } from '../report/place.ts';
import type { ClauseReport } from '../report/report.ts';
import { snippetOf } from '../report/snippet.ts';
import { decodeToken, encodeToken, type Token, TokenError } from '../report/token.ts';
import { adapterFile } from '../subject/adapterFile.ts';
import { childSubject, LoadFailure } from '../subject/childProcess.ts';
import type { TracedCall } from '../subject/traced.ts';
import { UsageError } from '../usageError.ts';
import { adapterOf } from './_internal/adapterOf.ts';
import { debugText } from './_internal/debugText.ts';
import { namedRecord, unknownName } from './_internal/named.ts';
import { styleOf } from './_internal/styleOf.ts';
import { testFile } from './_internal/testFile.ts';

interface ReplayArguments {
  readonly adapter?: string;
  readonly exec?: string;
  readonly verbose?: true;
  readonly test?: string;
  readonly color: boolean;
}

/** `tensor-laws replay`: one recorded case again. Exit codes: 0 it passes, 1 it fails, 2 it cannot be run. */
export function register(program: Command): void {
  program
    .command('replay')
    .description('run one recorded failure again')
    .argument('<token>', 'what a report prints beside a failure, or the place of a case: linalg.matmul/C1@float64:1:17')
    .option('--adapter <path>', 'the adapter to run it on')
    .option('--exec <command>', 'a command that speaks the protocol, to run it on')
    .option('--verbose', 'print every call, the stack of every error, and what the adapter writes')
    .option('--test <file>', 'write the case as a test: for node --test, or with --exec for pytest')
    .option('--no-color', 'without colour')
    .action(async (token: string, options: ReplayArguments) => {
      const { text, exitCode } = await replay(
        token,
        adapterOf(options.adapter, options.exec),
        styleOf(options.color),
        options,
      ).catch(asUsage);
      // A law that failed may have calls under way that it no longer waits for, and the process of the adapter with them.
      process.stdout.write(text, () => process.exit(exitCode));
    });
}

/** A token or an adapter that cannot be read is wrong usage of this command. */
function asUsage(error: unknown): never {
  throw error instanceof LoadFailure || error instanceof TokenError ? new UsageError(error.message) : error;
}

export interface Replayed {
  readonly text: string;
  readonly exitCode: 0 | 1;
}

/** A token, or a place for which the case is drawn again when the adapter is known. */
type Recorded = Omit<Token, 'case'> & { readonly case?: Case; readonly place?: number };

/**
 * Runs the case of a token or of a place against an adapter, in a process of its own.
 *
 * Throws TokenError or LoadFailure where one of the two cannot be read, UsageError where the case means nothing for them, or the
 * test cannot be written.
 */
export async function replay(
  text: string,
  adapterPath: string,
  style: { color: boolean; width: number },
  { verbose = false, test }: { readonly verbose?: boolean; readonly test?: string } = {},
): Promise<Replayed> {
  const token: Recorded = await recordedIn(text);
  await loadOperations([operationIdOf(token.law)]);
  const law = findLaw(token.law);
  if (law === undefined) throw new UsageError(`the token is of ${token.law}, which this version does not check`);
  const child = await childSubject({ adapterPath, trace: verbose });
  const { subject, description, close } = child;
  const file = adapterFile(adapterPath, process.cwd());
  try {
    if (!description.dtypes.includes(token.dtype)) {
      throw new UsageError(
        `the case is in ${token.dtype}; ${description.name} is judged at ${description.dtypes.join(', ')}`,
      );
    }
    const lacking = callsOf(law).operations.find((operation) => !subject.has(operation));
    if (lacking !== undefined) throw new UsageError(`${description.name} has no ${lacking.id}`);
    const name = `${description.name} ${description.version}`;
    const failing = (clause: ClauseReport): Replayed => ({
      text: `${terminalFailure(clause, adapterPath, style)}\n${clause.id} still fails on ${name}.\n`,
      exitCode: 1,
    });
    const { before = [] } = token;
    await loadOperations(before.map(({ operation }) => operation));
    const context = contextOf(description, token.dtype, law);
    const given = await caseOf(token, law, context);
    const debugged = async (replayed: Replayed, calls: readonly TracedCall[]): Promise<Replayed> =>
      verbose ? { ...replayed, text: `${debugText(calls, await child.output())}${replayed.text}` } : replayed;
    const afterThese = (calls: readonly TracedCall[], end?: string): Promise<Replayed> => {
      if (test !== undefined)
        throw new UsageError(`${law.id} fails after other calls only, which a test does not make`);
      const operation = before.at(-1)?.operation ?? '';
      const found = { law, context, given, operation, before, calls, ...(end === undefined ? {} : { end }) };
      return debugged(failing(stateReport(found, findOperation, { adapterPath: file, seed: token.seed })), calls);
    };
    const end = await endOf(before, child);
    if (end !== undefined) return await afterThese([], end);
    const { outcome, calls } = await runCase(law, subject, context, given);
    if (outcome.kind === 'unsupported') throw new UsageError(`${name} does not support this case: ${outcome.message}`);
    if (outcome.kind === 'untried') throw new UsageError(outcome.message);
    if (outcome.kind === 'void' || outcome.kind === 'unjudged')
      throw new UsageError(`${law.id} compares nothing in this case`);
    if (outcome.kind === 'judged' && outcome.passed) {
      const ratio =
        outcome.worst.ratio === 0 ? 'exactly' : `at ${Number(outcome.worst.ratio.toPrecision(3))} of what is allowed`;
      const last =
        before.length === 0
          ? ''
          : ` after ${counted(before.length, 'call')} of ${operationIdOf(stateClauseOf(before))}`;
      return await debugged({ text: `${law.id} passes now${last}, ${ratio}, on ${name}.\n`, exitCode: 0 }, calls);
    }
    if (before.length > 0) return await afterThese(calls);
    const single = token.dtype === 'float64' && isSingle([{ given, outcome, calls }]);
    const hint = single ? singlePrecision : hintOf(law, outcome);
    const whole = encodeToken({ law: law.id, dtype: token.dtype, case: given, seed: token.seed });
    const clause = clauseOf(token.case === undefined ? whole : text, law, context, hint, outcome, calls, file);
    const told = await debugged(failing(clause), calls);
    if (test === undefined) return told;
    write(test, testFile(test, clause, calls, child.calls().slice(-calls.length), { adapterPath: file, token: whole }));
    return { ...told, text: `${told.text}Wrote ${test}.\n` };
  } catch (error) {
    if (!fc.PreconditionFailure.isFailure(error)) throw error;
    throw new UsageError(
      token.case === undefined
        ? `${text} is a case that is not judged: its precondition does not hold; another number is another case`
        : `${law.id} no longer takes this case: its precondition does not hold`,
    );
  } finally {
    await close();
  }
}

/** What a text records: a place, in which any part of the name of an operation stands for it, or a token. */
async function recordedIn(text: string): Promise<Recorded> {
  const place = placeOf(text);
  const [name = ''] = text.split('@');
  if (!name.includes('/')) return decodeToken(text);
  const record = await namedRecord(name);
  const id = record === undefined ? undefined : `${record.id}/${clauseNameOf(name)}`;
  if (id === undefined || findLaw(id) === undefined) throw new UsageError(await unknownName(name));
  if (place === undefined)
    throw new UsageError(`which case of ${id}? its type, seed and number follow: ${id}@float64:1:0`);
  return { ...place, law: id };
}

/** The case of a token; that of a place is drawn again. */
const caseOf = async ({ case: given, place = 0, seed }: Recorded, law: Law, context: Context): Promise<Case> =>
  given ?? (await caseAt({ law, context, seed: lawSeed(seed, law.id) }, place));

function write(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  } catch (error) {
    throw new UsageError(`${path} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The failure as a report would hold it. */
function clauseOf(
  replay: string,
  law: Law,
  context: Context,
  hint: string | undefined,
  outcome: Extract<Outcome, { kind: 'judged' | 'broken' }>,
  calls: readonly TracedCall[],
  adapterPath: string,
): ClauseReport {
  const counterexample = { ...measured(outcome, law, calls, context), snippet: snippetOf(calls, adapterPath) };
  const worst = outcome.kind === 'judged' ? outcome.worst : undefined;
  return {
    id: law.id,
    law: law.statement,
    verdict: outcome.kind === 'broken' ? outcome.verdict : 'failed',
    ...countsOf(newTally()),
    cases: 1,
    worstRatio: finite(worst?.ratio),
    worstUlp: finite(worst?.ulp),
    counterexample,
    replay,
    ...(hint === undefined ? {} : { hint }),
  };
}
