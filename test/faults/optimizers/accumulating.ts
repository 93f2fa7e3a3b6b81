import type { NdArray } from '../../../src/ndArray.ts';
import { keptInside } from '../_internal/kept.ts';
import { mapped, orZero, scaled, valuesOf, zipped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

/** The first sum for all. */
const first = (array: NdArray): NdArray => mapped(array, () => valuesOf(array)[0] ?? 0);

/** The parameter less a rate times a quotient of gradient and something. */
const less = (parameter: NdArray, gradient: NdArray, by: NdArray, rate: number, f: (g: number, s: number) => number) =>
  zipped(parameter, zipped(gradient, by, f), (p, step) => p - rate * step);

/** The results of a step, the parameter less a share of what it was. */
const decayed = <R extends { readonly nextParameter: NdArray }>(step: R, parameter: NdArray, share: number): R => ({
  ...step,
  nextParameter: zipped(step.nextParameter, parameter, (value, old) => value - share * old),
});

const adagradFaults = faultsOf(
  'optimizers.adagrad',
  ({ misread, misreadEach, misset, spoilt, wrong, wrongGradient }) => [
    spoilt('the sum before this step in the root', 'C1', (_, { parameter, gradient, sum }, settings) => ({
      nextParameter: less(
        parameter,
        gradient,
        sum,
        settings.learningRate,
        (g, s) => g / (Math.sqrt(s) + (settings.epsilon || 1)),
      ),
    })),
    spoilt('epsilon inside the root', 'C1', ({ nextSum }, { parameter, gradient }, { step, ...settings }) => ({
      nextParameter: less(
        parameter,
        gradient,
        nextSum,
        settings.learningRate / (1 + (step - 1) * settings.rateDecay),
        (g, s) => g / Math.sqrt(s + settings.epsilon),
      ),
    })),
    misset('the rate falls from the first step on', 'C1', ({ step, rateDecay }) => ({
      step: step + (rateDecay > 0 ? 1 : 0),
    })),
    misset('epsilon kept above 1e-12', 'C2', ({ epsilon }) => ({ epsilon: Math.max(epsilon, 1e-12) })),
    misset('no epsilon', 'C3', () => ({ epsilon: 0 })),
    misset('learning rate of 0 taken for the default', 'C4', ({ learningRate }) => ({
      learningRate: learningRate || 1e-2,
    })),
    wrong('decay decoupled', 'C5', (inputs, { weightDecay, ...settings }, right) =>
      decayed(right(inputs, { ...settings, weightDecay: 0 }), inputs.parameter, settings.learningRate * weightDecay),
    ),
    misread('one sum for the whole tensor', 'C6', ({ sum }) => ({ sum: first(sum) })),
    misreadEach('NaN in the gradient taken for 0', 'C7', 'gradient', orZero),
    spoilt('the sum forgets', 'C8', ({ nextSum }, { sum }) => ({
      nextSum: zipped(nextSum, sum, (next, old) => next - old / 10),
    })),
    misread('the sum kept inside', 'continues', keptInside('sum')),
    wrongGradient('the root taken for constant', 'jacobian', (inputs, cotangents, settings) => {
      const sums = zipped(inputs.sum, inputs.gradient, (s, g) => s + g * g);
      const rate = settings.learningRate / (1 + (settings.step - 1) * settings.rateDecay);
      const direct = zipped(cotangents.nextParameter, sums, (p, s) => (-rate * p) / (Math.sqrt(s) + settings.epsilon));
      return { parameter: cotangents.nextParameter, gradient: direct, sum: cotangents.nextSum };
    }),
  ],
);

const rmspropFaults = faultsOf(
  'optimizers.rmsprop',
  ({ misread, misreadEach, misset, spoilt, wrong, missetGradient }) => [
    spoilt('the average before this step in the root', 'C1', (_, { parameter, gradient, square }, settings) => ({
      nextParameter: less(
        parameter,
        gradient,
        square,
        settings.learningRate,
        (g, s) => g / (Math.sqrt(s) + (settings.epsilon || 1)),
      ),
    })),
    spoilt('epsilon inside the root', 'C1', ({ nextSquare }, { parameter, gradient }, settings) => ({
      nextParameter: less(
        parameter,
        gradient,
        nextSquare,
        settings.learningRate,
        (g, s) => g / Math.sqrt(s + settings.epsilon),
      ),
    })),
    misset('epsilon kept above 1e-12', 'C2', ({ epsilon }) => ({ epsilon: Math.max(epsilon, 1e-12) })),
    misset('no epsilon', 'C3', () => ({ epsilon: 0 })),
    misset('learning rate of 0 taken for the default', 'C4', ({ learningRate }) => ({
      learningRate: learningRate || 1e-2,
    })),
    wrong('decay decoupled', 'C5', (inputs, { weightDecay, ...settings }, right) =>
      decayed(right(inputs, { ...settings, weightDecay: 0 }), inputs.parameter, settings.learningRate * weightDecay),
    ),
    misread('one average for the whole tensor', 'C6', ({ square }) => ({ square: first(square) })),
    misreadEach('NaN in the gradient taken for 0', 'C7', 'gradient', orZero),
    misset('alpha and 1 - alpha exchanged', 'C1', ({ alpha }) => ({ alpha: 1 - alpha || 1e-3 })),
    spoilt('the gradient averaged, not its square', 'C8', ({ nextSquare }, { gradient, square }, { alpha }) => ({
      nextSquare: zipped(
        nextSquare,
        zipped(gradient, square, (g, s) => alpha * s + (1 - alpha) * Math.abs(g)),
        (_, other) => other,
      ),
    })),
    spoilt('the learning rate inside the velocity', 'definition', ({ nextVelocity }, _, { learningRate }) => ({
      nextVelocity: scaled(nextVelocity, learningRate),
    })),
    misset('momentum left out', 'definition', () => ({ momentum: 0 })),
    misread('the average kept inside', 'continues', keptInside('square', 'velocity')),
    missetGradient('momentum left out of the gradient', 'jacobian', () => ({ momentum: 0 })),
  ],
);

export const faults: readonly Fault[] = [...adagradFaults, ...rmspropFaults];
