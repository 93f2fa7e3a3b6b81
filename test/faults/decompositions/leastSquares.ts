import { lstsq, normalEquations, ridge } from '../../../spec/decompositions/leastSquares.ts';
import { triangularise } from '../../../src/_internal/dense/householder.ts';
import {
  at,
  build,
  identity,
  type Matrix,
  plus,
  scaled,
  times,
  transposed,
} from '../../../src/_internal/dense/matrix.ts';
import { singularValues } from '../../../src/_internal/dense/singularValues.ts';
import { eliminate } from '../../../src/decompositions/_internal/eliminate.ts';
import { solveWith } from '../../../src/decompositions/_internal/substitute.ts';
import { columnOf, entries, largest } from '../_internal/matrices.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import { orElse } from '../_internal/plain.ts';
import type { Fault } from '../fault.ts';

const solved = (a: Matrix, b: Matrix): Matrix => solveWith(eliminate(a), b);

/** (A^T A + shift I)^-1 A^T B. */
const throughGram = (a: Matrix, b: Matrix, shift = 0): Matrix =>
  solved(plus(times(transposed(a), a), scaled(identity(a.columns), shift)), times(transposed(a), b));

/** V diag(f(s)) U^T B. */
function filtered(a: Matrix, b: Matrix, f: (s: number, first: number) => number): Matrix {
  const { u, s, v } = singularValues(a);
  const c = times(transposed(u), b);
  return times(
    v,
    build(c.rows, c.columns, (i, k) => f(s[i] ?? 0, s[0] ?? 0) * at(c, i, k)),
  );
}

const above = (limit: number) => (s: number) => (s > limit ? 1 / s : 0);

/** A solution with as many zeros as A lacks rank: the columns that are left are those of the largest rest. */
function basic(a: Matrix, b: Matrix): Matrix {
  const { r, order } = triangularise(a, true);
  const rank = Array.from({ length: r.rows }, (_, i) => Math.abs(at(r, i, i))).filter(
    (x) => x > 1e-12 * largest(a.data),
  ).length;
  const kept = build(a.rows, rank, (i, j) => at(a, i, order[j] ?? 0));
  const x = filtered(kept, b, above(0));
  return build(a.columns, b.columns, (i, k) => (order.indexOf(i) < rank ? at(x, order.indexOf(i), k) : 0));
}

export const faults: readonly Fault[] = [
  ...memberFaultsOf(lstsq, ({ wrong, spoilt, misread, wrongGradient, spoiltGradient }) => [
    wrong('a basic solution, not that of least norm', 'C2', ({ a, b }) => basic(a, b)),
    wrong('no tolerance of the rank', 'C3', ({ a, b }) => filtered(a, b, above(0))),
    wrong('an absolute tolerance of 1e-8', 'homogeneity', ({ a, b }) => filtered(a, b, above(1e-8))),
    wrong('a tolerance of 1e-6 of the largest singular value', 'C4', ({ a, b }) =>
      filtered(a, b, (s, first) => above(1e-6 * first)(s)),
    ),
    spoilt('the normal equations where they can be solved', 'C4', (x, { a, b }) => {
      const other = orElse(() => throughGram(a, b), x);
      return a.rows >= a.columns && other.data.every(Number.isFinite) ? other : x;
    }),
    wrong('NaN for the zero matrix', 'C6', ({ a, b }) =>
      filtered(a, b, (s, first) => (first === 0 ? Number.NaN : above(1e-13 * first)(s))),
    ),
    misread('right-hand sides divided by the sum of all, and not multiplied again', 'C1', ({ b }) => ({
      b: scaled(b, 1 / (b.data.reduce((sum, x) => sum + Math.abs(x), 0) || 1)),
    })),
    spoilt('right-hand sides scaled by their common sum', 'C5', (x, { b }) => {
      const size = b.data.reduce((sum, value) => sum + Math.abs(value), 0) || 1;
      return scaled(scaled(x, 1 / size), size);
    }),
    misread('the first right-hand side solved for all', 'C1', ({ b }) => ({
      b: entries(b, (_, i) => columnOf(b, 0)[i] ?? 0),
    })),
    misread('NaN taken for zero', 'special', ({ a, b }) => ({
      a: entries(a, (x) => x || 0),
      b: entries(b, (x) => x || 0),
    })),
    misread('Laeuchli: what is small in A left out', 'E75', ({ a }) => ({
      a: entries(a, (x) => (Math.abs(x) < 1e-7 ? 0 : x)),
    })),
    spoiltGradient('no gradient of the matrix', 'jacobian', ({ a }) => ({ a: scaled(a, 0) })),
    wrongGradient('gradient as of a system without residual', 'jacobian', ({ a, b }, g, attributes, right) =>
      right({ a, b: times(a, filtered(a, b, above(0))) }, g, attributes),
    ),
    spoiltGradient('gradient of the right-hand side with the wrong sign', 'adjoint', ({ b }) => ({ b: scaled(b, -1) })),
  ]),
  ...memberFaultsOf(ridge, ({ wrong, spoilt, misread, wrongGradient, spoiltGradient }) => [
    wrong('lambda taken for its root', 'C4', ({ a, b }, { lambda }) =>
      filtered(a, b, (s) => s / (s * s + lambda ** 2)),
    ),
    wrong('lambda added to the singular values', 'C2', ({ a, b }, { lambda }) =>
      filtered(a, b, (s) => 1 / (s + lambda)),
    ),
    wrong('lambda times the number of rows', 'C1', ({ a, b }, { lambda }) =>
      filtered(a, b, (s) => s / (s * s + a.rows * lambda)),
    ),
    wrong('lambda of at least a hundredth of s_1^2', 'C6', ({ a, b }, { lambda }) =>
      filtered(a, b, (s, first) => s / (s * s + Math.max(lambda, (first * first) / 100))),
    ),
    wrong('lambda divided by', 'C3', ({ a, b }, { lambda }) => filtered(a, b, (s) => s / (s * s + 1 / lambda))),
    spoilt('right-hand sides scaled by their common sum', 'C5', (x, { b }) => {
      const size = b.data.reduce((sum, value) => sum + Math.abs(value), 0) || 1;
      return scaled(scaled(x, 1 / size), size);
    }),
    wrong('an absolute lambda of at least 1e-3', 'homogeneity', ({ a, b }, { lambda }) =>
      filtered(a, b, (s) => s / (s * s + Math.max(lambda, 1e-3))),
    ),
    misread('NaN taken for zero', 'special', ({ a, b }) => ({
      a: entries(a, (x) => x || 0),
      b: entries(b, (x) => x || 0),
    })),
    wrongGradient('gradient as of a system without residual', 'jacobian', ({ a, b }, g, attributes, right) =>
      right(
        {
          a,
          b: times(
            a,
            filtered(a, b, (s) => s / (s * s + 1)),
          ),
        },
        g,
        attributes,
      ),
    ),
    spoiltGradient('gradient of the matrix with the wrong sign', 'adjoint', ({ a }) => ({ a: scaled(a, -1) })),
  ]),
  ...memberFaultsOf(normalEquations, ({ wrong, spoilt, misread, spoiltGradient }) => [
    misread('the last row left out', 'C1', ({ a }) => ({
      a: entries(a, (x, i) => (i === a.rows - 1 && a.rows > a.columns ? 0 : x)),
    })),
    wrong('the first rows solved alone', 'C1', ({ a, b }) =>
      solved(
        build(a.columns, a.columns, (i, j) => at(a, i, j)),
        build(a.columns, b.columns, (i, k) => at(b, i, k)),
      ),
    ),
    spoilt('X times 1 + 1e-8', 'C2', (x) => scaled(x, 1 + 1e-8)),
    wrong('something added to the diagonal of A^T A', 'C3', ({ a, b }) => throughGram(a, b, 1e-14)),
    spoilt('right-hand sides scaled by their common sum', 'C4', (x, { b }) => {
      const size = b.data.reduce((sum, value) => sum + Math.abs(value), 0) || 1;
      return scaled(scaled(x, 1 / size), size);
    }),
    wrong('dependent columns taken for the least norm', 'R1', ({ a, b }) => {
      const { s } = singularValues(a);
      return filtered(a, b, above(1e-13 * (s[0] ?? 0)));
    }),
    spoiltGradient('no gradient of the matrix', 'jacobian', ({ a }) => ({ a: scaled(a, 0) })),
    spoiltGradient('gradient of the right-hand side with the wrong sign', 'adjoint', ({ b }) => ({ b: scaled(b, -1) })),
  ]),
];
