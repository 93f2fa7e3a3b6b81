import { defineOperation } from '../operation.ts';
import { arrayApi, foundationsText } from '../sources.ts';
import { reshapedShape, sameElement } from './_internal/reshaping.ts';

export const reshape = defineOperation({
  id: 'tensor.reshape',
  meaning: 'The same elements, in row-major order, in another shape; one size of -1 is inferred.',
  signature: 'x[s*] -> y[t*]',
  attributes: { shape: { kind: 'shape', of: 's', by: 'reshape' } },
  sizes: ({ s }, { shape }) => ({ t: reshapedShape(s, shape) }),
  definition: ({ x }, S, { shape }) => {
    const from = S.shape('s');
    const to = reshapedShape(from, shape);
    return { y: (...index) => x(...sameElement(index, to, from)) };
  },
  special: 'propagates',
  zeros: 'signed',
  rejects: {
    R1: 'shape must hold as many elements as the tensor',
    R2: 'shape must hold integers that are at least -1, at most one -1, and none beside a 0',
  },
  homogeneous: [{ x: 1, y: 1 }],
  derivative: (_, { y: g }, S) => ({
    x: (...index) => g(...sameElement(index, S.shape('s'), S.shape('t'))),
  }),
  clauses: {
    C1: 'reshape(reshape(x, s), t) = reshape(x, t), bitwise',
    C2: 'the row-major order of the elements stays, bitwise',
    C3: 'reshape(permute(x)) is the same of the permuted view and of its copy, bitwise',
    C4: 'one size of -1 is inferred from the number of elements',
    C5: 'heads: permute(reshape(x, [b, s, h, e]), [0, 2, 1, 3])[b, h, s, e] = x[b, s, h E + e]',
  },
  errata: {
    E67: {
      claim: 'heads are split by a reshape of (b, s, d) to (b, h, s, d / h)',
      where: foundationsText('1.1.3'),
      kind: 'imprecise',
      counterexample:
        '0 .. 7 in (1, 2, 4) with two heads: the reshape gives the first head [[0, 1], [2, 3]], all of the first token; it is [[0, 1], [4, 5]]',
      right: 'reshape to (b, s, h, d / h), then permute the axes 1 and 2',
      clauses: ['C5'],
    },
  },
  sources: [arrayApi('reshape')],
});
