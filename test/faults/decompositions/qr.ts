import { productOf, triangularise } from '../../../src/_internal/dense/householder.ts';
import { at, build, identity, type Matrix, matrix, times, transposed } from '../../../src/_internal/dense/matrix.ts';
import { pullbacks } from '../../../src/registry.generated.ts';
import { overMembers, whole } from '../_internal/members.ts';
import { mapped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const rightGradient = pullbacks['decompositions.qr'];
const empty = identity(0);

interface Factors {
  readonly q: Matrix;
  readonly r: Matrix;
}

const wrong = (name: string, caughtBy: string, f: (a: Matrix) => Factors): Fault => ({
  name,
  operation: 'decompositions.qr',
  caughtBy: `decompositions.qr/${caughtBy}`,
  operations: {
    'decompositions.qr': ({ a }) =>
      overMembers([a], (member = empty) => {
        const { q, r } = f(member);
        return { q: whole(q), r: whole(r) };
      }),
  },
});

const column = (a: Matrix, j: number): number[] => Array.from({ length: a.rows }, (_, i) => at(a, i, j));
const dot = (x: readonly number[], y: readonly number[]): number =>
  x.reduce((sum, value, i) => sum + value * (y[i] ?? 0), 0);

/** Orthogonalisation of each column against those before it; a column with nothing left becomes a unit vector. */
function gramSchmidt(a: Matrix, projectsRest: boolean): Factors {
  const k = Math.min(a.rows, a.columns);
  const [q, r] = [matrix(a.rows, k), matrix(k, a.columns)];
  for (let j = 0; j < a.columns; j++) {
    const given = column(a, j);
    let rest = given;
    for (let i = 0; i < Math.min(j, k); i++) {
      const direction = column(q, i);
      const size = dot(direction, projectsRest ? rest : given);
      r.data[i * a.columns + j] = size;
      rest = rest.map((value, at) => value - size * (direction[at] ?? 0));
    }
    if (j >= k) continue;
    const norm = Math.hypot(...rest);
    r.data[j * a.columns + j] = norm;
    for (let i = 0; i < a.rows; i++) q.data[i * k + j] = norm === 0 ? (i === j ? 1 : 0) : (rest[i] ?? 0) / norm;
  }
  return { q, r };
}

/** R from the Cholesky factor of A^T A, Q = A R^-1: squares the condition number. */
function throughGram(a: Matrix): Factors {
  if (a.rows < a.columns) return gramSchmidt(a, true);
  const n = a.columns;
  const gram = times(transposed(a), a);
  const r = matrix(n, n);
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) {
      let rest = at(gram, i, j);
      for (let p = 0; p < i; p++) rest -= at(r, p, i) * at(r, p, j);
      r.data[i * n + j] = i === j ? Math.sqrt(Math.max(rest, 1e-300)) : rest / at(r, i, i);
    }
  }
  const q = matrix(a.rows, n);
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < n; j++) {
      let rest = at(a, i, j);
      for (let p = 0; p < j; p++) rest -= at(q, i, p) * at(r, p, j);
      q.data[i * n + j] = rest / at(r, j, j);
    }
  }
  return { q, r };
}

function householder(a: Matrix, pivot = false) {
  const { reflectors, r, order } = triangularise(a, pivot);
  return { q: productOf(reflectors, a.rows, Math.min(a.rows, a.columns)), r, order, reflectors };
}

export const faults: readonly Fault[] = [
  wrong('classical Gram and Schmidt', 'C2', (a) => gramSchmidt(a, false)),
  wrong('modified Gram and Schmidt', 'C2', (a) => gramSchmidt(a, true)),
  wrong('through the Gram matrix', 'C2', throughGram),
  wrong('the full factors', 'C1', (a) => {
    const { reflectors, r } = householder(a);
    return {
      q: productOf(reflectors, a.rows, a.rows),
      r: build(a.rows, a.columns, (i, j) => (i < r.rows ? at(r, i, j) : 0)),
    };
  }),
  wrong('columns exchanged, their order forgotten', 'C1', (a) => householder(a, true)),
  wrong('columns exchanged and put back', 'C3', (a) => {
    const { q, r, order } = householder(a, true);
    return { q, r: build(r.rows, r.columns, (i, j) => at(r, i, order.indexOf(j))) };
  }),
  wrong('columns beyond the square part of a wide matrix left as they are', 'C1', (a) => {
    const { q, r } = householder(a);
    return { q, r: build(r.rows, r.columns, (i, j) => (j < r.rows ? at(r, i, j) : at(a, i, j))) };
  }),
  wrong('Q transposed where it is square', 'C1', (a) => {
    const { q, r } = householder(a);
    return { q: q.rows === q.columns ? transposed(q) : q, r };
  }),
  wrong('Q^T A in full for R', 'C3', (a) => {
    const { q } = householder(a);
    return { q, r: times(transposed(q), a) };
  }),
  wrong('columns shorter than 1e-3 taken for zero', 'C6', (a) =>
    householder(build(a.rows, a.columns, (i, j) => (Math.hypot(...column(a, j)) < 1e-3 ? 0 : at(a, i, j)))),
  ),
  wrong('columns scaled to length one, R left so', 'C7', (a) => {
    const norm = (j: number) => Math.hypot(...column(a, j)) || 1;
    return householder(build(a.rows, a.columns, (i, j) => at(a, i, j) / norm(j)));
  }),
  wrong('the last column first', 'C5', (a) => {
    const turned = householder(build(a.rows, a.columns, (i, j) => at(a, i, a.columns - 1 - j)));
    const { q, r } = turned;
    const last = r.columns - 1;
    return { q, r: build(r.rows, r.columns, (i, j) => at(r, i, last - j)) };
  }),
  ...faultsOf('decompositions.qr', ({ spoilt, wrongGradient }) => [
    wrongGradient('gradient with the wrong sign of Q^T Qbar', 'adjoint', (inputs, { q, r }, attributes) => {
      const negated = rightGradient(inputs, { q: mapped(q, (value) => -value), r }, attributes);
      return negated;
    }),
    wrongGradient('gradient of R without its diagonal', 'jacobian', (inputs, { q, r }, attributes) => {
      const [k = 1, n = 1] = r.shape.slice(-2);
      const isDiagonal = (at: number) => Math.floor(at / n) % k === at % n;
      return rightGradient(inputs, { q, r: mapped(r, (value, at) => (isDiagonal(at) ? 0 : value)) }, attributes);
    }),
    wrongGradient('gradient of R alone', 'adjoint', (inputs, { q, r }, attributes) =>
      rightGradient(inputs, { q: mapped(q, () => 0), r }, attributes),
    ),
    spoilt('gradient of a positive diagonal where R has a negative one', 'adjoint', ({ q, r }) => ({
      q: mapped(q, (value) => -value),
      r: mapped(r, (value) => -value),
    })),
  ]),
];
