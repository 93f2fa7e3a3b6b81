import { defineOperation } from '../operation.ts';
import { arrayApi, ieee754 } from '../sources.ts';

export const mul = defineOperation({
  id: 'tensor.mul',
  meaning: 'Product, element by element (Hadamard); axes are aligned at the right and those of size 1 are stretched.',
  signature: 'a[...], b[...] -> c[...]',
  definition: ({ a, b }, S) => ({ c: () => S.mul(a(), b()) }),
  special: 'propagates',
  zeros: 'signed',
  homogeneous: [
    { a: 1, c: 1 },
    { b: 1, c: 1 },
  ],
  derivative: ({ a, b }, { c: g }, S) => ({ a: () => S.mul(g(), b()), b: () => S.mul(g(), a()) }),
  clauses: {
    C1: 'a b = b a, bitwise',
    C2: '1 x = x and (-1) x = -x, bitwise',
    C3: 'a (b + c) = a b + a c on integers',
    C4: 'a b = broadcastTo(a, s) broadcastTo(b, s), bitwise, also where both operands are stretched: (3, 1) with (1, 4)',
    C5: '0 Infinity = NaN and 0 NaN = NaN: nothing is skipped',
  },
  sources: [ieee754('section 5.4.1'), arrayApi('multiply; broadcasting')],
  cost: { multiplications: () => 1 },
});
