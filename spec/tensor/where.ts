import { defineOperation } from '../operation.ts';
import { arrayApi, pytorch } from '../sources.ts';

export const where = defineOperation({
  id: 'tensor.where',
  meaning: 'Element by element the first of two tensors where a condition is not 0, else the second.',
  signature: 'int condition[...], a[...], b[...] -> c[...]',
  definition: ({ condition, a, b }, { equal }) => ({ c: () => equal(condition(), 0, b, a) }),
  special: 'propagates',
  zeros: 'signed',
  domain: { condition: 'truth' },
  homogeneous: [{ a: 1, b: 1, c: 1 }],
  derivative: ({ condition }, { c: g }, { equal, constant }) => {
    const zero = () => constant(0);
    return { a: () => equal(condition(), 0, zero, g), b: () => equal(condition(), 0, g, zero) };
  },
  clauses: {
    C1: 'where(c, a, a) = a, bitwise',
    C2: 'where(not c, a, b) = where(c, b, a), bitwise',
    C3: 'NaN and infinities that are not chosen do not show',
    C4: 'any number but 0 is true',
    C5: 'the gradient of what is chosen is G, and that of what is not 0, bitwise, also where it or its G is NaN or infinite',
  },
  sources: [arrayApi('where'), pytorch('torch.where')],
});
