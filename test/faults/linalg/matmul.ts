import { bind } from '../../../spec/binding.ts';
import { matmul } from '../../../spec/linalg/matmul.ts';
import { type NdArray, stretch, transpose } from '../../../src/ndArray.ts';
import { implementations, pullbacks } from '../../../src/registry.generated.ts';
import { arrayOf, inMemory, mapped, matricesOf, valuesOf } from '../_internal/plain.ts';
import type { Fault } from '../fault.ts';

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

export const faults: readonly Fault[] = [
  {
    name: 'a square second factor read by columns',
    operation: 'linalg.matmul',
    caughtBy: 'linalg.matmul/C1',
    operations: {
      'linalg.matmul': ({ a, b }, flags) => right({ a, b: isSquare(b) ? transpose(b) : b }, flags),
    },
  },
  {
    name: 'transposeA ignored for square matrices',
    operation: 'linalg.matmul',
    caughtBy: 'linalg.matmul/C5',
    operations: {
      'linalg.matmul': (inputs, { transposeA, transposeB }) =>
        right(inputs, { transposeA: transposeA && !isSquare(inputs.a), transposeB }),
    },
  },
  {
    name: 'remainder of the inner tile dropped',
    operation: 'linalg.matmul',
    caughtBy: 'linalg.matmul/C6',
    operations: {
      'linalg.matmul': (inputs, flags) =>
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
    },
  },
  {
    name: 'last row of an odd number of rows computed twice',
    operation: 'linalg.matmul',
    caughtBy: 'linalg.matmul/C3',
    operations: {
      'linalg.matmul': (inputs, flags) =>
        stacked(inputs, flags, (a, b, m, p, n) =>
          plainProduct(a, b, m, p, n).map((value, at) =>
            m > 2 && m % 2 === 1 && at >= (m - 1) * n ? 2 * value : value,
          ),
        ),
    },
  },
  {
    name: 'results clipped to a byte',
    operation: 'linalg.matmul',
    caughtBy: 'linalg.matmul/C2',
    operations: {
      'linalg.matmul': async (inputs, flags) =>
        mapped(await right(inputs, flags), (value) => Math.max(-128, Math.min(127, value))),
    },
  },
  {
    name: 'an accumulator that starts at 1',
    operation: 'linalg.matmul',
    caughtBy: 'linalg.matmul/C4',
    operations: {
      'linalg.matmul': async (inputs, flags) => mapped(await right(inputs, flags), (value) => value + 1),
    },
  },
  {
    name: 'rows of the result written as columns where they fit',
    operation: 'linalg.matmul',
    caughtBy: 'linalg.matmul/C1',
    operations: {
      'linalg.matmul': (inputs, flags) =>
        stacked(inputs, flags, (a, b, m, p, n) => {
          const c = plainProduct(a, b, m, p, n);
          return m === n && m > p ? c.map((_, at) => c[(at % n) * n + Math.floor(at / n)] ?? 0) : c;
        }),
    },
  },
  {
    name: 'products with a zero factor skipped',
    operation: 'linalg.matmul',
    caughtBy: 'linalg.matmul/special',
    operations: {
      'linalg.matmul': (inputs, flags) =>
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
    },
  },
  {
    name: 'result added to what the last call left in the buffer',
    operation: 'linalg.matmul',
    caughtBy: 'linalg.matmul/repeatable',
    operations: {
      'linalg.matmul': async (inputs, flags) => {
        const c = await right(inputs, flags);
        const values = valuesOf(c);
        const buffer = scratch.get(values.length) ?? new Float64Array(values.length);
        scratch.set(values.length, buffer);
        values.forEach((value, at) => {
          buffer[at] = (buffer[at] ?? 0) + value;
        });
        return arrayOf(c.dtype, c.shape, buffer);
      },
    },
  },
  {
    name: 'first member of a batch of second factors used for all',
    operation: 'linalg.matmul',
    caughtBy: 'linalg.matmul/batch',
    operations: {
      'linalg.matmul': (inputs, flags) => {
        let first: readonly number[] | undefined;
        return stacked(inputs, flags, (a, b, m, p, n) => {
          first ??= b;
          return plainProduct(a, first, m, p, n);
        });
      },
    },
  },
  {
    name: 'strides ignored',
    operation: 'linalg.matmul',
    caughtBy: 'linalg.matmul/layouts',
    operations: {
      'linalg.matmul': ({ a, b }, flags) => {
        const flat = (array: NdArray) => arrayOf(array.dtype, array.shape, inMemory(array));
        return right({ a: flat(a), b: flat(b) }, flags);
      },
    },
  },
  {
    name: 'results below 1e-12 set to 0',
    operation: 'linalg.matmul',
    caughtBy: 'linalg.matmul/homogeneity',
    operations: {
      'linalg.matmul': async (inputs, flags) =>
        mapped(await right(inputs, flags), (value) => (Math.abs(value) < 1e-12 ? 0 : value)),
    },
  },
  {
    name: 'sums kept in single precision',
    operation: 'linalg.matmul',
    caughtBy: 'linalg.matmul/definition',
    operations: {
      'linalg.matmul': (inputs, flags) =>
        stacked(inputs, flags, (a, b, m, p, n) => plainProduct(a, b, m, p, n).map(Math.fround)),
    },
  },
  {
    name: 'inner sizes cut to the smaller one',
    operation: 'linalg.matmul',
    caughtBy: 'linalg.matmul/signature',
    operations: {
      'linalg.matmul': (inputs, flags) => {
        try {
          return right(inputs, flags);
        } catch {
          const [m = 1, n = 1] = [inputs.a.shape.at(-2), inputs.b.shape.at(-1)];
          return arrayOf(inputs.a.dtype, [m, n], new Float64Array(m * n));
        }
      },
    },
  },
  {
    name: 'gradient of a broadcast factor not summed over the batch',
    operation: 'linalg.matmul',
    caughtBy: 'linalg.matmul/adjoint',
    gradients: {
      'linalg.matmul': async ({ a, b }, g, flags) => {
        const batch = g.shape.slice(0, -2);
        const wide = {
          a: stretch(a, [...batch, ...a.shape.slice(-2)]),
          b: stretch(b, [...batch, ...b.shape.slice(-2)]),
        };
        const whole = await rightGradient(wide, g, flags);
        const cut = (gradient: NdArray | undefined, like: NdArray) =>
          gradient && arrayOf(like.dtype, like.shape, valuesOf(gradient).slice(0, valuesOf(like).length));
        return { a: cut(whole.a, a), b: cut(whole.b, b) };
      },
    },
  },
  {
    name: 'transpose left out of the gradient where shapes allow',
    operation: 'linalg.matmul',
    caughtBy: 'linalg.matmul/jacobian',
    gradients: {
      'linalg.matmul': ({ a, b }, g, flags) => rightGradient({ a, b: isSquare(b) ? transpose(b) : b }, g, flags),
    },
  },
  {
    name: 'gradients exchanged for square matrices',
    operation: 'linalg.matmul',
    caughtBy: 'linalg.matmul/taylor',
    gradients: {
      'linalg.matmul': async (inputs, g, flags) => {
        const { a, b } = await rightGradient(inputs, g, flags);
        return inputs.a.shape.join() === inputs.b.shape.join() ? { a: b, b: a } : { a, b };
      },
    },
  },
];
