import type { Variant } from '../variant.ts';
import { adapterOf } from './adapterOf.ts';
import { type JudgeOptions, judged } from './verdicts.ts';

export interface Alarms {
  /** Clauses that object, with what they object to. */
  readonly alarms: readonly string[];
  readonly cases: number;
  readonly clauses: number;
  /** The largest ratio of those that pass. */
  readonly worstRatio: number;
}

/** What all laws of its operation say against a variant. */
export async function alarmsOf(variant: Variant, options: JudgeOptions): Promise<Alarms> {
  const reports = await judged(adapterOf(variant), variant.operation, options);
  const passed = new Set(['passed', 'unsupported', 'advice', 'unjudged']);
  return {
    alarms: reports
      .filter(({ verdict }) => !passed.has(verdict))
      .map(({ id, counterexample }) => {
        const { what = '', ratio, expected, received, error, snippet } = counterexample ?? {};
        return `${id}: ${error ?? `${what}, ratio ${ratio}, expected ${expected}, received ${received}`}\n${snippet ?? ''}`;
      }),
    cases: reports.reduce((sum, { cases }) => sum + cases, 0),
    clauses: reports.length,
    worstRatio: reports.reduce(
      (most, { verdict, worstRatio }) => (verdict === 'passed' ? Math.max(most, worstRatio ?? 0) : most),
      0,
    ),
  };
}
