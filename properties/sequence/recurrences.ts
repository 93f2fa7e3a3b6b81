import type fc from 'fast-check';
import { ulpsOf } from '../../spec/scalars/bound.ts';
import { bptt, linearRnn, rnnCell } from '../../spec/sequence/recurrences.ts';
import { rnn } from '../../spec/sequence/rnn.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { partsOf } from '../called.ts';
import { beside } from '../generators/beside.ts';
import { calls } from '../generators/calls.ts';
import { dealt } from '../generators/dealt.ts';
import type { Entries } from '../generators/entries.ts';
import { type Case, type Context, type Law, law } from '../law.ts';
import { closedForm, metamorphic } from '../metamorphic.ts';
import { ofGradient, ofResult, refuses } from '../observed.ts';
import { allowedBy, apart } from '../verbs/apart.ts';
import { sumWithin } from '../verbs/bothWithin.ts';
import { identical } from '../verbs/compare.ts';
import { exactPullback } from '../verbs/derivative.ts';
import { boundedResults, outputOf } from '../verbs/judge.ts';
import { between, each } from '../verbs/measured.ts';
import { at, build, map, product, transposed, zeros } from '../verbs/tensors.ts';

/** Entries from -1 to 1, so that powers of a matrix of them stay exact. */
const signs = (x: Tensor): Tensor => map(x, (value) => Math.sign(value % 3));

/** A linear network of three steps at most, all of it small integers. */
const linear = (context: Context) =>
  calls(linearRnn, context, {
    entries: 'integers',
    batch: false,
    whole: true,
    most: 3,
    least: 1,
    reach: ['small'],
  }).map(({ weightX, weightHidden, ...others }) => ({
    ...others,
    weightX: signs(weightX),
    weightHidden: signs(weightHidden),
  }));

/** A vector as a column, and back. */
const column = (x: Tensor): Tensor => build(x, [x.data.length, 1], (i) => x.data[i] ?? 0);
const vectorOf = (x: Tensor): Tensor => build(x, [x.data.length], (i) => x.data[i] ?? 0);

/** A power of a matrix times a column. */
const powered = (a: Tensor, k: number, x: Tensor): Tensor => (k === 0 ? x : powered(a, k - 1, product(a, x)));

/** Runs of a few steps and the cotangents of all their states. */
const runs = (context: Context, entries: Entries = 'reals', most = 3) =>
  beside(calls(bptt, context, { entries, whole: true, most, least: 1, reach: ['small'], kinds: ['plain'] }), {
    cut: dealt(['segments', 'window']),
  });

const gradients = {
  x: 'gradientX',
  weightX: 'gradientWeightX',
  weightHidden: 'gradientWeightHidden',
  bias: 'gradientBias',
  initialHidden: 'gradientInitialHidden',
} as const;

/** A run with what a state is made of 32 times smaller. */
const shrunk = ({ weightX, weightHidden, bias }: Run) => {
  const small = (x: Tensor) => map(x, (value) => value / 32);
  return {
    weightX: small(weightX),
    weightHidden: small(weightHidden),
    ...(bias === undefined ? {} : { bias: small(bias) }),
  };
};

/** How far each element of the gradients may be off. */
const allowed = (given: Case, context: Context) => {
  const { inputs, attributes } = partsOf(bptt, given);
  return allowedBy(boundedResults(bptt, inputs, attributes as never, context), context);
};

/** The gradients of a run. */
const told = (on: Parameters<Law['check']>[0], given: Case) => {
  const { inputs, attributes } = partsOf(bptt, given);
  return on(bptt, inputs, attributes);
};

type Run = ReturnType<typeof runs> extends fc.Arbitrary<infer G> ? G : never;

/** The cotangent of one step alone. */
const alone = ({ cotangent }: Run, step: number): Tensor =>
  build(cotangent, cotangent.shape, (t, j) => (t === step ? at(cotangent, t, j) : 0));

export const laws: readonly Law[] = [
  closedForm(rnnCell, 'C1', {
    cases: (context) => calls(rnnCell, context, { batch: false, whole: true, entries: 'reals' }),
    from: ({ bias: _, weightX, weightHidden, ...given }) => ({
      ...given,
      weightX: zeros(weightX),
      weightHidden: zeros(weightHidden),
    }),
    result: ({ hidden }) => ({ nextHidden: zeros(hidden) }),
  }),
  ofResult(rnnCell, 'C2', {
    share: 0.5,
    cases: (context) => calls(rnnCell, context, { reach: ['small', 'tile'], kinds: ['plain', 'apart'] }),
    of: ({ nextHidden }, _given, _bounds, { u, profile }) => {
      const beyond = 2 * ulpsOf(profile).tanh * u;
      return [each('nextHidden', nextHidden, (what, state) => between(what, state, [-1, 1], beyond))];
    },
  }),
  closedForm(linearRnn, 'C1', {
    bits: 24,
    hint: 'the recurrent weight is transposed, or a step is left out',
    cases: linear,
    result: ({ x, weightX, weightHidden, bias, initialHidden }) => {
      const [steps = 0] = x.shape;
      const driven = (t: number) => {
        const own = product(weightX, column(build(x, [x.shape[1] ?? 0], (i) => at(x, t, i))));
        return map(own, (value, j) => value + (bias.data[j] ?? 0));
      };
      const after = (t: number) => {
        const terms = Array.from({ length: t + 1 }, (_, s) => powered(weightHidden, t - s, driven(s)));
        return [powered(weightHidden, t + 1, column(initialHidden)), ...terms];
      };
      const sums = Array.from({ length: steps }, (_, t) => after(t));
      return {
        hidden: build(x, [steps, initialHidden.data.length], (t, j) =>
          (sums[t] ?? []).reduce((sum, term) => sum + (term.data[j] ?? 0), 0),
        ),
      };
    },
  }),
  ofGradient(linearRnn, 'C2', {
    bits: 24,
    hint: 'the recurrent weight is not transposed on the way back, or a step is left out',
    cases: linear,
    cotangents: ({ x, initialHidden }) => {
      const [steps = 0, h = 0] = [x.shape[0], initialHidden.shape[0]];
      return { hidden: build(x, [steps, h], (t, j) => (t === steps - 1 ? 3 - 2 * j : 0)) };
    },
    of: ({ initialHidden }, { x, weightHidden }) => {
      const g = column(map(initialHidden, (_, j) => 3 - 2 * j));
      const pulled = powered(transposed(weightHidden), x.shape[0] ?? 0, g);
      return [identical(initialHidden, vectorOf(pulled), 'gradient of the state before the first step')];
    },
  }),
  law(bptt, 'C1', {
    needs: [rnn],
    gradient: true,
    share: 0.5,
    hint: 'a step is left out, or the recurrent weight is not transposed on the way back',
    cases: (context) => beside(runs(context), { more: dealt([0, 3]) }),
    check: async (on, { more, ...run }, context) => {
      const { cotangent, truncation: _, cut: __, ...inputs } = run;
      const given = { ...run, truncation: (cotangent.shape[0] ?? 0) + more };
      const [own, its] = await Promise.all([told(on, given), on.gradient(rnn, inputs, { hidden: cotangent })]);
      const mine = allowed(given, context);
      const other: Record<string, number[]> = {};
      for (const one of exactPullback(rnn, { inputs, attributes: {} }, context)({ hidden: cotangent })) {
        other[one.input] ??= [];
        (other[one.input] ?? [])[one.position] = one.allowed;
      }
      return Object.entries(gradients).map(([input, output]) => {
        const expected = outputOf(its, input);
        const limits = { shape: expected.shape, values: other[input] ?? [] };
        return apart(output, outputOf(own, output), expected, [mine[output], limits]);
      });
    },
  }),
  law(bptt, 'C2', {
    share: 0.5,
    hint: 'what one step hands back depends on what comes in at others',
    cases: (context) => runs(context),
    check: async (on, given, context) => {
      const parts = Array.from({ length: given.cotangent.shape[0] ?? 0 }, (_, t) => ({
        ...given,
        cotangent: alone(given, t),
      }));
      const all = [given, ...parts];
      const [whole, ...single] = await Promise.all(all.map((one) => told(on, one)));
      const limits = all.map((one) => allowed(one, context));
      return Object.values(gradients).flatMap((name) =>
        Array.from(whole?.[name].data ?? [], (value, i) =>
          sumWithin(
            single.map((one) => one[name].data[i] ?? Number.NaN),
            value,
            limits.map((one) => one[name]?.values[i] ?? 0),
            `${name}, element ${i}`,
          ),
        ),
      );
    },
  }),
  law(bptt, 'C3', {
    share: 0.3,
    cases: (context) => runs(context),
    check: async (on, run, context) => {
      const calls = (['segments', 'window'] as const).map((cut) => ({ ...run, truncation: 1, cut }));
      const [one, other] = await Promise.all(calls.map((given) => told(on, given)));
      const limits = calls.map((given) => allowed(given, context));
      if (one === undefined || other === undefined) return [];
      return Object.values(gradients).map((name) =>
        apart(
          name,
          one[name],
          other[name],
          limits.map((limit) => limit[name]),
        ),
      );
    },
  }),
  metamorphic(bptt, 'C4', {
    repeats: true,
    hint: 'what comes in later is handed back too far',
    // Small enough that no state is 1 in size, and hands nothing back.
    cases: (context) =>
      beside(runs(context, 'reals', 4), { truncation: dealt([2, 1]) }).map((one) => ({ ...one, ...shrunk(one) })),
    to: ({ cotangent, truncation }) => ({
      cotangent: build(cotangent, cotangent.shape, (t, j) =>
        t >= truncation ? 2 * at(cotangent, t, j) + 1 : at(cotangent, t, j),
      ),
    }),
    result: ({ gradientX }) => ({ gradientX }),
    compare: (other, whole, name, { cut, truncation }) => {
      // Of a segment every element ends with it.
      const count = Math.min(whole.shape[0] ?? 0, cut === 'segments' ? truncation : 1);
      const first = (x: Tensor) => build(x, [count, x.shape[1] ?? 0], (t, i) => at(x, t, i));
      return identical(first(other), first(whole), `${name} of the first elements`);
    },
  }),
  refuses(bptt, 'R1', {
    share: 0.2,
    cases: (context) => beside(runs(context), { truncation: dealt([0, -1, 1.5]) }),
    calls: (given) => ({ 'no steps, and parts of them, are refused': given }),
  }),
];
