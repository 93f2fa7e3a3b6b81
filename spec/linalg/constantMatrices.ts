import { defineOperation } from '../operation.ts';
import { golubVanLoan2013, hornJohnson2013, strang1999 } from '../sources.ts';

export const permutationMatrix = defineOperation({
  id: 'linalg.permutationMatrix',
  meaning:
    'The matrix that takes rows by their numbers, row i of P A being row order_i of A; of a permutation, its matrix.',
  signature: 'int order[n] -> int p[n, n]',
  definition: ({ order }, { equal, constant }) => ({
    p: (i, j) =>
      equal(
        order(i),
        j,
        () => constant(1),
        () => constant(0),
      ),
  }),
  rejects: { R1: 'every number must be that of a row, from 0 to n - 1' },
  domain: { order: 'label' },
  clauses: {
    C1: 'P P^T = P^T P = I for permutations',
    C2: 'P_order x = x_order, and P_a P_b = P_(b a), the permutation i to b_(a_i)',
    C3: 'the determinant is 1 for even permutations, -1 for odd ones',
  },
  sources: [golubVanLoan2013('section 1.2.8'), hornJohnson2013('section 0.9.5')],
});

export const pathLaplacian = defineOperation({
  id: 'linalg.pathLaplacian',
  meaning:
    'Second differences along a path of n points, tridiagonal with -1, 2, -1: its ends held at 0, or free, which is the Laplacian of the path as a graph.',
  signature: '() -> l[n, n]',
  attributes: {
    n: { kind: 'integer', min: 0, clause: 'R1' },
    ends: { kind: 'choice', options: ['fixed', 'free'], default: 'fixed', clause: 'R2' },
    dtype: { kind: 'dtype', clause: 'R3' },
  },
  sizes: (_, { n }) => ({ n }),
  definition: (_, { constant, size }, { ends }) => ({
    l(i, j) {
      const n = size('n');
      const free = ends === 'free' ? Number(i === 0) + Number(i === n - 1) : 0;
      return constant(i === j ? 2 - free : Math.abs(i - j) === 1 ? -1 : 0);
    },
  }),
  rejects: {
    R1: 'n must be a whole number',
    R2: 'ends must be fixed or free',
    R3: 'dtype must be float64 or float32',
  },
  clauses: {
    C1: 'eigenvalues 2 - 2 cos(k pi / (n + 1)) with vectors sin(j k pi / (n + 1)) for fixed ends; 2 - 2 cos(k pi / n) with cos((j + 1/2) k pi / n) for free ones, up to rounding',
    C2: 'x^T L x is the sum of the squares of all differences of neighbours, and of both ends where they are fixed, on integers',
    C3: 'the determinant is n + 1 with fixed ends, 0 with free ones, on integers',
  },
  sources: [strang1999('section 1: the matrices A_1 and A_2'), golubVanLoan2013('section 4.8.3')],
});
