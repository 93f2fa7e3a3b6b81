import { inverseOf } from '../_internal/determinantOf.ts';
import type { Algebra, ExactMatrix } from '../exactMatrix.ts';
import { defineOperation } from '../operation.ts';
import { giles2008, higham2002, lapackTesting, lapackThresholds, rump2010 } from '../sources.ts';
import { thresholds } from '../thresholds.ts';

const residuals = (a: ExactMatrix, x: ExactMatrix, { times, minus, identity, backward, u }: Algebra): number[] =>
  [times(a, x), times(x, a)].map((product) =>
    backward(thresholds.linear, minus(product, identity(a.rows)), a.rows, u, a, x),
  );

export const inv = defineOperation({
  id: 'decompositions.inv',
  meaning: 'The inverse of a square nonsingular matrix.',
  signature: 'a[..., n, n] -> x[..., n, n]',
  definition: ({ a }, notation) => ({ x: inverseOf(notation.size('n'), a, notation) }),
  equations: {
    // A stable method controls one of the two residuals, which one depends on the method (Higham, section 14.3).
    C1: ({ a, x }, algebra) => Math.min(...residuals(a, x, algebra)),
    // The other is A^-1 (AX - I) A, at most kappa = ||A|| ||X|| times as large.
    C2: ({ a, x }, algebra) => Math.max(...residuals(a, x, algebra)) / Math.max(algebra.norm1(a) * algebra.norm1(x), 1),
  },
  freedom: 'whether a matrix that is singular up to rounding is refused',
  special: 'undefined',
  rejects: { R1: 'a must not be singular: a row or a column of zeros is refused' },
  domain: { a: 'nonsingular' },
  homogeneous: [{ a: 1, x: -1 }],
  derivative: ({ x }, { x: g }, { times, transpose, negated }) => ({
    a: negated(times(transpose(x), g, transpose(x))),
  }),
  clauses: {
    C1: '||AX - I||_1 or ||XA - I||_1 is at most 30 n u kappa, kappa = ||A||_1 ||X||_1',
    C2: 'both are at most 30 n u kappa^2',
    C3: 'a permutation times a diagonal of powers of two is inverted exactly, bitwise',
    C4: 'inv(A) B = solve(A, B) within the forward bound 30 n u kappa(A)',
    C5: 'the inverse of a unimodular integer matrix is the integer one within 30 n u kappa ||X||, where that is below 1/2',
    C6: 'ill-conditioned and badly scaled matrices, kappa_1(A) up to 0.1 / eps, are inverted with the residual of C1',
    C7: 'the inverse of A^T is that of A transposed, and that of A^-1 is A, A unimodular, within C5',
    C8: '(AB)^-1 = B^-1 A^-1, and Sherman and Morrison: (A + x y^T)^-1 = A^-1 - A^-1 x y^T A^-1 / (1 + y^T A^-1 x), of integers, within C5',
    C9: 'up to order 64 and kappa = 1 / (60 n u): every element is right to 30 n u ||A||_1 ||X||_1 times ||row i of A^-1||_2 or ||column j of A^-1||_1, proved by ||I - R A|| < 1',
  },
  sources: [
    higham2002('section 14.3'),
    lapackTesting('xGET03'),
    giles2008('inverse and inverse product'),
    lapackThresholds('dtest.in: 30'),
    rump2010('section 10: an approximate inverse proves a matrix regular, and encloses the error'),
  ],
});
