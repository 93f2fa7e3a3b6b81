import { UsageError } from '../usageError.ts';
import type { ClauseReport, Report, Verdict } from './report.ts';

/** A clause in two reports; undefined where a report has none of its name. */
export interface Change {
  readonly id: string;
  readonly before: ClauseReport | undefined;
  readonly now: ClauseReport | undefined;
}

/** What became of the clauses of one report in another. */
export interface Comparison {
  /** Speak against the implementation and did not before, or were listed in its ledger. */
  readonly broken: readonly Change[];
  /** Had a verdict of their own and have none. */
  readonly lost: readonly Change[];
  /** Were broken and are, or are known to be. */
  readonly still: readonly Change[];
  /** Were broken, or known to be, and hold. */
  readonly mended: readonly Change[];
  /** Are known to be broken, and were not broken before. */
  readonly known: readonly Change[];
  /** Hold, and had no verdict of their own before. */
  readonly gained: readonly Change[];
  /** How many are as they were. */
  readonly unchanged: number;
}

/** What is the same where two reports are of the same cases. */
const conditions = {
  version: 'version of tensor-laws',
  dtype: 'data type',
  seed: 'seed',
  runs: 'number of cases per law',
} as const;

/** Refuses two reports that were not made of the same cases. Throws UsageError. */
export function refuseUnlike(before: Report, now: Report, names: readonly [string, string]): void {
  const differing = Object.entries(conditions).flatMap(([key, what]) => {
    const [old, other] = [before[key as keyof typeof conditions], now[key as keyof typeof conditions]];
    return old === other ? [] : [`${what}: ${old} in ${names[0]}, ${other} in ${names[1]}`];
  });
  if (differing.length > 0)
    throw new UsageError(
      `these reports are not of the same cases and cannot be compared:\n  ${differing.join('\n  ')}`,
    );
}

type Standing = 'broken' | 'known' | 'holds' | 'silent';

const standings: Partial<Readonly<Record<Verdict, Standing>>> = {
  failed: 'broken',
  errored: 'broken',
  timedOut: 'broken',
  known: 'known',
  passed: 'holds',
  advice: 'holds',
};

const standingOf = (clause: ClauseReport | undefined): Standing =>
  (clause === undefined ? undefined : standings[clause.verdict]) ?? 'silent';

type Group = Exclude<keyof Comparison, 'unchanged'>;

/** Where a change belongs; undefined where nothing changed that anybody waits for. */
function groupOf({ before, now }: Change): Group | undefined {
  const [was, is] = [standingOf(before), standingOf(now)];
  if (is === 'silent') return was === 'silent' ? undefined : 'lost';
  if (is === 'broken') return was === 'broken' ? 'still' : 'broken';
  if (is === 'known') return was === 'broken' ? 'still' : was === 'known' ? undefined : 'known';
  return was === 'silent' ? 'gained' : was === 'holds' ? undefined : 'mended';
}

/** Compares what two reports say of every clause, in the order of the newer one. */
export function compareReports(before: Report, now: Report): Comparison {
  const [old, current] = [clausesOf(before), clausesOf(now)];
  const changes = [...new Set([...current.keys(), ...old.keys()])].map((id): Change & { group: Group | undefined } => {
    const change = { id, before: old.get(id), now: current.get(id) };
    return { ...change, group: groupOf(change) };
  });
  const of = (wanted: Group) =>
    changes.filter(({ group }) => group === wanted).map(({ group: _, ...change }): Change => change);
  return {
    broken: of('broken'),
    lost: of('lost'),
    still: of('still'),
    mended: of('mended'),
    known: of('known'),
    gained: of('gained'),
    unchanged: changes.filter(({ group }) => group === undefined).length,
  };
}

const clausesOf = ({ operations }: Report): ReadonlyMap<string, ClauseReport> =>
  new Map(operations.flatMap(({ clauses }) => clauses.map((clause) => [clause.id, clause] as const)));

/** 1 where something broke that held, or is no longer judged. */
export const comparisonExitCode = ({ broken, lost }: Comparison): 0 | 1 => (broken.length + lost.length > 0 ? 1 : 0);
