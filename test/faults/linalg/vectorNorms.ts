import { groupNorm21, l1Norm, l2Norm, lInfNorm, lpNorm } from '../../../spec/linalg/vectorNorms.ts';
import { at, type Matrix, transposed } from '../../../src/_internal/dense/matrix.ts';
import { columnsIn, entries, largest } from '../_internal/matrices.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import { sum } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const sizes = (x: Iterable<number>): number[] => [...x].map(Math.abs);
const length = (x: Iterable<number>): number => Math.sqrt(sum([...x].map((value) => value * value)));
const pNorm = (x: Iterable<number>, p: number): number => sum(sizes(x).map((value) => value ** p)) ** (1 / p);
const rowsIn = (a: Matrix): number[][] => columnsIn(transposed(a));

export const faults: readonly Fault[] = [
  ...memberFaultsOf(l1Norm, ({ wrong, spoilt, wrongGradient }) => [
    wrong('entries above 0 alone', 'C1', ({ x }) => sum([...x].map((value) => Math.max(value, 0)))),
    wrong('the mean of the sizes', 'C4', ({ x }) => sum(sizes(x)) / Math.max(x.length, 1)),
    wrong('the square of the sum of the roots', 'C2', ({ x }) => sum(sizes(x).map(Math.sqrt)) ** 2),
    spoilt('norms below 1e-8 set to 0', 'C3', (norm) => (norm < 1e-8 ? 0 : norm)),
    wrongGradient('a gradient without signs', 'jacobian', ({ x }, g) => ({ x: x.map(() => g) })),
  ]),
  ...memberFaultsOf(lInfNorm, ({ wrong, spoilt, spoiltGradient }) => [
    wrong('the largest entry with its sign', 'C1', ({ x }) => Math.max(0, ...x)),
    wrong('the second largest', 'C4', ({ x }) => sizes(x).sort((a, b) => b - a)[x.length > 1 ? 1 : 0] ?? 0),
    wrong('the largest entry squared', 'C2', ({ x }) => largest(sizes(x)) ** 2),
    spoilt('norms below 1e-8 set to 0', 'C3', (norm) => (norm < 1e-8 ? 0 : norm)),
    spoiltGradient('a gradient without signs', 'jacobian', ({ x }) => ({ x: Array.from(x, Math.abs) })),
  ]),
  ...memberFaultsOf(l2Norm, ({ wrong, spoilt, wrongGradient }) => [
    wrong('entries squared as they are', 'C3', ({ x }) => length(x)),
    spoilt('norms below 1e-8 set to 0', 'C1', (norm) => (norm < 1e-3 ? 0 : norm)),
    wrong('the root forgotten', 'C2', ({ x }) => length(x) ** 2),
    wrong('the sum of the sizes', 'C4', ({ x }) => sum(sizes(x)) * 1.0000001),
    wrong('root mean square', 'C6', ({ x }) => length(x) / Math.sqrt(Math.max(x.length, 1))),
    wrong('the largest size', 'C5', ({ x }) => largest(sizes(x))),
    wrongGradient('0 / 0 at 0', 'C7', ({ x }, g) => ({ x: x.map((value) => (g * value) / length(x)) })),
    wrongGradient('a gradient without signs', 'C8', ({ x }, g) => ({
      x: x.map((value) => (length(x) === 0 ? 0 : (g * Math.abs(value)) / length(x))),
    })),
    wrongGradient('the gradient of half the square', 'jacobian', ({ x }, g) => ({ x: x.map((value) => g * value) })),
  ]),
  ...memberFaultsOf(lpNorm, ({ wrong, spoilt, wrongGradient }) => [
    wrong('powers of entries as they are', 'C3', ({ x }, { p }) => pNorm(x, p)),
    wrong('powers of the entries above 0 alone', 'C1', ({ x }, { p }) =>
      pNorm(
        [...x].map((value) => Math.max(value, 0)),
        p,
      ),
    ),
    wrong('the root forgotten', 'C2', ({ x }, { p }) => pNorm(x, p) ** p),
    wrong('the Euclidean norm, whatever p is', 'C4', ({ x }) => length(x)),
    wrong('the largest size, whatever p is', 'C5', ({ x }) => largest(sizes(x))),
    wrong('the power mean', 'C6', ({ x }, { p }) => pNorm(x, p) / Math.max(x.length, 1) ** (1 / p)),
    spoilt('in single precision', 'definition', Math.fround),
    wrongGradient('powers of p in the place of p - 1', 'jacobian', ({ x }, g, { p }, right) => {
      const size = pNorm(x, p);
      return {
        x: Array.from(
          right({ x }, g, { p }).x as ArrayLike<number>,
          (slope, i) => (slope * Math.abs(x[i] ?? 0)) / size,
        ),
      };
    }),
  ]),
  ...faultsOf('linalg.lpNorm', ({ misset }) => [
    misset('p below 1 taken for 1', 'conventions', ({ p }) => ({ p: Math.max(p, 1) })),
    misset('p rounded to an integer', 'definition', ({ p }) => ({ p: Math.max(1, Math.round(p)) })),
  ]),
  ...memberFaultsOf(groupNorm21, ({ wrong, spoilt, wrongGradient }) => [
    wrong('the Frobenius norm', 'C5', ({ a }) => length(a.data)),
    wrong('lengths of the columns added', 'C6', ({ a }) => sum(columnsIn(a).map(length))),
    wrong('squares of the lengths added', 'C2', ({ a }) => sum(rowsIn(a).map((row) => length(row) ** 2))),
    wrong('the longest row', 'C4', ({ a }) => largest(rowsIn(a).map(length))),
    wrong('entries squared as they are', 'C3', ({ a }) => sum(rowsIn(a).map(length))),
    spoilt('norms below 1e-3 set to 0', 'C1', (norm) => (norm < 1e-3 ? 0 : norm)),
    wrongGradient('0 / 0 for a row of zeros', 'C7', ({ a }, g) => ({
      a: entries(a, (value, i) => (g * value) / length(rowsIn(a)[i] ?? [])),
    })),
    wrongGradient('divided by the norm of the matrix', 'jacobian', ({ a }, g) => ({
      a: entries(a, (_, i, j) => (g * at(a, i, j)) / (length(a.data) || 1)),
    })),
  ]),
];
