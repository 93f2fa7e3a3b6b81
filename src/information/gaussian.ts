import {
  gaussianEntropy as entropySpecification,
  gaussianMutualInformation as mutualSpecification,
} from '../../spec/information/gaussian.ts';
import { at, build, identity, type Matrix, scaled, symmetricPart } from '../_internal/dense/matrix.ts';
import { fail } from '../_internal/fail.ts';
import { reference } from '../_internal/reference.ts';
import { choleskyFactor } from '../decompositions/_internal/choleskyFactor.ts';
import { solution } from '../decompositions/_internal/solution.ts';

/** Rows and columns from one to before another. */
const blockOf = (a: Matrix, from: number, to: number): Matrix =>
  build(to - from, to - from, (i, j) => at(a, from + i, from + j));

/** ln det, by the factor of Cholesky. Throws RangeError where the matrix is not positive definite. */
function logDeterminant(operation: string, a: Matrix): number {
  const l = build(a.rows, a.rows, (i, j) => (i >= j ? at(a, i, j) : 0));
  const bad = choleskyFactor(l);
  if (bad)
    fail(`${operation}/R1`, `the covariance must be positive definite, got pivot ${bad.pivot} in row ${bad.row}`);
  let sum = 0;
  for (let i = 0; i < l.rows; i++) sum += Math.log(at(l, i, i));
  return 2 * sum;
}

const inverse = (operation: string, a: Matrix): Matrix => symmetricPart(solution(operation, a, identity(a.rows)));

const LOG_SCALE = 1 + Math.log(2 * Math.PI);

export const gaussianEntropy = reference(entropySpecification, {
  member: ({ covariance }) =>
    (covariance.rows * LOG_SCALE + logDeterminant('information.gaussianEntropy', covariance)) / 2,
  // d ln det C = <C^-1, dC>.
  pullback: ({ covariance }, g) => ({
    covariance: scaled(inverse('information.gaussianEntropy', covariance), g / 2),
  }),
});

const MUTUAL = 'information.gaussianMutualInformation';

export const gaussianMutualInformation = reference(mutualSpecification, {
  member({ covariance }, { first }) {
    const logarithm = (from: number, to: number) => logDeterminant(MUTUAL, blockOf(covariance, from, to));
    const n = covariance.rows;
    return (logarithm(0, first) + logarithm(first, n) - logarithm(0, n)) / 2;
  },
  pullback({ covariance }, g, { first }) {
    const n = covariance.rows;
    const x = inverse(MUTUAL, blockOf(covariance, 0, first));
    const y = inverse(MUTUAL, blockOf(covariance, first, n));
    const whole = inverse(MUTUAL, blockOf(covariance, 0, n));
    return {
      covariance: build(n, n, (i, j) => {
        const own = i < first && j < first ? at(x, i, j) : i >= first && j >= first ? at(y, i - first, j - first) : 0;
        return (g / 2) * (own - at(whole, i, j));
      }),
    };
  },
});
