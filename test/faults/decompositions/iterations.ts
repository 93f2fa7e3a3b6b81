import { inverseIteration, qrAlgorithm, rayleighQuotient } from '../../../spec/decompositions/iterations.ts';
import {
  at,
  build,
  identity,
  type Matrix,
  minus,
  part,
  plus,
  scaled,
  times,
  transposed,
} from '../../../src/_internal/dense/matrix.ts';
import { eliminate } from '../../../src/decompositions/_internal/eliminate.ts';
import { applied, columnOf, inner, iterate, normalised } from '../../../src/decompositions/_internal/iterate.ts';
import { solveWith } from '../../../src/decompositions/_internal/substitute.ts';
import { entries, single } from '../_internal/matrices.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import type { Fault } from '../fault.ts';

type Vector = Float64Array;

const shifted = (a: Matrix, shift: number): Matrix => minus(a, scaled(identity(a.rows), shift));
const solved = (a: Matrix, x: Vector): Vector => solveWith(eliminate(a), columnOf(x.slice())).data;
const diagonal = (a: Matrix, of: (value: number) => number): Matrix =>
  entries(a, (value, i, j) => (i === j ? of(value) : value));

export const faults: readonly Fault[] = [
  ...memberFaultsOf(inverseIteration, ({ wrong, spoilt, misread }) => [
    wrong(
      'A - shift I itself multiplied by',
      'C4',
      ({ a, shift, start }, { steps }) =>
        iterate(start, steps, (x) => normalised(applied(shifted(a, shift), x))).vectors,
    ),
    wrong(
      'every step from the start',
      'C1',
      ({ a, shift, start }, { steps }) =>
        iterate(start, steps, () => normalised(solved(shifted(a, shift + 1e-13), start))).vectors,
    ),
    wrong(
      'a zero pivot divided by',
      'C5',
      ({ a, shift, start }, { steps }) =>
        iterate(start, steps, (x) => normalised(solved(shifted(a, shift), x))).vectors,
    ),
    misread('the shift added', 'C4', ({ shift }) => ({ shift: -shift })),
    misread('no shift', 'C5', ({ shift }) => ({ shift: 0 * shift })),
    misread('A^T', 'C1', ({ a }) => ({ a: transposed(a) })),
    spoilt('vectors of length 2', 'C2', (x) => scaled(x, 2)),
    spoilt('the other sign', 'C3', (x) => scaled(x, -1)),
    spoilt('in single precision', 'C1', (x) => single(x)),
    misread('NaN taken for zero', 'special', ({ a }) => ({ a: entries(a, (x) => x || 0) })),
  ]),
  ...memberFaultsOf(rayleighQuotient, ({ wrong, spoilt, misread, spoiltGradient, wrongGradient }) => [
    wrong('not divided', 'C3', ({ a, x }) => inner(x, applied(a, x))),
    wrong('divided by the length', 'C3', ({ a, x }) => inner(x, applied(a, x)) / Math.hypot(...x)),
    wrong('the entry on the diagonal where x is largest', 'C2', ({ a, x }) => {
      const k = x.reduce((most, value, i) => (Math.abs(value) > Math.abs(x[most] ?? 0) ? i : most), 0);
      return at(a, k, k);
    }),
    spoilt('1e-9 off', 'C1', (rho) => rho * (1 + 1e-9)),
    misread('the lower triangle mirrored', 'C4', ({ a }) => ({
      a: build(a.rows, a.columns, (i, j) => at(a, Math.max(i, j), Math.min(i, j))),
    })),
    misread('A less its trace', 'C4', ({ a }) => ({ a: diagonal(a, (value) => value - at(a, 0, 0)) })),
    spoiltGradient('gradient of x by A x alone', 'jacobian', ({ a, x }, given) => {
      const other = applied(transposed(given.a), given.x);
      const weight = (a.data[0] ?? 0) / (given.x[0] ?? 1) ** 2;
      return { x: Float64Array.from(x as Vector, (value, i) => value - weight * (other[i] ?? 0)) };
    }),
    wrongGradient('the part along x not taken away', 'adjoint', (inputs, g, attributes, right) => {
      const { a, x } = right(inputs, g, attributes);
      const square = inner(inputs.x, inputs.x);
      const rho = inner(inputs.x, applied(inputs.a, inputs.x)) / square;
      return {
        a,
        x: Float64Array.from(x as Vector, (value, i) => value + (2 * g * rho * (inputs.x[i] ?? 0)) / square),
      };
    }),
  ]),
  ...memberFaultsOf(qrAlgorithm, ({ spoilt, misread }) => [
    spoilt('Q R given again', 'C2', (_, { a }) => ({ next: a })),
    spoilt('Q A Q^T', 'C5', ({ q }, { a }) => ({ next: times(q, a, transposed(q)) })),
    spoilt('Q transposed, and the matrix with it', 'C1', ({ q }, { a }) => ({
      q: transposed(q),
      next: times(q, a, transposed(q)),
    })),
    spoilt('not moved back by a shift', 'C4', ({ next }, { a }) => ({
      next: plus(next, scaled(identity(a.rows), 1e-6 * at(a, a.rows - 1, a.rows - 1))),
    })),
    spoilt('Q twice as long', 'C3', ({ q }) => ({ q: scaled(q, 2) })),
    spoilt('what is small below the diagonal cut off', 'C2', ({ next }) => ({
      next: part(next, (i, j) => i <= j || Math.abs(at(next, i, j)) > 1e-3 * Math.abs(at(next, j, j))),
    })),
    spoilt('in single precision', 'C2', ({ next }) => ({ next: single(next) })),
    misread('NaN taken for zero', 'R1', ({ a }) => ({ a: entries(a, (x) => x || 0) })),
  ]),
];
