import { nuclearNorm, schattenNorm } from '../../../spec/linalg/schattenNorms.ts';
import { type Matrix, times, transposed } from '../../../src/_internal/dense/matrix.ts';
import { singularValues } from '../../../src/_internal/dense/singularValues.ts';
import { symmetricEigen } from '../../../src/decompositions/_internal/symmetricEigen.ts';
import { diagonalOf, largest, mirrored } from '../_internal/matrices.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import { sum } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const valuesOf = (a: Matrix): number[] => [...singularValues(a).s];
const frobenius = (a: Matrix): number => Math.hypot(...a.data);

export const faults: readonly Fault[] = [
  ...memberFaultsOf(nuclearNorm, ({ wrong, spoilt, misread, wrongGradient }) => [
    wrong('the largest singular value', 'C2', ({ a }) => largest(valuesOf(a))),
    wrong('the trace of the sizes of the diagonal', 'C3', ({ a }) => sum(diagonalOf(a).map(Math.abs))),
    wrong('the sum of the squares', 'C4', ({ a }) => sum(valuesOf(a).map((value) => value ** 2))),
    misread('the lower triangle mirrored', 'C5', ({ a }) => ({ a: a.rows === a.columns ? mirrored(a) : a })),
    wrong('roots of the eigenvalues of A^T A', 'C6', ({ a }) => {
      const gram = times(transposed(a), a);
      if (!gram.data.every(Number.isFinite)) return Number.POSITIVE_INFINITY;
      return sum([...symmetricEigen(gram).w].map((value) => Math.sqrt(Math.max(value, 0))));
    }),
    wrong('roots of the eigenvalues of A^T A, in units of the largest entry', 'C1', ({ a }) => {
      const unit = largest(a.data.map(Math.abs)) || 1;
      const scaled = { ...a, data: a.data.map((value) => value / unit) };
      const { w } = symmetricEigen(times(transposed(scaled), scaled));
      return unit * sum([...w].map((value) => Math.sqrt(Math.max(value, 0))));
    }),
    spoilt('of nothing 1', 'C7', (norm, { a }) => (a.data.length === 0 ? 1 : norm)),
    wrong('the rank', 'E21', ({ a }) => valuesOf(a).filter((value) => value > 1e-12).length),
    wrongGradient('gradient of a norm of one, whatever the cotangent', 'gradient', (inputs, _, attributes, right) =>
      right(inputs, 1, attributes),
    ),
  ]),
  ...memberFaultsOf(schattenNorm, ({ wrong, spoilt, misread, wrongGradient }) => [
    wrong('the Frobenius norm, whatever p is', 'C2', ({ a }) => frobenius(a)),
    wrong('a quarter of the largest singular value, whatever p is', 'C3', ({ a }) => largest(valuesOf(a)) / 4),
    wrong('the root forgotten', 'C4', ({ a }, { p }) => sum(valuesOf(a).map((value) => value ** p))),
    wrong(
      'the p-norm of the entries',
      'C1',
      ({ a }, { p }) => sum([...a.data].map((value) => Math.abs(value) ** p)) ** (1 / p),
    ),
    misread('the lower triangle mirrored', 'C5', ({ a }) => ({ a: a.rows === a.columns ? mirrored(a) : a })),
    spoilt('of nothing 1', 'C6', (norm, { a }) => (a.data.length === 0 ? 1 : norm)),
    wrongGradient('the gradient of the nuclear norm', 'gradient', (inputs, g, _, right) => right(inputs, g, { p: 1 })),
  ]),
  ...faultsOf('linalg.schattenNorm', ({ misset }) => [
    misset('p below 1 taken for 1', 'conventions', ({ p }) => ({ p: Math.max(p, 1) })),
  ]),
];
