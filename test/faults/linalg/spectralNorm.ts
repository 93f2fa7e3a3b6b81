import { at, build, identity, type Matrix, times, transposed } from '../../../src/_internal/dense/matrix.ts';
import { singularValues } from '../../../src/_internal/dense/singularValues.ts';
import { symmetricEigen } from '../../../src/decompositions/_internal/symmetricEigen.ts';
import { pullbacks } from '../../../src/registry.generated.ts';
import { overMembers, scalar } from '../_internal/members.ts';
import { mapped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const right = pullbacks['linalg.spectralNorm'];
const empty = identity(0);

const wrong = (name: string, caughtBy: string, f: (a: Matrix) => number): Fault => ({
  name,
  operation: 'linalg.spectralNorm',
  caughtBy: `linalg.spectralNorm/${caughtBy}`,
  operations: {
    'linalg.spectralNorm': ({ a }) =>
      overMembers([a], (member = empty) => {
        if (!member.data.every(Number.isFinite)) throw new RangeError('not finite');
        return { norm: scalar(f(member)) };
      }).norm,
  },
});

const column = (a: Matrix, j: number): number[] => Array.from({ length: a.rows }, (_, i) => at(a, i, j));
const largest = (values: readonly number[]): number => Math.max(0, ...values);

function powerIteration(a: Matrix, steps: number): number {
  let x = build(a.columns, 1, (i) => 1 + i / 8);
  let norm = 0;
  for (let step = 0; step < steps; step++) {
    const y = times(a, x);
    norm = Math.hypot(...y.data) / (Math.hypot(...x.data) || 1);
    const next = times(transposed(a), y);
    const length = Math.hypot(...next.data) || 1;
    x = build(a.columns, 1, (i) => at(next, i, 0) / length);
  }
  return norm;
}

export const faults: readonly Fault[] = [
  wrong('the Frobenius norm', 'C1', (a) => Math.hypot(...a.data)),
  wrong('the largest column', 'C1', (a) =>
    largest(Array.from({ length: a.columns }, (_, j) => Math.hypot(...column(a, j)))),
  ),
  wrong('the largest element', 'C2', (a) => largest(Array.from(a.data, Math.abs))),
  wrong('the largest column sum', 'C3', (a) =>
    largest(Array.from({ length: a.columns }, (_, j) => column(a, j).reduce((sum, x) => sum + Math.abs(x), 0))),
  ),
  wrong('three steps of power iteration', 'C1', (a) => powerIteration(a, 3)),
  wrong('the sum of the singular values', 'C5', (a) => singularValues(a).s.reduce((sum, value) => sum + value, 0)),
  wrong('the square of the norm', 'C4', (a) => (singularValues(a).s[0] ?? 0) ** 2),
  wrong('the root of the largest eigenvalue of A^T A', 'C6', (a) => {
    const gram = times(transposed(a), a);
    if (!gram.data.every(Number.isFinite)) return Number.POSITIVE_INFINITY;
    return Math.sqrt(Math.max(symmetricEigen(gram).w.at(-1) ?? 0, 0));
  }),
  ...faultsOf('linalg.spectralNorm', ({ wrongGradient }) => [
    wrongGradient('gradient of a norm of one, whatever the cotangent', 'gradient', (inputs, cotangent, attributes) =>
      right(
        inputs,
        mapped(cotangent, () => 1),
        attributes,
      ),
    ),
  ]),
];
