import type { NdArray } from '../../../src/ndArray.ts';
import { implementations } from '../../../src/registry.generated.ts';
import { mapped, overwrite, valuesOf } from '../_internal/plain.ts';
import type { Fault } from '../fault.ts';

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
  {
    name: 'bias correction dropped',
    operation: 'optimizers.adam',
    caughtBy: 'optimizers.adam/C1',
    operations: {
      'optimizers.adam': adapting((element, settings) => {
        const { parameter, gradient } = element;
        const [m, v] = averaged(gradient + settings.weightDecay * parameter, element, settings);
        return [parameter - (settings.learningRate * m) / (Math.sqrt(v) + settings.epsilon), m, v];
      }),
    },
  },
  {
    name: 'bias correction of the second moment dropped after 100 steps',
    operation: 'optimizers.adam',
    caughtBy: 'optimizers.adam/C8',
    operations: {
      'optimizers.adam': adapting((element, settings) => {
        const { parameter, gradient } = element;
        const { step, beta1, beta2, epsilon, learningRate, weightDecay } = settings;
        const [m, v] = averaged(gradient + weightDecay * parameter, element, settings);
        const vHat = step > 100 ? v : v / (1 - beta2 ** step);
        return [parameter - (learningRate * (m / (1 - beta1 ** step))) / (Math.sqrt(vHat) + epsilon), m, v];
      }),
    },
  },
  {
    name: 'epsilon inside the root',
    operation: 'optimizers.adam',
    caughtBy: 'optimizers.adam/C1',
    operations: {
      'optimizers.adam': adapting((element, settings) => {
        const { parameter, gradient } = element;
        const { step, beta1, beta2, epsilon, learningRate, weightDecay } = settings;
        const [m, v] = averaged(gradient + weightDecay * parameter, element, settings);
        const root = Math.sqrt(v / (1 - beta2 ** step) + epsilon);
        return [parameter - (learningRate * (m / (1 - beta1 ** step))) / root, m, v];
      }),
    },
  },
  {
    name: 'steps counted from 0 in the bias correction',
    operation: 'optimizers.adam',
    caughtBy: 'optimizers.adam/C8',
    operations: {
      'optimizers.adam': (inputs, attributes) =>
        adam(inputs, { ...attributes, step: Math.max(attributes.step - 1, 1) }),
    },
  },
  {
    name: 'epsilon kept above 1e-12',
    operation: 'optimizers.adam',
    caughtBy: 'optimizers.adam/C2',
    operations: {
      'optimizers.adam': (inputs, attributes) =>
        adam(inputs, { ...attributes, epsilon: Math.max(attributes.epsilon, 1e-12) }),
    },
  },
  {
    name: 'epsilon of 0 by default',
    operation: 'optimizers.adam',
    caughtBy: 'optimizers.adam/C3',
    operations: {
      'optimizers.adam': (inputs, attributes) => adam(inputs, { ...attributes, epsilon: 0 }),
    },
  },
  {
    name: 'learning rate of 0 taken for the default',
    operation: 'optimizers.adam',
    caughtBy: 'optimizers.adam/C4',
    operations: {
      'optimizers.adam': (inputs, attributes) =>
        adam(inputs, { ...attributes, learningRate: attributes.learningRate || 1e-3 }),
    },
  },
  {
    name: 'second moment of the gradient, not of its square',
    operation: 'optimizers.adam',
    caughtBy: 'optimizers.adam/C5',
    operations: {
      'optimizers.adam': async (inputs, attributes) => {
        const g = valuesOf(inputs.gradient);
        const next = await adam(inputs, attributes);
        const { beta2 } = attributes;
        return { ...next, nextV: mapped(inputs.v, (v, at) => beta2 * v + (1 - beta2) * (g[at] ?? 0)) };
      },
    },
  },
  {
    name: 'decay decoupled',
    operation: 'optimizers.adam',
    caughtBy: 'optimizers.adam/C6',
    operations: { 'optimizers.adam': (inputs, attributes) => adamw(inputs, attributes) },
  },
  {
    name: 'one second moment for the whole tensor',
    operation: 'optimizers.adam',
    caughtBy: 'optimizers.adam/C7',
    operations: {
      'optimizers.adam': (inputs, attributes) => {
        const v = valuesOf(inputs.v);
        return adam({ ...inputs, v: mapped(inputs.v, () => v[0] ?? 0) }, attributes);
      },
    },
  },
  {
    name: 'NaN in the gradient taken for 0',
    operation: 'optimizers.adam',
    caughtBy: 'optimizers.adam/C9',
    operations: {
      'optimizers.adam': (inputs, attributes) =>
        adam({ ...inputs, gradient: mapped(inputs.gradient, (g) => (Number.isNaN(g) ? 0 : g)) }, attributes),
    },
  },
  {
    name: 'moments updated in place',
    operation: 'optimizers.adam',
    caughtBy: 'optimizers.adam/untouched',
    operations: {
      'optimizers.adam': async (inputs, attributes) => {
        const next = await adam(inputs, attributes);
        overwrite(inputs.m, valuesOf(next.nextM));
        overwrite(inputs.v, valuesOf(next.nextV));
        return next;
      },
    },
  },
  {
    name: 'a decay of 0.01 by default',
    operation: 'optimizers.adamw',
    caughtBy: 'optimizers.adamw/C1',
    operations: {
      'optimizers.adamw': (inputs, attributes) =>
        adamw(inputs, { ...attributes, weightDecay: attributes.weightDecay || 0.01 }),
    },
  },
  {
    name: 'decay without the learning rate',
    operation: 'optimizers.adamw',
    caughtBy: 'optimizers.adamw/C2',
    operations: {
      'optimizers.adamw': async (inputs, attributes) => {
        const { learningRate, weightDecay } = attributes;
        const next = await adamw(inputs, { ...attributes, weightDecay: 0 });
        const old = valuesOf(inputs.parameter);
        const decayed = (value: number, at: number) => value - (learningRate > 0 ? weightDecay : 0) * (old[at] ?? 0);
        return { ...next, nextParameter: mapped(next.nextParameter, decayed) };
      },
    },
  },
  {
    name: 'decay through the moments, as in Adam',
    operation: 'optimizers.adamw',
    caughtBy: 'optimizers.adamw/C3',
    operations: { 'optimizers.adamw': (inputs, attributes) => adam(inputs, attributes) },
  },
  {
    name: 'coupled decay for the parameter, decoupled moments',
    operation: 'optimizers.adamw',
    caughtBy: 'optimizers.adamw/C6',
    operations: {
      'optimizers.adamw': async (inputs, attributes) => {
        const [coupled, decoupled] = [await adam(inputs, attributes), await adamw(inputs, attributes)];
        return { ...decoupled, nextParameter: coupled.nextParameter };
      },
    },
  },
  {
    name: 'epsilon kept above 1e-12',
    operation: 'optimizers.adamw',
    caughtBy: 'optimizers.adamw/C4',
    operations: {
      'optimizers.adamw': (inputs, attributes) =>
        adamw(inputs, { ...attributes, epsilon: Math.max(attributes.epsilon, 1e-12) }),
    },
  },
  {
    name: 'decay even where the learning rate is 0',
    operation: 'optimizers.adamw',
    caughtBy: 'optimizers.adamw/C5',
    operations: {
      'optimizers.adamw': async (inputs, attributes) => {
        const next = await adamw(inputs, attributes);
        const kept = attributes.learningRate === 0 ? 1 - attributes.weightDecay : 1;
        return { ...next, nextParameter: mapped(next.nextParameter, (value) => kept * value) };
      },
    },
  },
  {
    name: 'one second moment for the whole tensor',
    operation: 'optimizers.adamw',
    caughtBy: 'optimizers.adamw/C7',
    operations: {
      'optimizers.adamw': (inputs, attributes) => {
        const v = valuesOf(inputs.v);
        return adamw({ ...inputs, v: mapped(inputs.v, () => v[0] ?? 0) }, attributes);
      },
    },
  },
  {
    name: 'a step with NaN anywhere left out',
    operation: 'optimizers.adamw',
    caughtBy: 'optimizers.adamw/C8',
    operations: {
      'optimizers.adamw': (inputs, attributes) => {
        const spoilt = valuesOf(inputs.gradient).some(Number.isNaN);
        return spoilt
          ? {
              nextParameter: mapped(inputs.parameter, Number),
              nextM: mapped(inputs.m, Number),
              nextV: mapped(inputs.v, Number),
            }
          : adamw(inputs, attributes);
      },
    },
  },
];
