import type { NdArray } from '../../../src/ndArray.ts';
import { implementations } from '../../../src/registry.generated.ts';
import { keptInside } from '../_internal/kept.ts';
import { mapped, orZero, overwrite, scaled, valuesOf, zipped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const { 'optimizers.adam': adam, 'optimizers.adamw': adamw } = implementations;

type Settings = Parameters<typeof adam>[1];

/** The first second moment for all. */
const sameMoment = ({ v }: { readonly v: NdArray }) => ({ v: mapped(v, () => valuesOf(v)[0] ?? 0) });

const adamFaults = faultsOf('optimizers.adam', ({ misread, misreadEach, misset, spoilt, wrong }) => {
  /** A step by another rule, which is given the moments as they should be. */
  const stepping = (name: string, clause: string, step: (m: number, v: number, settings: Settings) => number) =>
    spoilt(name, clause, ({ nextM, nextV }, { parameter }, settings) => {
      const steps = zipped(nextM, nextV, (m, v) => settings.learningRate * step(m, v, settings));
      return { nextParameter: zipped(parameter, steps, (p, by) => p - by) };
    });
  return [
    stepping('bias correction dropped', 'C1', (m, v, { epsilon }) => m / (Math.sqrt(v) + epsilon)),
    stepping(
      'bias correction of the second moment dropped after 100 steps',
      'C8',
      (m, v, { step, beta1, beta2, epsilon }) =>
        m / (1 - beta1 ** step) / (Math.sqrt(step > 100 ? v : v / (1 - beta2 ** step)) + epsilon),
    ),
    stepping(
      'epsilon inside the root',
      'C1',
      (m, v, { step, beta1, beta2, epsilon }) => m / (1 - beta1 ** step) / Math.sqrt(v / (1 - beta2 ** step) + epsilon),
    ),
    misset('steps counted from 0 in the bias correction', 'C8', ({ step }) => ({ step: Math.max(step - 1, 1) })),
    misset('epsilon kept above 1e-12', 'C2', ({ epsilon }) => ({ epsilon: Math.max(epsilon, 1e-12) })),
    misset('epsilon of 0 by default', 'C3', () => ({ epsilon: 0 })),
    misset('learning rate of 0 taken for the default', 'C4', ({ learningRate }) => ({
      learningRate: learningRate || 1e-3,
    })),
    spoilt('second moment of the gradient, not of its square', 'C5', (_, { v, gradient }, { beta2 }) => ({
      nextV: zipped(v, gradient, (old, g) => beta2 * old + (1 - beta2) * g),
    })),
    wrong('decay decoupled', 'C6', adamw),
    misread('one second moment for the whole tensor', 'C7', sameMoment),
    misreadEach('NaN in the gradient taken for 0', 'C9', 'gradient', orZero),
    spoilt('moments updated in place', 'untouched', ({ nextM, nextV }, { m, v }) => {
      overwrite(m, valuesOf(nextM));
      overwrite(v, valuesOf(nextV));
      return {};
    }),
    misread('moments kept inside', 'continues', keptInside('m', 'v')),
  ];
});

const adamwFaults = faultsOf('optimizers.adamw', ({ misread, misset, spoilt, wrong }) => [
  misset('a decay of 0.01 by default', 'C1', ({ weightDecay }) => ({ weightDecay: weightDecay || 0.01 })),
  wrong('decay without the learning rate', 'C2', (inputs, { weightDecay, ...settings }, right) => {
    const plain = right(inputs, { ...settings, weightDecay: 0 });
    const decay = settings.learningRate > 0 ? weightDecay : 0;
    return {
      ...plain,
      nextParameter: zipped(plain.nextParameter, inputs.parameter, (value, old) => value - decay * old),
    };
  }),
  wrong('decay through the moments, as in Adam', 'C3', adam),
  spoilt('coupled decay for the parameter, decoupled moments', 'C6', (_, inputs, attributes) => ({
    nextParameter: adam(inputs, attributes).nextParameter,
  })),
  misset('epsilon kept above 1e-12', 'C4', ({ epsilon }) => ({ epsilon: Math.max(epsilon, 1e-12) })),
  misread('moments kept inside', 'continues', keptInside('m', 'v')),
  spoilt('decay even where the learning rate is 0', 'C5', ({ nextParameter }, _, { learningRate, weightDecay }) => ({
    nextParameter: scaled(nextParameter, learningRate === 0 ? 1 - weightDecay : 1),
  })),
  misread('one second moment for the whole tensor', 'C7', sameMoment),
  spoilt('a step with NaN anywhere left out', 'C8', (_, { parameter, gradient, m, v }) =>
    valuesOf(gradient).some(Number.isNaN)
      ? { nextParameter: scaled(parameter, 1), nextM: scaled(m, 1), nextV: scaled(v, 1) }
      : {},
  ),
]);

export const faults: readonly Fault[] = [...adamFaults, ...adamwFaults];
