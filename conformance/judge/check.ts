import { availableParallelism, release } from 'node:os';
import { warningsOf } from '../report/problems.ts';
import { type ClauseReport, type Report, schemaVersion } from '../report/report.ts';
import { reportedProfile } from '../subject/profile.ts';
import { toolVersion } from '../toolVersion.ts';
import { runPlan } from './_internal/engine.ts';
import { didYouMean } from './_internal/names.ts';
import { costOf, workersFor } from './_internal/shares.ts';
import { assemble } from './assemble.ts';
import type { CheckOptions } from './checkOptions.ts';
import { loadOperations, operationIdOf } from './laws.ts';
import { unmetBy } from './required.ts';
import { openSession, type Session } from './session.ts';

/** Thrown when the judge itself failed; the message holds the stacks, and the report what could be judged all the same. Exit code 3. */
export class JudgeFailure extends Error {
  override readonly name = 'JudgeFailure';
  readonly report: Report;
  constructor(message: string, report: Report) {
    super(message);
    this.report = report;
  }
}

/**
 * Judges an adapter by the laws of every operation that it offers.
 *
 * Throws UsageError when the adapter cannot be loaded or an option does not fit it, JudgeFailure when a law fails in itself.
 */
export async function check(options: CheckOptions): Promise<Report> {
  const { budget, signal } = options;
  const spent = new AbortController();
  const timer = budget === undefined ? undefined : setTimeout(() => spent.abort(), 1000 * budget);
  const ended = AbortSignal.any([spent.signal, ...(signal === undefined ? [] : [signal])]);
  try {
    const session = await openSession(options);
    try {
      return await judged(session, options, ended);
    } finally {
      await session.child.close();
    }
  } finally {
    clearTimeout(timer);
  }
}

async function judged(session: Session, options: CheckOptions, ended: AbortSignal): Promise<Report> {
  const {
    strict = false,
    today,
    onProgress,
    budget,
    signal,
    shard,
    workers = workersFor(availableParallelism()),
  } = options;
  const { child, plan, suite, tier, ledger, required, unknown, warnings } = session;
  const { description, dtype, runs, seed, adapterPath } = suite;
  const adapter = { name: description.name, version: description.version, path: adapterPath };
  const asked = plan.flatMap(({ laws }) => laws).filter(({ unsupported }) => unsupported === undefined);
  const planned = asked.length;
  const told = warningsOf({ unknown: unknown.map(withQuestion), warnings });
  onProgress?.({ kind: 'started', adapter, planned, warnings: told });
  const costs = new Map(asked.map((law) => [law.law.id, costOf(law)]));
  const total = [...costs.values()].reduce((sum, cost) => sum + cost, 0);
  let [done, cost] = [0, 0];
  const onClause = (clause: ClauseReport): void => {
    cost += costs.get(clause.id) ?? 0;
    onProgress?.({ kind: 'clause', clause, done: ++done, planned, share: cost / total });
  };
  const byWeight = budget !== undefined;
  const { results, states, errors } = await runPlan({ plan, suite, child, workers, onClause, byWeight, signal: ended });
  // What the ledger and the findings name must be known to say what they mean.
  await loadOperations([...ledger.map(({ clause }) => clause), ...states.map(({ id }) => id)].map(operationIdOf));
  const assembled = assemble({ plan, results, states, ledger, today });
  const report: Report = {
    tool: 'tensor-laws',
    schemaVersion,
    version: toolVersion(),
    environment: { node: process.version, platform: process.platform, release: release(), arch: process.arch },
    adapter,
    profile: reportedProfile(description.profile),
    dtype,
    tier,
    seed,
    runs,
    ...assembled,
    // What a shard lacks another may have: merge decides.
    unmet: required === undefined || shard !== undefined ? [] : await unmetBy(required, assembled.operations, dtype),
    unknown,
    warnings,
    strict,
    budget: budget ?? null,
    endedBy: signal?.aborted === true ? String(signal.reason) : null,
    left: ended.aborted ? asked.map(({ law }) => law.id).filter((id) => !results.has(id)) : [],
    shard:
      shard === undefined
        ? null
        : {
            ...shard,
            planned: asked.map(({ law }) => law.id),
            results: [...results.values()],
            states,
            ledger,
            required: required ?? null,
          },
  };
  if (errors.length > 0) throw new JudgeFailure(errors.join('\n\n'), report);
  return report;
}

/** A name that is none, with what it may have been meant for. */
function withQuestion(name: string): string {
  const question = didYouMean(name);
  return question === '' ? name : `${name} (${question})`;
}
