import type { WideDtype } from '../../spec/tensor.ts';
import type { Row } from './measure.ts';
import { median } from './statistics.ts';

export interface Mark {
  readonly n: number;
  /** GFLOP/s. */
  readonly rate: number;
}

/** Rates of square products over their size; a roof is a rate that does not depend on it. */
export interface Series {
  readonly name: string;
  readonly kind: 'ours' | 'peer' | 'roof';
  readonly marks: readonly Mark[];
}

export interface Panel {
  readonly dtype: WideDtype;
  readonly series: readonly Series[];
}

const isRoof = (opponent: string): boolean => /(peak|tile)$/.test(opponent);

/** The panels of a roofline, one a type: ours by path, the peers, and the roofs, from the rows of square products. */
export function panelsOf(rows: readonly Row[]): Panel[] {
  const dtypes = ['float64', 'float32'] as const;
  return dtypes
    .map((dtype) => ({ dtype, series: seriesOf(rows.filter((row) => row.roofline?.dtype === dtype)) }))
    .filter(({ series }) => series.length > 0);
}

function seriesOf(rows: readonly Row[]): Series[] {
  const timed = rows.filter(({ rounds }) => rounds > 0);
  const grouped = (name: (row: Row) => string, rate: (row: Row) => number, kind: Series['kind']): Series[] =>
    [
      ...Map.groupBy(
        timed.filter((row) => name(row) !== ''),
        name,
      ),
    ].map(([label, group]) => ({
      name: label,
      kind,
      marks: marksOf(group, rate),
    }));
  const roofs = grouped(
    ({ opponent }) => (isRoof(opponent) ? opponent : ''),
    ({ theirs }) => theirs,
    'roof',
  );
  return [
    ...grouped(
      ({ roofline }) => `gemm, ${roofline?.path}`,
      ({ ours }) => ours,
      'ours',
    ),
    ...grouped(
      ({ opponent }) => (isRoof(opponent) ? '' : opponent),
      ({ theirs }) => theirs,
      'peer',
    ),
    ...roofs.map((roof) => ({ ...roof, marks: flat(roof.marks, timed) })),
  ];
}

/** One mark a size: the median of what was measured beside different opponents. */
function marksOf(rows: readonly Row[], rate: (row: Row) => number): Mark[] {
  const bySize = Map.groupBy(rows, ({ roofline }) => roofline?.n ?? 0);
  return [...bySize].map(([n, group]) => ({ n, rate: median(group.map(rate)) })).sort((x, y) => x.n - y.n);
}

function flat(marks: readonly Mark[], rows: readonly Row[]): Mark[] {
  const sizes = rows.map(({ roofline }) => roofline?.n ?? 1);
  const rate = median(marks.map((mark) => mark.rate));
  return [Math.min(...sizes), Math.max(...sizes)].map((n) => ({ n, rate }));
}
