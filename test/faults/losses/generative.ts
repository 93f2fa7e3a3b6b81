import type { NdArray } from '../../../src/ndArray.ts';
import { arrayOf, mapped, scaled, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

interface Samples {
  readonly real: NdArray;
  readonly fake: NdArray;
}

const sum = (x: NdArray): number => valuesOf(x).reduce((all, one) => all + one, 0);

/** 0 where a sample is empty. */
const emptyZero = ({ real, fake }: Samples): NdArray | undefined =>
  real.shape.includes(0) || fake.shape.includes(0) ? arrayOf(real.dtype, [], [0]) : undefined;

/** Samples of other numbers. */
const both = ({ real, fake }: Samples, f: (value: number) => number, g = f) => ({
  real: mapped(real, f),
  fake: mapped(fake, g),
});

export const faults: readonly Fault[] = [
  ...faultsOf('losses.empiricalRisk', ({ spoiltEach, misread, wrong, spoilt, spoiltGradientEach }) => [
    spoiltEach('the sum', 'C1', (value, _, { losses }) => value * losses.data.length),
    misread('the weights left out', 'C2', ({ weight }) => ({ weight: weight && mapped(weight, () => 1) })),
    spoilt('the mean by weights over the number of samples', 'C3', (risk, { losses, weight }) =>
      weight ? scaled(risk, sum(weight) / losses.data.length) : risk,
    ),
    wrong('the mean of nothing is 0', 'R1', (x, given, right) =>
      x.losses.shape.includes(0) ? arrayOf(x.losses.dtype, [], [0]) : right(x, given),
    ),
    spoiltGradientEach('weights that do not sum to 1 in the gradient', 'jacobian', 'losses', (value, _, { weight }) =>
      weight ? value * sum(weight) : value,
    ),
    spoiltGradientEach('the gradient of the weights without the mean', 'adjoint', 'weight', () => 0),
  ]),
  ...faultsOf('losses.ganMinimax', ({ spoiltEach, misread, wrong, spoiltGradientEach }) => [
    spoiltEach('twice the value of both', 'C1', (value) => 2 * value),
    misread('what is real counted twice', 'C2', (x) =>
      both(
        x,
        (d) => d * d,
        (d) => d,
      ),
    ),
    spoiltEach('the sign forgotten', 'C3', (value) => -value),
    wrong('a sample without elements counts for nothing', 'R1', (x, given, right) => emptyZero(x) ?? right(x, given)),
    misread('ln D of both', 'definition', (x) =>
      both(
        x,
        (d) => d,
        (d) => 1 - d,
      ),
    ),
    spoiltGradientEach('the sign of the gradient of what is not real', 'jacobian', 'fake', (value) => -value),
    spoiltGradientEach(
      'not divided by the number of samples',
      'adjoint',
      'real',
      (value, _, { real }) => value * real.data.length,
    ),
  ]),
  ...faultsOf('losses.ganHinge', ({ spoiltEach, misread, wrong, spoiltGradientEach }) => [
    spoiltEach('half of both', 'C1', (value) => value / 2),
    misread('what is not real with the sign of what is', 'C1', (x) =>
      both(
        x,
        (d) => d,
        (d) => -d,
      ),
    ),
    misread('what is real moved by 1', 'C2', (x) =>
      both(
        x,
        (d) => d + 1,
        (d) => d,
      ),
    ),
    misread('the size of what is given', 'C3', (x) => both(x, (d) => Math.abs(d))),
    wrong('a sample without elements counts for nothing', 'R1', (x, given, right) => emptyZero(x) ?? right(x, given)),
    spoiltGradientEach(
      'the slope beyond the hinge',
      'jacobian',
      'real',
      (value, _, { real }) => value || -1 / real.data.length,
    ),
  ]),
  ...faultsOf('losses.wassersteinCritic', ({ spoiltEach, misread, wrong, spoiltGradientEach }) => [
    misread('the critic cut to what a sigmoid gives', 'C1', (x) => both(x, (d) => 1 / (1 + Math.exp(-d)))),
    spoiltEach('the size of the difference', 'C2', Math.abs),
    spoiltEach('the sign of a loss', 'definition', (value) => -value),
    wrong('a sample without elements counts for nothing', 'R1', (x, given, right) => emptyZero(x) ?? right(x, given)),
    spoiltGradientEach(
      'not divided by the number of samples',
      'jacobian',
      'fake',
      (value, _, { fake }) => value * fake.data.length,
    ),
  ]),
  ...faultsOf('losses.flowNegativeLogLikelihood', ({ spoilt, misread, spoiltGradientEach }) => [
    spoilt('the constant left out', 'C1', (loss, { z }) =>
      mapped(loss, (value) => value - ((z.shape.at(-1) ?? 0) * Math.log(2 * Math.PI)) / 2),
    ),
    spoilt('the constant of one coordinate', 'C2', (loss, { z }) =>
      mapped(loss, (value) => value - (((z.shape.at(-1) ?? 0) - 1) * Math.log(2 * Math.PI)) / 2),
    ),
    misread('the logarithm of the determinant added', 'C3', ({ logDeterminant }) => ({
      logDeterminant: mapped(logDeterminant, (value) => -value),
    })),
    misread('no half of the square', 'definition', ({ z }) => ({ z: scaled(z, Math.SQRT2) })),
    spoiltGradientEach('the gradient of the determinant left out', 'jacobian', 'logDeterminant', () => 0),
    spoiltGradientEach('the sign of the gradient', 'adjoint', 'z', (value) => -value),
  ]),
];
