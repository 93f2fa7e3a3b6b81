import { defineOperation } from '../operation.ts';
import { higham2002, laProof2023 } from '../sources.ts';

export const matmul = defineOperation({
  id: 'linalg.matmul',
  meaning: 'Product of the matrices on the last two axes; leading axes are a batch and broadcast.',
  signature: 'a[..., m, p], b[..., p, n] -> c[..., m, n]',
  attributes: {
    transposeA: { kind: 'boolean', default: false },
    transposeB: { kind: 'boolean', default: false },
  },
  transposable: { a: 'transposeA', b: 'transposeB' },
  definition: ({ a, b }, { sum, mul }) => ({
    c: (i, j) => sum('p', (p) => mul(a(i, p), b(p, j))),
  }),
  special: 'propagates',
  homogeneous: [
    { a: 1, c: 1 },
    { b: 1, c: 1 },
  ],
  exchangeable: ['m', 'p', 'n'],
  derivative: ({ a, b }, { c: g }, { times, transpose }) => ({ a: times(g, transpose(b)), b: times(transpose(a), g) }),
  clauses: {
    C1: '(AB)C = A(BC)',
    C2: 'A(B + C) = AB + AC',
    C3: '(AB)^T = B^T A^T',
    C4: 'AI = A and IA = A',
    C5: 'op(A) op(B) does not depend on how the transpose is given: by flag or by copy',
    C6: '|C - AB| is within the bound at the tile edges of blocked kernels',
  },
  sources: [
    higham2002('section 3.5'),
    laProof2023('gemm_acc: every column as gemv_acc, g(p) |A||B| + g1(p, p), underflow included'),
  ],
  cost: {
    multiplications: ({ m = 0, n = 0, p = 0 }) => m * n * p,
    additions: ({ m = 0, n = 0, p = 0 }) => m * n * Math.max(p - 1, 0),
  },
});
