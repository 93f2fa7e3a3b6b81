import { operation } from '../operation.ts';
import { blanchardHigham2021 } from '../sources.ts';

export const softmax = operation({
  id: 'layers.softmax',
  meaning: 'Exponentials of the last axis, divided by their sum.',
  signature: 'x[..., n] -> y[..., n]',
  definition: ({ x }, { sum, max, sub, exp, div, size, detach }) => {
    if (size('n') === 0) return { y: x };
    // Shifted by the largest entry: the same function, and the only form whose rounding error is bounded for every input.
    const largest = detach(max('n', (j) => x(j)));
    const total = sum('n', (j) => exp(sub(x(j), largest)));
    return { y: (i) => div(exp(sub(x(i), largest)), total) };
  },
  exchangeable: ['n'],
  clauses: {
    C1: 'every row sums to 1 within n u',
    C2: 'softmax(x + c) = softmax(x), bitwise where x + c is exact',
    C3: 'x_i <= x_j implies y_i <= y_j',
    C4: 'entries are in [0, 1], also for logits of +-1e4',
    C5: 'a single entry gives exactly 1; n equal entries give 1/n',
    C6: 'the pullback of a constant cotangent is 0, and every pullback sums to 0',
  },
  derivative: { x: 'y (g - <g, y>)' },
  special: 'propagates',
  sources: [blanchardHigham2021('equation 1.3 and section 4')],
});
