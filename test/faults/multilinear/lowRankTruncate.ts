import { lowRankTruncate } from '../../../spec/multilinear/lowRankTruncate.ts';
import { productOf, triangularise } from '../../../src/_internal/dense/householder.ts';
import { at, columnsOf, type Matrix, minus, times, transposed } from '../../../src/_internal/dense/matrix.ts';
import { composed, singularValues } from '../../../src/_internal/dense/singularValues.ts';
import { entries } from '../_internal/matrices.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import { type Fault, faultsOf } from '../fault.ts';

/** The projection onto the first columns of a factor of QR. */
function projected(a: Matrix, rank: number, pivot: boolean): Matrix {
  const { reflectors } = triangularise(a, pivot);
  const q = columnsOf(productOf(reflectors, a.rows, Math.min(a.rows, a.columns)), 0, rank);
  return times(q, transposed(q), a);
}

export const faults: readonly Fault[] = [
  ...memberFaultsOf(lowRankTruncate, ({ wrong, spoilt, wrongGradient, spoiltGradient }) => {
    /** The sum of the terms of the singular value decomposition, each with a weight of its own. */
    const weighted = (
      name: string,
      clause: string,
      weight: (value: number, i: number, rank: number, s: Float64Array) => number,
    ) =>
      wrong(name, clause, ({ a }, { rank }) => {
        const { u, s, v } = singularValues(a);
        return composed(
          u,
          s.map((value, i) => weight(value, i, rank, s)),
          v,
        );
      });
    return [
      weighted('one term too many', 'C3', (value, i, rank) => (i <= rank ? value : 0)),
      weighted('one term too few', 'C5', (value, i, rank) => (i < rank - 1 ? value : 0)),
      weighted('the smallest terms', 'C6', (value, i, rank, s) => (i >= s.length - rank ? value : 0)),
      spoilt('the first columns kept', 'C7', (_, { a }, { rank }) => entries(a, (x, __, j) => (j < rank ? x : 0))),
      wrong('projected onto the first columns', 'C7', ({ a }, { rank }) => projected(a, rank, false)),
      wrong('projected onto the columns with the largest rests', 'C7', ({ a }, { rank }) => projected(a, rank, true)),
      weighted('singular values reduced by the first that is cut', 'C1', (value, _, rank, s) =>
        Math.max(value - (s[rank] ?? 0), 0),
      ),
      weighted('singular values scaled to the norm of the whole', 'C2', (value, i, rank, s) =>
        i < rank ? (value * Math.hypot(...s)) / (Math.hypot(...s.subarray(0, rank)) || 1) : 0,
      ),
      weighted('rank 0 taken for rank 1', 'C4', (value, i, rank) => (i < Math.max(rank, 1) ? value : 0)),
      weighted('terms below a hundredth left out', 'C5', (value, i, rank, [first = 0]) =>
        i < rank && value > first / 100 ? value : 0,
      ),
      weighted('a little of every term left out', 'C8', (value, i, rank) => (i < rank ? value * (1 - 1e-9) : 0)),
      weighted('half of the first value that is cut kept', 'C10', (value, i, rank) =>
        i < rank ? value : i === rank ? value / 2 : 0,
      ),
      weighted('kept values a little too large', 'C11', (value, i, rank) => (i < rank ? value * (1 + 1e-9) : 0)),
      weighted('a term too few where A has not full rank', 'C12', (value, i, rank, s) =>
        i < rank - Number((s.at(-1) ?? 0) < 1e-10 * (s[0] ?? 0)) ? value : 0,
      ),
      wrong('nearest where the first row counts twice', 'C13', ({ a }, { rank }) => {
        const { u, s, v } = singularValues(entries(a, (x, i) => (i === 0 ? 2 * x : x)));
        return entries(composed(u, s.subarray(0, rank), v), (x, i) => (i === 0 ? x / 2 : x));
      }),
      wrong('nearest where the first column counts twice', 'C14', ({ a }, { rank }) => {
        const { u, s, v } = singularValues(entries(a, (x, _, j) => (j === 0 ? 2 * x : x)));
        return entries(composed(u, s.subarray(0, rank), v), (x, _, j) => (j === 0 ? x / 2 : x));
      }),
      weighted('the first value that is cut in place of the last that is kept', 'C15', (value, i, rank, s) =>
        i < rank - 1 ? value : i === rank - 1 ? (s[rank] ?? value) / 2 : 0,
      ),
      spoilt('rows in reverse order where A is wide', 'C9', (x, { a }) =>
        a.rows < a.columns ? entries(x, (_, i, j) => at(x, x.rows - 1 - i, j)) : x,
      ),
      wrongGradient('gradient projected, as if the vectors did not turn', 'jacobian', ({ a }, g, { rank }) => {
        const { u, v } = singularValues(a);
        const [left, right] = [columnsOf(u, 0, rank), columnsOf(v, 0, rank)];
        return { a: times(left, transposed(left), g, right, transposed(right)) };
      }),
      wrongGradient('gradient handed through', 'jacobian', (_, g) => ({ a: g })),
      spoiltGradient('gradient without the rows beyond the sixth', 'gradient', ({ a }) => ({
        a: entries(a, (x, i) => (i < 6 ? x : 0)),
      })),
      wrongGradient('gradient of the terms that are cut', 'adjoint', (inputs, g, attributes, right) => ({
        a: minus(g, right(inputs, g, attributes).a),
      })),
    ];
  }),
  ...faultsOf('multilinear.lowRankTruncate', ({ wrong }) => [
    wrong('a rank that is too large cut to what there is', 'R1', ({ a }, { rank }, right) =>
      right({ a }, { rank: Math.min(rank, a.shape.at(-1) ?? 0, a.shape.at(-2) ?? 0) }),
    ),
  ]),
];
