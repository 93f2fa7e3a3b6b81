import type { Report } from './report.ts';

/** What fails a run beside the clauses: the ledger, what was required, and what `--strict` does not forgive. */
export interface Problem {
  readonly kind: 'ledger' | 'required' | 'strict';
  readonly text: string;
}

/** The parts of a report that have a say in it. */
export type Surroundings = Pick<Report, 'ledgerProblems'> &
  Partial<Pick<Report, 'operations' | 'unmet' | 'unknown' | 'warnings' | 'strict'>>;

/** What fails a run though every clause holds, in sentences. */
export function problemsOf({ ledgerProblems, unmet = [], strict = false, ...rest }: Surroundings): readonly Problem[] {
  const of = (kind: Problem['kind'], texts: readonly string[]) => texts.map((text): Problem => ({ kind, text }));
  const unforgiven = strict ? [...warningsOf(rest), ...uncoveredOf(rest).map((id) => `${id}: no law covers it`)] : [];
  return [...of('ledger', ledgerProblems), ...of('required', unmet), ...of('strict', unforgiven)];
}

/** What a person should look at, in sentences: it fails the run where `--strict` was given. */
export const warningsOf = ({ unknown = [], warnings = [] }: Partial<Surroundings>): readonly string[] => [
  ...unknown.map((name) => `the adapter offers ${name}, which is not in the specification and is not judged`),
  ...warnings,
];

/** The clauses of the records that no law covers, of the operations that were judged. */
export const uncoveredOf = ({ operations = [] }: Partial<Surroundings>): readonly string[] =>
  operations.filter(({ verdict }) => verdict !== 'unsupported').flatMap(({ uncovered = [] }) => uncovered);
