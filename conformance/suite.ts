import { fileURLToPath } from 'node:url';
import { remoteJudge } from './judge/_internal/remoteJudge.ts';
import type { SessionOptions } from './judge/checkOptions.ts';
import { loadOperations, operationIdOf } from './judge/laws.ts';
import { applyLedger } from './judge/ledger.ts';
import { openSession } from './judge/session.ts';
import { terminalFailure } from './present/terminal.ts';
import type { ClauseReport } from './report/report.ts';
import { isFailure } from './report/report.ts';

export interface SuiteSettings extends Omit<SessionOptions, 'adapter' | 'require' | 'unfinishedLedger' | 'shard'> {
  /** The adapter's module, or the folder that holds it: a path from `cwd`, or a URL. */
  readonly adapter: string | URL;
}

/** What came of a clause that did not fail. */
export interface SuiteOutcome {
  readonly report: ClauseReport;
  /** Why it counts neither way: it is known to fail, unsupported, or could not be judged. */
  readonly skipped: string | undefined;
}

/** One clause as a test of any runner. */
export interface SuiteTest {
  /** `linalg.dot/C1`. */
  readonly id: string;
  readonly operation: string;
  /** What the adapter lacks for it; undefined where it is to be run. */
  readonly unsupported: string | undefined;
  /** Judges the clause. Throws an error whose message says what is broken, with the code that shows it; its `report` says the rest. */
  readonly run: () => Promise<SuiteOutcome>;
}

/** The clauses of a judgement, each once, in the order of the specification. */
export interface Suite extends Iterable<SuiteTest> {
  readonly adapter: { readonly name: string; readonly version: string };
  /** Ends the process that judges; it ends by itself with the one that uses it, too. */
  close(): Promise<void>;
}

/** Thrown for a clause that does not hold. */
export class ClauseFailure extends Error {
  override readonly name = 'ClauseFailure';
  readonly report: ClauseReport;
  constructor(message: string, report: ClauseReport) {
    super(message);
    this.report = report;
    // The frames are those of the judge, and say nothing of the failure.
    this.stack = `${this.name}: ${message}`;
  }
}

/**
 * Loads an adapter and gives its clauses as tests, for `node:test`, Mocha, Jest or any other runner; `tensor-laws/vitest` registers
 * them by itself. They may be run in any order, some or all, side by side too. The ledger beside the adapter counts.
 *
 * Unlike `check` a clause that needs an operation which fails itself is not told from one that fails by itself.
 *
 * Throws UsageError when the adapter cannot be loaded or an option does not fit it.
 */
export async function openSuite({ adapter, ...options }: SuiteSettings): Promise<Suite> {
  const path = adapter instanceof URL ? fileURLToPath(adapter) : adapter;
  const session = await openSession({ ...options, adapter: path });
  await session.child.close();
  const { suite, plan, ledger } = session;
  const { name, version } = suite.description;
  const judge = remoteJudge(suite);
  const today = new Date().toISOString().slice(0, 10);
  const run = async (id: string): Promise<SuiteOutcome> => {
    const { clause, states } = await judge.judge(id);
    await loadOperations(states.map((state) => operationIdOf(state.id)));
    const { clauses, problems } = applyLedger(
      [clause, ...states],
      ledger.filter((entry) => entry.clause === id || states.some((state) => state.id === entry.clause)),
      today,
    );
    const [report = clause] = clauses;
    const failure = clauses.find(isFailure);
    if (failure !== undefined) throw new ClauseFailure(failureText(failure, suite.adapterPath), failure);
    if (problems.length > 0) throw new ClauseFailure(problems.join('\n'), report);
    return { report, skipped: whySkipped(report) };
  };
  const tests = plan.flatMap(({ operation, laws }) =>
    laws.map(
      ({ law: { id }, unsupported }): SuiteTest => ({ id, operation: operation.id, unsupported, run: () => run(id) }),
    ),
  );
  return {
    adapter: { name, version },
    close: () => judge.close(),
    [Symbol.iterator]: () => tests[Symbol.iterator](),
  };
}

const failureText = (clause: ClauseReport, adapterPath: string): string =>
  [clause.cause, terminalFailure(clause, adapterPath, { color: false, width: 100 }).trim()]
    .filter((part) => part !== undefined)
    .join('\n');

function whySkipped({ verdict, reason = verdict }: ClauseReport): string | undefined {
  if (verdict === 'known') return `known failure: ${reason}`;
  return verdict === 'passed' || verdict === 'advice' ? undefined : reason;
}
