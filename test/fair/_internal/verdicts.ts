import type { Adapter } from '../../../conformance/adapter.ts';
import { contextOf } from '../../../conformance/judge/context.ts';
import { lawsOf, loadOperations } from '../../../conformance/judge/laws.ts';
import { runLaw } from '../../../conformance/judge/runLaw.ts';
import type { ClauseReport, Verdict } from '../../../conformance/report/report.ts';
import { describe, readAdapter } from '../../../conformance/subject/description.ts';
import { inProcessSubject } from '../../../conformance/subject/inProcess.ts';
import { runsOf, type Tier } from '../../../conformance/subject/tier.ts';
import type { FloatDtype } from '../../../spec/tensor.ts';

export interface JudgeOptions {
  readonly dtype?: FloatDtype;
  readonly seed?: number;
  readonly tier?: Tier;
  /** Attempts to make a counterexample smaller. Default 0. */
  readonly shrinks?: number;
}

/** The laws of one operation, or those of its clauses in braces: `layers.softmax/{C1,special}`, `layers.softmax/C1`. */
export async function judged<Native>(
  adapter: Adapter<Native>,
  laws: string,
  { dtype = 'float64', seed = 1, tier = 'ci', shrinks = 0 }: JudgeOptions = {},
): Promise<ClauseReport[]> {
  const [operation = '', clauses] = laws.split('/');
  const named = clauses?.replace(/[{}]/g, '').split(',');
  const description = describe(readAdapter(adapter));
  const subject = inProcessSubject(adapter);
  const reports: ClauseReport[] = [];
  await loadOperations([operation]);
  for (const law of lawsOf(operation)) {
    if (named !== undefined && !named.includes(law.clause)) continue;
    if (law.dtype !== undefined && law.dtype !== dtype) continue;
    if (law.layouts && description.layouts.length === 0) continue;
    if (law.gradient && !description.gradients.includes(operation)) continue;
    const runs = Math.max(1, Math.ceil(runsOf[tier] * law.share));
    const options = { runs, seed, adapterPath: 'adapters/reference/adapter.ts', shrinks };
    reports.push(await runLaw(law, subject, contextOf(description, dtype, law), options));
  }
  return reports;
}

/** The verdict of each clause. */
export const verdictsOf = async <Native>(
  adapter: Adapter<Native>,
  laws: string,
  options?: JudgeOptions,
): Promise<Record<string, Verdict>> =>
  Object.fromEntries((await judged(adapter, laws, options)).map(({ id, verdict }) => [id, verdict]));
