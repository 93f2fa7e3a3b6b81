import { pinv } from '../../../spec/decompositions/pinv.ts';
import { svd } from '../../../spec/decompositions/svd.ts';
import { at, columnsOf, type Matrix, negated, scaled, times, transposed } from '../../../src/_internal/dense/matrix.ts';
import { composed, singularValues } from '../../../src/_internal/dense/singularValues.ts';
import { symmetricEigen } from '../../../src/decompositions/_internal/symmetricEigen.ts';
import { entries, reversedColumns } from '../_internal/matrices.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import { orElse, sum } from '../_internal/plain.ts';
import type { Fault } from '../fault.ts';
import { throughNormalEquations } from './_internal/elimination.ts';

/** The roots of the eigenvalues of A^T A, in the place of the singular values. */
function throughGram(a: Matrix, s: Float64Array): Float64Array {
  const { w } = symmetricEigen(a.rows < a.columns ? times(a, transposed(a)) : times(transposed(a), a));
  return s.map((_, i) => Math.sqrt(Math.max(w[w.length - 1 - i] ?? 0, 0)));
}

/** V diag(f(s)) U^T, f of every singular value beside the first and the last. */
function inverted(a: Matrix, f: (value: number, first: number, last: number) => number): Matrix {
  const { u, s, v } = singularValues(a);
  return composed(
    v,
    s.map((value) => f(value, s[0] ?? 0, s.at(-1) ?? 0)),
    u,
  );
}

/** 1 / s for singular values above a limit. */
const above = (limit: number) => (value: number) => (value > limit ? 1 / value : 0);

export const faults: readonly Fault[] = [
  ...memberFaultsOf(svd, ({ spoilt, misread, wrongGradient, spoiltGradient }) => [
    spoilt('singular values ascend', 'C4', ({ u, s, v }) => ({
      u: reversedColumns(u),
      s: s.toReversed(),
      v: reversedColumns(v),
    })),
    spoilt('singular values squared', 'C7', ({ s }) => ({ s: s.map((value) => value * value) })),
    spoilt('singular values from A^T A', 'C7', ({ s }, { a }) => ({ s: throughGram(a, s) })),
    spoilt('V in the other order', 'C13', ({ v }) => ({ v: reversedColumns(v) })),
    spoilt('V transposed', 'C1', ({ v }) => ({ v: v.rows === v.columns ? transposed(v) : v })),
    spoilt('a sign moved from U into s', 'C4', ({ u, s }) => ({
      u: entries(u, (x, _, j) => (j === u.columns - 1 ? -x : x)),
      s: s.map((value, i) => (i === s.length - 1 ? -value : value)),
    })),
    spoilt('zeros for the vectors of zero singular values', 'C2', ({ u, s }) => ({
      u: entries(u, (x, _, j) => ((s[j] ?? 0) > 1e-13 * (s[0] ?? 0) ? x : 0)),
    })),
    spoilt('singular values below 1e-6 taken for zero', 'C7', ({ s }) => ({
      s: s.map((value) => (value < 1e-6 ? 0 : value)),
    })),
    spoilt('wide matrices cut to their square part', 'C6', ({ s }, { a }) => ({
      s: a.rows < a.columns ? singularValues(columnsOf(a, 0, a.rows)).s : s,
    })),
    spoilt('one sweep too few: vectors turned by 1e-9', 'C3', ({ v }) => ({
      v: entries(v, (x, i, j) => x + (j > 0 ? 1e-9 * at(v, i, j - 1) : 0)),
    })),
    misread('NaN not refused', 'special', ({ a }) => ({ a: entries(a, (x) => x || 0) })),
    spoilt('normalised to a sum of one', 'C5', ({ s }) => ({ s: s.map((value) => value / (sum([...s]) || 1)) })),
    wrongGradient('gradient without the term of V', 'jacobian', (inputs, { u, s, v }, attributes, right) =>
      right(inputs, { u, s, v: scaled(v, 0) }, attributes),
    ),
    wrongGradient(
      'gradient with twice the terms of the vectors',
      'jacobian',
      (inputs, { u, s, v }, attributes, right) => right(inputs, { u: scaled(u, 2), s, v: scaled(v, 2) }, attributes),
    ),
    // What lies outside of the columns of U is cut off.
    spoiltGradient('gradient without the complement of the columns of U', 'jacobian', (gradients, { a }) => {
      const { u } = singularValues(a);
      return { a: times(u, transposed(u), gradients.a) };
    }),
    wrongGradient('gradient of U with the wrong sign', 'adjoint', (inputs, { u, s, v }, attributes, right) =>
      right(inputs, { u: scaled(u, -1), s, v }, attributes),
    ),
  ]),
  ...memberFaultsOf(pinv, ({ wrong, spoilt, wrongGradient, spoiltGradient }) => [
    wrong('no tolerance', 'C5', ({ a }) => inverted(a, above(0))),
    wrong('an absolute tolerance of 1e-8', 'homogeneity', ({ a }) => inverted(a, above(1e-8))),
    wrong('a tolerance relative to the smallest singular value', 'C5', ({ a }) =>
      inverted(a, (value, _, last) => above(2 ** -52 * Math.max(a.rows, a.columns) * last)(value)),
    ),
    wrong('NaN for the zero matrix', 'C7', ({ a }) =>
      inverted(a, (value, first) => (first === 0 ? Number.NaN : above(1e-13 * first)(value))),
    ),
    wrong('singular values divided by their squares plus 1e-12', 'C1', ({ a }) =>
      inverted(a, (value) => value / (value * value + 1e-12)),
    ),
    spoilt('the normal equations where they have full rank', 'C8', (x, { a }) =>
      orElse(() => throughNormalEquations(a), x),
    ),
    spoilt('the pseudoinverse of the transposed matrix', 'C1', (x) => (x.rows === x.columns ? transposed(x) : x)),
    wrongGradient('gradient of the inverse, -X^T G X^T alone', 'gradient', ({ a }, g) => {
      const x = transposed(inverted(a, above(0)));
      return { a: negated(times(x, g, x)) };
    }),
    spoiltGradient('gradient without the complement of the rows', 'gradient', (gradients, { a }) => ({
      a: times(gradients.a, inverted(a, above(0)), a),
    })),
  ]),
];
