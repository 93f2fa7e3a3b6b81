import { blahutArimotoStep, bottleneckObjective, informationPlane } from '../../spec/information/bottleneck.ts';
import { entropy } from '../../spec/information/entropies.ts';
import { mutualInformation } from '../../spec/information/mutualInformation.ts';
import { allowedError } from '../../spec/scalars/bound.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { erratum } from '../erratum.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law, type Subject } from '../law.ts';
import { ofResult } from '../observed.ts';
import { known, notPositive, numberBy, vanishes } from '../verbs/balance.ts';
import { sumWithin } from '../verbs/bothWithin.ts';
import { boundedResults } from '../verbs/judge.ts';
import { atLeast, atMost, each, near } from '../verbs/measured.ts';
import { refuted } from '../verbs/refuted.ts';
import { at, build, distance, filled, identity, only, rowsOf } from '../verbs/tensors.ts';
import { asRows, distributions, rowSums } from './_internal/distributions.ts';

/** A joint distribution and an encoder, of sixteenths and eighths. */
const encoders = (context: Context, { first = 0, k = 3 } = {}) =>
  beside(distributions(context, { p: 'm n' }, { first, most: 3 }), {
    drawn: tensors(context, { encoder: 'm k' }, { sizes: { m: 4, k } }),
  }).map(({ p, drawn: { encoder } }) => {
    const rows = asRows(encoder, first, 8);
    return { p, encoder: build(rows, [p.shape[0] ?? 0, k], (i, j) => at(rows, i, j)) };
  });

const constant = (p: Tensor): Tensor => filled(p, [p.shape[0] ?? 0, 1], 1);

/** The point in the information plane, each with how far it may be off. */
async function pointOf(on: Subject, context: Context, p: Tensor, encoder: Tensor) {
  const { ix, iy } = await on(informationPlane, { p, encoder });
  const bounds = boundedResults(informationPlane, { p, encoder }, {}, context);
  const error = (name: string) =>
    Math.max(0, ...(bounds[name]?.values ?? []).map((one) => allowedError(one, context.profile)));
  return { ix: known(only(ix), error('ix')), iy: known(only(iy), error('iy')) };
}

const objective = (on: Subject, context: Context, p: Tensor, encoder: Tensor, beta: number) =>
  numberBy(on, context, bottleneckObjective, { p, encoder }, { beta });

/** So many steps. */
async function iterated(on: Subject, p: Tensor, encoder: Tensor, beta: number, steps: number): Promise<Tensor> {
  let current = encoder;
  for (let step = 0; step < steps; step++)
    current = (await on(blahutArimotoStep, { p, encoder: current }, { beta })).next;
  return current;
}

/** The pair of which the catalogue speaks, in eighths, and an encoder that starts near the middle. */
const pair = ({ dtype }: Context) => ({
  p: tensorOf(dtype, [2, 2], [3 / 8, 1 / 8, 1 / 8, 3 / 8]),
  encoder: tensorOf(dtype, [2, 2], [5 / 8, 3 / 8, 3 / 8, 5 / 8]),
});

export const laws: readonly Law[] = [
  law(informationPlane, 'C1', {
    needs: [entropy, mutualInformation],
    hint: 'the two axes of the plane are exchanged',
    cases: (context) => encoders(context),
    check: async (on, { p, encoder }, context) => {
      const [{ ix, iy }, most, ofX] = await Promise.all([
        pointOf(on, context, p, encoder),
        numberBy(on, context, mutualInformation, { p }),
        numberBy(on, context, entropy, { p: rowSums(p) }),
      ]);
      return [
        notPositive('-I(T; Y)', [-1, iy]),
        notPositive('I(T; Y) - I(X; Y)', [1, iy], [-1, most]),
        notPositive('I(T; Y) - I(X; T)', [1, iy], [-1, ix]),
        notPositive('I(X; T) - H(X)', [1, ix], [-1, ofX]),
      ];
    },
  }),
  law(informationPlane, 'C2', {
    needs: [entropy, mutualInformation],
    cases: (context) => encoders(context),
    check: async (on, { p }, context) => {
      const [corner, origin, most, ofX] = await Promise.all([
        pointOf(on, context, p, identity(p, p.shape[0] ?? 0)),
        pointOf(on, context, p, constant(p)),
        numberBy(on, context, mutualInformation, { p }),
        numberBy(on, context, entropy, { p: rowSums(p) }),
      ]);
      return [
        vanishes('I(X; X) - H(X)', [1, corner.ix], [-1, ofX]),
        vanishes('I(X; Y) of T = X', [1, corner.iy], [-1, most]),
        vanishes('I(X; T) of a constant', [1, origin.ix]),
        vanishes('I(T; Y) of a constant', [1, origin.iy]),
      ];
    },
  }),
  law(bottleneckObjective, 'C1', {
    hint: 'the sign of beta, or the two kinds of information are exchanged',
    cases: (context) => beside(encoders(context), { beta: dealt([1, 0.5, 0.25, 0]) }),
    check: async (on, { p, encoder, beta }, context) => {
      const [l, none] = await Promise.all([
        objective(on, context, p, encoder, beta),
        objective(on, context, p, constant(p), beta),
      ]);
      return [notPositive('-l', [-1, l]), vanishes('l of a constant T', [1, none])];
    },
  }),
  law(bottleneckObjective, 'C2', {
    needs: [entropy, mutualInformation],
    cases: (context) => beside(encoders(context), { beta: dealt([2, 0.5, 8]) }),
    check: async (on, { p, beta }, context) => {
      const [l, most, ofX] = await Promise.all([
        objective(on, context, p, identity(p, p.shape[0] ?? 0), beta),
        numberBy(on, context, mutualInformation, { p }),
        numberBy(on, context, entropy, { p: rowSums(p) }),
      ]);
      return [vanishes('l of T = X', [1, l], [-1, ofX], [beta, most])];
    },
  }),
  law(bottleneckObjective, 'C3', {
    needs: [informationPlane],
    hint: 'beta is the price of what is kept, and not of what is known, or the sign is exchanged',
    cases: (context) => beside(encoders(context), { beta: dealt([1.5, 1, 0.5]), times: dealt([4, 2, 16]) }),
    check: async (on, { p, encoder, beta, times }, context) => {
      const some = [encoder, identity(p, p.shape[0] ?? 0), constant(p)];
      const best = async (price: number) => {
        const values = await Promise.all(some.map((one) => objective(on, context, p, one, price)));
        const least = Math.min(...values.map(({ value }) => value));
        const at = values.findIndex(({ value }) => value === least);
        return { at, off: 2 * Math.max(...values.map(({ error }) => error)) };
      };
      const [small, large] = await Promise.all([best(beta), best(times * beta)]);
      const [low, high] = await Promise.all(
        [small, large].map(({ at: place }) => pointOf(on, context, p, some[place] ?? encoder)),
      );
      if (low === undefined || high === undefined) return [];
      // Each is best up to what the objectives may be off by: added, with weights that leave one kind of information alone.
      const [gap, off] = [(times - 1) * beta, known(0, small.off + large.off)];
      return [
        notPositive('I(T; Y), the smaller beta less the larger', [1, low.iy], [-1, high.iy], [1 / gap, off]),
        notPositive('I(X; T), likewise', [1, low.ix], [-1, high.ix], [((times + 1) * beta) / gap, off]),
      ];
    },
  }),
  erratum(bottleneckObjective, 'E40', {
    given: ({ dtype }) => ({ p: tensorOf(dtype, [2, 2], [0.4, 0.1, 0.1, 0.4]) }),
    check: async (on, { p }, context) => {
      const [kept, none] = await Promise.all([
        objective(on, context, p, identity(p, 2), 1),
        objective(on, context, p, constant(p), 1),
      ]);
      return [
        refuted('at beta = 1 what keeps X is better than what keeps nothing', kept.value - none.value, 0.4),
        near('l of T = X', kept.value, Math.LN2 - 0.19274475702175753, kept.error + 8 * context.u),
        near('l of a constant T', none.value, 0, none.error + 4 * context.u),
      ];
    },
  }),
  ofResult(blahutArimotoStep, 'C1', {
    hint: 'columns are normalised, not rows',
    cases: (context) => beside(encoders(context, { first: 1 }), { beta: dealt([1, 4, 64, 0]) }),
    of: ({ next }, { encoder }, bounds) => {
      const k = encoder.shape[1] ?? 1;
      const { allowed } = bounds();
      return [
        ...rowsOf(next.data, k).map((row, x) =>
          sumWithin(row, 1, allowed.slice(x * k, (x + 1) * k), `sum of row ${x}`),
        ),
        each('next', next, (what, value) => atLeast(what, value, 0)),
      ];
    },
  }),
  law(blahutArimotoStep, 'C2', {
    needs: [bottleneckObjective],
    hint: 'the divergence is taken the other way round, or p(t) is left out',
    cases: (context) => beside(encoders(context, { first: 1 }), { beta: dealt([1, 2, 6]) }),
    check: async (on, { p, encoder, beta }, context) => {
      const { next } = await on(blahutArimotoStep, { p, encoder }, { beta });
      const [before, after] = await Promise.all([
        objective(on, context, p, encoder, beta),
        objective(on, context, p, next, beta),
      ]);
      // The rows of what was rounded sum to 1 up to roundings, which count like those of the objective.
      return [notPositive('l after - l before', [1, after], [-1, before], [-1, known(0, 16 * (1 + beta) * context.u)])];
    },
  }),
  law(blahutArimotoStep, 'C3', {
    share: 0.5,
    cases: (context) => beside(encoders(context, { first: 1 }), { beta: dealt([2, 4, 16]) }),
    check: async (on, { p, encoder, beta }, context) => {
      const [m = 0, k = 0] = encoder.shape;
      const same = build(encoder, [m, k], (_, t) => at(encoder, 0, t));
      const { next } = await on(blahutArimotoStep, { p, encoder: same }, { beta });
      const bound = boundedResults(blahutArimotoStep, { p, encoder: same }, { beta }, context)['next'];
      const allowed = Math.max(0, ...(bound?.values ?? []).map((one) => allowedError(one, context.profile)));
      return [each('next', next, (what, value, position) => near(what, value, same.data[position] ?? 0, allowed))];
    },
  }),
  law(blahutArimotoStep, 'C4', {
    cases: (context) => encoders(context, { first: 1 }),
    check: async (on, { p, encoder }, { u }) => {
      const { next } = await on(blahutArimotoStep, { p, encoder }, { beta: 0 });
      const [m = 0] = encoder.shape;
      const ofX = rowSums(p);
      const ofT = (t: number) =>
        Array.from({ length: m }, (_, x) => (ofX.data[x] ?? 0) * at(encoder, x, t)).reduce((sum, one) => sum + one, 0);
      const k = encoder.shape[1] ?? 1;
      return [each('next', next, (what, value, position) => near(what, value, ofT(position % k), 64 * u))];
    },
  }),
  law(blahutArimotoStep, 'C5', {
    share: 0.05,
    needs: [informationPlane, mutualInformation],
    cases: (context) => dealt([0.5, 256]).map((beta) => ({ ...pair(context), beta })),
    check: async (on, { p, encoder, beta }, context) => {
      const last = await iterated(on, p, encoder, beta, 40);
      const after = await iterated(on, p, last, beta, 1);
      const [{ ix, iy }, most] = await Promise.all([
        on(informationPlane, { p, encoder: last }),
        numberBy(on, context, mutualInformation, { p }),
      ]);
      const least = Math.max(2 ** -12, 64 * context.u);
      return [
        near('what a step more changes', distance(after, last), 0, least),
        ...(beta < 1
          ? [near('I(X; T)', only(ix), 0, least), near('I(T; Y)', only(iy), 0, least)]
          : [near('I(T; Y)', only(iy), most.value, 2 ** -7 + 64 * context.u)]),
        atMost('I(T; Y) - I(X; Y)', only(iy), most.value, least),
      ];
    },
  }),
];
