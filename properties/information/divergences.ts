import fc from 'fast-check';
import { jsDivergence, klDivergence, totalVariation } from '../../spec/information/divergences.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law, type Subject } from '../law.ts';
import { closedForm } from '../metamorphic.ts';
import { known, type Measured, notPositive, numberBy, vanishes } from '../verbs/balance.ts';
import { identical } from '../verbs/compare.ts';
import { atLeast, holds, near } from '../verbs/measured.ts';
import { refuted } from '../verbs/refuted.ts';
import { at, build, filled, only, vector } from '../verbs/tensors.ts';
import { asRows, distributions, flat, independent, midpoint, through } from './_internal/distributions.ts';

type Divergence = typeof klDivergence | typeof jsDivergence | typeof totalVariation;

const of = (on: Subject, context: Context, operation: Divergence, p: Tensor, q: Tensor): Promise<Measured> =>
  numberBy(on, context, operation as typeof klDivergence, { p, q });

/** Two distributions, and a channel with rows of quarters through which their outcomes go. */
const withChannel = (context: Context) =>
  beside(distributions(context, { p: 'n', q: 'n' }, { first: 1 }), {
    drawn: tensors(context, { channel: 'm k' }, { sizes: { m: 4, k: 3 } }),
  }).map(({ p, q, drawn: { channel } }) => {
    const rows = asRows(channel, 0, 4);
    return { p, q, channel: build(rows, [p.data.length, 3], (i, j) => at(rows, i, j)) };
  });

/** Data processing: what a channel leaves is no farther apart. */
const processing = (operation: Divergence, clause: 'C5' | 'C3') =>
  law(operation as typeof klDivergence, clause, {
    cases: withChannel,
    check: async (on, { p, q, channel }, context) => {
      const [before, after] = await Promise.all([
        of(on, context, operation, p, q),
        of(on, context, operation, through(p, channel), through(q, channel)),
      ]);
      return [notPositive('d(p T, q T) - d(p, q)', [1, after], [-1, before])];
    },
  });

/** A list with its first entry 0 and the second one's share beside it. */
const without = (q: Tensor): Tensor =>
  vector(q, [0, (q.data[0] ?? 0) + (q.data[1] ?? 0), ...Array.from(q.data).slice(2)]);
const joined = (p: Tensor, more: readonly number[]): Tensor => vector(p, [...p.data, ...more]);
const root = ({ value, error }: Measured): Measured => {
  const size = Math.sqrt(Math.max(value, 0));
  // |sqrt a - sqrt b| is at most the root of |a - b|, and at most |a - b| over the smaller root.
  return known(size, Math.min(Math.sqrt(error), error / Math.max(size, Number.MIN_VALUE)) + 2 ** -52 * size);
};

export const laws: readonly Law[] = [
  law(klDivergence, 'C1', {
    hint: 'the absolute value of each term is taken, or a term is left out',
    cases: (context) => distributions(context, { p: 'n', q: 'n' }, { first: 1, least: 2 }),
    check: async (on, { p, q }, context) => {
      const [d, own] = await Promise.all([of(on, context, klDivergence, p, q), of(on, context, klDivergence, p, p)]);
      const gap = Math.max(...Array.from(p.data, (value, i) => Math.abs(value - (q.data[i] ?? 0))));
      return [
        // Pinsker: two outcomes at least differ by as much.
        atLeast('d(p, q)', d.value, 2 * gap ** 2, d.error),
        vanishes('d(p, p)', [1, own]),
      ];
    },
  }),
  closedForm(klDivergence, 'C2', {
    hint: '0 ln 0 is NaN, or q is kept above 0',
    cases: (context) =>
      distributions(context, { p: 'n', q: 'n' }, { first: 1, least: 2 }).map(({ p, q }) => ({
        p: joined(p, [0]),
        q: joined(without(q), [0]),
      })),
    result: ({ p }) => ({ d: filled(p, [], Number.POSITIVE_INFINITY) }),
    what: 'd off the support',
  }),
  law(klDivergence, 'C3', {
    cases: (context) => distributions(context, { p: 'm', q: 'm', r: 'n', s: 'n' }, { first: 1 }),
    check: async (on, { p, q, r, s }, context) => {
      const [first, second, both] = await Promise.all([
        of(on, context, klDivergence, p, q),
        of(on, context, klDivergence, r, s),
        of(on, context, klDivergence, flat(independent(p, r)), flat(independent(q, s))),
      ]);
      return [vanishes('d of products - both', [1, both], [-1, first], [-1, second])];
    },
  }),
  law(klDivergence, 'C4', {
    cases: (context) =>
      distributions(
        context,
        { p: 'm', q: 'm', p0: 'n', p1: 'n', q0: 'n', q1: 'n' },
        { first: 1, sizes: { m: 2, n: 3 } },
      ),
    check: async (on, { p, q, p0, p1, q0, q1 }, context) => {
      // Products of parts of sixteen, exact: rows are distributions only as conditional ones, for what is none may be normalised.
      const joint = (first: Tensor, one: Tensor, other: Tensor) =>
        vector(
          first,
          [one, other].flatMap((row, i) => Array.from(row.data, (value) => value * (first.data[i] ?? 0))),
        );
      const [both, first, ...given] = await Promise.all([
        of(on, context, klDivergence, joint(p, p0, p1), joint(q, q0, q1)),
        of(on, context, klDivergence, p, q),
        of(on, context, klDivergence, p0, q0),
        of(on, context, klDivergence, p1, q1),
      ]);
      const inner = given.map((one, i): [number, Measured] => [-(p.data[i] ?? 0), one]);
      return [vanishes('d(X, Y) - d(X) - mean d(Y | X)', [1, both], [-1, first], ...inner)];
    },
  }),
  processing(klDivergence, 'C5'),
  law(klDivergence, 'C6', {
    needs: [totalVariation],
    cases: (context) => distributions(context, { p: 'n', q: 'n' }, { first: 1 }),
    check: async (on, { p, q }, context) => {
      const [d, variation] = await Promise.all([
        of(on, context, klDivergence, p, q),
        of(on, context, totalVariation, p, q),
      ]);
      const { value, error } = variation;
      return [notPositive('2 TV^2 - d', [2, known(value * value, (2 * value + error) * error + context.u)], [-1, d])];
    },
  }),
  law(klDivergence, 'C7', {
    cases: (context) => distributions(context, { p: 'n', q: 'n', r: 'n', s: 'n' }, { first: 1 }),
    check: async (on, { p, q, r, s }, context) => {
      const [first, second, middle] = await Promise.all([
        of(on, context, klDivergence, p, q),
        of(on, context, klDivergence, r, s),
        of(on, context, klDivergence, midpoint(p, r), midpoint(q, s)),
      ]);
      return [notPositive('d at midpoints - mean', [1, middle], [-0.5, first], [-0.5, second])];
    },
  }),
  law(klDivergence, 'C8', {
    share: 0.1,
    hint: 'the arguments are exchanged: in some libraries the first is what is predicted',
    cases: (context) => distributions(context, { p: 'n' }, { sizes: { n: 2 } }),
    check: async (on, { p }, context) => {
      const [even, odd] = [vector(p, [0.5, 0.5]), vector(p, [0.75, 0.25])];
      const [there, back] = await Promise.all([
        of(on, context, klDivergence, even, odd),
        of(on, context, klDivergence, odd, even),
      ]);
      return [
        near('KL((1/2, 1/2) || (3/4, 1/4))', there.value, Math.log(4 / 3) / 2, there.error),
        near('KL((3/4, 1/4) || (1/2, 1/2))', back.value, Math.log(27 / 16) / 4, back.error),
      ];
    },
  }),
  law(klDivergence, 'C9', {
    cases: ({ dtype }) => fc.constant({ p: tensorOf(dtype, [2], [0.5, 0.5]), q: tensorOf(dtype, [2], [0.9, 0.1]) }),
    check: async (on, { p, q }, context) => {
      const [there, back] = await Promise.all([
        of(on, context, klDivergence, p, q),
        of(on, context, klDivergence, q, p),
      ]);
      return [
        refuted('a loss is symmetric', Math.abs(there.value - back.value), 0.1),
        // The digits of 0.9 are those of the data type.
        near('KL((1/2, 1/2) || (0.9, 0.1))', there.value, 0.5108256237659907, there.error + 4 * context.u),
        near('the other way round', back.value, 0.3680642071684971, back.error + 4 * context.u),
      ];
    },
  }),
  law(jsDivergence, 'C1', {
    cases: (context) => distributions(context, { p: 'n', q: 'n' }),
    check: async (on, { p, q }, context) => {
      const [there, back, own] = await Promise.all([
        of(on, context, jsDivergence, p, q),
        of(on, context, jsDivergence, q, p),
        of(on, context, jsDivergence, p, p),
      ]);
      return [vanishes('d(p, q) - d(q, p)', [1, there], [-1, back]), vanishes('d(p, p)', [1, own])];
    },
  }),
  law(jsDivergence, 'C2', {
    cases: (context) => distributions(context, { p: 'm', q: 'n' }),
    check: async (on, { p, q }, context) => {
      const zeros = (a: Tensor) => new Array<number>(a.data.length).fill(0);
      const apart = await of(on, context, jsDivergence, joined(p, zeros(q)), vector(q, [...zeros(p), ...q.data]));
      const near0 = await of(
        on,
        context,
        jsDivergence,
        joined(p, [0]),
        joined(p, [0]).data.length > 1 ? vector(p, [0, ...p.data]) : p,
      );
      const most = known(Math.LN2, context.u);
      return [
        vanishes('d of different outcomes - ln 2', [1, apart], [-1, most]),
        notPositive('-d', [-1, near0]),
        notPositive('d - ln 2', [1, near0], [-1, most]),
      ];
    },
  }),
  law(jsDivergence, 'C3', {
    hint: 'it is no divergence of Jensen and Shannon, whose root alone is a metric',
    cases: (context) => distributions(context, { p: 'n', q: 'n', r: 'n' }),
    check: async (on, { p, q, r }, context) => {
      const [whole, first, second] = await Promise.all([
        of(on, context, jsDivergence, p, r),
        of(on, context, jsDivergence, p, q),
        of(on, context, jsDivergence, q, r),
      ]);
      return [notPositive('sqrt d(p, r) - the detour', [1, root(whole)], [-1, root(first)], [-1, root(second)])];
    },
  }),
  law(jsDivergence, 'C4', {
    cases: (context) => distributions(context, { p: 'n', q: 'n' }, { first: 1 }),
    check: async (on, { p, q }, context) => {
      const d = await of(on, context, jsDivergence, p, q);
      const value = Array.from(p.data).reduce((sum, one, i) => {
        const other = q.data[i] ?? 0;
        return sum + one * Math.log(one / (one + other)) + other * Math.log(other / (one + other));
      }, 0);
      return [near('d', d.value, (value + Math.log(4)) / 2, d.error + 16 * 2 ** -52)];
    },
  }),
  law(totalVariation, 'C1', {
    repeats: true,
    cases: (context) => distributions(context, { p: 'n', q: 'n', r: 'n' }),
    check: async (on, { p, q, r }, context) => {
      const [there, back, own, whole, second] = await Promise.all([
        on(totalVariation, { p, q }),
        on(totalVariation, { p: q, q: p }),
        on(totalVariation, { p, q: p }),
        of(on, context, totalVariation, p, r),
        of(on, context, totalVariation, q, r),
      ]);
      const first = await of(on, context, totalVariation, p, q);
      const apart = await of(on, context, totalVariation, joined(p, [0]), vector(p, [...p.data.map(() => 0), 1]));
      const isSame = p.data.every((value, i) => value === q.data[i]);
      return [
        identical(back.d, there.d, 'd(q, p)'),
        near('d(p, p)', only(own.d), 0, 0),
        holds('d(p, q)', only(there.d) > 0 !== isSame, isSame ? '0' : 'above 0', String(only(there.d))),
        notPositive('d(p, r) - the detour', [1, whole], [-1, first], [-1, second]),
        vanishes('d of different outcomes - 1', [1, apart], [-1, known(1)]),
      ];
    },
  }),
  law(totalVariation, 'C2', {
    hint: 'the sum is not halved',
    cases: (context) => distributions(context, { p: 'n', q: 'n' }),
    check: async (on, { p, q }, context) => {
      const d = await of(on, context, totalVariation, p, q);
      const n = p.data.length;
      const events = Array.from({ length: 2 ** n }, (_, event) =>
        Array.from(p.data, (value, i) => ((event >> i) & 1) * (value - (q.data[i] ?? 0))).reduce(
          (sum, one) => sum + one,
          0,
        ),
      );
      return [vanishes('d - the largest difference', [1, d], [-1, known(Math.max(...events.map(Math.abs)))])];
    },
  }),
  processing(totalVariation, 'C3'),
];
