import { productOf, triangularise } from '../../../src/_internal/dense/householder.ts';
import { at, build, columnsOf, identity, type Matrix, times, transposed } from '../../../src/_internal/dense/matrix.ts';
import { composed, singularValues } from '../../../src/_internal/dense/singularValues.ts';
import { implementations, pullbacks } from '../../../src/registry.generated.ts';
import { overMembers, whole } from '../_internal/members.ts';
import { mapped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const right = implementations['multilinear.lowRankTruncate'];
const rightGradient = pullbacks['multilinear.lowRankTruncate'];
const empty = identity(0);

const wrong = (name: string, caughtBy: string, f: (a: Matrix, rank: number) => Matrix): Fault => ({
  name,
  operation: 'multilinear.lowRankTruncate',
  caughtBy: `multilinear.lowRankTruncate/${caughtBy}`,
  operations: {
    'multilinear.lowRankTruncate': ({ a }, { rank }) =>
      overMembers([a], (member = empty) => {
        const most = Math.min(member.rows, member.columns);
        if (!(Number.isInteger(rank) && rank >= 0 && rank <= most)) throw new RangeError('rank');
        if (!member.data.every(Number.isFinite)) throw new RangeError('not finite');
        return { x: whole(f(member, rank)) };
      }).x,
  },
});

/** The sum of the terms of the singular value decomposition, each with a weight of its own. */
function weighted(a: Matrix, weight: (value: number, i: number) => number): Matrix {
  const { u, s, v } = singularValues(a);
  return composed(u, s.map(weight), v);
}

/** The projection onto the first columns of a factor of QR. */
function projected(a: Matrix, rank: number, pivot: boolean): Matrix {
  const { reflectors } = triangularise(a, pivot);
  const q = columnsOf(productOf(reflectors, a.rows, Math.min(a.rows, a.columns)), 0, rank);
  return times(q, transposed(q), a);
}

export const faults: readonly Fault[] = [
  wrong('one term too many', 'C3', (a, rank) => weighted(a, (value, i) => (i <= rank ? value : 0))),
  wrong('one term too few', 'C5', (a, rank) => weighted(a, (value, i) => (i < rank - 1 ? value : 0))),
  wrong('the smallest terms', 'C6', (a, rank) =>
    weighted(a, (value, i) => (i >= Math.min(a.rows, a.columns) - rank ? value : 0)),
  ),
  wrong('the first columns kept', 'C7', (a, rank) => build(a.rows, a.columns, (i, j) => (j < rank ? at(a, i, j) : 0))),
  wrong('projected onto the first columns', 'C7', (a, rank) => projected(a, rank, false)),
  wrong('projected onto the columns with the largest rests', 'C7', (a, rank) => projected(a, rank, true)),
  wrong('singular values reduced by the first that is cut', 'C1', (a, rank) => {
    const cut = singularValues(a).s[rank] ?? 0;
    return weighted(a, (value) => Math.max(value - cut, 0));
  }),
  wrong('singular values scaled to the norm of the whole', 'C2', (a, rank) => {
    const { s } = singularValues(a);
    const kept = Math.hypot(...s.subarray(0, rank)) || 1;
    return weighted(a, (value, i) => (i < rank ? (value * Math.hypot(...s)) / kept : 0));
  }),
  wrong('rank 0 taken for rank 1', 'C4', (a, rank) => weighted(a, (value, i) => (i < Math.max(rank, 1) ? value : 0))),
  wrong('terms below a hundredth left out', 'C5', (a, rank) =>
    weighted(a, (value, i) => (i < rank && value > (singularValues(a).s[0] ?? 0) / 100 ? value : 0)),
  ),
  wrong('a little of every term left out', 'C8', (a, rank) =>
    weighted(a, (value, i) => (i < rank ? value * (1 - 1e-9) : 0)),
  ),
  wrong('rows in reverse order where A is wide', 'C9', (a, rank) => {
    const x = weighted(a, (value, i) => (i < rank ? value : 0));
    return a.rows < a.columns ? build(x.rows, x.columns, (i, j) => at(x, x.rows - 1 - i, j)) : x;
  }),
  ...faultsOf('multilinear.lowRankTruncate', ({ wrong, wrongGradient }) => [
    wrong('a rank that is too large cut to what there is', 'R1', ({ a }, { rank }) =>
      right({ a }, { rank: Math.min(rank, a.shape.at(-1) ?? 0, a.shape.at(-2) ?? 0) }),
    ),
    wrongGradient('gradient projected, as if the vectors did not turn', 'jacobian', ({ a }, cotangent, { rank }) =>
      overMembers([a, cotangent], (member = empty, g = empty) => {
        const { u, v } = singularValues(member);
        const [left, other] = [columnsOf(u, 0, rank), columnsOf(v, 0, rank)];
        return { a: whole(times(left, transposed(left), g, other, transposed(other))) };
      }),
    ),
    wrongGradient('gradient handed through', 'jacobian', (_, cotangent) => ({
      a: mapped(cotangent, (value) => value),
    })),
    wrongGradient('gradient without the rows beyond the sixth', 'gradient', (inputs, cotangent, attributes) => {
      const { a = inputs.a } = rightGradient(inputs, cotangent, attributes);
      const [m = 1, n = 1] = a.shape.slice(-2);
      return { a: mapped(a, (value, position) => (Math.floor(position / n) % m < 6 ? value : 0)) };
    }),
    wrongGradient('gradient of the terms that are cut', 'adjoint', (inputs, cotangent, attributes) => {
      const { a = inputs.a } = rightGradient(inputs, cotangent, attributes);
      return overMembers([a, cotangent], (kept = empty, g = empty) => ({
        a: whole(build(g.rows, g.columns, (i, j) => at(g, i, j) - at(kept, i, j))),
      }));
    }),
  ]),
];
