import { characteristicPolynomial, expm } from '../../../spec/decompositions/matrixFunctions.ts';
import { at, identity, type Matrix, plus, scaled, times, transposed } from '../../../src/_internal/dense/matrix.ts';
import { entries } from '../_internal/matrices.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import type { Fault } from '../fault.ts';

/** The first terms of the series. */
function series(a: Matrix, terms: number): Matrix {
  let [term, total] = [identity(a.rows), identity(a.rows)];
  for (let k = 1; k < terms; k++) {
    term = scaled(times(term, a), 1 / k);
    total = plus(total, term);
  }
  return total;
}

/** The diagonal of the exponentials. */
const elementwise = (a: Matrix): Matrix => entries(a, (x) => Math.exp(x));

export const faults: readonly Fault[] = [
  ...memberFaultsOf(expm, ({ wrong, spoilt, misread, spoiltGradient }) => [
    wrong('of every element', 'C3', ({ a }) => elementwise(a)),
    wrong('I + A', 'C4', ({ a }) => series(a, 2)),
    wrong('eight terms of the series', 'C5', ({ a }) => series(a, 8)),
    wrong('the first two terms, squared', 'C6', ({ a }) => times(series(scaled(a, 0.5), 2), series(scaled(a, 0.5), 2))),
    spoilt('a wrong coefficient in the polynomial for small matrices', 'C6', (x, { a }) =>
      a.data.every((value) => Math.abs(value) < 1 / 64)
        ? plus(x, scaled(times(times(a, a), times(a, times(a, a))), 1 / 64))
        : x,
    ),
    wrong('twenty terms of the series, unscaled', 'C1', ({ a }) => series(a, 20)),
    misread('not squared as often as halved, beyond entries of 8', 'C7', ({ a }) =>
      a.data.some((value) => Math.abs(value) > 8) ? { a: scaled(a, 0.5) } : {},
    ),
    spoilt('a rounding off at 0', 'C2', (x, { a }) =>
      a.data.every((value) => value === 0) ? scaled(x, 1 + 2 ** -52) : x,
    ),
    misread('the symmetric part', 'C3', ({ a }) => ({ a: entries(a, (x, i, j) => (x + at(a, j, i)) / 2) })),
    spoiltGradient('the gradient at A^T', 'gradient', ({ a }) => ({ a: transposed(a) })),
    spoiltGradient('half as large again', 'gradient', ({ a }) => ({ a: scaled(a, 1.5) })),
  ]),
  ...memberFaultsOf(characteristicPolynomial, ({ spoilt, misread, spoiltGradient }) => [
    spoilt('the last coefficient first', 'C1', (c) => Float64Array.from(c).reverse()),
    spoilt('of det(A - t I)', 'C4', (c) => Float64Array.from(c, (value) => (c.length % 2 === 0 ? -value : value))),
    spoilt('signs left out', 'C5', (c) => Float64Array.from(c, Math.abs)),
    spoilt('a rounding off', 'C2', (c) =>
      Float64Array.from(c, (value, k) => (k === 0 ? value : value * (1 + 2 ** -50))),
    ),
    misread('the last column left out', 'C3', ({ a }) => ({
      a: entries(a, (x, _, j) => (j === a.columns - 1 ? 0 : x)),
    })),
    spoiltGradient('the gradient transposed', 'jacobian', ({ a }) => ({ a: transposed(a) })),
    spoiltGradient('the gradient with the other sign', 'adjoint', ({ a }) => ({ a: scaled(a, -1) })),
  ]),
];
