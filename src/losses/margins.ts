import {
  exponential as exponentialSpecification,
  hinge as hingeSpecification,
  logistic as logisticSpecification,
} from '../../spec/losses/margins.ts';
import { logistic as logisticFunction, softplus } from '../_internal/logistic.ts';
import { reducedLoss } from './_internal/reducedLoss.ts';

export const logistic = reducedLoss(logisticSpecification, {
  loss: (score, label) => softplus(-label * score),
  slopes(score, label) {
    const slope = -logisticFunction(-label * score);
    return [slope * label, slope * score];
  },
});

export const exponential = reducedLoss(exponentialSpecification, {
  loss: (score, label) => Math.exp(-label * score),
  slopes(score, label) {
    const slope = -Math.exp(-label * score);
    return [slope * label, slope * score];
  },
});

export const hinge = reducedLoss(hingeSpecification, {
  loss: (score, label) => Math.max(0, 1 - label * score),
  slopes: (score, label) => (label * score < 1 ? [-label, -score] : [0 * label, 0 * score]),
});
