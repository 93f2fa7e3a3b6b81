import { defineOperation } from '../operation.ts';
import { arrayApi, ieee754 } from '../sources.ts';

export const div = defineOperation({
  id: 'tensor.div',
  meaning: 'Quotient, element by element; axes are aligned at the right and those of size 1 are stretched.',
  signature: 'a[...], b[...] -> c[...]',
  definition: ({ a, b }, S) => ({ c: () => S.div(a(), b()) }),
  special: 'propagates',
  zeros: 'signed',
  domain: { b: 'nonzero' },
  homogeneous: [
    { a: 1, c: 1 },
    { b: 1, c: -1 },
  ],
  derivative: ({ b, c }, { c: g }, S) => ({
    a: () => S.div(g(), b()),
    b: () => S.neg(S.div(S.mul(g(), c()), b())),
  }),
  clauses: {
    C1: 'x / 1 = x and x / x = 1, bitwise where division is correctly rounded',
    C2: '(a b) / b = a on integers, bitwise where division is correctly rounded',
    C3: '|c b - a| <= 2 u (1 + u) |a| for c = a / b, the product taken exactly',
    C4: 'a / b = broadcastTo(a, s) / broadcastTo(b, s), bitwise where division is correctly rounded, also where both operands are stretched: (3, 1) with (1, 4)',
    C5: 'x / 0 is infinite for x != 0, with the product of the signs; 0 / 0 is NaN',
  },
  sources: [ieee754('sections 5.4.1 and 7.3'), arrayApi('divide; broadcasting')],
});
