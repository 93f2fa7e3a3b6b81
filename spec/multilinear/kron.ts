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
    C7: 'distributive: A kron (B + C) = A kron B + A kron C, and (B + C) kron A likewise, bitwise on integers',
    C8: 'I_m kron I_n = I_mn, bitwise',
    C9: '(A kron B)^-1 = A^-1 kron B^-1, on integers of determinant 1, exactly',
    C10: 'det(A kron B) = det(A)^p det(B)^n for A of order n and B of order p, and ranks multiply, exactly on integers',
    C11: 'the singular values are all products of those of the factors; so ||.||_2, the nuclear norm and the condition number multiply',
    C12: 'the eigenvalues are all products of those of the factors, with Av = lv and Bw = mw: (A kron B)(v kron w) = lm (v kron w), on integers',
  },
  sources: [vanLoan2000('sections 1 and 2')],
  cost: { multiplications: ({ m = 0, n = 0, p = 0, q = 0 }) => m * n * p * q, additions: () => 0 },
});
