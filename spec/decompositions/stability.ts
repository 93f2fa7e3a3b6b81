import { inUnitsOf, scaled } from '../_internal/characteristic.ts';
import { eigenvalueDistance, liesInDisc, liesInLeftHalfPlane } from '../_internal/eigenvaluesWithin.ts';
import { holds } from '../_internal/holds.ts';
import type { Algebra, ExactMatrix } from '../exactMatrix.ts';
import { defineOperation } from '../operation.ts';
import { eigenvaluesText, elsner1985, foundationsText, hornJohnson2013, lapackThresholds } from '../sources.ts';

const sources = [hornJohnson2013('section 5.6'), elsner1985('theorem 1'), lapackThresholds('ded.in: 20')];
const distance =
  'd = (2 ||A||_F + e)^(1 - 1/n) e^(1/n), e = 20 n eps ||A||_1: as far as the eigenvalues of some A + E, ||E||_2 <= e, may lie from those of A';
const rejects = { R1: 'a must be finite: NaN is refused; infinities end in finite time' } as const;

export const spectralRadius = defineOperation({
  id: 'decompositions.spectralRadius',
  meaning: 'The largest modulus of an eigenvalue of a general real matrix; 0 where there are none.',
  signature: 'a[..., n, n] -> rho[...]',
  equations: {
    C1(given, algebra) {
      const [a, rho] = inUnitsOf(given.a, given.rho);
      const [value, allowed] = [algebra.at(rho, 0, 0), eigenvalueDistance(a, algebra)];
      if (allowed === 0) return holds(value === 0);
      return holds(liesInDisc(a, value + allowed) && !liesInDisc(a, value - allowed));
    },
  },
  freedom:
    'how it is found: from the eigenvalues, or by an iteration that converges to it. No derivative is stated: it is that of the eigenvalues, which is stated for none',
  special: 'undefined',
  rejects: { R1: 'a must be finite: NaN is refused, or reaches the result, in finite time' },
  spectral: ['C1'],
  homogeneous: [{ a: 1, rho: 1 }],
  clauses: {
    C1: `|rho - rho(A)| <= ${distance}; the test of Schur and Cohn counts`,
    C2: 'rho is at most ||A||_1 and ||A||_inf, and at least |trace A| / n, up to 20 n eps ||A||_1',
    C3: 'of a circulant matrix, which is normal: the largest modulus of the Fourier transform of its first row within 20 n^(3/2) eps ||A||_1',
    C4: 'rho(A^T) = rho(A), and rho(A^2) = rho(A)^2, of circulant matrices within what C3 makes of it',
    C5: 'of a symmetric matrix rho is ||A||_2, within 40 n eps ||A||_1',
    C6: 'of a matrix similar to a known one: rho(S D S^-1) is the largest modulus on the diagonal of D within 40 n eps ||A||_1 kappa(S)',
  },
  errata: {
    E50: {
      claim: 'the eigenvalues of the factors decide what becomes of a product',
      where: eigenvaluesText('the tyranny of depth and the ghost of eigenvalues'),
      kind: 'wrong',
      counterexample:
        '[[1, 1], [0, 1]] and [[1, 0], [1, 1]] have no eigenvalue but 1, and rho(A B) = (3 + sqrt 5) / 2; [[0, 2], [0, 0]] and [[0, 0], [2, 0]] have none but 0, and rho(A B) = 4',
      right: 'they decide the powers of one matrix; of products norms do: rho(A B) <= ||A|| ||B||',
      clauses: ['C2', 'C4'],
    },
    E53: {
      claim: 'small weights have eigenvalues near 0',
      where: eigenvaluesText('skip connections'),
      kind: 'conditional',
      counterexample: '64 by 64 entries of 1/16: rho = 4',
      right: 'the norm must be small, and grows with the size: n entries of one sign in a row add up',
      clauses: ['C2'],
    },
  },
  sources,
});

/** A in units in which its largest entry is about 1, and the distance there. */
function measured(given: ExactMatrix, algebra: Algebra): { a: ExactMatrix; allowed: number } {
  const [a] = inUnitsOf(given, given);
  return { a, allowed: eigenvalueDistance(a, algebra) };
}

/** A + shift I exactly. */
function moved(a: ExactMatrix, shift: number, { plus, identity }: Algebra): ExactMatrix {
  const bits = 60;
  const whole = BigInt(Math.round(shift * 2 ** bits));
  const unit = identity(a.rows);
  return plus(a, scaled({ ...unit, entries: unit.entries.map((one) => one * whole) }, -bits));
}

export const isHurwitzStable = defineOperation({
  id: 'decompositions.isHurwitzStable',
  meaning:
    "Whether the solutions of x' = A x all tend to 0, 1 or 0: whether all eigenvalues have real parts below 0 (continuous time).",
  signature: 'a[..., n, n] -> int stable[...]',
  equations: {
    C1(given, algebra) {
      const { a, allowed } = measured(given.a, algebra);
      const answer = algebra.at(given.stable, 0, 0);
      if (answer === 1) return holds(liesInLeftHalfPlane(moved(a, -allowed, algebra)));
      return holds(answer === 0 && !liesInLeftHalfPlane(moved(a, allowed, algebra)));
    },
  },
  freedom: 'the answer where an eigenvalue lies so near to the imaginary axis that rounding decides',
  special: 'rejects',
  rejects,
  spectral: ['C1'],
  homogeneous: [{ a: 1 }],
  clauses: {
    C1: `1 where all real parts are below -d, 0 where one is above d: ${distance}; Routh's array counts`,
    C2: 'of S D S^-1, D known and kappa(S) 40 n eps ||A||_1 below the distance of its eigenvalues from the axis: whether those of D are negative',
    C3: 'A^T is stable where A is, and a block diagonal matrix where all of its blocks are, of the matrices of C2',
    C4: 'powers of e^A fall below 1 in the norm where A is stable, and do not where it is not, of the matrices of C2',
  },
  errata: {
    E73: {
      claim: 'a system is stable where all eigenvalues have negative real parts',
      where: foundationsText('1.1.5'),
      kind: 'conditional',
      counterexample:
        "x' = A x, A = [[-1, 16], [0, -1]], both eigenvalues -1: ||e^A|| is above 5; and a step of Euler's method, I + A / 8 for A = [-96], is -11, whose powers grow",
      right:
        'the solutions tend to 0 in the end, in continuous time; they may grow before, and the steps of a method are stable where their own eigenvalues are smaller than 1 (isSchurStable)',
      clauses: ['C4'],
    },
  },
  sources,
});

export const isSchurStable = defineOperation({
  id: 'decompositions.isSchurStable',
  meaning:
    'Whether A^k x tends to 0 for every x, 1 or 0: whether all eigenvalues are smaller than 1 in size (discrete time).',
  signature: 'a[..., n, n] -> int stable[...]',
  equations: {
    C1({ a, stable }, algebra) {
      const [answer, allowed] = [algebra.at(stable, 0, 0), eigenvalueDistance(a, algebra)];
      if (answer === 1) return holds(allowed === Number.POSITIVE_INFINITY || liesInDisc(a, 1 + allowed));
      return holds(answer === 0 && !liesInDisc(a, 1 - allowed));
    },
  },
  freedom: 'the answer where an eigenvalue lies so near to the unit circle that rounding decides',
  special: 'rejects',
  rejects,
  spectral: ['C1'],
  clauses: {
    C1: `1 where rho(A) < 1 - d, 0 where rho(A) > 1 + d: ${distance}; the test of Schur and Cohn counts`,
    C2: 'of S D S^-1, D known and kappa(S) 40 n eps ||A||_1 below the distance of its eigenvalues from the unit circle: whether those of D are smaller than 1',
    C3: 'A^T is stable where A is, and a block diagonal matrix where all of its blocks are, of the matrices of C2',
    C4: 'A is stable where A^2 is, of the matrices of C2',
  },
  sources,
});
