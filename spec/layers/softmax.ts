import { defineOperation } from '../operation.ts';
import { blanchardHigham2021, essenceText } from '../sources.ts';

export const softmax = defineOperation({
  id: 'layers.softmax',
  meaning: 'Exponentials of the last axis, divided by their sum.',
  signature: 'x[..., n] -> y[..., n]',
  definition: ({ x }, { sum, max, sub, exp, log, div, size, detach, either, memo }) => {
    if (size('n') === 0) return { y: x };
    // Shifted by the largest entry: the same function, and the only form whose rounding error is bounded for every input.
    const largest = detach(max('n', (j) => x(j)));
    const total = sum('n', (j) => exp(sub(x(j), largest)));
    const distance = (i: number) => sub(x(i), largest);
    const logTotal = memo(() => log(total));
    return {
      y: (i) => either(div(exp(distance(i)), total), () => exp(sub(distance(i), logTotal()))),
    };
  },
  special: 'propagates',
  exchangeable: ['n'],
  derivative: ({ y }, { y: g }, { sum, sub, mul }) => ({
    x: (i) =>
      mul(
        y(i),
        sub(
          g(i),
          sum('n', (j) => mul(g(j), y(j))),
        ),
      ),
  }),
  clauses: {
    C1: 'every row sums to 1, up to the rounding of its entries',
    C2: 'softmax(x + c) = softmax(x) within the bounds of both, where x + c is exact',
    C3: 'x_i <= x_j implies y_i <= y_j, up to rounding',
    C4: 'entries are in [0, 1], up to rounding, also for logits of +-1e4',
    C5: 'n equal entries give 1/n',
    C6: 'the pullback of a constant cotangent is 0, and every pullback sums to 0',
    C8: '<v, J w> = <w, J v>, and 0 <= <v, J v> <= ||v||^2 / 2, up to rounding: J = diag(y) - y y^T is symmetric and positive semidefinite, of norm 1/2 at most',
    C9: '||softmax(x) - softmax(z)||_2 <= ||x - z||_2 / 2, up to rounding; of (c, c) the norm of J is 1/2',
    C10: 'of two entries the second is the logistic function of their difference, up to rounding',
    C11: 'the entropy of softmax(x / T) is no less for a larger T, up to rounding, and for T = 2^20 |x| every entry is nearly 1/n',
    C7: 'more than the definition asks: a constant added exactly changes no bit, and n equal entries give 1/n rounded once',
  },
  errata: {
    E35: {
      claim: 'softmax replaces argmax',
      where: essenceText('2.3'),
      kind: 'imprecise',
      counterexample: 'softmax(1, 2) = (0.27, 0.73), and the one-hot vector of argmax is (0, 1)',
      right: 'softmax(x / T) tends to the one-hot vector of argmax for T -> 0; at T = 1 it is a mean over all',
      clauses: ['C3'],
    },
  },
  sources: [blanchardHigham2021('equation 1.3 and section 4')],
});
