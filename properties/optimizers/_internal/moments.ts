import fc from 'fast-check';
import { evaluate } from '../../../spec/evaluate.ts';
import type { adam } from '../../../spec/optimizers/adam.ts';
import type { adamw } from '../../../spec/optimizers/adamw.ts';
import { type Bound, boundArithmetic } from '../../../spec/scalars/bound.ts';
import { toNumber } from '../../../spec/scalars/exact.ts';
import { type Tensor, tensorOf } from '../../../spec/tensor.ts';
import { beside } from '../../generators/beside.ts';
import { tensors } from '../../generators/tensors.ts';
import {
  type ArgumentsOf,
  type Case,
  type ClauseOf,
  type Context,
  type Law,
  type LawOptions,
  law,
  type Subject,
} from '../../law.ts';
import { identical, worst } from '../../verbs/compare.ts';
import { scaled, withoutZeros, zeros } from '../../verbs/tensors.ts';
import { dyadicDecays, dyadicRates } from './elements.ts';

export type Adaptive = typeof adam | typeof adamw;
type Given = Omit<ArgumentsOf<Adaptive>, 'step'>;

/** What an adaptive optimizer carries from step to step. */
interface State<T = Tensor> {
  readonly parameter: T;
  readonly m: T;
  readonly v: T;
}

/** The states after each of some gradients; the first step is number `from` + 1. */
export async function trajectory(
  on: Subject,
  operation: Adaptive,
  start: State,
  gradients: readonly Tensor[],
  attributes: Given,
  from = 0,
): Promise<State[]> {
  const states: State[] = [];
  let state = start;
  for (const [at, gradient] of gradients.entries()) {
    const next = await on(operation, { ...state, gradient }, { ...attributes, step: from + at + 1 });
    state = { parameter: next.nextParameter, m: next.nextM, v: next.nextV };
    states.push(state);
  }
  return states;
}

/** The parameters on the way from moments of 0. */
async function fromRest(on: Subject, operation: Adaptive, parameter: Tensor, gradients: Tensor[], attributes: Given) {
  const rest = { parameter, m: zeros(parameter), v: zeros(parameter) };
  return (await trajectory(on, operation, rest, gradients, attributes)).map((state) => state.parameter);
}

/** Parameters bit for bit, step by step. */
const sameParameters = (received: readonly Tensor[], expected: (at: number) => Tensor) => [
  worst(
    received.map((parameter, at) => identical(parameter, expected(at), `parameter after ${at + 1} steps`)),
    'parameter',
  ),
];

/** The exact moments, and their bounds, after `steps` steps with one gradient from rest: g (1 - beta1^t) and g^2 (1 - beta2^t). */
export function momentsAfter(gradient: Tensor, steps: number, beta1: number, beta2: number, context: Context) {
  const { constant, sub, mul, power } = boundArithmetic(context.profile);
  const seen = (beta: number) => sub(constant(1), power(constant(beta), steps));
  const [first, second] = [seen(beta1), seen(beta2)];
  const slopes = Array.from(gradient.data, constant);
  return { m: slopes.map((g) => mul(g, first)), v: slopes.map((g) => mul(mul(g, g), second)) };
}

/** The nearest tensor to exact values. */
export const rounded = (like: Tensor, values: readonly Bound[]): Tensor => {
  const numbers = values.map(({ value }) => toNumber(value));
  return tensorOf(like.dtype, like.shape, numbers);
};

/** Bounds of the parameter after each step with one gradient: the definition applied to its own results, errors and all. */
export function boundedTrajectory(
  operation: Adaptive,
  start: State<readonly Bound[]>,
  gradient: Tensor,
  steps: number,
  attributes: Given,
  from: number,
  context: Context,
): (readonly Bound[])[] {
  const S = boundArithmetic(context.profile);
  const path: (readonly Bound[])[] = [];
  let state: Record<string, readonly Bound[]> = { ...start };
  for (let step = from + 1; step <= from + steps; step++) {
    const inputs = { parameter: gradient, gradient, m: gradient, v: gradient };
    const next = evaluate(operation, inputs, { ...attributes, step }, S, (value, input, position) => {
      return state[input]?.[position] ?? S.constant(value);
    });
    const values = (name: string) => next[name]?.values ?? [];
    state = { parameter: values('nextParameter'), m: values('nextM'), v: values('nextV') };
    path.push(values('nextParameter'));
  }
  return path;
}

/** Where gradients of 0 lead from moments of 0, in some steps. */
export const withoutGradient = <G extends Case & { readonly parameter: Tensor; readonly steps: number }>(
  operation: Adaptive,
  clause: ClauseOf<Adaptive>,
  { leadsTo, ...options }: Omit<LawOptions<G>, 'check'> & { readonly leadsTo: (given: G, steps: number) => Tensor },
): Law =>
  law<G, Adaptive>(operation, clause, {
    ...options,
    check: async (on, given) => {
      const { parameter, steps, ...attributes } = given;
      const gradients = new Array<Tensor>(steps).fill(zeros(parameter));
      const path = await fromRest(on, operation, parameter, gradients, attributes);
      return sameParameters(path, (at) => leadsTo(given, at + 1));
    },
  });

/** With epsilon 0 only the ratio of the moments counts: scaling every gradient by 2^k changes no parameter. */
export const ignoresScaleOfGradients = (operation: Adaptive, clause: ClauseOf<Adaptive>, decays: boolean): Law =>
  law(operation, clause, {
    hint: 'epsilon or a threshold is added though epsilon is 0',
    cases: (context) => {
      const most = context.dtype === 'float64' ? 200 : 30;
      return beside(tensors(context, { parameter: 'n', first: 'n', second: 'n', third: 'n' }, { most: 4 }), {
        k: fc.integer({ min: -most, max: most }),
        learningRate: dyadicRates,
        weightDecay: decays ? dyadicDecays : fc.constant(0),
      });
    },
    check: async (on, { parameter, first, second, third, k, ...attributes }) => {
      // The step of a gradient of 0 is 0 / 0 with epsilon 0.
      const gradients = [first, second, third].map(withoutZeros);
      const larger = gradients.map((gradient) => scaled(gradient, 2 ** k));
      const [plain, other] = await Promise.all(
        [gradients, larger].map((one) => fromRest(on, operation, parameter, one, { ...attributes, epsilon: 0 })),
      );
      return sameParameters(other ?? [], (at) => plain?.[at] ?? parameter);
    },
  });
