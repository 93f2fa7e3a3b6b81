import { mapped, scaled, valuesOf, zipped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';
import { emptyMean, meanForSum } from './_internal/reductions.ts';

export const faults: readonly Fault[] = [
  ...faultsOf('losses.logistic', ({ wrong, misset, misread, spoilt, spoiltGradientEach }) => [
    misset('the mean taken for the sum', 'C1', meanForSum),
    wrong('the mean of nothing is 0', 'R1', (x, given, right) => emptyMean(x.score, given) ?? right(x, given)),
    misread('the margin with the other sign', 'C2', ({ score }) => ({ score: mapped(score, (value) => -value) })),
    misread('the label left out', 'C3', ({ label }) => ({ label: mapped(label, () => 1) })),
    misread('twice the margin', 'definition', ({ score }) => ({ score: scaled(score, 2) })),
    spoilt('bits in place of nats', 'C4', (loss) => scaled(loss, 1 / Math.LN2 ** 4)),
    spoilt('the exponential overflows', 'C5', (loss, { score, label }, given) =>
      given.reduction === 'none' || loss.shape.length > 0
        ? zipped(score, label, (f, y) => Math.log1p(Math.exp(-y * f)))
        : score.data.length === 1 && score.shape.length === 1
          ? mapped(loss, () => Math.log1p(Math.exp(-(valuesOf(score)[0] ?? 0) * (valuesOf(label)[0] ?? 0))))
          : loss,
    ),
    spoilt('the logarithm of 1 + e^-m that has rounded', 'C6', (loss, { score, label }) =>
      score.shape.length === 0
        ? mapped(loss, () => Math.log(1 + Math.exp(-(valuesOf(score)[0] ?? 0) * (valuesOf(label)[0] ?? 0))))
        : loss,
    ),
    spoiltGradientEach(
      'the gradient of the score not multiplied by the label',
      'jacobian',
      'score',
      (value, at, { label }) => value / (valuesOf(label)[at] || 1),
    ),
  ]),
  ...faultsOf('losses.exponential', ({ wrong, misset, misread, spoilt, spoiltEach, spoiltGradientEach }) => [
    misset('the mean taken for the sum', 'C1', meanForSum),
    wrong('the mean of nothing is 0', 'R1', (x, given, right) => emptyMean(x.score, given) ?? right(x, given)),
    misread('the margin with the other sign', 'C2', ({ score }) => ({ score: mapped(score, (value) => -value) })),
    misread('the label left out', 'C3', ({ label }) => ({ label: mapped(label, () => 1) })),
    spoilt('less 1', 'C4', (loss, { score }, { reduction }) =>
      mapped(loss, (value) => value - (reduction === 'sum' ? score.data.length : 1)),
    ),
    spoilt('half of it', 'C5', (loss) => scaled(loss, 1 / 2)),
    spoiltEach('at most e^60', 'C5', (value) => Math.min(value, Math.exp(60))),
    spoiltGradientEach('the minus sign forgotten', 'jacobian', 'score', (value) => -value),
  ]),
  ...faultsOf('losses.hinge', ({ wrong, misset, misread, spoiltEach, spoiltGradientEach }) => [
    misset('the mean taken for the sum', 'C1', meanForSum),
    wrong('the mean of nothing is 0', 'R1', (x, given, right) => emptyMean(x.score, given) ?? right(x, given)),
    misread('the margin with the other sign', 'C2', ({ score }) => ({ score: mapped(score, (value) => -value) })),
    misread('the label left out', 'C3', ({ label }) => ({ label: mapped(label, () => 1) })),
    spoiltEach('the square of the hinge', 'C4', (value) => value ** 2),
    spoiltGradientEach('the slope beyond the hinge', 'C5', 'score', (value, at, { label }) =>
      value === 0 ? -(valuesOf(label)[at] ?? 0) : value,
    ),
    misread('what lacks to 0: the perceptron', 'definition', ({ score, label }) => ({
      score: zipped(score, label, (f, y) => f + (y === 0 ? 0 : 1 / y)),
    })),
  ]),
  ...faultsOf('losses.binaryCrossEntropy', ({ wrong, misset, misread, spoilt, spoiltGradientEach, missetGradient }) => [
    misset('the mean taken for the sum', 'C1', meanForSum),
    wrong('the mean of nothing is 0', 'R1', (x, given, right) => emptyMean(x.target, given) ?? right(x, given)),
    misset('a floor of 0 taken for none', 'definition', ({ floor }) => ({ floor: floor === 0 ? -100 : floor })),
    missetGradient('a slope below the floor', 'jacobian', () => ({ floor: -1000 })),
    misset('no logarithm below -16, as where probabilities are kept from 0 by 1e-7', 'C4', ({ floor }) => ({
      floor: Math.max(floor, -16),
    })),
    misread('a probability out of range moved to the next end', 'R3', ({ probability }) => ({
      probability: mapped(probability, (p) => Math.min(Math.max(p, 0), 1)),
    })),
    misread('the square of the probability', 'C2', ({ probability }) => ({
      probability: mapped(probability, (p) => p * p),
    })),
    misread('probability and target changed places', 'C3', ({ probability, target }) => ({
      probability: mapped(target, (t) => Math.min(Math.max(t, 0.01), 0.99)),
      target: probability,
    })),
    spoilt('bits in place of nats', 'definition', (loss) => scaled(loss, 1 / Math.LN2)),
    spoiltGradientEach('p - t, as of the logits', 'jacobian', 'probability', (value, at, { probability }) => {
      const p = valuesOf(probability)[at] ?? 0;
      return value * p * (1 - p);
    }),
    spoiltGradientEach('p (1 - p) kept above 1e-3', 'C5', 'probability', (value, at, { probability }) => {
      const p = valuesOf(probability)[at] ?? 0;
      return (value * p * (1 - p)) / Math.max(p * (1 - p), 1e-3) || 0;
    }),
  ]),
  ...faultsOf('losses.binaryCrossEntropyWithLogits', ({ wrong, misset, misread, spoilt, spoiltGradientEach }) => [
    misset('the mean taken for the sum', 'C1', meanForSum),
    wrong('the mean of nothing is 0', 'R1', (x, given, right) => emptyMean(x.target, given) ?? right(x, given)),
    misread('the sign of the logit forgotten', 'C2', ({ logit }) => ({ logit: mapped(logit, Math.abs) })),
    misread('the target of the other class', 'C3', ({ target }) => ({ target: mapped(target, (t) => 1 - t) })),
    spoilt('the logarithm of a sigmoid that is 0', 'C4', (loss, { logit, target }) =>
      logit.data.length === 1 && logit.shape.length === 1
        ? mapped(loss, () => {
            const [z = 0, t = 0] = [valuesOf(logit)[0], valuesOf(target)[0]];
            const p = 1 / (1 + Math.exp(-z));
            return -(t * Math.log(p) + (1 - t) * Math.log(1 - p));
          })
        : loss,
    ),
    spoilt('the logarithm of 1 + e^-m that has rounded', 'C5', (loss, { logit, target }) =>
      logit.shape.length === 0
        ? mapped(loss, () => {
            const [z = 0, t = 0] = [valuesOf(logit)[0], valuesOf(target)[0]];
            return Math.max(z, 0) - z * t + Math.log(1 + Math.exp(-Math.abs(z)));
          })
        : loss,
    ),
    spoiltGradientEach('the target not subtracted', 'jacobian', 'logit', (value, at, { target }, { reduction }) =>
      reduction === 'sum' ? value + (valuesOf(target)[at] ?? 0) : value,
    ),
    spoiltGradientEach('the gradient of the target left out', 'adjoint', 'target', () => 0),
  ]),
];
