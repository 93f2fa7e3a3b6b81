import type { Promises } from '../../../conformance/adapter.ts';
import { rowMajorStrides } from '../../../spec/tensor.ts';
import { type Arithmetic, compensated, inLanes, pairwise, reversed, type Summation } from '../_internal/arithmetic.ts';
import { reduced } from '../_internal/reduced.ts';
import type { Variant } from '../variant.ts';

const sumOf = (name: string, summation: Summation): Variant => ({
  name,
  operation: 'tensor.sum',
  compute: ({ x }, { axes }, f) => ({
    y: x === undefined ? [] : reduced(x, axes ?? null, (group) => summation(group, f)),
  }),
});

/** A mean; infinities cancel in one that is updated, which an adapter has to say. */
const meanOf = (
  name: string,
  average: (group: readonly number[], f: Arithmetic) => number,
  promises: Promises = {},
): Variant => ({
  name,
  operation: 'tensor.mean',
  promises,
  compute: ({ x }, { axes }, f) => ({
    y: x === undefined ? [] : reduced(x, axes ?? null, (group) => average(group, f)),
  }),
});

/** Welford's running mean, with a reciprocal and a fused update. */
export const running = (group: readonly number[], f: Arithmetic): number =>
  group.reduce((mean, value, at) => f.fma(f.sub(value, mean), f.div(1, at + 1), mean), 0);

/** The means of two halves put together, each weighted by its share (Chan, Golub and LeVeque). */
export const merged = (group: readonly number[], f: Arithmetic): number => {
  if (group.length < 2) return group[0] ?? 0;
  const half = Math.ceil(group.length / 2);
  const [left, right] = [merged(group.slice(0, half), f), merged(group.slice(half), f)];
  return f.add(left, f.mul(f.sub(right, left), f.div(group.length - half, group.length)));
};

type Scan = (line: readonly number[], f: Arithmetic) => readonly number[];

/** Running sums along an axis, line by line. */
const scanOf = (name: string, scan: Scan): Variant => ({
  name,
  operation: 'tensor.cumsum',
  compute({ x: { shape, values } = { shape: [], values: [] } }, { axis }, f) {
    const along = (Number(axis) + shape.length) % shape.length;
    const [length, stride] = [shape[along] ?? 1, rowMajorStrides(shape)[along] ?? 1];
    const y = [...values];
    values.forEach((_, start) => {
      if (Math.floor(start / stride) % length !== 0) return;
      const line = Array.from({ length }, (_, at) => values[start + at * stride] ?? Number.NaN);
      scan(line, f).forEach((value, at) => {
        y[start + at * stride] = value;
      });
    });
    return { y };
  },
});

/** Every element is added to the one twice as far away as before (Hillis and Steele). */
const doubling: Scan = (line, f) => {
  let sums = [...line];
  for (let distance = 1; distance < line.length; distance *= 2) {
    sums = sums.map((value, at) => (at < distance ? value : f.add(sums[at - distance] ?? 0, value)));
  }
  return sums;
};

/** Blocks of three by themselves, and the sums of those before each added. */
const inBlocks: Scan = (line, f) => {
  let before = 0;
  return Array.from({ length: Math.ceil(line.length / 3) }, (_, block) => line.slice(3 * block, 3 * block + 3)).flatMap(
    (block) => {
      const sums = block.map((_, at) => f.add(before, pairwise(block.slice(0, at + 1), f)));
      before = sums.at(-1) ?? before;
      return sums;
    },
  );
};

export const variants: readonly Variant[] = [
  scanOf('doubling distances', doubling),
  scanOf('blocks of three', inBlocks),
  sumOf('last term first', reversed),
  sumOf('in halves', pairwise),
  sumOf('in four lanes', inLanes),
  sumOf("Kahan's compensation", compensated),
  meanOf('a sum in halves times the reciprocal', (group, f) => f.mul(pairwise(group, f), f.div(1, group.length))),
  meanOf('a running mean', running, { nonfinite: 'undefined' }),
  meanOf('means of halves merged', merged, { nonfinite: 'undefined' }),
];
