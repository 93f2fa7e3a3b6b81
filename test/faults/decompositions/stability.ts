import { isHurwitzStable, isSchurStable, spectralRadius } from '../../../spec/decompositions/stability.ts';
import { type Matrix, scaled, symmetricPart, times } from '../../../src/_internal/dense/matrix.ts';
import { singularValues } from '../../../src/_internal/dense/singularValues.ts';
import { generalEigen } from '../../../src/decompositions/_internal/generalEigen.ts';
import { columnOf, diagonalOf, entries, largest } from '../_internal/matrices.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import { sum } from '../_internal/plain.ts';
import type { Fault } from '../fault.ts';

/** Eigenvalues as pairs of their parts. */
const valuesOf = (a: Matrix): (readonly [re: number, im: number])[] => {
  const found = generalEigen(a);
  if (found === undefined) throw new RangeError('the iteration did not converge');
  return Array.from(found.w.re, (re, k) => [re, found.w.im[k] ?? 0]);
};
const radius = (a: Matrix): number => largest(valuesOf(a).map(([re, im]) => Math.hypot(re, im)));
const norm2 = (a: Matrix): number => singularValues(a).s[0] ?? 0;
const answer = (condition: boolean) => Number(condition);

export const faults: readonly Fault[] = [
  ...memberFaultsOf(spectralRadius, ({ wrong, spoilt, misread }) => [
    wrong('the norm', 'E50', ({ a }) => norm2(a)),
    wrong('the largest real part', 'C3', ({ a }) => largest(valuesOf(a).map(([re]) => re))),
    wrong('the largest sum of a column', 'C5', ({ a }) =>
      largest(Array.from({ length: a.columns }, (_, j) => sum(columnOf(a, j).map(Math.abs)))),
    ),
    wrong('the largest entry on the diagonal', 'C4', ({ a }) => largest(diagonalOf(a).map(Math.abs))),
    wrong('the largest entry', 'E53', ({ a }) => largest(Array.from(a.data, Math.abs))),
    wrong('that of the symmetric part', 'C6', ({ a }) => radius(symmetricPart(a))),
    wrong('||A^2||^(1/2)', 'C1', ({ a }) => Math.sqrt(norm2(times(a, a)))),
    spoilt('twice as large', 'C2', (rho) => 2 * rho),
    spoilt('in single precision', 'C3', (rho) => Math.fround(rho)),
    misread('entries below 1e-10 cut off', 'homogeneity', ({ a }) => ({
      a: entries(a, (x) => (Math.abs(x) < 1e-10 ? 0 : x)),
    })),
    misread('NaN taken for zero', 'R1', ({ a }) => ({ a: entries(a, (x) => x || 0) })),
  ]),
  ...memberFaultsOf(isHurwitzStable, ({ wrong, misread }) => [
    wrong('moduli below 1', 'C1', ({ a }) => answer(radius(a) < 1)),
    wrong('a negative trace', 'C2', ({ a }) => answer(sum(diagonalOf(a)) < 0)),
    wrong('the real eigenvalues alone', 'C2', ({ a }) => answer(valuesOf(a).every(([re, im]) => im !== 0 || re < 0))),
    wrong('the symmetric part negative definite', 'E73', ({ a }) =>
      answer(valuesOf(symmetricPart(a)).every(([re]) => re < 0)),
    ),
    wrong('one negative real part', 'C3', ({ a }) => answer(valuesOf(a).some(([re]) => re < 0))),
    misread('-A', 'C4', ({ a }) => ({ a: scaled(a, -1) })),
    misread('NaN taken for zero', 'special', ({ a }) => ({ a: entries(a, (x) => x || 0) })),
  ]),
  ...memberFaultsOf(isSchurStable, ({ wrong, misread }) => [
    wrong('real parts below 1', 'C2', ({ a }) => answer(valuesOf(a).every(([re]) => Math.abs(re) < 1))),
    wrong('negative real parts', 'C1', ({ a }) => answer(valuesOf(a).every(([re]) => re < 0))),
    wrong('a norm below 1', 'C2', ({ a }) => answer(norm2(a) < 1)),
    wrong('a product of moduli below 1', 'C3', ({ a }) =>
      answer(valuesOf(a).reduce((all, [re, im]) => all * Math.hypot(re, im), 1) < 1),
    ),
    wrong('eigenvalues below 1', 'C4', ({ a }) => answer(valuesOf(a).every(([re]) => re < 1))),
    misread('NaN taken for zero', 'special', ({ a }) => ({ a: entries(a, (x) => x || 0) })),
  ]),
];
