import { defineOperation } from '../operation.ts';
import { arrayApi, ieee754, pytorch } from '../sources.ts';

export const round = defineOperation({
  id: 'tensor.round',
  meaning: 'The integer nearest to every element, of two the even one.',
  signature: 'x[...] -> y[...]',
  definition: ({ x }, { round }) => ({ y: () => round(x()) }),
  special: 'propagates',
  zeros: 'signed',
  derivative: (_values, _cotangents, { constant }) => ({ x: () => constant(0) }),
  kinks: 'at a half between two integers, where it jumps, the gradient is 0 as elsewhere',
  clauses: {
    C1: 'a half between two integers goes to the even one, on either side of 0 and up to where there are no halves',
    C2: 'every result is an integer within 1/2 of the element; an integer stays, bitwise, however large',
    C3: 'round(-x) = -round(x), bitwise',
    C4: 'round(x + 2 k) = round(x) + 2 k, on eighths and integers',
    C5: 'the neighbours of a half on either side go to the two integers beside it',
    C6: 'the gradient is 0 wherever it is asked for, at halves and integers of any size too',
  },
  sources: [ieee754('roundToIntegralTiesToEven, section 5.9'), arrayApi('round'), pytorch('torch.round')],
});
