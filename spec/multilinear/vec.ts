import { operation } from '../operation.ts';
import { vanLoan2000 } from '../sources.ts';

export const vec = operation({
  id: 'multilinear.vec',
  meaning: 'The columns of a matrix stacked into one vector: column-major order.',
  signature: 'a[m, n] -> x[mn]',
  sizes: ({ m, n }) => ({ mn: m * n }),
  definition: ({ a }, { size }) => {
    const m = size('m');
    return { x: (at) => a(at % m, Math.floor(at / m)) };
  },
  homogeneous: [{ a: 1, x: 1 }],
  clauses: {
    C1: 'vec(AXB) = (B^T kron A) vec(X), bitwise on integers; the row-major reading fails it',
    C2: 'vec(A) . vec(B) = trace(A^T B), bitwise on integers',
    C3: 'vec(u v^T) = v kron u, bitwise',
  },
  derivative: { a: 'G, its entries put back column by column' },
  special: 'propagates',
  zeros: 'signed',
  cost: { multiplications: () => 0, additions: () => 0 },
  sources: [vanLoan2000('section 1')],
});
