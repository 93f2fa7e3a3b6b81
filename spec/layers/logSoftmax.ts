import { defineOperation } from '../operation.ts';
import { blanchardHigham2021, pytorch } from '../sources.ts';

export const logSoftmax = defineOperation({
  id: 'layers.logSoftmax',
  meaning: 'Logarithm of the softmax of the last axis: every entry less the logarithm of the sum of exponentials.',
  signature: 'x[..., n] -> y[..., n]',
  definition: ({ x }, { sum, max, sub, add, exp, log, size, detach, either, memo }) => {
    if (size('n') === 0) return { y: x };
    // Shifted by the largest entry: the same function, and the only form whose rounding error is bounded for every input.
    const largest = detach(max('n', (j) => x(j)));
    const logTotal = memo(() => log(sum('n', (j) => exp(sub(x(j), largest)))));
    return {
      y: (i) => either(sub(sub(x(i), largest), logTotal()), () => sub(x(i), add(largest, logTotal()))),
    };
  },
  freedom: 'where the largest entry is infinite, the limit, minus infinity for those below it, in place of NaN',
  special: 'propagatesNaN',
  exchangeable: ['n'],
  derivative: ({ y }, { y: g }, { sum, sub, mul, exp }) => ({
    x: (i) =>
      sub(
        g(i),
        mul(
          exp(y(i)),
          sum('n', (j) => g(j)),
        ),
      ),
  }),
  clauses: {
    C1: 'the exponentials of a row sum to 1, up to rounding',
    C2: 'logSoftmax(x + c) = logSoftmax(x) within the bounds of both, where x + c is exact',
    C3: 'y_i - y_j = x_i - x_j, up to rounding',
    C4: 'finite also for logits of +-1e4, where the logarithm of softmax(x) is not',
    C5: 'logSoftmax(x) = x - logSumExp(x), up to rounding',
    C6: 'no entry is above 0, up to rounding; a single one is 0, and n equal ones are -log n',
    C7: 'every pullback sums to 0, up to rounding',
    C8: 'entries of minus infinity stay, and count for nothing: the others have the value that they have without them, up to rounding',
  },
  sources: [blanchardHigham2021('equation 1.3 and section 4'), pytorch('torch.nn.functional.log_softmax')],
});
