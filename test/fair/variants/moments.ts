import { type Arithmetic, compensated, inLanes, pairwise, products, type Summation } from '../_internal/arithmetic.ts';
import { reduced } from '../_internal/reduced.ts';
import type { Variant } from '../variant.ts';
import { running } from './sums.ts';

type Group = readonly number[];

/** The sum of the squared distances from the mean. */
type Squares = (group: Group, f: Arithmetic) => number;

const spread = (operation: 'variance' | 'std', name: string, squares: Squares, isUpdated = false): Variant => ({
  name,
  operation: `tensor.${operation}`,
  promises: isUpdated ? { nonfinite: 'undefined' } : {},
  compute: ({ x }, { axes, correction }, f) => ({
    y:
      x === undefined
        ? []
        : reduced(x, axes ?? null, (group) => {
            const variance = f.div(squares(group, f), group.length - Number(correction));
            return operation === 'std' ? f.sqrt(variance) : variance;
          }),
  }),
});

const twoPasses =
  (total: Summation): Squares =>
  (group, f) => {
    const mean = f.div(total(group, f), group.length);
    const apart = group.map((value) => f.sub(value, mean));
    return total(products(apart, apart, f), f);
  };

/** Less the square of what rounding has left of the sum of the distances. */
const corrected: Squares = (group, f) => {
  const mean = f.div(pairwise(group, f), group.length);
  const apart = group.map((value) => f.sub(value, mean));
  const left = pairwise(apart, f);
  return Math.max(0, f.sub(pairwise(products(apart, apart, f), f), f.div(f.mul(left, left), group.length)));
};

const welford: Squares = (group, f) => {
  let [mean, squares] = [0, 0];
  group.forEach((value, at) => {
    const apart = f.sub(value, mean);
    mean = f.fma(apart, f.div(1, at + 1), mean);
    squares = f.fma(apart, f.sub(value, mean), squares);
  });
  return squares;
};

/** Those of two halves put together (Chan, Golub and LeVeque). */
const merged: Squares = (group, f) => {
  if (group.length < 2) return 0;
  const half = Math.ceil(group.length / 2);
  const [left, right] = [group.slice(0, half), group.slice(half)];
  const apart = f.sub(running(right, f), running(left, f));
  const share = f.div(f.mul(left.length, right.length), group.length);
  return f.add(f.add(merged(left, f), merged(right, f)), f.mul(f.mul(apart, apart), share));
};

export const variants: readonly Variant[] = [
  spread('variance', 'two passes, sums in halves', twoPasses(pairwise)),
  spread('variance', 'two passes, compensated sums', twoPasses(compensated)),
  spread('variance', 'two passes and a correction', corrected),
  spread('variance', "Welford's update", welford),
  spread('variance', 'halves merged', merged, true),
  spread('std', 'two passes, four lanes', twoPasses(inLanes)),
  spread('std', "Welford's update", welford),
];
