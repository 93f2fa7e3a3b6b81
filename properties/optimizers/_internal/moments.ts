import fc from 'fast-check';
import { evaluate } from '../../../spec/evaluate.ts';
import type { adam } from '../../../spec/optimizers/adam.ts';
import type { adamw } from '../../../spec/optimizers/adamw.ts';
import { type Bound, bound } from '../../../spec/scalars/bound.ts';
import { toNumber } from '../../../spec/scalars/exact.ts';
import { type Tensor, tensorOf } from '../../../spec/tensor.ts';
import { tensors } from '../../generators/tensors.ts';
import { type ArgumentsOf, type ClauseOf, type Context, type Law, law, type Subject } from '../../law.ts';
import { identical, worst } from '../../verbs/compare.ts';
import { filled, map } from '../../verbs/tensors.ts';
import { dyadicDecays, dyadicRates } from './elements.ts';

export type Adaptive = typeof adam | typeof adamw;
type Given = Omit<ArgumentsOf<Adaptive>, 'step'>;

/** What an adaptive optimizer carries from step to step. */
export interface State {
  readonly parameter: Tensor;
  readonly m: Tensor;
  readonly v: Tensor;
}

export const atRest = (parameter: Tensor): State => ({
  parameter,
  m: filled(parameter, parameter.shape, 0),
  v: filled(parameter, parameter.shape, 0),
});

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

/** The exact moments, and their bounds, after `steps` steps with one gradient from rest: g (1 - beta1^t) and g^2 (1 - beta2^t). */
export function momentsAfter(gradient: Tensor, steps: number, beta1: number, beta2: number, context: Context) {
  const S = bound(context.profile);
  const seen = (beta: number) => S.sub(S.constant(1), S.power(S.constant(beta), steps));
  const [first, second] = [seen(beta1), seen(beta2)];
  const squares = Array.from(gradient.data, (g) => S.mul(S.constant(g), S.constant(g)));
  return {
    m: Array.from(gradient.data, (g) => S.mul(S.constant(g), first)),
    v: squares.map((square) => S.mul(square, second)),
  };
}

/** The nearest tensor to exact values. */
export const rounded = (like: Tensor, values: readonly Bound[]): Tensor =>
  tensorOf(
    like.dtype,
    like.shape,
    values.map(({ value }) => toNumber(value)),
  );

/** Bounds of the parameter after each step with one gradient: the definition applied to its own results, errors and all. */
export function boundedTrajectory(
  operation: Adaptive,
  start: { readonly parameter: readonly Bound[]; readonly m: readonly Bound[]; readonly v: readonly Bound[] },
  gradient: Tensor,
  steps: number,
  attributes: Given,
  from: number,
  context: Context,
): (readonly Bound[])[] {
  const S = bound(context.profile);
  const path: (readonly Bound[])[] = [];
  let state: Record<string, readonly Bound[]> = start;
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

/** Gradients without zeros, whose step is 0 / 0 with epsilon 0. */
const nonzero = (tensor: Tensor): Tensor => map(tensor, (value) => value || 1);

/** With epsilon 0 only the ratio of the moments counts: scaling every gradient by 2^k changes no parameter. */
export const ignoresScaleOfGradients = (operation: Adaptive, clause: ClauseOf<Adaptive>, decays: boolean): Law =>
  law(operation, clause, {
    hint: 'epsilon or a threshold is added though epsilon is 0',
    cases: (context) =>
      fc.record({
        base: tensors(context, { parameter: 'n', first: 'n', second: 'n', third: 'n' }, { most: 4 }),
        k: context.dtype === 'float64' ? fc.integer({ min: -200, max: 200 }) : fc.integer({ min: -30, max: 30 }),
        learningRate: dyadicRates,
        weightDecay: decays ? dyadicDecays : fc.constant(0),
      }),
    check: async (on, { base: { parameter, ...others }, k, ...attributes }) => {
      const gradients = [others.first, others.second, others.third].map(nonzero);
      const scaled = gradients.map((gradient) => map(gradient, (value) => value * 2 ** k));
      const given = { ...attributes, epsilon: 0 };
      const [plain, other] = await Promise.all([
        trajectory(on, operation, atRest(parameter), gradients, given),
        trajectory(on, operation, atRest(parameter), scaled, given),
      ]);
      return [
        worst(
          plain.map((state, at) =>
            identical(other[at]?.parameter ?? parameter, state.parameter, `parameter after ${at + 1} steps`),
          ),
          'parameter',
        ),
      ];
    },
  });
