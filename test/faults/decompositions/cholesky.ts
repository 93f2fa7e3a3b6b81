import { at, build, identity, type Matrix, matrix, transposed } from '../../../src/_internal/dense/matrix.ts';
import { transpose } from '../../../src/ndArray.ts';
import { implementations, pullbacks } from '../../../src/registry.generated.ts';
import { overMembers, whole } from '../_internal/members.ts';
import { mapped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const right = implementations['decompositions.cholesky'];
const rightGradient = pullbacks['decompositions.cholesky'];
const empty = identity(0);

interface Rules {
  /** What becomes of the matrix before it is factored. */
  readonly prepared?: (a: Matrix) => Matrix;
  /** The square of the next diagonal element. */
  readonly checked?: (pivot: number) => number;
  readonly root?: (pivot: number) => number;
}

const refuseNotPositive = (pivot: number): number => {
  if (!(pivot > 0 && pivot < Number.POSITIVE_INFINITY)) throw new RangeError('not positive definite');
  return pivot;
};

function factor(given: Matrix, { prepared = (a) => a, checked = refuseNotPositive, root = Math.sqrt }: Rules): Matrix {
  const a = prepared(given);
  const n = a.rows;
  const l = matrix(n, n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = at(a, i, j);
      for (let p = 0; p < j; p++) rest -= at(l, i, p) * at(l, j, p);
      l.data[i * n + j] = i === j ? root(checked(rest)) : rest / at(l, j, j);
    }
  }
  return l;
}

const wrong = (name: string, caughtBy: string, rules: Rules): Fault => ({
  name,
  operation: 'decompositions.cholesky',
  caughtBy: `decompositions.cholesky/${caughtBy}`,
  operations: {
    'decompositions.cholesky': ({ a }) => overMembers([a], (member = empty) => ({ l: whole(factor(member, rules)) })).l,
  },
});

const withRidge = (a: Matrix, ridge: number): Matrix =>
  build(a.rows, a.columns, (i, j) => at(a, i, j) + (i === j ? ridge : 0));

const trace = (a: Matrix): number =>
  Array.from({ length: a.rows }, (_, i) => at(a, i, i)).reduce((sum, value) => sum + value, 0);

export const faults: readonly Fault[] = [
  ...faultsOf('decompositions.cholesky', ({ wrong }) => [
    wrong('the upper factor', 'C2', (inputs, attributes) => transpose(right(inputs, attributes))),
  ]),
  wrong('the root of the size of a negative pivot', 'R1', { checked: (pivot) => Math.abs(pivot) || 1e-300 }),
  wrong('negative pivots refused, zero ones not', 'R1', {
    checked: (pivot) => (pivot < 0 ? refuseNotPositive(pivot) : pivot),
  }),
  wrong('NaN taken for zero', 'R2', {
    prepared: (a) => build(a.rows, a.columns, (i, j) => at(a, i, j) || 0),
    checked: (pivot) => Math.abs(pivot) || 1e-300,
  }),
  wrong('the larger of the two triangles', 'C6', {
    prepared: (a) => build(a.rows, a.columns, (i, j) => Math.max(at(a, i, j), at(a, j, i))),
  }),
  wrong('1e-10 added to the diagonal', 'C5', { prepared: (a) => withRidge(a, 1e-10) }),
  wrong('a share of the trace added to the diagonal', 'C4', { prepared: (a) => withRidge(a, 1e-10 * trace(a)) }),
  wrong('a negative diagonal', 'C3', { root: (pivot) => -Math.sqrt(pivot) }),
  wrong('pivots without their roots', 'C1', { root: (pivot) => pivot }),
  wrong('roots in float32', 'C1', { root: (pivot) => Math.fround(Math.sqrt(pivot)) }),
  wrong('the rows in reverse order', 'C1', {
    prepared: (a) => build(a.rows, a.columns, (i, j) => at(a, a.rows - 1 - i, a.rows - 1 - j)),
  }),
  ...faultsOf('decompositions.cholesky', ({ spoiltGradient, wrongGradient }) => [
    wrongGradient('gradient without half the diagonal', 'jacobian', (inputs, cotangent, attributes) => {
      const { a = inputs.a } = rightGradient(inputs, cotangent, attributes);
      const n = a.shape.at(-1) ?? 1;
      return { a: mapped(a, (value, k) => (Math.floor(k / n) % n === k % n ? 2 * value : value)) };
    }),
    wrongGradient('gradient of an upper factor', 'adjoint', (inputs, cotangent, attributes) =>
      rightGradient(
        inputs,
        overMembers([cotangent], (member = empty) => ({ l: whole(transposed(member)) })).l,
        attributes,
      ),
    ),
    spoiltGradient('gradient of both triangles added to one, and not halved', 'jacobian', ({ a }) =>
      overMembers([a], (member = empty) => ({
        a: whole(build(member.rows, member.columns, (i, j) => at(member, i, j) + at(transposed(member), i, j))),
      })),
    ),
  ]),
];
