import type { ClauseReport } from '../../report/report.ts';

/** A clause once for each of its failures, as if every one were its only one. */
export function failuresOf(clause: ClauseReport): readonly ClauseReport[] {
  const { further = [], ...first } = clause;
  const { cause: _, hint: __, ...shared } = first;
  return [first, ...further.map((failure) => ({ ...shared, ...failure }))];
}
