import { sumCompensated, sumPairwise } from '../../../spec/numerics/summations.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import type { Fault } from '../fault.ts';

/** A sum that is corrected at the end, by what an addition of an element to the sum so far is said to lose. */
function corrected(x: Float64Array, lost: (total: number, one: number, next: number) => number): number {
  let [total, rest] = [0, 0];
  for (const one of x) {
    const next = total + one;
    rest += lost(total, one, next);
    total = next;
  }
  return Number.isFinite(total) ? total + rest : total;
}

/** Kahan's own algorithm: what was lost is taken into the next element. */
function kahan(x: Float64Array): number {
  let [total, lost] = [0, 0];
  for (const one of x) {
    const [y, before] = [one - lost, total];
    total = before + y;
    lost = Number.isFinite(total) ? total - before - y : 0;
  }
  return total;
}

const plain = (x: Float64Array): number => x.reduce((total, one) => total + one, 0);

export const faults: readonly Fault[] = [
  ...memberFaultsOf(sumPairwise, ({ wrong, spoiltGradient }) => [
    wrong('one after another', 'C1', ({ x }) => plain(x)),
    wrong('one after another, from the last on', 'C1', ({ x }) => plain(x.toReversed())),
    wrong('in two halves, each one after another', 'C1', ({ x }) => {
      const middle = x.length >> 1;
      return plain(x.subarray(0, middle)) + plain(x.subarray(middle));
    }),
    wrong('the element in the middle counted in neither half', 'integers', ({ x }) =>
      x.length < 3 || x.length % 2 === 0 ? plain(x) : plain(x) - (x[x.length >> 1] ?? 0),
    ),
    wrong('the first of no elements', 'C2', ({ x }) => (x.length === 0 ? Number.NaN : plain(x))),
    wrong('in single precision', 'definition', ({ x }) => x.reduce((total, one) => Math.fround(total + one), 0)),
    spoiltGradient('divided by the number of elements', 'jacobian', ({ x }) => ({
      x: Array.from(x, (one) => one / Math.max(1, x.length)),
    })),
  ]),
  ...memberFaultsOf(sumCompensated, ({ wrong, spoiltGradient }) => [
    wrong('without compensation', 'C1', ({ x }) => plain(x)),
    wrong('as Kahan had it', 'C2', ({ x }) => kahan(x)),
    wrong('the sum taken for the larger one always', 'C2', ({ x }) =>
      corrected(x, (total, one, next) => total - next + one),
    ),
    wrong('the loss subtracted', 'C1', ({ x }) =>
      corrected(x, (total, one, next) => (Math.abs(total) >= Math.abs(one) ? next - total - one : next - one - total)),
    ),
    wrong(
      'the last loss left out',
      'C2',
      ({ x }) =>
        corrected(x.subarray(0, -1), (total, one, next) =>
          Math.abs(total) >= Math.abs(one) ? total - next + one : one - next + total,
        ) + (x.at(-1) ?? 0),
    ),
    wrong('of no elements NaN', 'C3', ({ x }) => (x.length === 0 ? Number.NaN : plain(x))),
    spoiltGradient('0 for the last element', 'jacobian', ({ x }) => ({ x: Array.from(x).with(-1, 0) })),
  ]),
];
