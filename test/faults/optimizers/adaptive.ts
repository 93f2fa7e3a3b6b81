import type { NdArray } from '../../../src/ndArray.ts';
import { implementations } from '../../../src/registry.generated.ts';
import { keptInside } from '../_internal/kept.ts';
import { mapped, overwrite, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const { 'optimizers.adam': adam, 'optimizers.adamw': adamw } = implementations;

interface Adaptive {
  readonly parameter: number;
  readonly gradient: number;
  readonly m: number;
  readonly v: number;
}

interface Settings {
  readonly step: number;
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly weightDecay: number;
}

type Adapting = (
  inputs: Record<keyof Adaptive, NdArray>,
  settings: Settings,
) => Record<'nextParameter' | 'nextM' | 'nextV', NdArray>;

/** Adam made of a rule for one element: [next parameter, next m, next v]. */
const adapting =
  (rule: (element: Adaptive, settings: Settings) => readonly [number, number, number]): Adapting =>
  ({ parameter, gradient, m, v }, settings) => {
    const [g, first, second] = [valuesOf(gradient), valuesOf(m), valuesOf(v)];
    const results = valuesOf(parameter).map((p, at) =>
      rule({ parameter: p, gradient: g[at] ?? 0, m: first[at] ?? 0, v: second[at] ?? 0 }, settings),
    );
    const part = (k: 0 | 1 | 2) => mapped(parameter, (_, at) => results[at]?.[k] ?? 0);
    return { nextParameter: part(0), nextM: part(1), nextV: part(2) };
  };

/** The moments after a slope, as they should be. */
const averaged = (slope: number, { m, v }: Adaptive, { beta1, beta2 }: Settings): readonly [number, number] => [
  beta1 * m + (1 - beta1) * slope,
  beta2 * v + (1 - beta2) * slope * slope,
];

export const faults: readonly Fault[] = [
  ...faultsOf('optimizers.adam', ({ misread, misset, wrong }) => [
    wrong(
      'bias correction dropped',
      'C1',
      adapting((element, settings) => {
        const { parameter, gradient } = element;
        const [m, v] = averaged(gradient + settings.weightDecay * parameter, element, settings);
        return [parameter - (settings.learningRate * m) / (Math.sqrt(v) + settings.epsilon), m, v];
      }),
    ),
    wrong(
      'bias correction of the second moment dropped after 100 steps',
      'C8',
      adapting((element, settings) => {
        const { parameter, gradient } = element;
        const { step, beta1, beta2, epsilon, learningRate, weightDecay } = settings;
        const [m, v] = averaged(gradient + weightDecay * parameter, element, settings);
        const vHat = step > 100 ? v : v / (1 - beta2 ** step);
        return [parameter - (learningRate * (m / (1 - beta1 ** step))) / (Math.sqrt(vHat) + epsilon), m, v];
      }),
    ),
    wrong(
      'epsilon inside the root',
      'C1',
      adapting((element, settings) => {
        const { parameter, gradient } = element;
        const { step, beta1, beta2, epsilon, learningRate, weightDecay } = settings;
        const [m, v] = averaged(gradient + weightDecay * parameter, element, settings);
        const root = Math.sqrt(v / (1 - beta2 ** step) + epsilon);
        return [parameter - (learningRate * (m / (1 - beta1 ** step))) / root, m, v];
      }),
    ),
    misset('steps counted from 0 in the bias correction', 'C8', ({ step }) => ({ step: Math.max(step - 1, 1) })),
    misset('epsilon kept above 1e-12', 'C2', ({ epsilon }) => ({ epsilon: Math.max(epsilon, 1e-12) })),
    misset('epsilon of 0 by default', 'C3', () => ({ epsilon: 0 })),
    misset('learning rate of 0 taken for the default', 'C4', ({ learningRate }) => ({
      learningRate: learningRate || 1e-3,
    })),
    wrong('second moment of the gradient, not of its square', 'C5', (inputs, attributes) => {
      const g = valuesOf(inputs.gradient);
      const next = adam(inputs, attributes);
      const { beta2 } = attributes;
      return { ...next, nextV: mapped(inputs.v, (v, at) => beta2 * v + (1 - beta2) * (g[at] ?? 0)) };
    }),
    wrong('decay decoupled', 'C6', (inputs, attributes) => adamw(inputs, attributes)),
    wrong('one second moment for the whole tensor', 'C7', (inputs, attributes) => {
      const v = valuesOf(inputs.v);
      return adam({ ...inputs, v: mapped(inputs.v, () => v[0] ?? 0) }, attributes);
    }),
    misread('NaN in the gradient taken for 0', 'C9', (inputs) => ({
      gradient: mapped(inputs.gradient, (g) => (Number.isNaN(g) ? 0 : g)),
    })),
    wrong('moments updated in place', 'untouched', (inputs, attributes) => {
      const next = adam(inputs, attributes);
      overwrite(inputs.m, valuesOf(next.nextM));
      overwrite(inputs.v, valuesOf(next.nextV));
      return next;
    }),
    misread('moments kept inside', 'continues', keptInside('m', 'v')),
  ]),
  ...faultsOf('optimizers.adamw', ({ misread, misset, wrong }) => [
    misset('a decay of 0.01 by default', 'C1', ({ weightDecay }) => ({ weightDecay: weightDecay || 0.01 })),
    wrong('decay without the learning rate', 'C2', (inputs, attributes) => {
      const { learningRate, weightDecay } = attributes;
      const next = adamw(inputs, { ...attributes, weightDecay: 0 });
      const old = valuesOf(inputs.parameter);
      const decayed = (value: number, at: number) => value - (learningRate > 0 ? weightDecay : 0) * (old[at] ?? 0);
      return { ...next, nextParameter: mapped(next.nextParameter, decayed) };
    }),
    wrong('decay through the moments, as in Adam', 'C3', (inputs, attributes) => adam(inputs, attributes)),
    wrong('coupled decay for the parameter, decoupled moments', 'C6', (inputs, attributes) => {
      const [coupled, decoupled] = [adam(inputs, attributes), adamw(inputs, attributes)];
      return { ...decoupled, nextParameter: coupled.nextParameter };
    }),
    misset('epsilon kept above 1e-12', 'C4', ({ epsilon }) => ({ epsilon: Math.max(epsilon, 1e-12) })),
    misread('moments kept inside', 'continues', keptInside('m', 'v')),
    wrong('decay even where the learning rate is 0', 'C5', (inputs, attributes) => {
      const next = adamw(inputs, attributes);
      const kept = attributes.learningRate === 0 ? 1 - attributes.weightDecay : 1;
      return { ...next, nextParameter: mapped(next.nextParameter, (value) => kept * value) };
    }),
    wrong('one second moment for the whole tensor', 'C7', (inputs, attributes) => {
      const v = valuesOf(inputs.v);
      return adamw({ ...inputs, v: mapped(inputs.v, () => v[0] ?? 0) }, attributes);
    }),
    wrong('a step with NaN anywhere left out', 'C8', (inputs, attributes) => {
      const spoilt = valuesOf(inputs.gradient).some(Number.isNaN);
      return spoilt
        ? {
            nextParameter: mapped(inputs.parameter, Number),
            nextM: mapped(inputs.m, Number),
            nextV: mapped(inputs.v, Number),
          }
        : adamw(inputs, attributes);
    }),
  ]),
];
