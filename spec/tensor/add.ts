import { defineOperation } from '../operation.ts';
import { arrayApi, foundationsText, ieee754 } from '../sources.ts';

export const add = defineOperation({
  id: 'tensor.add',
  meaning: 'Sum, element by element; axes are aligned at the right and those of size 1 are stretched.',
  signature: 'a[...], b[...] -> c[...]',
  definition: ({ a, b }, S) => ({ c: () => S.add(a(), b()) }),
  special: 'propagates',
  zeros: 'signed',
  homogeneous: [{ a: 1, b: 1, c: 1 }],
  derivative: (_, { c: g }) => ({ a: g, b: g }),
  clauses: {
    C1: 'a + b = b + a, bitwise',
    C2: 'x + 0 = x and x + (-x) = 0, bitwise',
    C3: '(a + b) + c = a + (b + c) on integers',
    C4: 'a + b = broadcastTo(a, s) + broadcastTo(b, s), bitwise, also where both operands are stretched: (3, 1) with (1, 4)',
    C5: 'NaN in either operand gives NaN in the elements that read it, Infinity - Infinity is NaN',
    C6: 'rounded it is not associative: (1 + u) + u = 1 and 1 + (u + u) = 1 + 2u, u the unit roundoff; in double precision (0.1 + 0.2) + 0.3 is an ulp above 0.1 + (0.2 + 0.3)',
  },
  errata: {
    E66: {
      claim: 'broadcasting repeats the smaller tensor until it has the shape of the larger one',
      where: foundationsText('1.1.3'),
      kind: 'imprecise',
      counterexample: '(3, 1) and (1, 4) give (3, 4): both are stretched, and neither had that shape',
      right: 'each operand is stretched along its axes of size 1 to the common shape',
      clauses: ['C4'],
    },
  },
  sources: [ieee754('section 5.4.1'), arrayApi('add; broadcasting')],
  cost: { additions: () => 1 },
});
