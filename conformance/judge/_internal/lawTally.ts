import type { Observation } from '../../../properties/law.ts';
import { type ClauseReport, leastShare } from '../../report/report.ts';
import type { Outcome } from '../runCase.ts';

/** What the cases of a law came to. */
export interface LawTally {
  cases: number;
  ratio: number | undefined;
  ulp: number | undefined;
  elements: number;
  unjudgedElements: number;
  unjudged: number;
  declined: number;
  /** What the adapter said when it first declined a case. */
  refusal: string | undefined;
  /** Cases that gave no observation. */
  void: number;
  /** Cases outside of the law's precondition. */
  excluded: number;
  /** Why a call was not made, where one was not. */
  untried: string | undefined;
  /** What was observed of a run whose series was recorded. */
  run: readonly Observation[] | undefined;
}

export const newTally = (): LawTally => ({
  cases: 0,
  ratio: undefined,
  ulp: undefined,
  elements: 0,
  unjudgedElements: 0,
  unjudged: 0,
  declined: 0,
  refusal: undefined,
  void: 0,
  excluded: 0,
  untried: undefined,
  run: undefined,
});

/** The larger; NaN is larger than anything. */
const larger = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || (b !== undefined && !(b <= a) && !Number.isNaN(a)) ? b : a;

export const finite = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) ? value : null;

/** A ratio as a report holds it: null where nothing was measured, infinite where what was measured is beyond all numbers. */
export const reportedRatio = (ratio: number | undefined): number | null =>
  ratio === undefined ? null : Number.isNaN(ratio) ? Number.POSITIVE_INFINITY : ratio;

/** Whether an observation is of a refusal that never came, which is no matter of size. */
export const isMissedRefusal = (expected: string | undefined, ratio: number): boolean =>
  expected === 'an error' && !(ratio <= 1);

/** Adds what came of one case. */
export function count(tally: LawTally, outcome: Outcome): void {
  switch (outcome.kind) {
    case 'unsupported':
      tally.declined++;
      tally.refusal ??= outcome.message;
      return;
    case 'void':
      tally.void++;
      return;
    case 'untried':
      tally.untried ??= outcome.message;
      return;
    case 'unjudged':
      tally.unjudged++;
      tally.unjudgedElements += outcome.elements;
      return;
    case 'broken':
      tally.cases++;
      return;
    case 'judged':
      tally.cases++;
      tally.elements += outcome.judged;
      tally.unjudgedElements += outcome.unjudged;
      if (outcome.observations.some(({ series }) => series !== undefined)) tally.run ??= outcome.observations;
      weigh(tally, outcome);
  }
}

/** Takes in the ratios of a case, and counts nothing. */
export function weigh(tally: LawTally, outcome: Outcome): void {
  for (const { expected, ratio, ulp } of outcome.kind === 'judged' ? outcome.observations : []) {
    if (!isMissedRefusal(expected, ratio)) tally.ratio = larger(tally.ratio, ratio);
    if (ulp !== undefined && Number.isFinite(ulp)) tally.ulp = larger(tally.ulp, ulp);
  }
}

/** The reason of a clause none of whose cases could be judged, though the implementation answered them. */
export const nothingJudged = 'no case that was drawn had anything to compare';

/** What a law without a failure says: that it passed, or why it does not say so. `runs` is the number of cases that was wanted. */
export function verdictOf(tally: LawTally, runs: number): Pick<ClauseReport, 'verdict' | 'reason' | 'untried'> {
  const { cases, unjudged, declined, excluded, refusal, untried } = tally;
  if (untried !== undefined) return { verdict: 'blocked', reason: untried, untried: true };
  if (cases > 0 && cases >= leastShare * runs) return { verdict: 'passed' };
  if (cases === 0 && unjudged === 0 && (declined > 0 || tally.void > 0)) {
    return { verdict: 'unsupported', reason: refusal ?? nothingJudged };
  }
  if (runs === 1 && unjudged > 0) {
    return { verdict: 'unjudged', reason: 'its case could not be judged: no bound can be given' };
  }
  const why = [
    unjudged === 0 ? '' : `for ${unjudged} no bound can be given`,
    declined === 0 ? '' : `the adapter declines ${declined}: ${refusal ?? ''}`,
    tally.void === 0 ? '' : `${tally.void} had nothing to compare`,
    excluded === 0 ? '' : `the precondition of the law excludes ${excluded}`,
  ].filter((part) => part !== '');
  return { verdict: 'unjudged', reason: `${cases} of ${runs} cases could be judged; ${why.join('; ')}` };
}

/** How much was looked at, as a report says it. */
export const countsOf = (tally: LawTally) => ({
  cases: tally.cases,
  unjudgedCases: tally.unjudged,
  declinedCases: tally.declined,
  elements: tally.elements,
  unjudgedElements: tally.unjudgedElements,
  worstRatio: reportedRatio(tally.ratio),
  worstUlp: finite(tally.ulp),
});

/** Digits of a number of a series: more does not show in a plot. */
const seriesDigits = 8;

const shown = (value: number): number | null =>
  Number.isFinite(value) ? Number(value.toPrecision(seriesDigits)) : null;

/** The run that a phenomenon was measured on, as a report holds it; nothing where there is none. */
export function runOf({ run = [] }: LawTally): Pick<ClauseReport, 'run'> {
  const series = run.find((one) => one.series !== undefined)?.series;
  if (series === undefined) return {};
  const measured = run.map(({ what, expected = '', received = '', ratio }) => ({
    what,
    expected,
    received,
    ratio: reportedRatio(ratio),
  }));
  const columns = Object.entries(series).map(([name, column]) => [name, column.map(shown)]);
  return { run: { measured, series: Object.fromEntries(columns) } };
}
