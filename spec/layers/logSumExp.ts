import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { blanchardHigham2021 } from '../sources.ts';

export const logSumExp = defineOperation({
  id: 'layers.logSumExp',
  meaning: 'Logarithm of the sum of the exponentials of the last axis.',
  signature: 'x[..., n] -> y[...]',
  sizes: ({ n }) => {
    if (n < 1) refuse('R1', `axis n must not be empty, got ${n}`);
    return {};
  },
  definition: ({ x }, { sum, max, sub, add, abs, exp, log, count, size, detach, reached }) => {
    // Shifted by the largest entry: the same function, and the only form whose rounding error is bounded for every input.
    const largest = detach(max('n', (j) => x(j)));
    // Of the exponentials, too, the logarithm of their sum may be taken off the distance, which rounds it.
    const distance = (j: number) => sub(x(j), largest);
    const y = () => add(largest, log(sum('n', (j) => exp(reached(distance(j), () => [distance(j)])))));
    // An entry may be added after the other (`logaddexp`): n - 1 partial results, no larger than the largest entry and log n.
    const through = () => {
      const partial = add(
        max('n', (j) => abs(detach(x(j)))),
        log(count('n')),
      );
      return new Array<typeof partial>(Math.max(size('n') - 2, 0)).fill(partial);
    };
    return { y: () => reached(y(), through) };
  },
  freedom:
    'minus infinity for an empty row in place of an error; where the largest entry is infinite, the limit (that entry) in place of NaN',
  special: 'propagatesNaN',
  rejects: { R1: 'axis n must not be empty' },
  feasible: ({ n }) => ({ n: Math.max(n, 1) }),
  exchangeable: ['n'],
  derivative: ({ x, y }, { y: g }, { mul, exp, sub }) => ({ x: (i) => mul(g(), exp(sub(x(i), y()))) }),
  clauses: {
    C1: 'max x <= y <= max x + log n, up to rounding',
    C2: 'logSumExp(x + c) = logSumExp(x) + c, up to rounding',
    C3: 'a single entry gives itself, bitwise; n entries of 0 give log n',
    C4: 'finite for finite entries, also for +-1e4',
    C5: 'logSumExp of the parts, taken together by logSumExp, is that of the whole, up to rounding',
    C6: 'the pullback is G softmax(x): it is nonnegative for G >= 0 and sums to G',
    C7: 'convex: logSumExp((x + z) / 2) <= (logSumExp(x) + logSumExp(z)) / 2, up to rounding',
  },
  sources: [blanchardHigham2021('section 4')],
});
