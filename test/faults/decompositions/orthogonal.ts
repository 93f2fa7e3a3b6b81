import { gramSchmidt, hessenberg, polar, qrComplete, qrPivoted } from '../../../spec/decompositions/orthogonal.ts';
import { productOf, triangularise } from '../../../src/_internal/dense/householder.ts';
import { at, build, identity, type Matrix, scaled, times, transposed } from '../../../src/_internal/dense/matrix.ts';
import { composed, singularValues } from '../../../src/_internal/dense/singularValues.ts';
import { realSchur } from '../../../src/decompositions/_internal/realSchur.ts';
import { columnOf, entries } from '../_internal/matrices.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import type { Fault } from '../fault.ts';
import { gramSchmidt as orthogonalised } from './_internal/orthogonalised.ts';

const norm = (a: Matrix, j: number): number => Math.hypot(...columnOf(a, j));

function householder(a: Matrix, pivot = false) {
  const { reflectors, r, order } = triangularise(a, pivot);
  return { q: productOf(reflectors, a.rows, Math.min(a.rows, a.columns)), r, order };
}

/** The columns in the order of their lengths, the longest first, and factored so. */
function sortedFirst(a: Matrix) {
  const order = Int32Array.from({ length: a.columns }, (_, j) => j).sort((i, j) => norm(a, j) - norm(a, i));
  return { ...householder(build(a.rows, a.columns, (i, j) => at(a, i, order[j] ?? 0))), order };
}

export const faults: readonly Fault[] = [
  ...memberFaultsOf(qrComplete, ({ spoilt, misread }) => [
    spoilt('columns of the unit matrix beyond those of A', 'C2', ({ q }, { a }) => ({
      q: entries(q, (x, i, j) => (j < a.columns ? x : i === j ? 1 : 0)),
    })),
    spoilt('zeros beyond the columns of A', 'C6', ({ q }, { a }) => ({
      q: entries(q, (x, i, j) => (j < a.columns ? x : (columnOf(q, 0)[i] ?? 0))),
    })),
    spoilt('Q^T A in full for R', 'C3', ({ q }, { a }) => ({ r: times(transposed(q), a) })),
    spoilt('Q transposed', 'C1', ({ q }) => ({ q: transposed(q) })),
    spoilt('R twice as large, Q half', 'C4', ({ q, r }) => ({ q: scaled(q, 0.5), r: scaled(r, 2) })),
    misread('columns shorter than 1e-3 taken for zero', 'C5', ({ a }) => ({
      a: entries(a, (x, _, j) => (norm(a, j) < 1e-3 ? 0 : x)),
    })),
  ]),
  ...memberFaultsOf(qrPivoted, ({ wrong, spoilt, wrongGradient, spoiltGradient }) => [
    wrong('columns not exchanged', 'C6', ({ a }) => householder(a)),
    wrong('columns sorted by their lengths first', 'C5', ({ a }) => sortedFirst(a)),
    wrong('the order inverted', 'C1', ({ a }) => {
      const { q, r, order } = householder(a, true);
      return { q, r, order: order.map((_, j) => order.indexOf(j)) };
    }),
    wrong('columns put back', 'C3', ({ a }) => {
      const { q, r, order } = householder(a, true);
      return { q, r: entries(r, (_, i, j) => at(r, i, order.indexOf(j))), order: order.map((_, j) => j) };
    }),
    wrong('the first column named twice', 'C4', ({ a }) => {
      const { q, r, order } = householder(a, true);
      return { q, r, order: order.map((one, j) => (j === 1 ? (order[0] ?? 0) : one)) };
    }),
    wrong('Gram and Schmidt of the exchanged columns', 'C7', ({ a }) => {
      const { order } = householder(a, true);
      return {
        ...orthogonalised(
          build(a.rows, a.columns, (i, j) => at(a, i, order[j] ?? 0)),
          true,
        ),
        order,
      };
    }),
    spoilt('one column of Q doubled', 'C2', ({ q, r }) => ({
      q: entries(q, (x, _, j) => (j === 0 ? 2 * x : x)),
      r: entries(r, (x, i) => (i === 0 ? x / 2 : x)),
    })),
    spoiltGradient('the gradient of the exchanged columns', 'adjoint', ({ a: g }, { a }) => {
      const { order } = householder(a, true);
      return { a: entries(g, (_, i, j) => at(g, i, order[j] ?? 0)) };
    }),
    wrongGradient('gradient of R alone', 'adjoint', (inputs, { q, r }, attributes, right) =>
      right(inputs, { q: scaled(q, 0), r }, attributes),
    ),
  ]),
  ...memberFaultsOf(gramSchmidt, ({ wrong, spoilt, misread, spoiltGradient }) => [
    wrong('classical for all variants', 'C4', ({ a }) => orthogonalised(a, false)),
    wrong('modified for all variants', 'C5', ({ a }) => orthogonalised(a, true)),
    wrong('twice for all variants, by Householder', 'E77', ({ a }) => {
      const { q, r } = householder(a);
      const sign = (i: number) => (at(r, i, i) < 0 ? -1 : 1);
      return { q: entries(q, (x, _, j) => x * sign(j)), r: entries(r, (x, i) => x * sign(i)) };
    }),
    wrong('by Householder, signs as they come', 'C3', ({ a }) => householder(a)),
    wrong('dependent columns given zeros', 'R1', ({ a }) => {
      const { q, r } = orthogonalised(a, true);
      return { q: entries(q, (x) => x || 0), r };
    }),
    spoilt('the diagonal of R forgotten', 'C1', ({ r }) => ({ r: entries(r, (x, i, j) => (i === j ? 1 : x)) })),
    spoilt('columns not divided by their lengths', 'C2', ({ q, r }) => ({
      q: entries(q, (x, _, j) => x * at(r, j, j)),
      r: entries(r, (x, i) => x / at(r, i, i)),
    })),
    misread('something of the last column in all', 'C6', ({ a }) => ({
      a: entries(a, (x, i) => x + 2 ** -50 * at(a, i, a.columns - 1)),
    })),
    spoiltGradient('the gradient with the other sign', 'jacobian', ({ a }) => ({ a: scaled(a, -1) })),
  ]),
  ...memberFaultsOf(hessenberg, ({ wrong, spoilt }) => [
    wrong('the matrix itself', 'C3', ({ a }) => ({ q: identity(a.rows), h: a })),
    wrong('the Schur form with Q left out', 'C1', ({ a }) => ({ q: identity(a.rows), h: realSchur(a)?.t ?? a })),
    spoilt('Q transposed', 'C1', ({ q }) => ({ q: transposed(q) })),
    spoilt('rows and columns scaled, as balancing does', 'C2', ({ q, h }) => ({
      q: entries(q, (x, _, j) => x * 2 ** j),
      h: entries(h, (x, i, j) => x * 2 ** (j - i)),
    })),
    spoilt('the upper part left out', 'C4', ({ h }) => ({ h: entries(h, (x, i, j) => (j > i + 1 ? x + 1 : x)) })),
    spoilt('the diagonal halved', 'C5', ({ h }) => ({ h: entries(h, (x, i, j) => (i === j ? x / 2 : x)) })),
  ]),
  ...memberFaultsOf(polar, ({ wrong, spoilt, misread, wrongGradient, spoiltGradient }) => [
    wrong('the factors of QR', 'C5', ({ a }) => {
      const { q, r } = householder(a);
      return { q, h: r };
    }),
    wrong('three steps of Newton', 'C7', ({ a }) => {
      const { u, s, v } = singularValues(a);
      const step = (value: number) => (value + 1 / value) / 2;
      const reached = s.map((value) => step(step(step(value / (s[0] ?? 1)))));
      return { q: composed(u, reached, v), h: composed(v, s, v) };
    }),
    wrong('A = QH with H indefinite', 'C4', ({ a }) => {
      const { u, s, v } = singularValues(a);
      const signs = s.map((_, i) => (i === 0 ? -1 : 1));
      return {
        q: composed(u, signs, v),
        h: composed(
          v,
          s.map((value, i) => value * (signs[i] ?? 1)),
          v,
        ),
      };
    }),
    wrong('H on the left', 'C1', ({ a }) => {
      const { u, s, v } = singularValues(a);
      return { q: times(u, transposed(v)), h: a.rows === a.columns ? composed(u, s, u) : composed(v, s, v) };
    }),
    spoilt('the sign of Q free', 'C6', ({ q, h }) => ({ q: scaled(q, -1), h: scaled(h, -1) })),
    spoilt('one step of an iteration', 'C2', ({ q, h }) => ({ q: scaled(q, 1 + 1e-9), h: scaled(h, 1 / (1 + 1e-9)) })),
    spoilt('H from the upper triangle', 'C3', ({ h }) => ({ h: entries(h, (x, i, j) => (i > j ? 0 : x)) })),
    misread('NaN taken for zero', 'special', ({ a }) => ({ a: entries(a, (x) => x || 0) })),
    wrongGradient('the gradient of Q alone', 'jacobian', (inputs, { q, h }, attributes, right) =>
      right(inputs, { q, h: scaled(h, 0) }, attributes),
    ),
    spoiltGradient('the gradient within the columns of Q alone', 'adjoint', ({ a: g }, { a }) => {
      const { u } = singularValues(a);
      return { a: times(u, transposed(u), g) };
    }),
  ]),
];
