import { determinantOf } from '../_internal/determinantOf.ts';
import { holds } from '../_internal/holds.ts';
import { logDeterminant } from '../_internal/logDeterminant.ts';
import { defineOperation } from '../operation.ts';
import { giles2008, higham2002, ipsenRehman2008, numpy } from '../sources.ts';
import { thresholds } from '../thresholds.ts';

export const slogdet = defineOperation({
  id: 'decompositions.slogdet',
  meaning:
    'The sign of the determinant and the logarithm of its magnitude: 0 and minus infinity for a singular matrix, 1 and 0 for the empty one.',
  signature: 'a[..., n, n] -> sign[...], logabs[...]',
  definition({ a }, notation) {
    const { memo, abs, log, select, constant, size } = notation;
    const determinant = memo(() => determinantOf(size('n'), a, notation));
    return {
      sign: () =>
        select(
          determinant(),
          constant(0),
          () => constant(-1),
          () => constant(1),
        ),
      logabs: () => log(abs(determinant())),
    };
  },
  equations: {
    C1({ a, sign }, algebra) {
      const { share, isNegative } = logDeterminant(a, algebra);
      const given = algebra.at(sign, 0, 0);
      return holds(share < 1 ? given === (isNegative ? -1 : 1) : [-1, 0, 1].includes(given));
    },
    C2({ a, logabs }, algebra) {
      const { at, ratio, u } = algebra;
      const { share, logUnit, logScale } = logDeterminant(a, algebra);
      if (!(share < 1)) return 0;
      const n = a.rows;
      const exact = logUnit + n * logScale;
      // No pivot is above 2^(n-1) times the largest entry, so that the sum of the |ln| is at most twice that of those plus |ln |det A||.
      const largest = Math.max(0, logScale + Math.LN2 + Math.max(n - 1, 0) * Math.LN2);
      const rounding = thresholds.linear * n * u * (2 * n * largest + Math.abs(exact));
      return ratio(Math.abs(at(logabs, 0, 0) - exact), rounding - Math.log1p(-share));
    },
  },
  freedom: 'sign and size of a determinant that rounding may make 0',
  special: 'undefined',
  domain: { a: 'nonsingular' },
  spectral: ['C1', 'C2'],
  derivative: ({ a }, { logabs: g }, { scaled, transpose, inverse }) => ({ a: scaled(g(), transpose(inverse(a))) }),
  kinks: 'singular matrices: the logarithm has no derivative there',
  clauses: {
    C1: 'the sign is that of det A, unless a change of A by 30 n u ||A||_F makes it 0; it is -1, 0 or 1',
    C2: '|logabs - ln |det A|| <= -ln(1 - d) + 30 n u (2 n ln+ (2^n max |a|) + |ln |det A||), d the share of det A that det/C1 allows',
    C3: 'no over- or underflow: 2^k A has logabs + n k ln 2, and the same sign, though det A is no double',
    C4: 'a row or a column of zeros gives (0, -infinity), or what rounding leaves of 0, see det/C3; the sign is 0 where logabs is -infinity, and only there',
    C5: 'signed permutations give (+-1, 0): the sign exactly',
    C6: 'the matrix without rows has the sign 1, bitwise',
    C7: 'sign exp(logabs) is what det gives',
  },
  sources: [
    higham2002('section 14.6'),
    ipsenRehman2008('the bound by elementary symmetric functions'),
    giles2008('determinant'),
    numpy('linalg.slogdet'),
  ],
});
