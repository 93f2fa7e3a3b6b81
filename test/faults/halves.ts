import { roundTo } from '../../spec/scalars/float.ts';
import type { HalfDtype } from '../../spec/tensor.ts';
import type { NdArray } from '../../src/ndArray.ts';
import { implementations } from '../../src/registry.generated.ts';
import { arrayOf, mapped, valuesOf } from './_internal/plain.ts';
import { type Fault, faultsOf } from './fault.ts';

const inDoubles = (array: NdArray): NdArray => arrayOf('float64', array.shape, valuesOf(array));

/** Numbers in double precision in the type of `like`, rounded by some wrong rule on the way. */
const rounded = (wide: NdArray, { dtype }: NdArray, round: (value: number) => number): NdArray =>
  arrayOf(dtype, wide.shape, valuesOf(wide).map(round));

const inHalf = ({ dtype }: NdArray, value: number): number => roundTo(dtype as HalfDtype, value);

const bits = new DataView(new ArrayBuffer(4));

/** The upper half of the bits of a number in single precision. */
function truncated(value: number): number {
  bits.setFloat32(0, value);
  bits.setUint16(2, 0);
  return bits.getFloat32(0);
}

/** Faults that only float16 shows. */
const inFloat16: readonly Fault[] = [
  ...faultsOf(
    'linalg.dot',
    ({ wrong }) => [
      wrong('a sum kept in float16', 'definition', ({ a, b }, attributes, right) => {
        const others = valuesOf(b);
        const terms = valuesOf(a).map((value, at) => value * (others[at] ?? 0));
        return a.shape.length > 1
          ? right({ a, b }, attributes)
          : arrayOf(a.dtype, [], [terms.reduce((sum, term) => inHalf(a, sum + term), 0)]);
      }),
    ],
    { dtype: 'float16' },
  ),
  ...faultsOf(
    'tensor.add',
    ({ spoilt }) => [
      spoilt('infinity from 65504 on', 'edge', (result) =>
        mapped(result, (value) => (Math.abs(value) < 65504 ? value : value * Number.POSITIVE_INFINITY)),
      ),
    ],
    { dtype: 'float16' },
  ),
  ...faultsOf(
    'tensor.mul',
    ({ spoilt }) => [
      spoilt('subnormal results flushed to zero', 'definition', (result) =>
        mapped(result, (value) => (Math.abs(value) < 2 ** -14 ? 0 * value : value)),
      ),
    ],
    { dtype: 'float16' },
  ),
  ...faultsOf(
    'tensor.sum',
    ({ wrong }) => [
      wrong(
        'a partial sum beyond the largest number',
        'golden/float16-beyond-the-largest',
        ({ x }, attributes, right) =>
          valuesOf(x).some((value) => Math.abs(value) >= 2 ** 15)
            ? mapped(right({ x }, attributes), (value) => value * Number.POSITIVE_INFINITY)
            : right({ x }, attributes),
      ),
      wrong('rounded to float32 first', 'halfway', ({ x }, attributes, right) =>
        rounded(right({ x: inDoubles(x) }, attributes), x, Math.fround),
      ),
    ],
    { dtype: 'float16' },
  ),
];

/** Faults that only bfloat16 shows. */
const inBfloat16: readonly Fault[] = faultsOf(
  'tensor.mul',
  ({ wrong }) => [
    wrong('ties rounded away from 0', 'golden/bfloat16-ties', ({ a, b }, attributes) =>
      rounded(implementations['tensor.mul']({ a: inDoubles(a), b: inDoubles(b) }, attributes), a, (value) =>
        inHalf(a, value * (1 + 2 ** -40)),
      ),
    ),
    wrong('truncated in place of rounded', 'definition', ({ a, b }, attributes) =>
      rounded(implementations['tensor.mul']({ a: inDoubles(a), b: inDoubles(b) }, attributes), a, truncated),
    ),
  ],
  { dtype: 'bfloat16' },
);

export const faults: readonly Fault[] = [...inFloat16, ...inBfloat16];
