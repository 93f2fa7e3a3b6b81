import {
  adagrad as adagradSpecification,
  rmsprop as rmspropSpecification,
} from '../../spec/optimizers/accumulating.ts';
import { reference } from '../_internal/reference.ts';

/** What slope and root^2 get from slope / (root + epsilon) of cotangent g, each as if the other were constant. */
function throughStep(slope: number, root: number, epsilon: number, g: number) {
  const scaled = g / (root + epsilon);
  // The root counts as constant where it is 0.
  return { direct: scaled, square: root === 0 ? 0 : -(scaled * (slope / (root + epsilon))) / (2 * root) };
}

export const adagrad = reference(adagradSpecification, {
  member({ parameter, gradient, sum }, { step, learningRate, rateDecay, epsilon, weightDecay }) {
    const slope = gradient + weightDecay * parameter;
    const nextSum = sum + slope * slope;
    const rate = learningRate / (1 + (step - 1) * rateDecay);
    return { nextParameter: parameter - rate * (slope / (Math.sqrt(nextSum) + epsilon)), nextSum };
  },
  pullback({ parameter, gradient, sum }, cotangents, { step, learningRate, rateDecay, epsilon, weightDecay }) {
    const slope = gradient + weightDecay * parameter;
    const rate = learningRate / (1 + (step - 1) * rateDecay);
    const root = Math.sqrt(sum + slope * slope);
    const { direct, square } = throughStep(slope, root, epsilon, -rate * cotangents.nextParameter);
    const ofSum = cotangents.nextSum + square;
    const ofSlope = direct + 2 * slope * ofSum;
    return { parameter: cotangents.nextParameter + weightDecay * ofSlope, gradient: ofSlope, sum: ofSum };
  },
});

export const rmsprop = reference(rmspropSpecification, {
  member({ parameter, gradient, square, velocity }, { learningRate, alpha, momentum, epsilon, weightDecay }) {
    const slope = gradient + weightDecay * parameter;
    const nextSquare = alpha * square + (1 - alpha) * (slope * slope);
    const nextVelocity = momentum * velocity + slope / (Math.sqrt(nextSquare) + epsilon);
    return { nextParameter: parameter - learningRate * nextVelocity, nextSquare, nextVelocity };
  },
  pullback({ parameter, gradient, square }, cotangents, { learningRate, alpha, momentum, epsilon, weightDecay }) {
    const slope = gradient + weightDecay * parameter;
    const root = Math.sqrt(alpha * square + (1 - alpha) * (slope * slope));
    const ofVelocity = cotangents.nextVelocity - learningRate * cotangents.nextParameter;
    const through = throughStep(slope, root, epsilon, ofVelocity);
    const ofSquare = cotangents.nextSquare + through.square;
    const ofSlope = through.direct + 2 * (1 - alpha) * slope * ofSquare;
    return {
      parameter: cotangents.nextParameter + weightDecay * ofSlope,
      gradient: ofSlope,
      square: alpha * ofSquare,
      velocity: momentum * ofVelocity,
    };
  },
});
