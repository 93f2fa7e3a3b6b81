import type { NdArray } from '../../../src/ndArray.ts';
import { arrayOf, byRows, mapped, sum, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const reversed = (array: NdArray): NdArray => byRows(array, (row) => row.toReversed());
const lengthOf = ({ shape }: NdArray): number => shape.at(-1) ?? 0;
/** A 0 where there is nothing. */
const some = (x: NdArray): NdArray => (lengthOf(x) === 0 ? arrayOf(x.dtype, [...x.shape.slice(0, -1), 1], [0]) : x);

export const faults: readonly Fault[] = faultsOf('linalg.convolve', ({ misread, spoilt, wrongGradient }) => [
  misread('the correlation', 'C3', ({ b }) => ({ b: reversed(b) })),
  spoilt('the last product left out of a sum', 'C1', (c, { a, b }) => {
    const n = lengthOf(b);
    const last = (valuesOf(a)[0] ?? 0) * (valuesOf(b)[n - 1] ?? 0);
    return byRows(c, (row) => row.map((value, k) => (n > 1 && k === n - 1 ? value - last : value)));
  }),
  spoilt('circular: what goes beyond the longer one wraps around', 'C2', (c, { a, b }) => {
    const most = Math.max(lengthOf(a), lengthOf(b), 1);
    return byRows(c, (row) => row.map((value, k) => (k < most ? value + (row[k + most] ?? 0) : 0)));
  }),
  misread('an empty sequence taken for 0', 'R1', ({ a, b }) => ({ a: some(a), b: some(b) })),
  spoilt('delayed by one where both are longer than one', 'C4', (c) =>
    byRows(c, (row) => (row.length > 2 ? [0, ...row.slice(0, -1)] : row)),
  ),
  spoilt('sums of more than 64 products in single precision', 'C5', (c, { a, b }) =>
    Math.min(lengthOf(a), lengthOf(b)) > 64 ? mapped(c, Math.fround) : c,
  ),
  wrongGradient('by convolution, not correlation', 'jacobian', ({ a, b }, g, attributes, right) => ({
    ...right({ a, b: reversed(b) }, g, attributes),
    b: right({ a, b }, g, attributes).b,
  })),
  spoilt('zeros of the first sequence skipped, beside NaN too', 'special', (c, { a, b }) => {
    const [x, y] = [valuesOf(a), valuesOf(b)];
    if (a.shape.length !== 1 || b.shape.length !== 1) return c;
    const terms = (k: number) => x.map((value, i) => (value === 0 || i > k ? 0 : value * (y[k - i] ?? 0)));
    return mapped(c, (_, k) => sum(terms(k)));
  }),
]);
