import { matmul } from '../../../spec/linalg/matmul.ts';
import { at, build, type Matrix, transposed } from '../../../src/_internal/dense/matrix.ts';
import { type NdArray, stretch, transpose } from '../../../src/ndArray.ts';
import { entries, single } from '../_internal/matrices.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import { arrayOf, inMemory, mapped, orElse, sum, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const isSquare = ({ shape }: NdArray): boolean => shape.at(-1) === shape.at(-2);

/** The sums of those products that are kept, by their first factors. */
const productOf = (a: Matrix, b: Matrix, keeps: (factor: number) => boolean): Matrix =>
  build(a.rows, b.columns, (i, j) =>
    sum(Array.from({ length: a.columns }, (_, p) => (keeps(at(a, i, p)) ? at(a, i, p) * at(b, p, j) : 0))),
  );

/** Accumulators that are kept from call to call, by size. */
const scratch = new Map<number, Float64Array>();

export const faults: readonly Fault[] = [
  ...memberFaultsOf(matmul, ({ misread, spoilt }) => [
    misread('remainder of the inner tile dropped', 'C6', ({ a }) => ({
      a: entries(a, (x, _, p) => (a.columns < 8 || p < a.columns - (a.columns % 8) ? x : 0)),
    })),
    spoilt('last row of an odd number of rows computed twice', 'C3', (c) =>
      entries(c, (x, i) => (c.rows > 2 && c.rows % 2 === 1 && i === c.rows - 1 ? 2 * x : x)),
    ),
    spoilt('results clipped to a byte', 'C2', (c) => entries(c, (x) => Math.max(-128, Math.min(127, x)))),
    spoilt('an accumulator that starts at 1', 'C4', (c) => entries(c, (x) => x + 1)),
    spoilt('rows of the result written as columns where they fit', 'C1', (c, { a }) =>
      c.rows === c.columns && c.rows > a.columns ? transposed(c) : c,
    ),
    spoilt('products with a zero factor skipped', 'special', (_, { a, b }) => productOf(a, b, (x) => x !== 0)),
    spoilt('results below 1e-12 set to 0', 'homogeneity', (c) => entries(c, (x) => (Math.abs(x) < 1e-12 ? 0 : x))),
    spoilt('sums kept in single precision', 'definition', single),
  ]),
  ...faultsOf('linalg.matmul', ({ misread, spoilt, wrong, wrongGradient }) => [
    misread('a square second factor read by columns', 'C1', ({ b }) => ({ b: isSquare(b) ? transpose(b) : b })),
    spoilt('nothing in the last of four blocks of 128', 'C6', (c) => {
      const n = c.shape.at(-1) ?? 1;
      const row = (at: number) => Math.floor(at / n) % (c.shape.at(-2) ?? 1);
      return mapped(c, (value, at) => (row(at) >= 128 && at % n >= 128 ? 0 : value));
    }),
    wrong('transposeA ignored for square matrices', 'C5', (inputs, { transposeA, transposeB }, right) =>
      right(inputs, { transposeA: transposeA && !isSquare(inputs.a), transposeB }),
    ),
    wrong('result added to what the last call left in the buffer', 'repeatable', (inputs, flags, right) => {
      const c = right(inputs, flags);
      const values = valuesOf(c);
      const buffer = scratch.get(values.length) ?? new Float64Array(values.length);
      scratch.set(values.length, buffer);
      values.forEach((value, at) => {
        buffer[at] = (buffer[at] ?? 0) + value;
      });
      return arrayOf(c.dtype, c.shape, buffer);
    }),
    misread('first member of a batch of second factors used for all', 'batch', ({ b }) => {
      const first = valuesOf(b).slice(0, (b.shape.at(-1) ?? 1) * (b.shape.at(-2) ?? 1));
      return { b: mapped(b, (_, at) => first[at % first.length] ?? 0) };
    }),
    misread('strides ignored', 'layouts', ({ a, b }) => {
      const flat = (array: NdArray) => arrayOf(array.dtype, array.shape, inMemory(array));
      return { a: flat(a), b: flat(b) };
    }),
    wrong('inner sizes cut to the smaller one', 'signature', (inputs, flags, right) => {
      const [m = 1, n = 1] = [inputs.a.shape.at(-2), inputs.b.shape.at(-1)];
      return orElse(() => right(inputs, flags), arrayOf(inputs.a.dtype, [m, n], new Float64Array(m * n)));
    }),
    wrongGradient(
      'gradient of a broadcast factor not summed over the batch',
      'adjoint',
      ({ a, b }, g, flags, right) => {
        const wide = (x: NdArray) => stretch(x, [...g.shape.slice(0, -2), ...x.shape.slice(-2)]);
        const whole = right({ a: wide(a), b: wide(b) }, g, flags);
        const cut = (gradient: NdArray | undefined, like: NdArray) =>
          gradient && arrayOf(like.dtype, like.shape, valuesOf(gradient).slice(0, valuesOf(like).length));
        return { a: cut(whole.a, a), b: cut(whole.b, b) };
      },
    ),
    wrongGradient('transpose left out of the gradient where shapes allow', 'jacobian', ({ a, b }, g, flags, right) =>
      right({ a, b: isSquare(b) ? transpose(b) : b }, g, flags),
    ),
    wrongGradient('gradients exchanged for square matrices', 'taylor', (inputs, g, flags, right) => {
      const { a, b } = right(inputs, g, flags);
      return inputs.a.shape.join() === inputs.b.shape.join() ? { a: b, b: a } : { a, b };
    }),
  ]),
];
