import { type ClauseReport, isFailure, type KnownFailure } from '../report/report.ts';
import { problemsOf } from './ledger.ts';

/** Entries with one for every failure that has none, and with what those lack whose failure was seen: all but the reason. */
export function updatedEntries(entries: readonly KnownFailure[], clauses: readonly ClauseReport[]): KnownFailure[] {
  const seen = clauses.filter((clause) => isFailure(clause) || clause.verdict === 'known');
  const byId = new Map(seen.map((clause) => [clause.id, clause]));
  const listed = new Set(entries.map(({ clause }) => clause));
  return [
    ...entries.map((entry) => ({ ...entry, ...seenOf(byId.get(entry.clause)), ...entry })),
    ...seen
      .filter((clause) => isFailure(clause) && !listed.has(clause.id))
      .map((clause) => ({ clause: clause.id, reason: '', ...seenOf(clause) })),
  ];
}

/** Entries without those that nothing is left of. */
export function prunedEntries(
  entries: readonly KnownFailure[],
  clauses: readonly ClauseReport[],
  today: string,
): { readonly entries: KnownFailure[]; readonly settled: readonly string[] } {
  const idle = problemsOf(clauses, entries, today).filter(({ isIdle }) => isIdle);
  const gone = new Set(idle.map(({ entry }) => entry));
  return { entries: entries.filter((entry) => !gone.has(entry)), settled: idle.map(({ text }) => text) };
}

/** What an entry says of a failure that was seen. */
function seenOf(clause: ClauseReport | undefined): Partial<KnownFailure> {
  if (clause === undefined) return {};
  const signature = signatureOf(clause);
  return {
    ...(signature === undefined ? {} : { signature }),
    ...(clause.replay === undefined ? {} : { replay: clause.replay }),
  };
}

/** Fewest characters that tell one message from another. */
const shortest = 8;

/** The longest part of an error's first line that has no number in it; a wrong value says nothing that stays the same. */
function signatureOf({ counterexample }: ClauseReport): string | undefined {
  const [line = ''] = counterexample?.error?.split('\n', 1) ?? [];
  const [longest = ''] = line
    .split(/\d+/)
    .map((part) => part.trim())
    .sort((a, b) => b.length - a.length);
  return longest.length < shortest ? undefined : longest;
}
