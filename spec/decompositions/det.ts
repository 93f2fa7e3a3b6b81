import { magnitudeOf, scalar, scaled, symmetricFunctions } from '../_internal/characteristic.ts';
import { determinantAllowance } from '../_internal/determinantAllowance.ts';
import { determinantOf } from '../_internal/determinantOf.ts';
import type { Algebra, ExactMatrix } from '../exactMatrix.ts';
import { defineOperation } from '../operation.ts';
import { giles2008, higham2002, ipsenRehman2008, lapackThresholds } from '../sources.ts';

const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);

/** The sum of the |products| of the expansion of an n by n matrix of integers. */
function permanent(n: number, entries: readonly bigint[]): bigint {
  if (n === 0) return 1n;
  return entries.slice(0, n).reduce((sum, value, column) => {
    const rest = entries.slice(n).filter((_, at) => at % n !== column);
    return sum + magnitude(value) * permanent(n - 1, rest);
  }, 0n);
}

/**
 * What the expansion in floating point may err, for the orders at which it is written out: n - 1 roundings of each product, and one
 * for each of the n! terms but the first.
 */
function allowedToExpansion(a: ExactMatrix, { at, u }: Algebra): number {
  const roundings = [0, 0, 2, 7][a.rows];
  if (roundings === undefined) return 0;
  return roundings * u * at(scalar(permanent(a.rows, a.entries), a.rows * a.exponent), 0, 0);
}

export const det = defineOperation({
  id: 'decompositions.det',
  meaning: 'The determinant of a square matrix; 1 for the empty one.',
  signature: 'a[..., n, n] -> d[...]',
  definition: ({ a }, notation) => ({ d: () => determinantOf(notation.size('n'), a, notation) }),
  equations: {
    C1({ a, d }, algebra) {
      // Both are scaled by powers of two first: the terms of the bound could overflow although the determinant does not.
      const shift = magnitudeOf(a);
      const unit = scaled(a, -shift);
      const determinant = symmetricFunctions(unit)[a.rows] ?? 1n;
      const error = algebra.minus(scaled(d, -a.rows * shift), scalar(determinant, a.rows * unit.exponent));
      return algebra.ratio(
        algebra.largest(error),
        Math.max(determinantAllowance(unit, algebra), allowedToExpansion(unit, algebra)),
      );
    },
  },
  freedom: 'over- and underflow of a product on the way to a determinant that is representable',
  special: 'undefined',
  spectral: ['C1'],
  derivative: ({ a }, { d: g }, { scaled, cofactors }) => ({ a: scaled(g(), cofactors(a)) }),
  clauses: {
    C1: '|d - det A| <= sum over k of s_(n-k) (30 n u ||A||_F)^k, s_j the symmetric functions of the singular values; or 2 u (n = 2), 7 u (n = 3) times the sum of the |products|, for a formula written out',
    C2: 'one nonzero entry in each row and column: their signed product within 30 n u',
    C3: 'a row or a column of zeros gives 0 within the bound of C1',
    C4: 'det(AB) = det(A) det(B) within their bounds',
    C5: 'the determinant of the matrix without rows is 1, bitwise',
    C6: 'C1 holds for ill-conditioned, badly scaled and nearly singular matrices: no pivot is too small',
    C7: 'det(A^T) = det(A), and two rows exchanged change its sign, within their bounds',
    C8: 'linear in every row: the determinants of A with two rows in the place of one add up to that with their sum',
    C9: 'of a triangular matrix the product of its diagonal, within the bound of C1',
  },
  sources: [
    ipsenRehman2008('the bound by elementary symmetric functions'),
    higham2002('section 14.6'),
    giles2008('determinant'),
    lapackThresholds('dtest.in: 30'),
  ],
});
