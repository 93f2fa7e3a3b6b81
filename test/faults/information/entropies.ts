import { conditionalEntropy, crossEntropy, entropy, jointEntropy } from '../../../spec/information/entropies.ts';
import { type Matrix, negated, rowOf, transposed } from '../../../src/_internal/dense/matrix.ts';
import { columnOf } from '../_internal/matrices.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import { sum } from '../_internal/plain.ts';
import type { Fault } from '../fault.ts';

type Values = ArrayLike<number>;

const term = (p: number): number => (p > 0 ? -p * Math.log(p) : 0);
/** Of NaN, NaN. */
const weighed = (p: number): number => -p * Math.log(p || 1);
const entropyOf = (p: Values): number => sum(Array.from(p, term));
const sumsOf = (p: Matrix): number[] => Array.from({ length: p.rows }, (_, i) => sum([...rowOf(p, i)]));
const columnSumsOf = (p: Matrix): number[] => Array.from({ length: p.columns }, (_, j) => sum([...columnOf(p, j)]));
const bits = (unit: string): number => (unit === 'bits' ? Math.LN2 : 1);

export const faults: readonly Fault[] = [
  ...memberFaultsOf(entropy, ({ wrong, spoilt, spoiltGradient }) => [
    spoilt('sign forgotten', 'C1', (h) => -h),
    wrong('0 ln 0 is NaN', 'C2', ({ p }) => -sum(Array.from(p, (value) => value * Math.log(value)))),
    wrong(
      'collision entropy, of squares',
      'C4',
      ({ p }) => -Math.log(sum(Array.from(p, (value) => value ** 2))) * (p.length > 2 ? 1 : 2),
    ),
    spoilt('its square', 'C5', (h) => h * h),
    spoilt('its exponential, which is not concave', 'C3', (h) => Math.exp(-h)),
    wrong('nats, whatever is asked for', 'C6', ({ p }) => entropyOf(p)),
    wrong(
      '1e-12 added under the logarithm',
      'C7',
      ({ p }, { unit }) => -sum(Array.from(p, (value) => value * Math.log(value + 1e-12))) / bits(unit),
    ),
    wrong(
      'small probabilities taken for 0',
      'C7',
      ({ p }, { unit }) => sum(Array.from(p, (value) => (value < 1e-10 ? 0 : term(value)))) / bits(unit),
    ),
    spoilt('computed in single precision', 'definition', Math.fround),
    spoiltGradient('gradient without the 1 of the derivative of ln p', 'jacobian', ({ p }) => ({
      p: Float64Array.from(p, (value) => value + 1),
    })),
  ]),
  ...memberFaultsOf(jointEntropy, ({ wrong, spoiltGradient }) => [
    wrong('that of the rows', 'C1', ({ p }, { unit }) => entropyOf(sumsOf(p)) / bits(unit)),
    wrong(
      'the sum of both, as if they were independent',
      'C2',
      ({ p }, { unit }) => (entropyOf(sumsOf(p)) + entropyOf(columnSumsOf(p))) / bits(unit),
    ),
    wrong('the sum of both and a half', 'C3', ({ p }) => entropyOf(sumsOf(p)) + entropyOf(columnSumsOf(p)) + 0.5),
    spoiltGradient('gradient with the wrong sign', 'jacobian', ({ p }) => ({ p: negated(p) })),
  ]),
  ...memberFaultsOf(conditionalEntropy, ({ wrong, misread, spoiltGradient }) => [
    misread('of the row given the column', 'definition', ({ p }) => ({ p: transposed(p) })),
    wrong('the joint entropy', 'C1', ({ p }, { unit }) => entropyOf(p.data) / bits(unit)),
    wrong(
      'rows not divided by their sums',
      'C2',
      ({ p }, { unit }) => sum(sumsOf(p).map((one, i) => one * entropyOf(rowOf(p, i)))) / bits(unit),
    ),
    wrong('rows of zeros divided by their sums', 'C3', ({ p }, { unit }) => {
      const ofRow = (one: number, i: number) => sum(Array.from(rowOf(p, i), (value) => weighed(value / one)));
      return sum(sumsOf(p).map((one, i) => one * ofRow(one, i))) / bits(unit);
    }),
    spoiltGradient('gradient that takes the sums for constant', 'jacobian', ({ p }) => ({
      p: { ...p, data: p.data.map((value) => value - 1) },
    })),
  ]),
  ...memberFaultsOf(crossEntropy, ({ wrong, misread, spoiltGradient }) => [
    misread('arguments exchanged', 'C1', ({ p, q }) => ({ p: q, q: p })),
    wrong(
      'q kept above 0 by 1e-12',
      'C2',
      ({ p, q }, { unit }) =>
        -sum(Array.from(p, (value, i) => value * Math.log(Math.max(q[i] ?? 0, 1e-12)))) / bits(unit),
    ),
    wrong(
      'the divergence',
      'C3',
      ({ p, q }, { unit }) =>
        sum(Array.from(p, (value, i) => (value > 0 ? value * Math.log(value / (q[i] ?? 0)) : 0))) / bits(unit),
    ),
    spoiltGradient('no gradient for q', 'jacobian', ({ q }) => ({ q: Float64Array.from(q, () => 0) })),
  ]),
];
