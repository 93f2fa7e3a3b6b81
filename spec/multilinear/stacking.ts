import { defineOperation } from '../operation.ts';
import { magnusNeudecker1979, vanLoan2000 } from '../sources.ts';

export const unvec = defineOperation({
  id: 'multilinear.unvec',
  meaning: 'The matrix of m rows whose columns, one under the other, are a vector: the inverse of `vec`.',
  signature: 'x[m*n] -> a[m, n]',
  attributes: { m: { kind: 'integer', min: 1, clause: 'R1' } },
  definition: ({ x }, { size }) => ({ a: (i, j) => x(j * size('m') + i) }),
  special: 'propagates',
  zeros: 'signed',
  rejects: { R1: 'm must be an integer that is at least 1' },
  homogeneous: [{ x: 1, a: 1 }],
  derivative: (_, { a: g }, { size }) => ({ x: (at) => g(at % size('m'), Math.floor(at / size('m'))) }),
  clauses: {
    C1: 'unvec(vec(A)) = A and vec(unvec(x)) = x, bitwise',
    C2: 'unvec(v kron u) = u v^T, bitwise',
  },
  sources: [vanLoan2000('section 1')],
  cost: { multiplications: () => 0, additions: () => 0 },
});

export const commutationMatrix = defineOperation({
  id: 'multilinear.commutationMatrix',
  meaning: 'The permutation matrix K that transposes what is stacked: K vec(A) = vec(A^T) for every m by n matrix A.',
  signature: '() -> k[m*n, m*n]',
  attributes: {
    m: { kind: 'integer', min: 1, clause: 'R1' },
    n: { kind: 'integer', min: 1, clause: 'R1' },
    dtype: { kind: 'dtype', clause: 'R2' },
  },
  definition: (_, { size, constant }) => {
    const [m, n] = [size('m'), size('n')];
    // Element (j, i) of A^T is at i n + j, element (i, j) of A at j m + i.
    return {
      k: (row, column) => constant(row % n === Math.floor(column / m) && Math.floor(row / n) === column % m ? 1 : 0),
    };
  },
  special: 'undefined',
  rejects: { R1: 'm and n must be integers that are at least 1', R2: 'dtype must be float64 or float32' },
  clauses: {
    C1: 'K vec(A) = vec(A^T), bitwise',
    C2: 'K^T K = I, and K_nm is K_mn^T, exactly',
    C3: 'K_pm (A kron B) K_nq = B kron A for A of m by n and B of p by q, bitwise on integers',
    C4: 'K_1n and K_m1 are identities',
  },
  sources: [magnusNeudecker1979('section 3')],
  cost: { multiplications: () => 0, additions: () => 0 },
});
