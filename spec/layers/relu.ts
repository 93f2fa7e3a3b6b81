import { defineOperation } from '../operation.ts';
import { essenceText, nairHinton2010, pytorch } from '../sources.ts';

export const relu = defineOperation({
  id: 'layers.relu',
  meaning: 'The positive part of every element.',
  signature: 'x[...] -> y[...]',
  // Zero stands first: at x = 0 the first of equals is the constant, and the derivative is 0.
  definition: ({ x }, { larger, constant }) => ({ y: () => larger(constant(0), x()) }),
  special: 'propagates',
  homogeneous: [{ x: 1, y: 1 }],
  derivative: ({ x }, { y: g }, { select, constant }) => ({
    x: () =>
      select(
        constant(0),
        x(),
        () => g(),
        () => constant(0),
      ),
  }),
  kinks: "relu'(0) is any number from 0 to 1 (here 0)",
  clauses: {
    C1: 'relu(relu(x)) = relu(x), bitwise',
    C2: 'relu(x) - relu(-x) = x, bitwise',
    C3: 'x <= y implies relu(x) <= relu(y)',
    C4: '|relu(x) - relu(y)| <= |x - y|',
    C5: 'NaN stays NaN',
    C6: 'at 0, of either sign, the gradient is between 0 and the cotangent',
    C7: 'relu(x) + relu(-x) = |x|, bitwise',
  },
  errata: {
    E44: {
      claim: 'the gradient of ReLU does not saturate',
      where: essenceText('question 1'),
      kind: 'imprecise',
      counterexample: 'at -3 the gradient is 0: a unit that is negative everywhere learns nothing more',
      right: 'the gradient is 1 where x > 0 and 0 where x < 0',
      clauses: ['C6'],
    },
  },
  sources: [nairHinton2010('section 2'), pytorch('torch.nn.functional.relu')],
});
