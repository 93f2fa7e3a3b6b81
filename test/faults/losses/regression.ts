import { arrayOf, mapped, scaled, sum, valuesOf, zipped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

interface Given {
  readonly reduction: string;
}

/** Whether the result is a mean. */
const isMean = ({ reduction }: Given): boolean => reduction === 'mean';

export const faults: readonly Fault[] = [
  ...faultsOf('losses.meanSquaredError', ({ wrong, misset, spoiltEach, spoiltGradientEach, misread }) => [
    misset('the mean taken for the sum', 'C1', ({ reduction }) => ({
      reduction: reduction === 'sum' ? 'mean' : reduction,
    })),
    spoiltEach('divided by n - 1', 'C3', (value, _, { target }, given) => {
      const n = target.data.length;
      return isMean(given) && n > 1 ? (value * n) / (n - 1) : value;
    }),
    wrong('the mean of nothing is 0', 'R1', (inputs, given, right) =>
      isMean(given) && inputs.target.shape.includes(0) ? arrayOf(inputs.target.dtype, [], [0]) : right(inputs, given),
    ),
    spoiltEach('a small number added', 'C2', (value) => value + 2 ** -40),
    wrong('squares of both less twice the product', 'definition', ({ prediction, target }, given, right) => {
      const loss = right({ prediction, target }, given);
      const expanded = zipped(prediction, target, (a, b) => a * a + b * b - 2 * a * b);
      const total = sum(valuesOf(expanded));
      return given.reduction === 'none'
        ? expanded
        : mapped(loss, (value) =>
            Number.isFinite(value) ? (isMean(given) ? total / target.data.length : total) : value,
          );
    }),
    misread('targets measured from the first of them', 'C4', ({ prediction, target }) => {
      const [first = 0] = valuesOf(target);
      return { prediction, target: mapped(target, (value) => value - first) };
    }),
    spoiltEach('half of the square', 'definition', (value) => value / 2),
    spoiltGradientEach('the factor 2 forgotten', 'jacobian', 'prediction', (value) => value / 2),
    spoiltGradientEach('not divided by n', 'adjoint', 'prediction', (value, _, { target }, given) =>
      isMean(given) ? value * target.data.length : value,
    ),
  ]),
  ...faultsOf('losses.halfSquaredError', ({ wrong, spoiltEach, spoiltGradientEach, misset }) => [
    misset('always the mean of all', 'C1', ({ reduction }) => ({
      reduction: reduction === 'sum' ? 'mean' : reduction,
    })),
    wrong('the mean of nothing is 0', 'R1', (inputs, given, right) =>
      isMean(given) && inputs.target.shape.includes(0) ? arrayOf(inputs.target.dtype, [], [0]) : right(inputs, given),
    ),
    spoiltEach('the half forgotten', 'C2', (value) => 2 * value),
    spoiltGradientEach('the factor of the square itself', 'C3', 'prediction', (value) => 2 * value),
    spoiltGradientEach(
      'the gradient of the target with the sign of the other',
      'jacobian',
      'target',
      (value) => -value,
    ),
  ]),
  ...faultsOf('losses.meanAbsoluteError', ({ wrong, spoiltEach, spoiltGradientEach, misset }) => [
    misset('the mean taken for the sum', 'C1', ({ reduction }) => ({
      reduction: reduction === 'sum' ? 'mean' : reduction,
    })),
    wrong('the mean of nothing is 0', 'R1', (inputs, given, right) =>
      isMean(given) && inputs.target.shape.includes(0) ? arrayOf(inputs.target.dtype, [], [0]) : right(inputs, given),
    ),
    wrong('what is predicted too low left out', 'C2', ({ prediction, target }, given, right) =>
      right({ prediction: zipped(prediction, target, (a, b) => (a < b ? b : a)), target }, given),
    ),
    wrong('what is predicted too high counted four times', 'C3', ({ prediction, target }, given, right) =>
      right({ prediction: zipped(prediction, target, (a, b) => (a > b ? b + 4 * (a - b) : a)), target }, given),
    ),
    spoiltEach('the root of a square kept above 0', 'C2', (value) => Math.sqrt(value * value + 1e-12)),
    spoiltGradientEach(
      'the difference in place of its sign',
      'jacobian',
      'prediction',
      (value, at, { prediction, target }) =>
        value * Math.abs((valuesOf(prediction)[at] ?? 0) - (valuesOf(target)[at] ?? 0)),
    ),
    spoiltGradientEach('0 / 0 where all is as predicted', 'kinks', 'prediction', (value) => value || Number.NaN),
  ]),
  ...faultsOf('losses.huber', ({ wrong, misset, spoiltGradientEach, missetGradient, spoilt }) => [
    misset('the mean taken for the sum', 'C1', ({ reduction }) => ({
      reduction: reduction === 'sum' ? 'mean' : reduction,
    })),
    wrong('the mean of nothing is 0', 'R1', (inputs, given, right) =>
      isMean(given) && inputs.target.shape.includes(0) ? arrayOf(inputs.target.dtype, [], [0]) : right(inputs, given),
    ),
    misset('a negative delta taken for 0', 'attributes', ({ delta }) => ({ delta: Math.max(delta, 0) || 0 })),
    misset('delta 1, whatever is given', 'definition', () => ({ delta: 1 })),
    spoilt('beyond delta the size itself', 'C2', (loss, { prediction, target }, given) =>
      given.reduction === 'none'
        ? zipped(prediction, target, (a, b) =>
            Math.abs(a - b) < given.delta ? (a - b) ** 2 / 2 : given.delta * Math.abs(a - b),
          )
        : loss,
    ),
    spoilt('a jump at delta', 'definition', (loss, _inputs, { delta }) => mapped(loss, (value) => value + delta / 2)),
    missetGradient('the gradient clipped to 1', 'C3', () => ({ delta: 1 })),
    spoiltGradientEach(
      'the gradient not multiplied by delta',
      'jacobian',
      'prediction',
      (value, _, _inputs, { delta }) => value / (delta || 1),
    ),
  ]),
  ...faultsOf('losses.smoothL1', ({ wrong, misset, spoilt, missetGradient, spoiltGradient }) => [
    misset('the mean taken for the sum', 'C1', ({ reduction }) => ({
      reduction: reduction === 'sum' ? 'mean' : reduction,
    })),
    wrong('the mean of nothing is 0', 'R1', (inputs, given, right) =>
      isMean(given) && inputs.target.shape.includes(0) ? arrayOf(inputs.target.dtype, [], [0]) : right(inputs, given),
    ),
    spoilt('the loss of Huber, beta times as large', 'C2', (loss, _inputs, { beta }) => scaled(loss, beta)),
    misset('a beta of 0 kept above it', 'C3', ({ beta }) => ({ beta: beta === 0 ? 1e-3 : beta })),
    misset('beta 1, whatever is given', 'definition', ({ beta }) => ({ beta: Math.min(beta, 1) })),
    missetGradient('the slope of beta = 1', 'jacobian', () => ({ beta: 1 })),
    spoiltGradient('the gradient of the target left out', 'adjoint', ({ target }) => ({ target: scaled(target, 0) })),
  ]),
];
