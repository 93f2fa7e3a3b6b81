import { defineOperation } from '../operation.ts';
import { koldaBader2009, vanLoan2000 } from '../sources.ts';

export const khatriRao = defineOperation({
  id: 'multilinear.khatriRao',
  meaning: 'The Khatri-Rao product: column k is the Kronecker product of the columns k of both matrices.',
  signature: 'a[m, r], b[p, r] -> c[m*p, r]',
  definition: ({ a, b }, { mul, size }) => ({
    c: (row, k) => mul(a(Math.floor(row / size('p')), k), b(row % size('p'), k)),
  }),
  special: 'propagates',
  zeros: 'signed',
  homogeneous: [
    { a: 1, c: 1 },
    { b: 1, c: 1 },
  ],
  exchangeable: ['r'],
  derivative: ({ a, b }, { c: g }, { sum, mul, size }) => ({
    a: (i, k) => sum('p', (q) => mul(g(i * size('p') + q, k), b(q, k))),
    b: (q, k) => sum('m', (i) => mul(g(i * size('p') + q, k), a(i, k))),
  }),
  clauses: {
    C1: '(A khatri-rao B)^T (A khatri-rao B) = (A^T A) * (B^T B), element by element, on integers',
    C2: 'the columns are among those of A kron B: column k is column k r + k, bitwise',
    C3: '(A khatri-rao B) khatri-rao C = A khatri-rao (B khatri-rao C), bitwise on integers',
    C4: '(A kron B) (C khatri-rao D) = AC khatri-rao BD, on integers',
  },
  sources: [koldaBader2009('section 2.6')],
  cost: { multiplications: ({ m = 0, p = 0, r = 0 }) => m * p * r, additions: () => 0 },
});

export const kronMatvec = defineOperation({
  id: 'multilinear.kronMatvec',
  meaning: 'A Kronecker product times a vector, without forming the product: (A kron B) x is A X B^T, X the rows of x.',
  signature: 'a[..., m, n], b[..., p, q], x[..., n*q] -> y[..., m*p]',
  definition: ({ a, b, x }, { sum, mul, either, size }) => ({
    y: (at) => {
      const [i, r] = [Math.floor(at / size('p')), at % size('p')];
      return sum('n q', (j, s) => {
        const [left, right, entry] = [a(i, j), b(r, s), x(j * size('q') + s)];
        const oneFirst = () => either(mul(left, mul(right, entry)), () => mul(right, mul(left, entry)));
        return either(mul(mul(left, right), entry), oneFirst);
      });
    },
  }),
  freedom: 'which of the two factors is multiplied first',
  special: 'propagatesNaN',
  homogeneous: [
    { a: 1, y: 1 },
    { b: 1, y: 1 },
    { x: 1, y: 1 },
  ],
  derivative: ({ a, b, x }, { y: g }, { sum, mul, size }) => {
    const [p, q] = [size('p'), size('q')];
    return {
      a: (i, j) => sum('p q', (r, s) => mul(mul(g(i * p + r), b(r, s)), x(j * q + s))),
      b: (r, s) => sum('m n', (i, j) => mul(mul(g(i * p + r), a(i, j)), x(j * q + s))),
      x: (at) => sum('m p', (i, r) => mul(mul(g(i * p + r), a(i, Math.floor(at / q))), b(r, at % q))),
    };
  },
  clauses: {
    C1: '(A kron B) x is the Kronecker product times x, on integers',
    C2: '(B^T kron A) vec(X) = vec(AXB), on integers; the row-major twin is (A kron B^T) times the rows of X',
    C3: '(A kron B) (u kron v) = Au kron Bv, on integers',
  },
  sources: [vanLoan2000('section 1')],
});
