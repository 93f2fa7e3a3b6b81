import * as specification from '../../spec/numerics/summations.ts';
import { reference } from '../_internal/reference.ts';

export const sumPairwise = reference(specification.sumPairwise, {
  halves: true,
  member: ({ x }, { block }) => inHalves(x, block),
  pullback: ({ x }, g) => ({ x: x.fill(g) }),
});

export const sumCompensated = reference(specification.sumCompensated, {
  halves: true,
  member: ({ x }) => compensated(x),
  pullback: ({ x }, g) => ({ x: x.fill(g) }),
});

function inHalves(x: Float64Array, block: number): number {
  if (x.length <= block) return x.reduce((sum, one) => sum + one, 0);
  const middle = Math.ceil(x.length / 2);
  return inHalves(x.subarray(0, middle), block) + inHalves(x.subarray(middle), block);
}

/** The larger of two summands less their sum, plus the smaller one, is what the addition lost, exactly (Dekker). */
function compensated(x: Float64Array): number {
  let [sum, lost] = [0, 0];
  for (const one of x) {
    const next = sum + one;
    lost += Math.abs(sum) >= Math.abs(one) ? sum - next + one : one - next + sum;
    sum = next;
  }
  return Number.isFinite(sum) ? sum + lost : sum;
}
