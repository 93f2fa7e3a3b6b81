import { circulant, companion, hankel, toeplitz, vandermonde } from '../../../spec/linalg/structured.ts';
import { build, matrix, transposed } from '../../../src/_internal/dense/matrix.ts';
import { entries, reversedColumns } from '../_internal/matrices.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import { arrayOf, mapped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

type Values = ArrayLike<number>;
const at = (x: Values, k: number): number => x[k] ?? 0;

export const faults: readonly Fault[] = [
  ...memberFaultsOf(toeplitz, ({ spoilt, misread, wrong, spoiltGradient }) => [
    spoilt('the corner from the row', 'C1', (t, { r }) => entries(t, (x, i, j) => (i === j ? at(r, 0) : x))),
    misread('the first column reversed', 'C2', ({ c }) => ({ c: c.toReversed() })),
    wrong('entries above the diagonal a place too far', 'C3', ({ c, r }) =>
      build(c.length, r.length, (i, j) => (i >= j ? at(c, i - j) : at(r, Math.max(j - i - 1, 1)))),
    ),
    spoiltGradient('gradient of the first element of the row', 'jacobian', ({ c, r }) => ({
      r: Array.from(r as Values, (value, k) => (k === 0 ? at(c as Values, 0) : value)),
    })),
  ]),
  ...memberFaultsOf(circulant, ({ spoilt, misread, spoiltGradient }) => [
    spoilt('rows shifted, not columns', 'C1', (a) => transposed(a)),
    misread('the first column reversed', 'C3', ({ c }) => ({ c: c.toReversed() })),
    spoilt('the last row with the opposite sign', 'C4', (a) => entries(a, (x, i) => (i === a.rows - 1 ? -x : x))),
    spoilt('the last column with the opposite sign', 'C2', (a) =>
      entries(a, (x, _, j) => (j === a.columns - 1 ? -x : x)),
    ),
    spoiltGradient('gradient of the first column alone', 'jacobian', ({ c }) => ({
      c: Array.from(c as Values, (x) => x / 2),
    })),
  ]),
  ...memberFaultsOf(hankel, ({ spoilt, wrong, spoiltGradient }) => [
    spoilt('the corner from the row', 'C1', (h, { c, r }) =>
      entries(h, (x, i, j) => (i + j === c.length - 1 ? at(r, 0) : x)),
    ),
    wrong('diagonals in the place of antidiagonals', 'C2', ({ c, r }) =>
      build(c.length, r.length, (i, j) => (i >= j ? at(c, i - j) : at(r, j - i))),
    ),
    spoiltGradient('no gradient of the row', 'jacobian', ({ r }) => ({ r: Array.from(r as Values, () => 0) })),
  ]),
  ...memberFaultsOf(vandermonde, ({ spoilt, misread, spoiltGradient }) => [
    spoilt('falling powers as rising ones', 'C1', (v, _, { increasing }) => (increasing ? v : reversedColumns(v))),
    misread('sizes of the elements', 'C2', ({ x }) => ({ x: x.map(Math.abs) })),
    spoilt('0^0 as 0', 'C3', (v, { x }, { n, increasing }) =>
      entries(v, (value, i, j) => (at(x, i) === 0 && j === (increasing ? 0 : n - 1) ? 0 : value)),
    ),
    spoilt('powers in single precision', 'definition', (v) => entries(v, Math.fround)),
    spoiltGradient('gradient without the exponent', 'jacobian', ({ x }) => ({
      x: Array.from(x as Values, (g) => g / 2),
    })),
  ]),
  ...memberFaultsOf(companion, ({ spoilt, wrong, spoiltGradient }) => [
    spoilt('coefficients in the last column', 'C1', (c) =>
      transposed(reversedColumns(transposed(reversedColumns(transposed(c))))),
    ),
    spoilt('coefficients with their own sign', 'C2', (c) => entries(c, (x, i) => (i === 0 ? -x : x))),
    wrong('the leading coefficient taken for 1', 'homogeneity', ({ a }) =>
      build(a.length - 1, a.length - 1, (i, j) => (i === 0 ? -at(a, j + 1) : i === j + 1 ? 1 : 0)),
    ),
    spoiltGradient('no gradient of the leading coefficient', 'jacobian', ({ a }) => ({
      a: Array.from(a as Values, (x, k) => (k === 0 ? 0 : x)),
    })),
  ]),
  ...faultsOf('linalg.companion', ({ wrong }) => [
    wrong('an empty matrix of a constant', 'R1', ({ a }, _, right) =>
      (a.shape.at(-1) ?? 0) < 2 ? arrayOf(a.dtype, [...a.shape.slice(0, -1), 0, 0], []) : right({ a }, {}),
    ),
    wrong('a leading coefficient 0 replaced by 1', 'R2', ({ a }, _, right) =>
      right({ a: mapped(a, (value, k) => (k % Math.max(a.shape.at(-1) ?? 1, 1) === 0 ? value || 1 : value)) }, {}),
    ),
  ]),
  ...faultsOf('linalg.blockDiag', ({ misread, spoilt, wrong, spoiltGradient }) => [
    misread('square blocks transposed but the first', 'C1', ({ xs }) => ({
      xs: xs.map((x, k) => (k > 0 && x.shape[0] === x.shape[1] ? { ...x, strides: x.strides.toReversed() } : x)),
    })),
    misread('more than two blocks in the other order', 'C2', ({ xs }) => ({
      xs: xs.length > 2 ? xs.toReversed() : xs,
    })),
    spoilt('ones beside the blocks', 'C3', (y) => mapped(y, (value) => value || 1)),
    wrong('an empty matrix of no blocks', 'R1', ({ xs }, _, right) =>
      xs.length === 0 ? arrayOf('float64', [0, 0], matrix(0, 0).data) : right({ xs }, {}),
    ),
    spoiltGradient('no gradient of the last block', 'jacobian', ({ xs }) => ({
      xs: xs.map((x, k) => (k === xs.length - 1 ? mapped(x, () => 0) : x)),
    })),
  ]),
];
