import { equilibrium } from '../../spec/autodiff/equilibrium.ts';
import { tanh } from '../../spec/tensor/hyperbolic.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law } from '../law.ts';
import { closedForm } from '../metamorphic.ts';
import { ofGradient } from '../observed.ts';
import { allowedBy, apart } from '../verbs/apart.ts';
import { boundedResults } from '../verbs/judge.ts';
import { atMost } from '../verbs/measured.ts';
import { at, map, scaled, zeros } from '../verbs/tensors.ts';

/** Rows of 3/4 and 1/4, which sum to 1: where they stand is drawn. */
const stochastic = (weight: Tensor): Tensor => {
  const [n = 1] = weight.shape;
  return map(weight, (_, k) => {
    const [i, j] = [Math.floor(k / n), k % n];
    const most = Math.abs(at(weight, i, 0)) % n;
    return (j === most ? 0.75 : 0) + (j === (most + i + 1) % n ? 0.25 : 0);
  });
};

const layers = (context: Context) =>
  beside(tensors(context, { x: 'n', weight: 'n n', g: 'n' }), { gain: dealt([0.25, 0.125, 0.25, 0]) }).map((given) => ({
    ...given,
    x: scaled(given.x, 1 / 8),
    weight: stochastic(given.weight),
  }));

/** g + gain W^T g + .., so many terms of it, in double precision whatever is judged. */
const series = (weight: Tensor, gain: number, g: Tensor, terms: number): readonly number[] => {
  let term: readonly number[] = Array.from(g.data);
  let sum: readonly number[] = term.map(() => 0);
  for (let k = 0; k < terms; k++) {
    const before = term;
    sum = sum.map((value, i) => value + (before[i] ?? 0));
    term = before.map((_, j) => gain * before.reduce((all, one, i) => all + at(weight, i, j) * one, 0));
  }
  return sum;
};

export const laws: readonly Law[] = [
  law(equilibrium, 'C1', {
    needs: [tanh],
    hint: 'the gain is not used, or one step more is taken than there are',
    cases: layers,
    check: async (on, { x, weight }, context) => {
      const [z, { y }] = await Promise.all([on(equilibrium, { x, weight }, { gain: 0 }), on(tanh, { x })]);
      const own = allowedBy(boundedResults(equilibrium, { x, weight }, { gain: 0 }, context), context);
      const other = allowedBy(boundedResults(tanh, { x }, {}, context), context);
      return [apart('z', z.z, y, [own['z'], other['y']])];
    },
  }),
  closedForm(equilibrium, 'C2', {
    cases: layers,
    from: ({ x, weight, gain }) => ({ x: zeros(x), weight, gain }),
    result: ({ x }) => ({ z: zeros(x) }),
  }),
  ofGradient(equilibrium, 'C3', {
    hint: 'the gradient goes through the last step alone, or through W in place of W^T',
    cases: (context) => beside(layers(context), { terms: dealt([1, 2, 4, 24]) }),
    from: ({ x, weight, gain }) => ({ x: zeros(x), weight, gain }),
    cotangents: ({ g }) => ({ z: g }),
    of: ({ x: gradient }, { weight, gain, g, terms }, allowed) => {
      const sum = series(weight, gain, g, terms);
      const size = Array.from(g.data).reduce((all: number, value) => all + Math.abs(value), 0);
      const gap = Array.from(gradient.data).reduce((all: number, value, i) => all + Math.abs(value - (sum[i] ?? 0)), 0);
      const off = allowed().x.reduce((all, one) => all + one, 0);
      return [atMost(`|gradient - ${terms} terms|_1`, gap, (gain ** terms / (1 - gain)) * size, off)];
    },
  }),
  law(equilibrium, 'C4', {
    hint: 'a row of W is normalised by another',
    cases: layers,
    check: async (on, { x, weight, gain }, context) => {
      const same = map(x, () => x.data[0] ?? 0);
      const { z } = await on(equilibrium, { x: same, weight }, { gain });
      const allowed = allowedBy(boundedResults(equilibrium, { x: same, weight }, { gain }, context), context);
      const first = map(z, () => z.data[0] ?? Number.NaN);
      const off = allowed['z'] && {
        ...allowed['z'],
        values: allowed['z'].values.map(() => allowed['z']?.values[0] ?? 0),
      };
      return [apart('z', z, first, [allowed['z'], off])];
    },
  }),
];
