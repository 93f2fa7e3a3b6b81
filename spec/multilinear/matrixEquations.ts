import { solve } from '../decompositions/solve.ts';
import { defineOperation } from '../operation.ts';
import { bartelsStewart1972, golubVanLoan2013, higham2002, lapackThresholds, vanLoan2000 } from '../sources.ts';
import { thresholds } from '../thresholds.ts';

export const kronSolve = defineOperation({
  id: 'multilinear.kronSolve',
  meaning:
    'Solution of A X B = C for square nonsingular A and B: of (B^T kron A) vec(X) = vec(C), without the product.',
  signature: 'a[..., m, m], b[..., n, n], c[..., m, n] -> x[..., m, n]',
  parts: { solve },
  definition: ({ a, b, c }, { tensor }, _, { solve }) => {
    const half = solve({ a, b: c }).x;
    const turned = solve({
      a: tensor('n n', (i, j) => b(j, i)),
      b: tensor('n m', (i, j) => half(j, i)),
    }).x;
    return { x: (i, j) => turned(j, i) };
  },
  equations: {
    C1: ({ a, b, c, x }, { times, minus, norm1, ratio, u }) => {
      const scale = norm1(a) * norm1(x) * norm1(b) + norm1(c);
      return ratio(norm1(minus(c, times(a, x, b))), 2 * thresholds.linear * Math.max(a.rows, b.rows, 1) * u * scale);
    },
  },
  freedom: 'which of the two sides is solved first; whether a matrix that is singular up to rounding is refused',
  special: 'undefined',
  rejects: { R1: 'neither a nor b may be singular: a row or a column of zeros is refused' },
  domain: { a: 'nonsingular', b: 'nonsingular' },
  homogeneous: [
    { a: 1, x: -1 },
    { b: 1, x: -1 },
    { c: 1, x: 1 },
  ],
  derivative: ({ a, b, x }, { x: g }, { times, transpose, inverse, negated }) => {
    const c = times(transpose(inverse(a)), g, transpose(inverse(b)));
    return {
      a: negated(times(c, transpose(times(x, b)))),
      b: negated(times(transpose(times(a, x)), c)),
      c,
    };
  },
  clauses: {
    C1: '||C - A X B||_1 <= 60 max(m, n) u (||A||_1 ||X||_1 ||B||_1 + ||C||_1): two systems, each with a small backward error',
    C2: 'kronSolve(A, B, A X B) = X within ||A^-1||_1 ||B^-1||_1 times what C1 allows, A, B and X integer',
    C3: 'A and B permutation matrices: X is C with its rows and columns permuted, bitwise on integers',
    C4: 'B = I: the columns of X solve A x = c; A = I: its rows solve x B = c, on integers of determinant 1 within C2',
  },
  sources: [vanLoan2000('section 1'), higham2002('sections 9.3 and 16.1')],
});

export const sylvester = defineOperation({
  id: 'multilinear.sylvester',
  meaning: 'Solution of the Sylvester equation A X + X B = C, unique where A and -B share no eigenvalue.',
  signature: 'a[..., m, m], b[..., n, n], c[..., m, n] -> x[..., m, n]',
  parts: { solve },
  equations: {
    C1: ({ a, b, c, x }, { times, plus, minus, norm1, ratio, u }) => {
      const residual = minus(c, plus(times(a, x), times(x, b)));
      const scale = (norm1(a) + norm1(b)) * norm1(x) + norm1(c);
      return ratio(norm1(residual), 2 * thresholds.nonsymmetricEigen * Math.max(a.rows, b.rows, 1) * 2 * u * scale);
    },
  },
  residuals: ({ a, b, c, x }, { times, plus, minus }) => ({ C1: minus(c, plus(times(a, x), times(x, b))) }),
  freedom: 'whether an equation that is singular up to rounding is refused',
  special: 'undefined',
  rejects: { R1: 'a and -b must share no eigenvalue: diagonal matrices that do are refused' },
  domain: { a: 'positiveDefinite', b: 'positiveDefinite' },
  homogeneous: [
    { a: 1, b: 1, x: -1 },
    { c: 1, x: 1 },
  ],
  derivative({ a, b, x }, { x: g }, { times, transpose, negated, tensor, add, constant, size }, _, { solve }) {
    const [m, n] = [size('m'), size('n')];
    // A^T Cbar + Cbar B^T = G, its columns one under the other: (I kron A^T + B kron I) vec(Cbar) = vec(G).
    const system = tensor([m * n, m * n], (row, column) => {
      const [i, j, k, l] = [row % m, Math.floor(row / m), column % m, Math.floor(column / m)];
      const zero = constant(0);
      return add(j === l ? a(k, i) : zero, i === k ? b(j, l) : zero);
    });
    const stacked = solve({ a: system, b: tensor([m * n, 1], (row) => g(row % m, Math.floor(row / m))) }).x;
    const c = tensor('m n', (i, j) => stacked(j * m + i, 0));
    return { a: negated(times(c, transpose(x))), b: negated(times(transpose(x), c)), c };
  },
  clauses: {
    C1: '||C - A X - X B||_1 <= 80 max(m, n) u ((||A||_1 + ||B||_1) ||X||_1 + ||C||_1): 20 max(m, n) eps for each of two Schur forms',
    C2: 'it is the solution of (I kron A + B^T kron I) vec(X) = vec(C), within the norm of its inverse times what C1 allows',
    C3: 'the transposed equation, B^T X^T + X^T A^T = C^T, has the transposed solution, within C2',
    C4: 'A = P D P^-1 of any real or complex eigenvalues, and B as well, are solved with the residual of C1',
    C5: 'sylvester(A, A^T, C) of a symmetric C is symmetric, the equation of Lyapunov, within C2',
  },
  sources: [
    bartelsStewart1972('the method'),
    golubVanLoan2013('section 7.6.3'),
    higham2002('sections 16.1 and 16.2'),
    lapackThresholds('ded.in: 20'),
  ],
});
