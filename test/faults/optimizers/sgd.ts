import { keptInside } from '../_internal/kept.ts';
import { mapped, orZero, valuesOf, zipped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

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

export const faults: readonly Fault[] = faultsOf('optimizers.sgd', ({ misread, misreadEach, misset, wrong }) => {
  /** Gradient descent made of a rule for one element: [next parameter, next velocity]. */
  const descending = (
    name: string,
    clause: string,
    rule: (element: Descent, rates: Rates) => readonly [parameter: number, velocity: number],
  ) =>
    wrong(name, clause, (inputs, rates) => {
      const [p, g, v] = [inputs.parameter, inputs.gradient, inputs.velocity].map(valuesOf);
      const part = (k: 0 | 1) =>
        mapped(inputs.parameter, (_, at) => {
          const element = { parameter: p?.[at] ?? 0, gradient: g?.[at] ?? 0, velocity: v?.[at] ?? 0 };
          return rule(element, rates)[k];
        });
      return { nextParameter: part(0), nextVelocity: part(1) };
    });
  return [
    descending(
      'gradient enters the velocity with 1 - momentum',
      'C5',
      ({ parameter, gradient, velocity }, { learningRate, momentum, weightDecay }) => {
        const v = momentum * velocity + (1 - momentum) * (gradient + weightDecay * parameter);
        return [parameter - learningRate * v, v];
      },
    ),
    descending(
      'learning rate inside the velocity',
      'C1',
      ({ parameter, gradient, velocity }, { learningRate, momentum, weightDecay }) => {
        const v = momentum * velocity + learningRate * (gradient + weightDecay * parameter);
        return [parameter - v, v];
      },
    ),
    misset('nesterov ignored', 'C6', () => ({ nesterov: false })),
    wrong('decay applied beside the step', 'C4', (inputs, { weightDecay, ...rates }, right) => {
      const plain = right(inputs, { ...rates, weightDecay: 0 });
      const decayed = (value: number, old: number) => value - rates.learningRate * weightDecay * old;
      return { ...plain, nextParameter: zipped(plain.nextParameter, inputs.parameter, decayed) };
    }),
    misreadEach('uphill', 'C2', 'gradient', (g) => -g),
    misset('learning rate of 0 taken for the default', 'C3', ({ learningRate }) => ({
      learningRate: learningRate || 1e-3,
    })),
    descending(
      'no step where the gradient is 0',
      'C8',
      ({ parameter, gradient, velocity }, { learningRate, momentum, weightDecay, nesterov }) => {
        const slope = gradient + weightDecay * parameter;
        if (slope === 0) return [parameter, velocity];
        const v = momentum * velocity + slope;
        return [parameter - learningRate * (nesterov ? slope + momentum * v : v), v];
      },
    ),
    misreadEach('NaN in the gradient taken for 0', 'C9', 'gradient', orZero),
    misread('clipped by the norm of the whole gradient', 'definition', ({ gradient }) => {
      const norm = Math.hypot(...valuesOf(gradient));
      return { gradient: mapped(gradient, (g) => (norm > 10 ? (10 * g) / norm : g)) };
    }),
    misread('momentum of the neighbouring element', 'C7', ({ velocity }) => {
      const v = valuesOf(velocity);
      return { velocity: mapped(velocity, (_, at) => v[Math.max(at - 1, 0)] ?? 0) };
    }),
    misread('a velocity kept inside', 'continues', keptInside('velocity')),
  ];
});
