import { determinantOf } from '../_internal/determinantOf.ts';
import { defineOperation } from '../operation.ts';
import { giles2008, higham2002, lapackTesting, lapackThresholds, rump2010 } from '../sources.ts';
import { thresholds } from '../thresholds.ts';

export const solve = defineOperation({
  id: 'decompositions.solve',
  meaning: 'Solution of A X = B for a square nonsingular A and any number of right-hand sides.',
  signature: 'a[..., n, n], b[..., n, k] -> x[..., n, k]',
  definition({ a, b }, notation) {
    const n = notation.size('n');
    // Cramer's rule: A with column i replaced by the right-hand side.
    const determinant = notation.memo(() => determinantOf(n, a, notation));
    return {
      x: notation.memo((i, k) => {
        const replaced = determinantOf(n, (row, column) => (column === i ? b(row, k) : a(row, column)), notation);
        return notation.div(replaced, determinant());
      }),
    };
  },
  equations: {
    C1: ({ a, b, x }, { times, minus, part, norm1, ratio, u }) => {
      const residual = minus(b, times(a, x));
      let worst = 0;
      for (let k = 0; k < b.columns; k++) {
        const [r, solution, right] = [residual, x, b].map((whole) => norm1(part(whole, (_, j) => j === k)));
        const scale = norm1(a) * (solution ?? 0) + (right ?? 0);
        const one = ratio(r ?? 0, thresholds.linear * Math.max(a.rows, 1) * u * scale);
        worst = Math.max(worst, one);
      }
      return worst;
    },
  },
  freedom: 'whether a matrix that is singular up to rounding is refused',
  special: 'undefined',
  rejects: { R1: 'a must not be singular: a row or a column of zeros is refused' },
  domain: { a: 'nonsingular' },
  homogeneous: [
    { a: 1, x: -1 },
    { b: 1, x: 1 },
  ],
  derivative: ({ a, x }, { x: g }, { times, transpose, inverse, negated }) => {
    const b = times(transpose(inverse(a)), g);
    return { a: negated(times(b, transpose(x))), b };
  },
  clauses: {
    C1: 'every column has a small backward error: ||b - A x||_1 <= 30 n u (||A||_1 ||x||_1 + ||b||_1)',
    C2: 'a column of X depends on its own column of B alone, bitwise; NaN in it is refused or reaches no other column',
    C3: 'A a permutation matrix: X is the permuted B, bitwise on integers',
    C4: 'solve(A, A X) = X within 30 n u kappa_1(A) (||x||_1 + ||b||_1 / ||A||_1), column by column, X and A X integer',
    C5: 'NaN in A is refused or leaves NaN in every column of X',
    C6: 'ill-conditioned and badly scaled systems, kappa_1(A) up to 0.1 / eps, are solved with the backward error of C1',
    C7: 'up to order 64 and kappa = 1 / (60 n u): C1 holds, and every element is right to ||row i of A^-1||_2 30 n u (||A||_1 ||x||_1 + ||b||_1), proved by ||I - R A|| < 1',
  },
  sources: [
    higham2002('theorems 7.1 and 9.4: Rigal and Gaches; partial pivoting of moderate growth'),
    lapackTesting('xGET02'),
    giles2008('inverse and inverse product'),
    lapackThresholds('dtest.in: 30'),
    rump2010('section 10: an approximate inverse proves a matrix regular, and encloses the error'),
  ],
});
