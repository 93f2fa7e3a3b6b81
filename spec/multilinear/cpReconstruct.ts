import { defineOperation } from '../operation.ts';
import { deSilvaLim2008, foundationsText, koldaBader2009 } from '../sources.ts';

export const cpReconstruct = defineOperation({
  id: 'multilinear.cpReconstruct',
  meaning:
    'The tensor of a canonical polyadic decomposition: a weighted sum of r outer products, one column of every factor in each.',
  signature: 'weights[r], factors*[each n, r] -> x[n*]',
  definition: ({ weights, factors }, { sum, mul }) => ({
    x: (...index) =>
      sum('r', (k) => factors.reduce((product, factor, axis) => mul(product, factor(index[axis] ?? 0, k)), weights(k))),
  }),
  special: 'propagates',
  // Every factor is an axis of the result: few libraries have more than some tens.
  feasible: ({ factors, n }) => ({ factors: Math.min(factors, 5), n: n.slice(0, 5) }),
  homogeneous: [{ weights: 1, x: 1 }],
  exchangeable: ['r'],
  derivative: ({ weights, factors }, { x: g }, { sum, mul }) => {
    const sizes = factors.map(({ shape: [n = 0] }) => n);
    const others = (index: readonly number[], k: number, own?: number) =>
      factors.reduce(
        (product, factor, axis) => (axis === own ? product : mul(product, factor(index[axis] ?? 0, k))),
        g(...index),
      );
    return {
      weights: (k) => sum(sizes, (...index) => others(index, k)),
      factors: factors.map((_, own) => (row, k) => {
        const slice = sum(sizes.with(own, 1), (...index) => others(index.with(own, row), k, own));
        return mul(weights(k), slice);
      }),
    };
  },
  clauses: {
    C1: 'of two factors it is A diag(weights) B^T, on integers',
    C2: 'the factors in another order give the tensor with its axes in that order, on integers',
    C3: 'the unfolding along the first axis is A_1 diag(weights) (A_2 khatri-rao .. A_N)^T, on integers',
    C4: 'multilinear: twice a factor gives twice the tensor, bitwise',
    C5: 'without factors it is the sum of the weights, on integers',
    C6: 'k (a + b / k) o (a + b / k) o (a + b / k) - k a o a o a, of rank 2, is sqrt(3 / k^2 + 1 / k^4) from a o a o b + a o b o a + b o a o a, a and b orthonormal and k a power of two, exactly',
  },
  errata: {
    E78: {
      claim: 'a CP decomposition compresses a tensor: there is a best one of any rank',
      where: foundationsText('1.1.3'),
      kind: 'conditional',
      counterexample:
        'a o a o b + a o b o a + b o a o a, of rank 3: of rank 2 there are tensors at any distance above 0, sqrt 3 / k nearly for k = 4, 16, 64, and none at 0',
      right:
        'for three axes and more a best approximation of rank R need not exist; that by a truncated HOSVD is within sqrt N of the best',
      clauses: ['C6'],
    },
  },
  sources: [koldaBader2009('sections 2.6, 3 and 3.3'), deSilvaLim2008('proposition 4.6')],
});
