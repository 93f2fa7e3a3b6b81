import type { Command } from 'commander';
import fc from 'fast-check';
import { endOf } from '../judge/_internal/carriedOver.ts';
import { countsOf, finite, newTally } from '../judge/_internal/lawTally.ts';
import { isSingle, singlePrecision } from '../judge/_internal/singlePrecision.ts';
import { contextOf } from '../judge/context.ts';
import { hintOf } from '../judge/hintOf.ts';
import { callsOf, findLaw, findOperation, loadOperations, operationIdOf } from '../judge/laws.ts';
import { type Outcome, runCase } from '../judge/runCase.ts';
import { stateReport } from '../judge/stateClause.ts';
import { terminalFailure } from '../present/terminal.ts';
import type { ClauseReport } from '../report/report.ts';
import { snippetOf } from '../report/snippet.ts';
import { decodeToken, type Token, TokenError } from '../report/token.ts';
import { adapterFile } from '../subject/adapterFile.ts';
import { childSubject, LoadFailure } from '../subject/childProcess.ts';
import { UsageError } from '../usageError.ts';
import { adapterOf } from './_internal/adapterOf.ts';
import { styleOf } from './_internal/styleOf.ts';

/** `tensor-laws replay`: one recorded case again. Exit codes: 0 it passes, 1 it fails, 2 it cannot be run. */
export function register(program: Command): void {
  program
    .command('replay')
    .description('run one recorded failure again')
    .argument('<token>', 'the token that a report prints beside a failure')
    .option('--adapter <path>', 'the adapter to run it on')
    .option('--exec <command>', 'a command that speaks the protocol, to run it on')
    .option('--no-color', 'without colour')
    .action(async (token: string, options: { adapter?: string; exec?: string; color: boolean }) => {
      const { text, exitCode } = await replay(
        token,
        adapterOf(options.adapter, options.exec),
        styleOf(options.color),
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

/**
 * Runs the case of a token against an adapter, in a process of its own.
 *
 * Throws TokenError or LoadFailure where one of the two cannot be read, UsageError where the case means nothing for them.
 */
export async function replay(
  text: string,
  adapterPath: string,
  style: { color: boolean; width: number },
): Promise<Replayed> {
  const token = decodeToken(text);
  await loadOperations([operationIdOf(token.law)]);
  const law = findLaw(token.law);
  if (law === undefined) throw new UsageError(`the token is of ${token.law}, which this version does not check`);
  const child = await childSubject({ adapterPath });
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
    const end = await endOf(before, child);
    if (end !== undefined) {
      await loadOperations(before.map(({ operation }) => operation));
      const context = contextOf(description, token.dtype, law);
      const operation = before.at(-1)?.operation ?? '';
      const found = { law, context, given: token.case, operation, before, calls: [], end };
      return failing(stateReport(found, findOperation, { adapterPath: file, seed: token.seed }));
    }
    const { outcome, calls } = await runCase(law, subject, contextOf(description, token.dtype, law), token.case);
    if (outcome.kind === 'unsupported') throw new UsageError(`${name} does not support this case: ${outcome.message}`);
    if (outcome.kind === 'untried') throw new UsageError(outcome.message);
    if (outcome.kind === 'void' || outcome.kind === 'unjudged')
      throw new UsageError(`${law.id} compares nothing in this case`);
    if (outcome.kind === 'judged' && outcome.passed) {
      const ratio =
        outcome.worst.ratio === 0 ? 'exactly' : `at ${Number(outcome.worst.ratio.toPrecision(3))} of what is allowed`;
      return { text: `${law.id} passes now, ${ratio}, on ${name}.\n`, exitCode: 0 };
    }
    const single = token.dtype === 'float64' && isSingle([{ given: token.case, outcome, calls }]);
    const hint = single ? singlePrecision : hintOf(law, outcome);
    return failing(clauseOf(text, token, law.statement, hint, outcome, snippetOf(calls, file)));
  } catch (error) {
    if (!fc.PreconditionFailure.isFailure(error)) throw error;
    throw new UsageError(`${law.id} no longer takes this case: its precondition does not hold`);
  } finally {
    await close();
  }
}

/** The failure as a report would hold it. */
function clauseOf(
  replay: string,
  token: Token,
  statement: string,
  hint: string | undefined,
  outcome: Extract<Outcome, { kind: 'judged' | 'broken' }>,
  snippet: string,
): ClauseReport {
  const evidence = { ...countsOf(newTally()), cases: 1 };
  const shared = { id: token.law, law: statement, ...evidence, replay, ...(hint === undefined ? {} : { hint }) };
  if (outcome.kind === 'broken') {
    const counterexample = { what: statement, ratio: null, error: outcome.message, snippet };
    return { ...shared, verdict: outcome.verdict, counterexample };
  }
  const { ratio, ulp, judged, unjudged, ...rest } = outcome.worst;
  const known = finite(ulp);
  return {
    ...shared,
    verdict: 'failed',
    worstRatio: finite(ratio),
    worstUlp: known,
    counterexample: { ...rest, ratio: finite(ratio), ...(known === null ? {} : { ulp: known }), snippet },
  };
}
