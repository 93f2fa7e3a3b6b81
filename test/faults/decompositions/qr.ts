import { qr } from '../../../spec/decompositions/qr.ts';
import { productOf, triangularise } from '../../../src/_internal/dense/householder.ts';
import { at, build, type Matrix, part, scaled, times, transposed } from '../../../src/_internal/dense/matrix.ts';
import { columnOf, entries, reversedColumns } from '../_internal/matrices.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import { orElse } from '../_internal/plain.ts';
import type { Fault } from '../fault.ts';
import { throughGram } from './_internal/choleskyBy.ts';
import { gramSchmidt } from './_internal/orthogonalised.ts';

function householder(a: Matrix, pivot = false) {
  const { reflectors, r, order } = triangularise(a, pivot);
  return { q: productOf(reflectors, a.rows, Math.min(a.rows, a.columns)), r, order, reflectors };
}

const norm = (a: Matrix, j: number): number => Math.hypot(...columnOf(a, j));

export const faults: readonly Fault[] = memberFaultsOf(qr, ({ wrong, spoilt, misread, wrongGradient }) => [
  wrong('classical Gram and Schmidt', 'C2', ({ a }) => gramSchmidt(a, false)),
  spoilt('R twice as large', 'C9', ({ r }) => ({ r: scaled(r, 2) })),
  misread('the first row counted twice', 'C10', ({ a }) => ({ a: entries(a, (x, i) => (i === 0 ? 2 * x : x)) })),
  wrong('modified Gram and Schmidt', 'C2', ({ a }) => gramSchmidt(a, true)),
  wrong('through the Gram matrix', 'C2', ({ a }) =>
    a.rows < a.columns ? gramSchmidt(a, true) : throughGram(a, (pivot) => Math.max(pivot, 1e-300)),
  ),
  spoilt('R from the Cholesky factor of A^T A where it has one', 'C8', (factors, { a }) =>
    orElse(() => throughGram(a), factors),
  ),
  wrong('the full factors', 'C1', ({ a }) => {
    const { reflectors, r } = householder(a);
    return {
      q: productOf(reflectors, a.rows, a.rows),
      r: build(a.rows, a.columns, (i, j) => (i < r.rows ? at(r, i, j) : 0)),
    };
  }),
  wrong('columns exchanged, their order forgotten', 'C1', ({ a }) => householder(a, true)),
  wrong('columns exchanged and put back', 'C3', ({ a }) => {
    const { q, r, order } = householder(a, true);
    return { q, r: entries(r, (_, i, j) => at(r, i, order.indexOf(j))) };
  }),
  spoilt('columns beyond the square part of a wide matrix left as they are', 'C1', ({ r }, { a }) => ({
    r: entries(r, (x, i, j) => (j < r.rows ? x : at(a, i, j))),
  })),
  spoilt('Q transposed where it is square', 'C1', ({ q }) => ({ q: q.rows === q.columns ? transposed(q) : q })),
  spoilt('Q^T A in full for R', 'C3', ({ q }, { a }) => ({ r: times(transposed(q), a) })),
  misread('columns shorter than 1e-3 taken for zero', 'C6', ({ a }) => ({
    a: entries(a, (x, _, j) => (norm(a, j) < 1e-3 ? 0 : x)),
  })),
  misread('columns scaled to length one, R left so', 'C7', ({ a }) => ({
    a: entries(a, (x, _, j) => x / (norm(a, j) || 1)),
  })),
  wrong('the last column first', 'C5', ({ a }) => {
    const { q, r } = householder(reversedColumns(a));
    return { q, r: reversedColumns(r) };
  }),
  wrongGradient('gradient with the wrong sign of Q^T Qbar', 'adjoint', (inputs, { q, r }, attributes, right) =>
    right(inputs, { q: scaled(q, -1), r }, attributes),
  ),
  wrongGradient('gradient of R without its diagonal', 'jacobian', (inputs, { q, r }, attributes, right) =>
    right(inputs, { q, r: part(r, (i, j) => i !== j) }, attributes),
  ),
  wrongGradient('gradient of R alone', 'adjoint', (inputs, { q, r }, attributes, right) =>
    right(inputs, { q: scaled(q, 0), r }, attributes),
  ),
  spoilt('gradient of a positive diagonal where R has a negative one', 'adjoint', ({ q, r }) => ({
    q: scaled(q, -1),
    r: scaled(r, -1),
  })),
]);
