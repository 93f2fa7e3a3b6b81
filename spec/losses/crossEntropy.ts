import { logSumExp } from '../layers/logSumExp.ts';
import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { blanchardHigham2021, pytorch } from '../sources.ts';

export const crossEntropy = defineOperation({
  id: 'losses.crossEntropy',
  meaning:
    'Mean over the batch of the negative log-probability that the softmax of the logits gives to the target class.',
  signature: 'logits[n, c], int target[n] -> loss[]',
  sizes: ({ n, c }) => {
    if (n < 1 || c < 1) refuse('R2', `there must be at least one row and one class, got n = ${n}, c = ${c}`);
    return {};
  },
  parts: { logSumExp },
  definition: ({ logits, target }, { sub, mean }, _, { logSumExp }) => {
    const { y } = logSumExp({ x: logits });
    return { loss: () => mean('n', (i) => sub(y(i), logits(i, target(i)))) };
  },
  freedom: 'NaN for an empty batch in place of an error',
  special: 'propagatesNaN',
  rejects: {
    R1: 'targets must be classes: integers from 0 to c - 1',
    R2: 'there must be at least one row and one class',
  },
  domain: { target: 'label' },
  feasible: ({ n, c }) => ({ n: Math.max(n, 1), c: Math.max(c, 1) }),
  exchangeable: ['n'],
  derivative: ({ logits, target }, { loss: g }, { mul, div, exp, sub, constant, count, equal }, _, { logSumExp }) => {
    const { y } = logSumExp({ x: logits });
    const softmax = (i: number, j: number) => exp(sub(logits(i, j), y(i)));
    const hot = (i: number, j: number) =>
      equal(
        target(i),
        j,
        () => constant(1),
        () => constant(0),
      );
    return { logits: (i, j) => div(mul(g(), sub(softmax(i, j), hot(i, j))), count('n')) };
  },
  clauses: {
    C1: 'the loss does not change when a constant is added to a row of logits, up to rounding',
    C2: 'equal logits give log c',
    C3: 'the loss is at least 0',
    C4: 'finite for logits of +-1e4',
    C5: 'the gradient is (softmax - one-hot) / n: every row sums to 0, up to rounding',
    C6: 'convex in the logits: the loss at a midpoint is at most the mean of the losses, up to rounding',
    C7: 'a batch given twice has the same loss, up to rounding',
    C8: 'a single class gives exactly 0',
    C9: 'a margin m over one other class gives log(1 + e^-m) within a few ulp, and not 0, for m up to 700: more than the definition asks, it takes log1p',
  },
  sources: [blanchardHigham2021('section 4'), pytorch('torch.nn.functional.cross_entropy')],
});
