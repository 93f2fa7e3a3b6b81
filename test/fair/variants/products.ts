import { type Arithmetic, fusedDot, inLanes, pairwise, products, reversed } from '../_internal/arithmetic.ts';
import type { Core, Cores, Variant } from '../variant.ts';

type Dot = (a: readonly number[], b: readonly number[], f: Arithmetic) => number;

const fused: Dot = (a, b, f) => fusedDot(a, b, f);
const laned: Dot = (a, b, f) => inLanes(products(a, b, f), f);
const halved: Dot = (a, b, f) => pairwise(products(a, b, f), f);
const backwards: Dot = (a, b, f) => reversed(products(a, b, f), f);
const dots = {
  'fused multiply-add': fused,
  'four lanes': laned,
  'sums in halves': halved,
  'last term first': backwards,
};

const valuesOf = (core: Core | undefined): readonly number[] => core?.values ?? [];

/** Rows or columns of a matrix, as lists. */
function lines({ shape, values }: Core, columns: boolean): number[][] {
  const [m = 0, n = 0] = shape;
  return columns
    ? Array.from({ length: n }, (_, j) => Array.from({ length: m }, (_row, i) => values[i * n + j] ?? 0))
    : Array.from({ length: m }, (_, i) => values.slice(i * n, (i + 1) * n));
}

const product = (
  { a, b }: Cores,
  transposeA: unknown,
  transposeB: unknown,
  dot: (a: number[], b: number[]) => number,
) =>
  a === undefined || b === undefined
    ? []
    : lines(a, transposeA === true).flatMap((row) => lines(b, transposeB !== true).map((column) => dot(row, column)));

const linear = (
  name: string,
  entry: (x: readonly number[], w: readonly number[], bias: number, f: Arithmetic) => number,
): Variant => ({
  name,
  operation: 'layers.linear',
  compute: ({ x, weight, bias }, _, f) => ({
    y: weight === undefined ? [] : lines(weight, false).map((w, o) => entry(valuesOf(x), w, bias?.values[o] ?? 0, f)),
  }),
});

/** The root of scaled squares as LAPACK's dlassq keeps them: scale^2 sum. */
function scaledNorm(values: readonly number[], f: Arithmetic): number {
  let [scale, sum] = [0, 1];
  for (const value of values.map(Math.abs)) {
    if (value === 0) continue;
    if (!Number.isFinite(value)) return value;
    if (scale < value) {
      sum = f.fma(sum, f.mul(f.div(scale, value), f.div(scale, value)), 1);
      scale = value;
    } else sum = f.fma(f.div(value, scale), f.div(value, scale), sum);
  }
  return f.mul(scale, f.sqrt(sum));
}

/** conv2d as a matrix product over patches, the bias first. */
const conv: Variant = {
  name: 'products over patches, fused, the bias first',
  operation: 'layers.conv2d',
  compute: ({ x, weight, bias }, attributes, f) => {
    if (x === undefined || weight === undefined) return { y: [] };
    const [n = 0, c = 0, h = 0, w = 0] = x.shape;
    const [o = 0, i = 0, kh = 0, kw = 0] = weight.shape;
    const pairOf = (name: string): readonly number[] => (Array.isArray(attributes[name]) ? attributes[name] : [1, 1]);
    const [stride, padding, dilation] = [pairOf('stride'), pairOf('padding'), pairOf('dilation')];
    const groups = Number(attributes['groups']);
    const sizeOf = (size: number, k: number, axis: 0 | 1) =>
      Math.floor((size + 2 * (padding[axis] ?? 0) - (dilation[axis] ?? 1) * (k - 1) - 1) / (stride[axis] ?? 1)) + 1;
    const [oh, ow] = [sizeOf(h, kh, 0), sizeOf(w, kw, 1)];
    const read = (image: number, channel: number, row: number, column: number) =>
      row < 0 || row >= h || column < 0 || column >= w
        ? 0
        : (x.values[((image * c + channel) * h + row) * w + column] ?? 0);
    const y: number[] = [];
    for (let image = 0; image < n; image++) {
      for (let out = 0; out < o; out++) {
        const first = Math.floor(out / (o / groups)) * i;
        const filter = weight.values.slice(out * i * kh * kw, (out + 1) * i * kh * kw);
        for (let top = 0; top < oh; top++) {
          for (let left = 0; left < ow; left++) {
            const patch = filter.map((_, at) => {
              const [channel, ky, kx] = [Math.floor(at / (kh * kw)), Math.floor(at / kw) % kh, at % kw];
              const row = top * (stride[0] ?? 1) - (padding[0] ?? 0) + ky * (dilation[0] ?? 1);
              return read(
                image,
                first + channel,
                row,
                left * (stride[1] ?? 1) - (padding[1] ?? 0) + kx * (dilation[1] ?? 1),
              );
            });
            y.push(fusedDot(patch, filter, f, bias?.values[out] ?? 0));
          }
        }
      }
    }
    return { y };
  },
};

export const variants: readonly Variant[] = [
  ...Object.entries(dots).map(
    ([name, dot]): Variant => ({
      name,
      operation: 'linalg.dot',
      compute: ({ a, b }, _, f) => ({ c: [dot(valuesOf(a), valuesOf(b), f)] }),
    }),
  ),
  ...Object.entries(dots).map(
    ([name, dot]): Variant => ({
      name,
      operation: 'linalg.matmul',
      compute: ({ a, b }, { transposeA, transposeB }, f) => ({
        c: product({ a, b }, transposeA, transposeB, (row, column) => dot(row, column, f)),
      }),
    }),
  ),
  linear('fused, the bias first', (x, w, bias, f) => fusedDot(x, w, f, bias)),
  linear('sums in halves, the bias last', (x, w, bias, f) => f.add(halved(x, w, f), bias)),
  {
    name: 'scaled squares',
    operation: 'linalg.frobeniusNorm',
    compute: ({ a }, _, f) => ({ norm: [scaledNorm(valuesOf(a), f)] }),
  },
  {
    name: 'squares as they are',
    operation: 'linalg.frobeniusNorm',
    compute: ({ a }, _, f) => ({ norm: [f.sqrt(fusedDot(valuesOf(a), valuesOf(a), f))] }),
  },
  {
    name: 'a product by the reciprocal',
    operation: 'tensor.div',
    // Half an ulp of the product, and up to one that the reciprocal was off.
    promises: { ulps: { div: 1.5 } },
    compute: ({ a, b }, _, f) => {
      const [x, y] = [valuesOf(a)[0] ?? 0, valuesOf(b)[0] ?? 1];
      const reciprocal = f.div(1, y);
      // Where the reciprocal is not a normal number, the quotient is taken as it is.
      return { c: [Number.isFinite(1 / reciprocal) && reciprocal !== 0 ? f.mul(x, reciprocal) : f.div(x, y)] };
    },
  },
  conv,
];
