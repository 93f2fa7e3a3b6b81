import type { AttributeValue } from '../../../spec/attribute.ts';
import type { Arithmetic } from '../_internal/arithmetic.ts';
import { valuesOf } from '../_internal/dense.ts';
import type { Cores, Variant } from '../variant.ts';

/** One element of the parameter with all that belongs to it, and the hyperparameters rounded to the data type. */
type Step = (
  element: Readonly<Record<string, number>>,
  rates: Readonly<Record<string, number>>,
  f: Arithmetic,
) => Readonly<Record<string, number>>;

const elementwise = (name: string, operation: string, step: Step): Variant => ({
  name,
  operation,
  compute: (inputs: Cores, attributes: Readonly<Record<string, AttributeValue>>, f) => {
    const rates = Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, f.round(Number(value))]));
    const names = Object.keys(inputs);
    const results = valuesOf(inputs['parameter']).map((_, at) =>
      step(Object.fromEntries(names.map((key) => [key, valuesOf(inputs[key])[at] ?? 0])), rates, f),
    );
    const outputs =
      operation === 'optimizers.sgd' ? ['nextParameter', 'nextVelocity'] : ['nextParameter', 'nextM', 'nextV'];
    return Object.fromEntries(outputs.map((key) => [key, results.map((result) => result[key] ?? Number.NaN)]));
  },
});

const fusedDescent: Step = ({ parameter = 0, gradient = 0, velocity = 0 }, rates, f) => {
  const { learningRate = 0, momentum = 0, weightDecay = 0, nesterov = 0 } = rates;
  const slope = f.fma(weightDecay, parameter, gradient);
  const nextVelocity = f.fma(momentum, velocity, slope);
  const direction = nesterov === 1 ? f.fma(momentum, nextVelocity, slope) : nextVelocity;
  return { nextParameter: f.fma(-learningRate, direction, parameter), nextVelocity };
};

/** beta^t by repeated products. */
const power = (beta: number, step: number, f: Arithmetic): number => {
  let product = 1;
  for (let i = 0; i < step; i++) product = f.mul(product, beta);
  return product;
};

interface Rules {
  /** Whether the decay is added to the gradient, or shrinks the parameter. */
  readonly decoupled: boolean;
  /** Whether the mean is interpolated, as torch.lerp does it: from the old one, or from the new one where that has more weight. */
  readonly interpolated?: boolean;
  /** The step from the moments and the bias corrections. */
  readonly update: (
    m: number,
    v: number,
    first: number,
    second: number,
    rates: Readonly<Record<string, number>>,
    f: Arithmetic,
  ) => number;
}

const interpolation = (old: number, seen: number, weight: number, f: Arithmetic): number => {
  const change = f.sub(seen, old);
  return weight < 0.5 ? f.add(old, f.mul(weight, change)) : f.sub(seen, f.mul(change, f.sub(1, weight)));
};

const moments =
  ({ decoupled, interpolated = false, update }: Rules): Step =>
  ({ parameter = 0, gradient = 0, m = 0, v = 0 }, rates, f) => {
    const { step = 1, learningRate = 0, beta1 = 0, beta2 = 0, weightDecay = 0 } = rates;
    const slope = decoupled ? gradient : f.fma(weightDecay, parameter, gradient);
    const taken = f.sub(1, beta1);
    const nextM = interpolated ? interpolation(m, slope, taken, f) : f.fma(beta1, m, f.mul(taken, slope));
    const nextV = f.fma(f.mul(f.sub(1, beta2), slope), slope, f.mul(beta2, v));
    const [first, second] = [f.sub(1, power(beta1, step, f)), f.sub(1, power(beta2, step, f))];
    const kept = decoupled ? f.mul(parameter, f.sub(1, f.mul(learningRate, weightDecay))) : parameter;
    return { nextParameter: f.sub(kept, update(nextM, nextV, first, second, rates, f)), nextM, nextV };
  };

/** As PyTorch orders it: (rate / c1) m / (sqrt(v) / sqrt(c2) + epsilon). */
const byRoots: Rules['update'] = (m, v, first, second, { learningRate = 0, epsilon = 0 }, f) =>
  f.mul(f.div(learningRate, first), f.div(m, f.add(f.div(f.sqrt(v), f.sqrt(second)), epsilon)));

/** As the paper suggests: rate sqrt(c2) / c1 times m / (sqrt(v) + epsilon sqrt(c2)). */
const byOneRate: Rules['update'] = (m, v, first, second, { learningRate = 0, epsilon = 0 }, f) => {
  const root = f.sqrt(second);
  return f.div(f.mul(f.div(f.mul(learningRate, root), first), m), f.fma(epsilon, root, f.sqrt(v)));
};

export const variants: readonly Variant[] = [
  elementwise('fused', 'optimizers.sgd', fusedDescent),
  elementwise("fused, in PyTorch's order", 'optimizers.adam', moments({ decoupled: false, update: byRoots })),
  elementwise(
    'fused, one rate for both corrections',
    'optimizers.adam',
    moments({ decoupled: false, update: byOneRate }),
  ),
  ...['optimizers.adam', 'optimizers.adamw'].map((operation) =>
    elementwise(
      'the mean interpolated',
      operation,
      moments({ decoupled: operation === 'optimizers.adamw', interpolated: true, update: byRoots }),
    ),
  ),
  elementwise("fused, in PyTorch's order", 'optimizers.adamw', moments({ decoupled: true, update: byRoots })),
];
