import { gaussianEntropy, gaussianMutualInformation } from '../../../spec/information/gaussian.ts';
import { at, build, identity, type Matrix, negated, scaled } from '../../../src/_internal/dense/matrix.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import { type Fault, faultsOf } from '../fault.ts';

/** The determinant, by elimination without pivoting. */
function determinant(a: Matrix): number {
  const work = build(a.rows, a.rows, (i, j) => at(a, i, j));
  let product = 1;
  for (let k = 0; k < a.rows; k++) {
    const pivot = at(work, k, k);
    product *= pivot;
    for (let i = k + 1; i < a.rows; i++) {
      const factor = at(work, i, k) / pivot;
      for (let j = k; j < a.rows; j++) work.data[i * a.rows + j] = at(work, i, j) - factor * at(work, k, j);
    }
  }
  return product;
}
const block = (a: Matrix, from: number, to: number): Matrix =>
  build(to - from, to - from, (i, j) => at(a, from + i, from + j));
const diagonalOf = (a: Matrix): Matrix => build(a.rows, a.rows, (i, j) => (i === j ? at(a, i, i) : 0));
const LOG_SCALE = 1 + Math.log(2 * Math.PI);

export const faults: readonly Fault[] = [
  ...memberFaultsOf(gaussianEntropy, ({ wrong, misread, spoilt, spoiltGradient }) => [
    wrong(
      'the logarithm of the determinant, which is out of range',
      'C2',
      ({ covariance }) => (covariance.rows * LOG_SCALE + Math.log(determinant(covariance))) / 2,
    ),
    wrong(
      'not halved for the determinant',
      'C3',
      ({ covariance }) => (covariance.rows * LOG_SCALE) / 2 + Math.log(determinant(covariance)),
    ),
    wrong(
      '2 pi e once, whatever the dimension',
      'C4',
      ({ covariance }) => (LOG_SCALE + Math.log(determinant(covariance))) / 2,
    ),
    wrong(
      'more for what is correlated',
      'C5',
      ({ covariance }) =>
        (covariance.rows * LOG_SCALE +
          2 * Math.log(determinant(diagonalOf(covariance))) -
          Math.log(determinant(covariance))) /
        2,
    ),
    misread('correlations left out', 'C1', ({ covariance }) => ({ covariance: diagonalOf(covariance) })),
    misread('the size of the determinant', 'R1', ({ covariance }) =>
      at(covariance, 0, 0) > 0 ? {} : { covariance: negated(covariance) },
    ),
    spoilt('in bits', 'C1', (h) => h / Math.LN2),
    spoiltGradient('gradient not halved', 'jacobian', ({ covariance }) => ({ covariance: scaled(covariance, 2) })),
  ]),
  ...memberFaultsOf(gaussianMutualInformation, ({ wrong, misread, spoilt, spoiltGradient }) => [
    spoilt('not halved', 'C2', (i) => 2 * i),
    spoilt('in bits', 'C5', (i) => i / Math.LN2),
    wrong(
      'the determinant of the others left out',
      'C3',
      ({ covariance }, { first }) => Math.log(determinant(block(covariance, 0, first)) / determinant(covariance)) / 2,
    ),
    wrong(
      'that of the first left out',
      'C4',
      ({ covariance }, { first }) =>
        Math.log(determinant(block(covariance, first, covariance.rows)) / determinant(covariance)) / 2,
    ),
    spoilt('with the wrong sign', 'C1', (i) => -i),
    misread('the size of the determinants', 'R1', ({ covariance }) =>
      at(covariance, 0, 0) > 0 ? {} : { covariance: identity(covariance.rows) },
    ),
    spoiltGradient('gradient with the wrong sign', 'jacobian', ({ covariance }) => ({
      covariance: negated(covariance),
    })),
  ]),
  ...faultsOf('information.gaussianMutualInformation', ({ misset }) => [
    misset('more variables than there are cut', 'R2', ({ first }, { covariance }) => ({
      first: Math.min(first, covariance.shape.at(-1) ?? 0),
    })),
  ]),
];
