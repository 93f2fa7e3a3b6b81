import type { NdArray } from '../../../src/ndArray.ts';
import { implementations } from '../../../src/registry.generated.ts';
import { mapped, valuesOf } from '../_internal/plain.ts';
import type { Fault } from '../fault.ts';

const sgd = implementations['optimizers.sgd'];

interface Descent {
  readonly parameter: number;
  readonly gradient: number;
  readonly velocity: number;
}

interface Rates {
  readonly learningRate: number;
  readonly momentum: number;
  readonly weightDecay: number;
  readonly nesterov: boolean;
}

type Descending = (
  inputs: Record<keyof Descent, NdArray>,
  rates: Rates,
) => Record<'nextParameter' | 'nextVelocity', NdArray>;

/** Gradient descent made of a rule for one element: [next parameter, next velocity]. */
const descending =
  (rule: (element: Descent, rates: Rates) => readonly [number, number]): Descending =>
  ({ parameter, gradient, velocity }, rates) => {
    const [g, v] = [valuesOf(gradient), valuesOf(velocity)];
    const results = valuesOf(parameter).map((p, at) =>
      rule({ parameter: p, gradient: g[at] ?? 0, velocity: v[at] ?? 0 }, rates),
    );
    return {
      nextParameter: mapped(parameter, (_, at) => results[at]?.[0] ?? 0),
      nextVelocity: mapped(parameter, (_, at) => results[at]?.[1] ?? 0),
    };
  };

export const faults: readonly Fault[] = [
  {
    name: 'gradient enters the velocity with 1 - momentum',
    operation: 'optimizers.sgd',
    caughtBy: 'optimizers.sgd/C5',
    operations: {
      'optimizers.sgd': descending(({ parameter, gradient, velocity }, { learningRate, momentum, weightDecay }) => {
        const v = momentum * velocity + (1 - momentum) * (gradient + weightDecay * parameter);
        return [parameter - learningRate * v, v];
      }),
    },
  },
  {
    name: 'learning rate inside the velocity',
    operation: 'optimizers.sgd',
    caughtBy: 'optimizers.sgd/C1',
    operations: {
      'optimizers.sgd': descending(({ parameter, gradient, velocity }, { learningRate, momentum, weightDecay }) => {
        const v = momentum * velocity + learningRate * (gradient + weightDecay * parameter);
        return [parameter - v, v];
      }),
    },
  },
  {
    name: 'nesterov ignored',
    operation: 'optimizers.sgd',
    caughtBy: 'optimizers.sgd/C6',
    operations: {
      'optimizers.sgd': (inputs, attributes) => sgd(inputs, { ...attributes, nesterov: false }),
    },
  },
  {
    name: 'decay applied beside the step',
    operation: 'optimizers.sgd',
    caughtBy: 'optimizers.sgd/C4',
    operations: {
      'optimizers.sgd': async (inputs, attributes) => {
        const { learningRate, weightDecay } = attributes;
        const plain = await sgd(inputs, { ...attributes, weightDecay: 0 });
        const old = valuesOf(inputs.parameter);
        return {
          ...plain,
          nextParameter: mapped(
            plain.nextParameter,
            (value, at) => value - learningRate * weightDecay * (old[at] ?? 0),
          ),
        };
      },
    },
  },
  {
    name: 'uphill',
    operation: 'optimizers.sgd',
    caughtBy: 'optimizers.sgd/C2',
    operations: {
      'optimizers.sgd': (inputs, attributes) =>
        sgd({ ...inputs, gradient: mapped(inputs.gradient, (g) => -g) }, attributes),
    },
  },
  {
    name: 'learning rate of 0 taken for the default',
    operation: 'optimizers.sgd',
    caughtBy: 'optimizers.sgd/C3',
    operations: {
      'optimizers.sgd': (inputs, attributes) =>
        sgd(inputs, { ...attributes, learningRate: attributes.learningRate || 1e-3 }),
    },
  },
  {
    name: 'no step where the gradient is 0',
    operation: 'optimizers.sgd',
    caughtBy: 'optimizers.sgd/C8',
    operations: {
      'optimizers.sgd': descending(
        ({ parameter, gradient, velocity }, { learningRate, momentum, weightDecay, nesterov }) => {
          const slope = gradient + weightDecay * parameter;
          if (slope === 0) return [parameter, velocity];
          const v = momentum * velocity + slope;
          return [parameter - learningRate * (nesterov ? slope + momentum * v : v), v];
        },
      ),
    },
  },
  {
    name: 'NaN in the gradient taken for 0',
    operation: 'optimizers.sgd',
    caughtBy: 'optimizers.sgd/C9',
    operations: {
      'optimizers.sgd': (inputs, attributes) =>
        sgd({ ...inputs, gradient: mapped(inputs.gradient, (g) => (Number.isNaN(g) ? 0 : g)) }, attributes),
    },
  },
  {
    name: 'clipped by the norm of the whole gradient',
    operation: 'optimizers.sgd',
    caughtBy: 'optimizers.sgd/definition',
    operations: {
      'optimizers.sgd': (inputs, attributes) => {
        const norm = Math.hypot(...valuesOf(inputs.gradient));
        return sgd(
          { ...inputs, gradient: mapped(inputs.gradient, (g) => (norm > 10 ? (10 * g) / norm : g)) },
          attributes,
        );
      },
    },
  },
  {
    name: 'momentum of the neighbouring element',
    operation: 'optimizers.sgd',
    caughtBy: 'optimizers.sgd/C7',
    operations: {
      'optimizers.sgd': (inputs, attributes) => {
        const v = valuesOf(inputs.velocity);
        return sgd(
          { ...inputs, velocity: mapped(inputs.velocity, (_, at) => v[Math.max(at - 1, 0)] ?? 0) },
          attributes,
        );
      },
    },
  },
];
