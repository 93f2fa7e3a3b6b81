import type { NdArray } from '../../../src/ndArray.ts';
import { implementations } from '../../../src/registry.generated.ts';
import { keptInside } from '../_internal/kept.ts';
import { mapped, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

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

export const faults: readonly Fault[] = faultsOf('optimizers.sgd', ({ misread, misset, wrong }) => [
  wrong(
    'gradient enters the velocity with 1 - momentum',
    'C5',
    descending(({ parameter, gradient, velocity }, { learningRate, momentum, weightDecay }) => {
      const v = momentum * velocity + (1 - momentum) * (gradient + weightDecay * parameter);
      return [parameter - learningRate * v, v];
    }),
  ),
  wrong(
    'learning rate inside the velocity',
    'C1',
    descending(({ parameter, gradient, velocity }, { learningRate, momentum, weightDecay }) => {
      const v = momentum * velocity + learningRate * (gradient + weightDecay * parameter);
      return [parameter - v, v];
    }),
  ),
  misset('nesterov ignored', 'C6', () => ({ nesterov: false })),
  wrong('decay applied beside the step', 'C4', (inputs, attributes) => {
    const { learningRate, weightDecay } = attributes;
    const plain = sgd(inputs, { ...attributes, weightDecay: 0 });
    const old = valuesOf(inputs.parameter);
    return {
      ...plain,
      nextParameter: mapped(plain.nextParameter, (value, at) => value - learningRate * weightDecay * (old[at] ?? 0)),
    };
  }),
  misread('uphill', 'C2', (inputs) => ({ gradient: mapped(inputs.gradient, (g) => -g) })),
  misset('learning rate of 0 taken for the default', 'C3', ({ learningRate }) => ({
    learningRate: learningRate || 1e-3,
  })),
  wrong(
    'no step where the gradient is 0',
    'C8',
    descending(({ parameter, gradient, velocity }, { learningRate, momentum, weightDecay, nesterov }) => {
      const slope = gradient + weightDecay * parameter;
      if (slope === 0) return [parameter, velocity];
      const v = momentum * velocity + slope;
      return [parameter - learningRate * (nesterov ? slope + momentum * v : v), v];
    }),
  ),
  misread('NaN in the gradient taken for 0', 'C9', (inputs) => ({
    gradient: mapped(inputs.gradient, (g) => (Number.isNaN(g) ? 0 : g)),
  })),
  wrong('clipped by the norm of the whole gradient', 'definition', (inputs, attributes) => {
    const norm = Math.hypot(...valuesOf(inputs.gradient));
    return sgd({ ...inputs, gradient: mapped(inputs.gradient, (g) => (norm > 10 ? (10 * g) / norm : g)) }, attributes);
  }),
  wrong('momentum of the neighbouring element', 'C7', (inputs, attributes) => {
    const v = valuesOf(inputs.velocity);
    return sgd({ ...inputs, velocity: mapped(inputs.velocity, (_, at) => v[Math.max(at - 1, 0)] ?? 0) }, attributes);
  }),
  misread('a velocity kept inside', 'continues', keptInside('velocity')),
]);
