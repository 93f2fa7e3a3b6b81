import {
  binaryCrossEntropy as binaryCrossEntropySpecification,
  binaryCrossEntropyWithLogits as binaryCrossEntropyWithLogitsSpecification,
} from '../../spec/losses/binary.ts';
import { fail } from '../_internal/fail.ts';
import { logistic } from '../_internal/logistic.ts';
import { reducedLoss } from './_internal/reducedLoss.ts';

/** What is left of a slope 1 / p where the logarithm has not reached the floor. */
const slopeOf = (p: number, floor: number): number => (p <= Math.exp(floor) ? 0 : 1 / p);

export const binaryCrossEntropy = reducedLoss(binaryCrossEntropySpecification, {
  require(probabilities) {
    const wrong = probabilities.find((p) => p < 0 || p > 1);
    if (wrong !== undefined) fail('losses.binaryCrossEntropy/R3', `probabilities must lie from 0 to 1, got ${wrong}`);
  },
  loss: (p, t, { floor }) => -(t * Math.max(Math.log(p), floor) + (1 - t) * Math.max(Math.log1p(-p), floor)),
  slopes: (p, t, { floor }) => [
    (1 - t) * slopeOf(1 - p, floor) - t * slopeOf(p, floor),
    Math.max(Math.log1p(-p), floor) - Math.max(Math.log(p), floor),
  ],
});

export const binaryCrossEntropyWithLogits = reducedLoss(binaryCrossEntropyWithLogitsSpecification, {
  loss: (z, t) => (z < 0 ? -t * z : (1 - t) * z) + Math.log1p(Math.exp(-Math.abs(z))),
  // The share of the wrong side keeps its digits where the other is near 1.
  slopes: (z, t) => [t > 0.5 ? 1 - t - logistic(-z) : logistic(z) - t, -z],
});
