import { alike, type Baseline, type BaselineRecord } from './baseline.ts';
import type { Machine } from './machine.ts';
import type { Row } from './measure.ts';

/** A ratio that is not what it was. */
export interface Move {
  readonly benchmark: string;
  readonly case: string;
  readonly opponent: string;
  readonly before: number;
  readonly now: number;
}

export interface Comparison {
  readonly record: BaselineRecord;
  /** Whether the record is of a machine like this one; if not, moves say nothing of the code. */
  readonly sameMachine: boolean;
  readonly compared: number;
  readonly moves: readonly Move[];
}

/** What two runs of the same code on the same machine differ by, even where their rounds agree. */
const FLOOR = 0.05;

/** This run's ratios against those of the record of a machine like this one, or of the last record. Undefined without one. */
export function compare(baseline: Baseline, machine: Machine, rows: readonly Row[]): Comparison | undefined {
  const same = baseline.records.findLast((record) => alike(record.machine, machine));
  const record = same ?? baseline.records.at(-1);
  if (record === undefined) return undefined;
  const pairs = rows.flatMap((row) => {
    const before = record.ratios.find(
      ({ benchmark, case: name, opponent }) =>
        benchmark === row.benchmark && name === row.case && opponent === row.opponent,
    );
    return before === undefined || row.rounds === 0 ? [] : [{ row, before }];
  });
  const moves = pairs
    .filter(({ row, before }) => hasMoved(row.ratio, before))
    .map(({ row, before }) => ({
      benchmark: row.benchmark,
      case: row.case,
      opponent: row.opponent,
      before: before.median,
      now: row.ratio.median,
    }));
  return { record, sameMachine: same !== undefined, compared: pairs.length, moves };
}

interface Quartiles {
  readonly median: number;
  readonly lower: number;
  readonly upper: number;
}

/** Moved beyond the spread: by more than 5 %, and the quartiles do not overlap. A ratio that is NaN has moved. */
function hasMoved(now: Quartiles, before: Quartiles): boolean {
  const within = Math.abs(Math.log(now.median / before.median)) <= FLOOR;
  const overlapping = now.lower <= before.upper && before.lower <= now.upper;
  return !(within || overlapping);
}
