import { bind } from '../../../spec/binding.ts';
import { matmul } from '../../../spec/linalg/matmul.ts';
import { type NdArray, stretch, transpose } from '../../../src/ndArray.ts';
import { implementations, pullbacks } from '../../../src/registry.generated.ts';
import { arrayOf, inMemory, mapped, matricesOf, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const right = implementations['linalg.matmul'];
const rightGradient = pullbacks['linalg.matmul'];

interface Inputs {
  readonly a: NdArray;
  readonly b: NdArray;
}

interface Flags {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/** The product of one pair of matrices, row-major, m by p and p by n. */
type Product = (a: readonly number[], b: readonly number[], m: number, p: number, n: number) => number[];

const plainProduct: Product = (a, b, m, p, n) =>
  Array.from({ length: m * n }, (_, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    let sum = 0;
    for (let k = 0; k < p; k++) sum += (a[i * p + k] ?? 0) * (b[k * n + j] ?? 0);
    return sum;
  });

/** A matmul made of a product of two matrices, whatever that gets wrong. */
function stacked({ a, b }: Inputs, flags: Flags, product: Product): NdArray {
  const { transposeA, transposeB } = flags;
  const { batch, sizes } = bind(matmul, { a: a.shape, b: b.shape }, { ...flags });
  const [m, p, n] = [Number(sizes['m']), Number(sizes['p']), Number(sizes['n'])];
  const left = matricesOf(stretch(transposeA ? transpose(a) : a, [...batch, m, p])).members;
  const other = matricesOf(stretch(transposeB ? transpose(b) : b, [...batch, p, n])).members;
  return arrayOf(
    a.dtype,
    [...batch, m, n],
    left.flatMap((one, at) => product(one, other[at] ?? [], m, p, n)),
  );
}

const isSquare = ({ shape }: NdArray): boolean => shape.at(-1) === shape.at(-2);

/** Accumulators that are kept from call to call, by size. */
const scratch = new Map<number, Float64Array>();

export const faults: readonly Fault[] = faultsOf('linalg.matmul', ({ misread, spoilt, wrong, wrongGradient }) => [
  misread('a square second factor read by columns', 'C1', ({ b }) => ({ b: isSquare(b) ? transpose(b) : b })),
  wrong('transposeA ignored for square matrices', 'C5', (inputs, { transposeA, transposeB }) =>
    right(inputs, { transposeA: transposeA && !isSquare(inputs.a), transposeB }),
  ),
  wrong('remainder of the inner tile dropped', 'C6', (inputs, flags) =>
    stacked(inputs, flags, (a, b, m, p, n) => {
      const used = p < 8 ? p : p - (p % 8);
      return plainProduct(
        a.map((value, at) => (at % p < used ? value : 0)),
        b,
        m,
        p,
        n,
      );
    }),
  ),
  wrong('last row of an odd number of rows computed twice', 'C3', (inputs, flags) =>
    stacked(inputs, flags, (a, b, m, p, n) =>
      plainProduct(a, b, m, p, n).map((value, at) => (m > 2 && m % 2 === 1 && at >= (m - 1) * n ? 2 * value : value)),
    ),
  ),
  spoilt('results clipped to a byte', 'C2', (result) =>
    mapped(result, (value) => Math.max(-128, Math.min(127, value))),
  ),
  spoilt('an accumulator that starts at 1', 'C4', (result) => mapped(result, (value) => value + 1)),
  wrong('rows of the result written as columns where they fit', 'C1', (inputs, flags) =>
    stacked(inputs, flags, (a, b, m, p, n) => {
      const c = plainProduct(a, b, m, p, n);
      return m === n && m > p ? c.map((_, at) => c[(at % n) * n + Math.floor(at / n)] ?? 0) : c;
    }),
  ),
  wrong('products with a zero factor skipped', 'special', (inputs, flags) =>
    stacked(inputs, flags, (a, b, m, p, n) =>
      Array.from({ length: m * n }, (_, at) => {
        const [i, j] = [Math.floor(at / n), at % n];
        let sum = 0;
        for (let k = 0; k < p; k++) {
          const factor = a[i * p + k] ?? 0;
          if (factor !== 0) sum += factor * (b[k * n + j] ?? 0);
        }
        return sum;
      }),
    ),
  ),
  wrong('result added to what the last call left in the buffer', 'repeatable', (inputs, flags) => {
    const c = right(inputs, flags);
    const values = valuesOf(c);
    const buffer = scratch.get(values.length) ?? new Float64Array(values.length);
    scratch.set(values.length, buffer);
    values.forEach((value, at) => {
      buffer[at] = (buffer[at] ?? 0) + value;
    });
    return arrayOf(c.dtype, c.shape, buffer);
  }),
  wrong('first member of a batch of second factors used for all', 'batch', (inputs, flags) => {
    let first: readonly number[] | undefined;
    return stacked(inputs, flags, (a, b, m, p, n) => {
      first ??= b;
      return plainProduct(a, first, m, p, n);
    });
  }),
  wrong('strides ignored', 'layouts', ({ a, b }, flags) => {
    const flat = (array: NdArray) => arrayOf(array.dtype, array.shape, inMemory(array));
    return right({ a: flat(a), b: flat(b) }, flags);
  }),
  spoilt('results below 1e-12 set to 0', 'homogeneity', (result) =>
    mapped(result, (value) => (Math.abs(value) < 1e-12 ? 0 : value)),
  ),
  wrong('sums kept in single precision', 'definition', (inputs, flags) =>
    stacked(inputs, flags, (a, b, m, p, n) => plainProduct(a, b, m, p, n).map(Math.fround)),
  ),
  wrong('inner sizes cut to the smaller one', 'signature', (inputs, flags) => {
    try {
      return right(inputs, flags);
    } catch {
      const [m = 1, n = 1] = [inputs.a.shape.at(-2), inputs.b.shape.at(-1)];
      return arrayOf(inputs.a.dtype, [m, n], new Float64Array(m * n));
    }
  }),
  wrongGradient('gradient of a broadcast factor not summed over the batch', 'adjoint', ({ a, b }, g, flags) => {
    const batch = g.shape.slice(0, -2);
    const wide = {
      a: stretch(a, [...batch, ...a.shape.slice(-2)]),
      b: stretch(b, [...batch, ...b.shape.slice(-2)]),
    };
    const whole = rightGradient(wide, g, flags);
    const cut = (gradient: NdArray | undefined, like: NdArray) =>
      gradient && arrayOf(like.dtype, like.shape, valuesOf(gradient).slice(0, valuesOf(like).length));
    return { a: cut(whole.a, a), b: cut(whole.b, b) };
  }),
  wrongGradient('transpose left out of the gradient where shapes allow', 'jacobian', ({ a, b }, g, flags) =>
    rightGradient({ a, b: isSquare(b) ? transpose(b) : b }, g, flags),
  ),
  wrongGradient('gradients exchanged for square matrices', 'taylor', (inputs, g, flags) => {
    const { a, b } = rightGradient(inputs, g, flags);
    return inputs.a.shape.join() === inputs.b.shape.join() ? { a: b, b: a } : { a, b };
  }),
]);
