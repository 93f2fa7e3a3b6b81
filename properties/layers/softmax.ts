import fc from 'fast-check';
import { sigmoid } from '../../spec/layers/sigmoids.ts';
import { softmax } from '../../spec/layers/softmax.ts';
import { ulpsOf } from '../../spec/scalars/bound.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { erratum } from '../erratum.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { shiftBelow } from '../generators/entries.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law } from '../law.ts';
import { asDefined, equal, invariant } from '../metamorphic.ts';
import { ofResult } from '../observed.ts';
import { sumWithin, totalOf } from '../verbs/bothWithin.ts';
import { worst } from '../verbs/compare.ts';
import { exactPullback } from '../verbs/derivative.ts';
import { boundedResult, matchesDefinition, outputOf } from '../verbs/judge.ts';
import { atLeast, atMost, between, each, near } from '../verbs/measured.ts';
import { refuted } from '../verbs/refuted.ts';
import { filled, map, shifted, vector } from '../verbs/tensors.ts';
import { hugeRows } from './_internal/logits.ts';

const shiftedRows = (context: Context) => beside(tensors(context, { x: 'n' }), { shift: shiftBelow(901, context) });

const equalLogits = (context: Context) =>
  fc
    .record({ n: fc.integer({ min: 1, max: 9 }), value: fc.integer({ min: -1000, max: 1000 }) })
    .map(({ n, value }) => ({ x: vector(context, new Array<number>(n).fill(value)) }));

/** <a, b> in double precision, whatever the type of the two. */
const pairing = (a: Tensor, b: Tensor): number =>
  Array.from(a.data).reduce((sum, value, at) => sum + value * (b.data[at] ?? Number.NaN), 0);

export const laws: readonly Law[] = [
  ofResult(softmax, 'C1', {
    cases: (context) => tensors(context, { x: 'n' }, { entries: 'reals', most: 12 }),
    of: ({ y }, _given, bounds) => [sumWithin(y.data, 1, bounds().allowed, 'sum of a row')],
  }),
  invariant(softmax, 'C2', {
    hint: 'the largest entry is not subtracted, or not exactly',
    hintOfLoss: true,
    cases: shiftedRows,
    to: ({ x, shift }) => ({ x: shifted(x, shift) }),
    what: 'softmax(x + c)',
  }),
  ofResult(softmax, 'C3', {
    cases: (context) => tensors(context, { x: 'n' }, { entries: 'reals', least: 2 }),
    of: ({ y }, { x }, bounds) => {
      const { allowed } = bounds();
      const order = Array.from(x.data.keys()).sort((i, j) => (x.data[i] ?? 0) - (x.data[j] ?? 0));
      // Each entry against the next larger one: an exponential need not be monotone to the last bit.
      const steps = order.slice(1).map((j, rank) => {
        const i = order[rank] ?? 0;
        const what = `y[${i}] for an entry that is no larger than entry ${j}`;
        return atMost(what, y.data[i] ?? Number.NaN, y.data[j] ?? Number.NaN, (allowed[i] ?? 0) + (allowed[j] ?? 0));
      });
      return [worst(steps, 'order of the entries')];
    },
  }),
  ofResult(softmax, 'C4', {
    hint: 'the exponential of the logits overflows: the largest must be subtracted first',
    hintOfLoss: true,
    cases: hugeRows,
    of: ({ y }, _given, bounds) => {
      const { allowed } = bounds();
      return [each('y', y, (what, value, i) => between(what, value, [0, 1 + (allowed[i] ?? 0)]))];
    },
  }),
  asDefined(softmax, 'C5', { cases: equalLogits, what: 'softmax of equal logits' }),
  equal(softmax, 'C7', {
    repeats: true,
    advice: true,
    hint: 'logits are not shifted before anything else is done with them, or the sum is divided by as a reciprocal',
    hintOfLoss: true,
    cases: (context) => fc.record({ moved: shiftedRows(context), equal: equalLogits(context) }),
    sides: (f, { moved: { x, shift }, equal }) => ({
      'softmax(x + c)': [f({ x: shifted(x, shift) }), f({ x })],
      'softmax of equal logits': [f(equal), filled(equal.x, equal.x.shape, 1 / equal.x.data.length)],
    }),
  }),
  law(softmax, 'C6', {
    gradient: true,
    hint: 'the term -y <g, y> of the pullback is missing or taken over the wrong axis',
    cases: (context) => tensors(context, { x: 'n', g: 'n' }, { entries: 'integers' }),
    check: async (on, { x, g }, { u, profile }) => {
      const [constant, general] = await Promise.all(
        [filled(x, x.shape, 3), g].map(async (y) => outputOf(await on.gradient(softmax, { x }, { y }), 'x')),
      );
      const n = x.data.length;
      // y_i (g - <g, y>) cancels to the error of the row sum of y, which C1 bounds.
      const allowed = (size: number) => (4 * n + 16 * ulpsOf(profile).exp) * n * u * size;
      const sum = Array.from(general?.data ?? [Number.NaN]).reduce((total, value) => total + value, 0);
      return [
        each('pullback of a constant', constant ?? x, (what, value) => near(what, value, 0, allowed(3))),
        near('sum of the pullback', sum, 0, allowed(Math.max(...Array.from(g.data, Math.abs)))),
      ];
    },
  }),
  law(softmax, 'C8', {
    gradient: true,
    hint: 'the pullback is not that of a symmetric matrix: the sum is taken of something else than y times the cotangent',
    cases: (context) => tensors(context, { x: 'n', v: 'n', w: 'n' }),
    check: async (on, { x, v, w }, context) => {
      const pullback = exactPullback(softmax, { inputs: { x }, attributes: {} }, context);
      const pulled = async (y: Tensor) => {
        const gradient = outputOf(await on.gradient(softmax, { x }, { y }), 'x');
        return { gradient, allowed: pullback({ y }).map(({ allowed }) => allowed) };
      };
      const [ofV, ofW] = await Promise.all([pulled(v), pulled(w)]);
      const errorOf = (weights: Tensor, { gradient, allowed }: typeof ofV) =>
        Array.from(weights.data, Math.abs).reduce(
          (sum, weight, at) => sum + weight * ((allowed[at] ?? 0) + 2 ** -48 * Math.abs(gradient.data[at] ?? 0)),
          0,
        );
      const [one, other] = [pairing(v, ofW.gradient), pairing(w, ofV.gradient)];
      const form = pairing(v, ofV.gradient);
      return [
        near('<v, J w> - <w, J v>', totalOf([one, -other]), 0, errorOf(v, ofW) + errorOf(w, ofV)),
        between('<v, J v>', form, [0, pairing(v, v) / 2], errorOf(v, ofV)),
      ];
    },
  }),
  law(softmax, 'C9', {
    cases: (context) =>
      beside(tensors(context, { x: 'n', z: 'n' }, { entries: 'reals', least: 2 }), { level: dealt([false, true]) }).map(
        // Near two equal entries nothing is lost: a small step along (1, -1) is halved.
        ({ x, z, level }) => (level ? { x: vector(x, [0, 0]), z: vector(x, [2 ** -3, -(2 ** -3)]) } : { x, z }),
      ),
    check: async (on, { x, z }, context) => {
      const [one, other] = await Promise.all([on(softmax, { x }), on(softmax, { x: z })]);
      const [own, others] = [x, z].map((row) => boundedResult(softmax, { x: row }, {}, context).allowed);
      const distance = (a: Tensor, b: Tensor) =>
        Math.hypot(...Array.from(a.data, (value, at) => value - (b.data[at] ?? Number.NaN)));
      const errors = Math.hypot(...(own ?? []).map((error, at) => error + (others?.[at] ?? 0)));
      const limit = (distance(x, z) / 2) * (1 + 2 ** -48);
      return [atMost('||softmax(x) - softmax(z)||', distance(one.y, other.y), limit, errors)];
    },
  }),
  law(softmax, 'C10', {
    needs: [sigmoid],
    cases: (context) => tensors(context, { x: 'n' }, { sizes: { n: 2 } }),
    check: async (on, { x }, context) => {
      const [first = Number.NaN, second = Number.NaN] = x.data;
      const difference = vector(x, [second - first]);
      const [{ y }, logistic] = await Promise.all([on(softmax, { x }), on(sigmoid, { x: difference })]);
      const errors = boundedResult(sigmoid, { x: difference }, {}, context).most;
      const allowed = boundedResult(softmax, { x }, {}, context).allowed[1] ?? 0;
      return [near('y[1]', y.data[1] ?? Number.NaN, logistic.y.data[0] ?? Number.NaN, allowed + errors)];
    },
  }),
  law(softmax, 'C11', {
    cases: (context) => tensors(context, { x: 'n' }, { least: 2 }),
    check: async (on, { x }, context) => {
      const temperatures = [1, 2, 8, 2 ** 20];
      const given = temperatures.map((temperature) => map(x, (value) => value / temperature));
      const rows = await Promise.all(given.map(async (row) => (await on(softmax, { x: row })).y));
      const allowed = given.map((row) => boundedResult(softmax, { x: row }, {}, context).allowed);
      const entropies = rows.map(({ data }) =>
        Array.from(data).reduce((sum, p) => sum - (p > 0 ? p * Math.log(p) : 0), 0),
      );
      // An error e of p is one of p log p, times 1 + |log p|; where p may be 0, at most e (1 + |log e|).
      const errors = rows.map(({ data }, at) =>
        Array.from(data).reduce((sum, p, i) => {
          const error = (allowed[at]?.[i] ?? 0) + 2 ** -52 * p;
          return sum + error * (1 - Math.log(Math.min(Math.max(p, error), 1) || 1));
        }, 0),
      );
      const n = x.data.length;
      const hot = rows.at(-1) ?? x;
      const spread = 2 * 9 * 2 ** -20;
      return [
        ...entropies
          .slice(1)
          .map((entropy, at) =>
            atLeast(
              `entropy at T = ${temperatures[at + 1]}`,
              entropy,
              entropies[at] ?? 0,
              (errors[at] ?? 0) + (errors[at + 1] ?? 0),
            ),
          ),
        each('softmax(x / 2^20)', hot, (what, p, i) =>
          near(what, p, 1 / n, Math.expm1(spread) / n + (allowed.at(-1)?.[i] ?? 0)),
        ),
      ];
    },
  }),
  erratum(softmax, 'E35', {
    given: ({ dtype }) => ({ x: tensorOf(dtype, [2, 2], [1, 2, 64, 128]) }),
    check: async (on, { x }, context) => {
      const outputs = await on(softmax, { x });
      const [warm = 0, , , cold = 0] = outputs.y.data;
      return [
        refuted('softmax(1, 2) = (0, 1)', warm, 0.25),
        // exp(x - logSumExp(x)), which is as good as any, errs by |x| u.
        near('softmax((1, 2) / T), T = 1/64, in its second entry', cold, 1, Math.exp(-64) + 2 * 128 * context.u),
        ...matchesDefinition(softmax, { x }, {}, outputs, context),
      ];
    },
  }),
];
