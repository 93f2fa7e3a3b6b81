import {
  Broken,
  type Case,
  type Context,
  type Law,
  type Observation,
  Rejected,
  type Subject,
  Unsupported,
} from '../../properties/law.ts';
import { type TracedCall, traced } from '../subject/traced.ts';

/** What one case of a law says of an implementation. */
export type Outcome =
  | {
      readonly kind: 'judged';
      readonly passed: boolean;
      readonly worst: Observation;
      readonly observations: readonly Observation[];
      /** Elements that were judged, and those for which no bound can be given. */
      readonly judged: number;
      readonly unjudged: number;
    }
  /** No bound can be given for any element: the case counts neither way. */
  | { readonly kind: 'unjudged'; readonly elements: number }
  /** There was nothing to compare: the case counts neither way. */
  | { readonly kind: 'void' }
  | { readonly kind: 'unsupported'; readonly message: string }
  | {
      readonly kind: 'broken';
      readonly verdict: 'failed' | 'errored' | 'timedOut';
      readonly message: string;
      /** Whether it cost the adapter's process: then every attempt to make the case smaller costs one. */
      readonly deadly: boolean;
    }
  /** A call was not made, for earlier ones ended the process or did not end: the case was never tried. */
  | { readonly kind: 'untried'; readonly message: string };

/** The observation that speaks most against the implementation: NaN before infinity before numbers. */
export function worstOf(observations: readonly Observation[]): Observation | undefined {
  let worst: Observation | undefined;
  for (const one of observations) {
    if (worst === undefined || Number.isNaN(one.ratio) || one.ratio > worst.ratio) worst = one;
    if (Number.isNaN(worst.ratio)) return worst;
  }
  return worst;
}

/**
 * Checks a law on one case, with a record of the calls it made.
 *
 * Throws whatever the law itself throws: that is an error of the judge, never of the implementation; and fast-check's
 * PreconditionFailure for a case that is none.
 */
export async function runCase(
  law: Law,
  on: Subject,
  context: Context,
  given: Case,
): Promise<{ readonly outcome: Outcome; readonly calls: readonly TracedCall[] }> {
  const trace = traced(on);
  return { outcome: await outcomeOf(law, trace.subject, context, given), calls: trace.calls() };
}

async function outcomeOf(law: Law, on: Subject, context: Context, given: Case): Promise<Outcome> {
  try {
    const observations = await law.check(on, given, context);
    const worst = worstOf(observations);
    if (worst === undefined) return { kind: 'void' };
    const judged = observations.reduce((sum, one) => sum + (one.judged ?? 1), 0);
    const unjudged = observations.reduce((sum, one) => sum + (one.unjudged ?? 0), 0);
    const passed = worst.ratio <= 1;
    if (passed && judged === 0 && unjudged > 0) return { kind: 'unjudged', elements: unjudged };
    return { kind: 'judged', passed, worst, observations, judged, unjudged };
  } catch (error) {
    if (error instanceof Unsupported) return { kind: 'unsupported', message: error.message };
    if (error instanceof Rejected && error.empty && !error.accident) {
      return { kind: 'unsupported', message: `empty tensors are refused: ${error.message}` };
    }
    if (error instanceof Rejected) return { kind: 'broken', verdict: 'errored', message: error.message, deadly: false };
    // What is malformed was answered, and wrongly; what crashed was not answered.
    if (error instanceof Broken) {
      const { kind, message, untried } = error;
      if (untried) return { kind: 'untried', message };
      return { kind: 'broken', verdict: brokenVerdicts[kind], message, deadly: kind !== 'malformed' };
    }
    throw error;
  }
}

const brokenVerdicts = { malformed: 'failed', crashed: 'errored', timedOut: 'timedOut' } as const;
