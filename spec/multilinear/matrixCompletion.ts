import { inUnitsOf, magnitudeOf } from '../_internal/characteristic.ts';
import { holds } from '../_internal/holds.ts';
import type { Algebra, ExactMatrix } from '../exactMatrix.ts';
import { defineOperation } from '../operation.ts';
import { caiCandesShen2010, lapackThresholds, mazumderHastieTibshirani2010 } from '../sources.ts';
import { frobeniusNorm, singularError, singularValue } from './_internal/truncation.ts';

/** The entries that are known, and 0 elsewhere. */
const observed = (a: ExactMatrix, known: ExactMatrix, { part }: Algebra): ExactMatrix =>
  part(a, (i, j) => known.entries[i * a.columns + j] !== 0n);

export const matrixCompletion = defineOperation({
  id: 'multilinear.matrixCompletion',
  meaning:
    'A matrix of small nuclear norm from some of its entries: steps of the proximal gradient method, X <- threshold(X + P(A - X), tau) from X = 0, P keeping the entries that are known.',
  signature: 'a[m, n], int known[m, n] -> x[m, n]',
  attributes: {
    tau: { kind: 'real', min: 0, max: Number.POSITIVE_INFINITY, clause: 'R1' },
    iterations: { kind: 'integer', min: 0, clause: 'R2' },
  },
  equations: {
    C1: ({ x }, { isZero }, { iterations }) => holds(iterations !== 0 || isZero(x)),
    C2(given, algebra, { tau }) {
      const [a, x] = inUnitsOf(observed(given.a, given.known, algebra), given.x);
      const threshold = Number(tau) * 2 ** -magnitudeOf(observed(given.a, given.known, algebra));
      const values = Array.from({ length: Math.min(x.rows, x.columns) }, (_, k) => singularValue(x, k, algebra));
      const nuclear = values.reduce((sum, value) => sum + value, 0);
      const rest = frobeniusNorm(algebra.minus(a, observed(x, given.known, algebra)), algebra);
      const objective = rest ** 2 / 2 + (nuclear === 0 ? 0 : threshold * nuclear);
      const start = frobeniusNorm(a, algebra) ** 2 / 2;
      return algebra.ratio(Math.max(objective - start, 0), 8 * singularError(a, algebra) * start);
    },
  },
  special: 'undefined',
  rejects: {
    R1: 'tau must be a finite number that is at least 0',
    R2: 'iterations must be an integer that is at least 0',
    R3: 'the known entries of a must be finite: NaN is refused, or reaches the result',
  },
  domain: { known: 'truth' },
  compatible: ({ tau, iterations }) => ({ tau, iterations: Math.min(iterations, 8) }),
  spectral: ['C2'],
  homogeneous: [{ a: 1, tau: 1, x: 1 }],
  clauses: {
    C1: 'no iterations give 0',
    C2: 'the objective ||P(X - A)||_F^2 / 2 + tau ||X||_* is at most that of 0, ||P(A)||_F^2 / 2, within 280 max(m, n) eps of it',
    C3: 'a step more is the threshold of X + P(A - X): it satisfies singularValueThreshold/C1 and C2 there, within as much',
    C4: 'the objective never rises from step to step, within 280 max(m, n) eps ||P(A)||_F^2',
    C5: 'entries that are not known are not read: NaN there changes no bit',
    C6: 'where all entries are known one step is singularValueThreshold, and no further step changes it',
    C7: 'M = u v^T of signs, n >= 3, from all entries but one in each row and column: these are x times those of M, where x grows from 0 by tau (n - 2) / n a step while 1 - x > tau, and then goes to (n - 1 + x - tau) / n, so that the limit is (1 - tau / (n - 1)) M',
  },
  sources: [
    mazumderHastieTibshirani2010('algorithm 1: soft-impute'),
    caiCandesShen2010('section 2'),
    lapackThresholds('svd.in: 35'),
  ],
});
