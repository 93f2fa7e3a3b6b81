import { defineOperation } from '../operation.ts';
import { arrayApi, pytorch } from '../sources.ts';

export const permute = defineOperation({
  id: 'tensor.permute',
  meaning: 'The axes in another order: axis k of the result is axis axes[k] of the input.',
  signature: 'x[s*] -> y[t*]',
  attributes: { axes: { kind: 'permutation', of: 's', clause: 'R1' } },
  sizes: ({ s }, { axes }) => ({ t: axes.map((axis) => s[axis] ?? 0) }),
  definition: ({ x }, S, { axes }) => ({
    y: (...index) => x(...S.shape('s').map((_, axis) => index[axes.indexOf(axis)] ?? 0)),
  }),
  special: 'propagates',
  zeros: 'signed',
  rejects: { R1: 'axes must be a permutation of 0 to rank - 1' },
  homogeneous: [{ x: 1, y: 1 }],
  derivative: (_, { y: g }, _S, { axes }) => ({ x: (...index) => g(...axes.map((axis) => index[axis] ?? 0)) }),
  clauses: {
    C1: 'permute(permute(x, p), q) = permute(x, r) with r[k] = p[q[k]], bitwise',
    C2: 'permuting by a permutation and then by its inverse gives x, bitwise',
    C3: 'reversing the axes of a matrix transposes it: matmul(A, B)^T = matmul(B^T, A^T) on integers',
  },
  sources: [arrayApi('permute_dims'), pytorch('torch.permute')],
});
