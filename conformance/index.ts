import type { CheckOptions } from './judge/checkOptions.ts';
import type { Report } from './report/report.ts';
import type { Suite, SuiteSettings } from './suite.ts';

/** What adapters and tools import from the package. */
export type { Tensor } from '../spec/tensor.ts';
export {
  type Adapter,
  type AdapterProfile,
  defineAdapter,
  type Gradient,
  type Implementation,
  type Promises,
} from './adapter.ts';
export type { CheckOptions, Progress } from './judge/checkOptions.ts';
export type {
  ClauseReport,
  Counterexample,
  OperationReport,
  Report,
  Run,
  Spent,
  Summary,
  Verdict,
} from './report/report.ts';
export type { Suite, SuiteOutcome, SuiteSettings, SuiteTest } from './suite.ts';

// What judges is loaded when it is asked for: an adapter that imports `defineAdapter` needs none of it.

/**
 * Judges an adapter as `tensor-laws check` does; `today` is the date of this machine where it is not given.
 *
 * Throws an error called UsageError when the adapter cannot be loaded or an option does not fit it, and one called JudgeFailure, whose
 * `report` holds what could be judged, when the judge itself fails.
 */
export async function check(options: Omit<CheckOptions, 'today'> & Partial<CheckOptions>): Promise<Report> {
  const judge = await import('./judge/check.ts');
  return judge.check({ today: new Date().toISOString().slice(0, 10), ...options });
}

/** The clauses of an adapter as tests for any runner: see `Suite`. `tensor-laws/vitest` registers them by itself. */
export async function openSuite(settings: SuiteSettings): Promise<Suite> {
  const suite = await import('./suite.ts');
  return suite.openSuite(settings);
}
