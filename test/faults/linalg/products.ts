import { dot } from '../../../spec/linalg/dot.ts';
import { frobeniusNorm } from '../../../spec/linalg/frobeniusNorm.ts';
import { outer } from '../../../spec/linalg/outer.ts';
import { at, build, transposed } from '../../../src/_internal/dense/matrix.ts';
import { columnsIn, entries } from '../_internal/matrices.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import { arrayOf, sum, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const products = (a: Iterable<number>, b: Iterable<number>): number[] => {
  const other = [...b];
  return [...a].map((value, at) => value * (other[at] ?? Number.NaN));
};

const squares = (values: Iterable<number>): number => sum([...values].map((value) => value * value));

export const faults: readonly Fault[] = [
  ...memberFaultsOf(dot, ({ misread, wrong }) => [
    wrong('first product left out', 'integers', ({ a, b }) => sum(products(a, b).slice(1))),
    wrong('no first element to start from', 'C4', ({ a, b }) => (a.length === 0 ? Number.NaN : sum(products(a, b)))),
    misread('second vector reversed, as in a convolution', 'C3', ({ b }) => ({ b: b.toReversed() })),
    wrong('magnitudes multiplied', 'C2', ({ a, b }) => sum(products(a, b).map(Math.abs))),
    misread('first vector rounded to single precision', 'C1', ({ a }) => ({
      a: a.map((value, at) => (at === 0 ? value + 2 ** -40 * Math.abs(value) : value)),
    })),
  ]),
  ...faultsOf('linalg.dot', ({ wrong }) => [
    wrong('the longer vector cut to the shorter', 'signature', ({ a, b }) => {
      const n = Math.min(valuesOf(a).length, valuesOf(b).length);
      return arrayOf(a.dtype, [], [sum(products(valuesOf(a).slice(0, n), valuesOf(b).slice(0, n)))]);
    }),
  ]),
  ...memberFaultsOf(outer, ({ spoilt, wrong, wrongGradient }) => [
    spoilt('factors exchanged', 'C2', (c, { a, b }) =>
      entries(c, (_, i, j) => {
        const place = i * b.length + j;
        return (b[Math.floor(place / a.length)] ?? 0) * (a[place % a.length] ?? 0);
      }),
    ),
    wrong('outer sum', 'C3', ({ a, b }) => build(a.length, b.length, (i, j) => (a[i] ?? 0) + (b[j] ?? 0))),
    spoilt('only the upper triangle filled, mirrored below', 'C4', (c) =>
      entries(c, (x, i, j) => (c.rows === c.columns && j < i ? at(c, j, i) : x)),
    ),
    spoilt('entries with i > j not conjugate to those with i < j', 'C1', (c) =>
      entries(c, (x, i, j) => (i > j ? x + 2 ** -50 * x : x)),
    ),
    wrongGradient('gradient transposed where the matrix is square', 'jacobian', (inputs, g, attributes, right) =>
      right(inputs, g.rows === g.columns ? transposed(g) : g, attributes),
    ),
  ]),
  ...memberFaultsOf(frobeniusNorm, ({ spoilt, wrong, wrongGradient }) => [
    wrong('entries squared as they are', 'C3', ({ a }) => Math.sqrt(squares(a.data))),
    wrong('norms of the rows added', 'C1', ({ a }) => sum(columnsIn(transposed(a)).map((row) => Math.hypot(...row)))),
    spoilt('norms below 1e-8 set to 0', 'C2', (norm) => (norm < 1e-8 ? 0 : norm)),
    wrong('the root forgotten', 'C4', ({ a }) => squares(a.data)),
    spoilt('root mean square', 'C5', (norm, { a }) => norm / Math.sqrt(Math.max(a.data.length, 1))),
    wrong('magnitudes added, not squares', 'C6', ({ a }) => sum([...a.data].map(Math.abs))),
    wrongGradient('gradient 0 / 0 at the zero matrix', 'C7', ({ a }, g) => ({
      a: entries(a, (x) => (g * x) / Math.hypot(...a.data)),
    })),
  ]),
];
