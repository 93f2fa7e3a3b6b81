import fc from 'fast-check';
import { flowNegativeLogLikelihood, ganHinge, ganMinimax, wassersteinCritic } from '../../spec/losses/generative.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Case, type Context, type Law, law } from '../law.ts';
import { invariant } from '../metamorphic.ts';
import { ofResult, refuses } from '../observed.ts';
import { near } from '../verbs/measured.ts';
import { filled, map, negated, only, plus, scaled, shifted, vector, zeros } from '../verbs/tensors.ts';
import { all, sumsTo, sumsToAtMost, term } from './_internal/combined.ts';

const samples = (context: Context) => tensors(context, { real: 'n', fake: 'm' }, { most: 6 });

/** Numbers of 64ths between 0 and 1. */
const inside = (one: Tensor): Tensor => map(one, (value) => (1 + (Math.abs(value) % 63)) / 64);
const other = (one: Tensor): Tensor => map(one, (value) => 1 - value);

const discriminated = (context: Context) =>
  samples(context).map(({ real, fake }) => ({ real: inside(real), fake: inside(fake) }));

const pairs = (context: Context) => tensors(context, { real: 'n', fake: 'm', real2: 'n', fake2: 'm' }, { most: 6 });

const half = (a: Tensor, b: Tensor): Tensor => scaled(plus(a, b), 1 / 2);

/** Samples without elements are refused. */
const needsElements = (operation: typeof ganMinimax | typeof ganHinge | typeof wassersteinCritic): Law =>
  refuses<Case & { real: Tensor; fake: Tensor; isReal: boolean }, typeof operation>(operation, 'R1', {
    share: 0.25,
    asks: ['empty'],
    cases: (context) => beside(discriminated(context), { isReal: dealt([true, false]) }),
    calls: ({ real, fake, isReal }) => {
      const none = tensorOf(real.dtype, [0], []);
      return { 'a sample without elements is refused': isReal ? { real: none, fake } : { real, fake: none } };
    },
    honest: (outputs) => Object.values<Tensor>(outputs as never).some(({ data }) => Number.isNaN(data[0])),
  });

export const laws: readonly Law[] = [
  needsElements(ganMinimax),
  needsElements(ganHinge),
  needsElements(wassersteinCritic),
  law(ganMinimax, 'C1', {
    cases: discriminated,
    check: (on, { real, fake }, context) => {
      const level = { real: filled(real, real.shape, 1 / 2), fake: filled(fake, fake.shape, 1 / 2) };
      return all(
        sumsTo('value of D = 1/2', -2 * Math.LN2, [term(1, ganMinimax, level)], [on, context]),
        sumsToAtMost('value', 0, [term(1, ganMinimax, { real, fake })], [on, context]),
      );
    },
  }),
  invariant(ganMinimax, 'C2', {
    cases: discriminated,
    to: ({ real, fake }) => ({ real: other(fake), fake: other(real) }),
    what: 'value of what is left to 1',
  }),
  law(ganMinimax, 'C3', {
    cases: pairs,
    check: (on, drawn, context) => {
      const [a, b] = [
        { real: inside(drawn.real), fake: inside(drawn.fake) },
        { real: inside(drawn.real2), fake: inside(drawn.fake2) },
      ];
      const middle = { real: half(a.real, b.real), fake: half(a.fake, b.fake) };
      const of = (times: number, at: Case) => term(times, ganMinimax, at);
      return all(sumsToAtMost('mean less the midpoint', 0, [of(0.5, a), of(0.5, b), of(-1, middle)], [on, context]));
    },
  }),
  law(ganHinge, 'C1', {
    cases: samples,
    check: (on, { real, fake }, context) => {
      const far = { real: map(real, (d) => 1 + Math.abs(d)), fake: map(fake, (d) => -1 - Math.abs(d)) };
      return all(
        sumsTo('loss of D = 0', 2, [term(1, ganHinge, { real: zeros(real), fake: zeros(fake) })], [on, context]),
        sumsTo('loss of D beyond 1 and -1', 0, [term(1, ganHinge, far)], [on, context]),
        sumsToAtMost('less the loss', 0, [term(-1, ganHinge, { real, fake })], [on, context]),
      );
    },
  }),
  invariant(ganHinge, 'C2', {
    cases: samples,
    to: ({ real, fake }) => ({ real: negated(fake), fake: negated(real) }),
    what: 'loss of the other sign',
  }),
  law(ganHinge, 'C3', {
    cases: pairs,
    check: (on, { real, fake, real2, fake2 }, context) => {
      const of = (times: number, one: Tensor, two: Tensor) =>
        term(times, ganHinge, { real: scaled(one, 1 / 4), fake: scaled(two, 1 / 4) });
      const middle = of(1, half(real, real2), half(fake, fake2));
      return all(
        sumsToAtMost(
          'midpoint less the mean',
          0,
          [middle, of(-0.5, real, fake), of(-0.5, real2, fake2)],
          [on, context],
        ),
      );
    },
  }),
  invariant(wassersteinCritic, 'C1', {
    cases: (context) => beside(samples(context), { shift: fc.integer({ min: -99, max: 99 }) }),
    to: ({ real, fake, shift }) => ({ real: shifted(real, shift), fake: shifted(fake, shift) }),
    what: 'difference of the shifted critic',
  }),
  law(wassersteinCritic, 'C2', {
    cases: samples,
    check: (on, { real, fake }, context) => {
      const terms = [
        term(1, wassersteinCritic, { real, fake }),
        term(1, wassersteinCritic, { real: fake, fake: real }),
      ];
      return all(sumsTo('both ways', 0, terms, [on, context]));
    },
  }),
  ofResult(flowNegativeLogLikelihood, 'C1', {
    cases: (context) => tensors(context, { z: 'n', logDeterminant: '' }, { most: 6 }),
    of: ({ loss }, { z, logDeterminant }, bounds) => {
      const least = (z.data.length * Math.log(2 * Math.PI)) / 2 - only(logDeterminant);
      const above = Array.from(z.data).reduce((sum, value) => sum + value * value, 0) / 2;
      return [near('loss', only(loss), least + above, bounds().most + 2 ** -50 * (Math.abs(least) + above))];
    },
  }),
  law(flowNegativeLogLikelihood, 'C2', {
    cases: (context) => tensors(context, { z: 'n', other: 'm', logDeterminant: '', another: '' }, { most: 5 }),
    check: (on, { z, other, logDeterminant, another }, context) => {
      const joined = vector(z, [...z.data, ...other.data]);
      const terms = [
        term(1, flowNegativeLogLikelihood, { z: joined, logDeterminant: plus(logDeterminant, another) }),
        term(-1, flowNegativeLogLikelihood, { z, logDeterminant }),
        term(-1, flowNegativeLogLikelihood, { z: other, logDeterminant: another }),
      ];
      return all(sumsTo('of both less that of each', 0, terms, [on, context]));
    },
  }),
  law(flowNegativeLogLikelihood, 'C3', {
    cases: (context) =>
      beside(tensors(context, { z: 'n', logDeterminant: '' }, { most: 5 }), { c: fc.integer({ min: -50, max: 50 }) }),
    check: (on, { z, logDeterminant, c }, context) => {
      const terms = [
        term(1, flowNegativeLogLikelihood, { z, logDeterminant: shifted(logDeterminant, -c) }),
        term(-1, flowNegativeLogLikelihood, { z, logDeterminant }),
      ];
      return all(sumsTo('by how much more', c, terms, [on, context]));
    },
  }),
];
