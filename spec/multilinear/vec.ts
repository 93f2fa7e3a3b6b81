import { defineOperation } from '../operation.ts';
import { foundationsText, vanLoan2000 } from '../sources.ts';

export const vec = defineOperation({
  id: 'multilinear.vec',
  meaning: 'The columns of a matrix stacked into one vector: column-major order.',
  signature: 'a[m, n] -> x[mn]',
  sizes: ({ m, n }) => ({ mn: m * n }),
  definition: ({ a }, { size }) => {
    const m = size('m');
    return { x: (at) => a(at % m, Math.floor(at / m)) };
  },
  special: 'propagates',
  zeros: 'signed',
  homogeneous: [{ a: 1, x: 1 }],
  derivative: (_, { x: g }, { size }) => ({ a: (i, j) => g(j * size('m') + i) }),
  clauses: {
    C1: 'vec(AXB) = (B^T kron A) vec(X), bitwise on integers; the row-major reading fails it',
    C2: 'vec(A) . vec(B) = trace(A^T B), bitwise on integers',
    C3: 'vec(u v^T) = v kron u, bitwise',
  },
  errata: {
    E01: {
      claim: 'XAB = C is (B^T kron A) vec(X) = vec(C)',
      where: foundationsText('1.1.8'),
      kind: 'wrong',
      counterexample:
        'A = [[0, 1], [0, 0]], B = I, X = [[0, 0], [1, 0]]: vec(XAB) = (0, 0, 0, 1), and (B^T kron A) vec(X) = (1, 0, 0, 0)',
      right: 'vec(AXB) = (B^T kron A) vec(X), and XAB = C is ((AB)^T kron I) vec(X) = vec(C)',
      clauses: ['C1'],
    },
  },
  sources: [vanLoan2000('section 1')],
  cost: { multiplications: () => 0, additions: () => 0 },
});
