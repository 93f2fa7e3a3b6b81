import { defineOperation } from '../operation.ts';
import { vanLoan2000 } from '../sources.ts';

export const kron = defineOperation({
  id: 'multilinear.kron',
  meaning: 'The Kronecker product: the block matrix whose block (i, j) is a_ij B.',
  signature: 'a[m, n], b[p, q] -> c[mp, nq]',
  sizes: ({ m, n, p, q }) => ({ mp: m * p, nq: n * q }),
  definition: ({ a, b }, { mul, size }) => {
    const [p, q] = [size('p'), size('q')];
    return { c: (row, column) => mul(a(Math.floor(row / p), Math.floor(column / q)), b(row % p, column % q)) };
  },
  special: 'propagates',
  zeros: 'advised',
  homogeneous: [
    { a: 1, c: 1 },
    { b: 1, c: 1 },
  ],
  derivative: ({ a, b }, { c: g }, { sum, mul, size }) => {
    const block = (i: number, j: number, r: number, s: number) => g(i * size('p') + r, j * size('q') + s);
    return {
      a: (i, j) => sum('p q', (r, s) => mul(block(i, j, r, s), b(r, s))),
      b: (r, s) => sum('m n', (i, j) => mul(block(i, j, r, s), a(i, j))),
    };
  },
  clauses: {
    C1: '(A kron B)(C kron D) = AC kron BD, bitwise on integers',
    C2: '(A kron B)^T = A^T kron B^T, bitwise',
    C3: '(A kron B) kron C = A kron (B kron C), bitwise on integers',
    C4: 'vec(AXB) = (B^T kron A) vec(X), bitwise on integers',
    C5: '||A kron B||_F = ||A||_F ||B||_F, and trace(A kron B) = trace(A) trace(B)',
    C6: 'A kron B and B kron A differ by the two perfect shuffles alone, bitwise',
  },
  sources: [vanLoan2000('sections 1 and 2')],
  cost: { multiplications: ({ m = 0, n = 0, p = 0, q = 0 }) => m * n * p * q, additions: () => 0 },
});
