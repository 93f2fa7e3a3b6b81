import { type Arithmetic, fusedDot, type Summation } from '../_internal/arithmetic.ts';
import { columnsOf, type Matrix, matrixOf, valuesOf } from '../_internal/dense.ts';
import type { Variant } from '../variant.ts';

/** Rounded to 11 significant bits, as tensor cores round float32 to TF32 before they multiply. */
function toTf32(x: number): number {
  // What is below the normal range of doubles has no step to round to here.
  if (Math.abs(x) < 2 ** -1000 || !Number.isFinite(x)) return x;
  const step = 2 ** (Math.floor(Math.log2(Math.abs(x))) - 10);
  const scaled = x / step;
  const floor = Math.floor(scaled);
  const rest = scaled - floor;
  return (rest > 0.5 || (rest === 0.5 && floor % 2 !== 0) ? floor + 1 : floor) * step;
}

let calls = 0;

/** In an order that is another one at every call, as atomic additions have it. */
const shuffled: Summation = (terms, f) => {
  calls++;
  const order = terms
    .map((_, at) => at)
    .sort((i, j) => ((i * 7919 + calls * 104729) % 101) - ((j * 7919 + calls * 104729) % 101));
  return order.reduce((total, at) => f.add(total, terms[at] ?? 0), 0);
};

const rowsOf = ({ rows, columns, values }: Matrix): number[][] =>
  Array.from({ length: rows }, (_, i) => values.slice(i * columns, (i + 1) * columns));

const matmul =
  (dot: (a: readonly number[], b: readonly number[], f: Arithmetic) => number): NonNullable<Variant['compute']> =>
  ({ a, b }, attributes, f) => {
    const [left, right] = [matrixOf(a), matrixOf(b)];
    const rows = attributes['transposeA'] === true ? columnsOf(left) : rowsOf(left);
    const columns = attributes['transposeB'] === true ? rowsOf(right) : columnsOf(right);
    return { c: rows.flatMap((row) => columns.map((column) => dot(row, column, f))) };
  };

const tf32: typeof fusedDot = (a, b, f) => fusedDot(a.map(toTf32), b.map(toTf32), f);
const anyOrder = (a: readonly number[], b: readonly number[], f: Arithmetic) =>
  shuffled(
    a.map((x, i) => f.mul(x, b[i] ?? 0)),
    f,
  );

/** Results below the normal range are 0, as on hardware that flushes. */
const flushed = (x: number, f: Arithmetic): number =>
  Math.abs(x) < (f.dtype === 'float32' ? 2 ** -126 : 2 ** -1022) ? x * 0 : x;

/** Sums kept in 11 bits, as float16 accumulators have them; products are rounded as they are added. */
const coarse: typeof fusedDot = (a, b, f, start = 0) =>
  a.reduce((total, x, at) => toTf32(f.fma(x, b[at] ?? 0, total)), start);

/** Right by what they promise, and wrong without it: the promises are in the profile, and the report prints them. */
export const variants: readonly Variant[] = [
  {
    name: 'factors rounded to TF32',
    operation: 'linalg.matmul',
    promises: { inputRoundoff: 2 ** -11 },
    compute: matmul(tf32),
  },
  {
    name: 'factors rounded to TF32',
    operation: 'linalg.outer',
    promises: { inputRoundoff: 2 ** -11 },
    compute: ({ a, b }, _, f) => ({
      c: valuesOf(a).flatMap((x) => valuesOf(b).map((y) => f.mul(toTf32(x), toTf32(y)))),
    }),
  },
  {
    name: 'sums kept in 11 bits',
    operation: 'linalg.matmul',
    promises: { unitRoundoff: 2 ** -11 },
    compute: matmul(coarse),
  },
  {
    name: 'sums kept in 11 bits',
    operation: 'linalg.dot',
    promises: { unitRoundoff: 2 ** -11 },
    compute: ({ a, b }, _, f) => ({ c: [coarse(valuesOf(a), valuesOf(b), f)] }),
  },
  {
    name: 'sums kept in 11 bits',
    operation: 'layers.linear',
    promises: { unitRoundoff: 2 ** -11 },
    compute: ({ x, weight, bias }, _, f) => ({
      y: rowsOf(matrixOf(weight)).map((row, o) => coarse(valuesOf(x), row, f, toTf32(bias?.values[o] ?? 0))),
    }),
  },
  {
    name: 'sums in an order that changes from call to call',
    operation: 'linalg.matmul',
    promises: { deterministic: false },
    compute: matmul(anyOrder),
  },
  {
    name: 'sums in an order that changes from call to call',
    operation: 'linalg.dot',
    promises: { deterministic: false },
    compute: ({ a, b }, _, f) => ({ c: [anyOrder(valuesOf(a), valuesOf(b), f)] }),
  },
  {
    name: 'sums in an order that changes from call to call',
    operation: 'layers.layerNorm',
    promises: { deterministic: false },
    compute: ({ x, weight, bias }, { epsilon }, f) => {
      const row = valuesOf(x);
      const mean = f.div(shuffled(row, f), row.length);
      const centred = row.map((value) => f.sub(value, mean));
      const variance = f.div(
        shuffled(
          centred.map((value) => f.mul(value, value)),
          f,
        ),
        row.length,
      );
      const root = f.sqrt(f.add(variance, f.round(Number(epsilon))));
      return {
        y: centred.map((value, i) => f.fma(f.div(value, root), valuesOf(weight)[i] ?? 1, valuesOf(bias)[i] ?? 0)),
      };
    },
  },
  {
    name: 'subnormal numbers flushed',
    operation: 'tensor.add',
    promises: { flushToZero: true },
    compute: ({ a, b }, _, f) => ({
      c: [flushed(f.add(flushed(valuesOf(a)[0] ?? 0, f), flushed(valuesOf(b)[0] ?? 0, f)), f)],
    }),
  },
];
