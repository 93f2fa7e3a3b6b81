import { frobeniusNorm } from '../../spec/linalg/frobeniusNorm.ts';
import { groupNorm21, l1Norm, l2Norm, lInfNorm, lpNorm } from '../../spec/linalg/vectorNorms.ts';
import { beside } from '../generators/beside.ts';
import { dealt, dealtBelow } from '../generators/dealt.ts';
import { integerEntry } from '../generators/entries.ts';
import { tensors } from '../generators/tensors.ts';
import { type Law, law } from '../law.ts';
import { ofGradient, ofResult } from '../observed.ts';
import { exactPullback } from '../verbs/derivative.ts';
import { atMost, each, holds, near } from '../verbs/measured.ts';
import { at, build, filled, inner, inShape, map, only, scaled, vector } from '../verbs/tensors.ts';
import { below, type Norm, normBy, normLaws, productOf, times } from './_internal/norms.ts';

/** What is exact, or was rounded once. */
const exactly = (value: number): Norm => ({ value, error: 0 });

const orders = [1, 1.5, 2, 3, 4, 10] as const;

export const laws: readonly Law[] = [
  ...normLaws(l1Norm, 'x', 'n', () => ({})),
  ...normLaws(lInfNorm, 'x', 'n', () => ({})),
  ...normLaws(l2Norm, 'x', 'n', () => ({})),
  ...normLaws(lpNorm, 'x', 'n', () => ({ p: dealt([1, 1.5, 2, 3, 64]) })),
  ...normLaws(groupNorm21, 'a', 'm n', () => ({})),
  ofResult(l1Norm, 'C4', {
    bits: 24,
    cases: (context) => tensors(context, { x: 'n' }, { most: 9 }),
    of: ({ norm }, { x }) => [near('||x||_1', only(norm), inner(map(x, Math.sign), x), 0)],
  }),
  ofResult(lInfNorm, 'C4', {
    cases: (context) => tensors(context, { x: 'n' }, { entries: 'reals', most: 9 }),
    of: ({ norm }, { x }) => {
      const sizes = Array.from(x.data, Math.abs);
      return [
        holds('||x||_inf', sizes.includes(only(norm)), 'the size of an entry', String(only(norm))),
        atMost('every entry', Math.max(...sizes), only(norm)),
      ];
    },
  }),
  law(l2Norm, 'C4', {
    needs: [l1Norm, lInfNorm],
    cases: (context) => tensors(context, { x: 'n' }, { entries: 'reals', most: 9 }),
    check: async (on, { x }, context) => {
      const [one, two, inf] = await Promise.all(
        ([l1Norm, l2Norm, lInfNorm] as const).map((norm) => normBy(on, norm, { x }, context)),
      );
      const [first, second, last] = [one as Norm, two as Norm, inf as Norm];
      const n = x.data.length;
      return [
        below('||x||_inf <= ||x||_2', last, second),
        below('||x||_2 <= ||x||_1', second, first),
        below('||x||_1 <= sqrt(n) ||x||_2', first, times(second, Math.sqrt(n), context.u)),
        below('||x||_2 <= sqrt(n) ||x||_inf', second, times(last, Math.sqrt(n), context.u)),
      ];
    },
  }),
  law(l2Norm, 'C5', {
    cases: (context) =>
      beside(tensors(context, { x: 'n', other: 'n' }, { most: 7 }), {
        c: integerEntry,
        parallel: dealt([false, true]),
      }).map(({ x, other, c, parallel }) => ({ x, y: parallel ? scaled(x, c) : other, parallel })),
    check: async (on, { x, y, parallel }, context) => {
      const [one, other] = await Promise.all([x, y].map((vector) => normBy(on, l2Norm, { x: vector }, context)));
      const limit = productOf(one as Norm, other as Norm, context.u);
      const inside = exactly(Math.abs(inner(x, y)));
      return [below('|<x, y>|', inside, limit), ...(parallel ? [below('||x|| ||y||, y = c x', limit, inside)] : [])];
    },
  }),
  law(l2Norm, 'C6', {
    cases: (context) => tensors(context, { x: 'n', y: 'm' }, { entries: 'reals', most: 7 }),
    check: async (on, { x, y }, context) => {
      const joined = vector(x, [...x.data, ...y.data]);
      const [one, other, whole] = await Promise.all([x, y, joined].map((v) => normBy(on, l2Norm, { x: v }, context)));
      const parts = vector(x, [one?.value ?? Number.NaN, other?.value ?? Number.NaN]);
      const both = await normBy(on, l2Norm, { x: parts }, context);
      const allowed = both.error + (one?.error ?? 0) + (other?.error ?? 0) + (whole?.error ?? 0);
      return [near('||(||x||, ||y||)||', both.value, whole?.value ?? Number.NaN, allowed)];
    },
  }),
  ofGradient(l2Norm, 'C7', {
    share: 0.5,
    hint: 'the gradient is x / ||x||, 0 / 0 at 0',
    hintOfLoss: true,
    cases: (context) => tensors(context, { like: 'n' }),
    from: ({ like }) => ({ x: filled(like, like.shape, 0) }),
    cotangents: ({ like }) => ({ norm: filled(like, [], like.data[0] || 1) }),
    of: ({ x }) => [each('gradient at 0', x, (what, value) => near(what, value, 0, 0))],
  }),
  law(l2Norm, 'C8', {
    share: 0.5,
    gradient: true,
    hint: 'an entry has the gradient of another, or its sign is lost',
    cases: (context) => tensors(context, { x: 'n', like: '' }, { entries: 'reals' }),
    check: async (on, { x, like }, context) => {
      const n = x.data.length;
      const turned = map(x, (_, i) => (i % 2 === 0 ? -1 : 1) * (x.data[n - 1 - i] ?? 0));
      const weight = { norm: filled(like, [], only(like) || 1) };
      const [plain = x, moved = x] = await Promise.all(
        [x, turned].map(async (one) => (await on.gradient(l2Norm, { x: one }, weight, {})).x ?? one),
      );
      const allowed = [x, turned].map((one) =>
        exactPullback(
          l2Norm,
          { inputs: { x: one }, attributes: {} },
          context,
        )(weight).map((element) => element.allowed),
      );
      return [
        each('gradient at Q x', moved, (what, value, i) =>
          near(
            what,
            value,
            (i % 2 === 0 ? -1 : 1) * (plain.data[n - 1 - i] ?? Number.NaN),
            (allowed[0]?.[n - 1 - i] ?? 0) + (allowed[1]?.[i] ?? 0),
          ),
        ),
      ];
    },
  }),
  law(lpNorm, 'C4', {
    needs: [l1Norm, l2Norm, lInfNorm],
    cases: (context) =>
      beside(tensors(context, { x: 'n' }, { entries: 'reals', most: 7 }), { turn: dealtBelow(orders.length - 1) }),
    check: async (on, { x, turn }, context) => {
      const [p = 1, q = 2] = orders.slice(turn);
      const at = (order: number) => normBy(on, lpNorm, { x, p: order }, context);
      const [first, second, atOne, atTwo, one, two, inf] = await Promise.all([
        at(p),
        at(q),
        at(1),
        at(2),
        ...[l1Norm, l2Norm, lInfNorm].map((norm) => normBy(on, norm, { x }, context)),
      ]);
      const [l1, l2, lInf] = [one as Norm, two as Norm, inf as Norm];
      return [
        below(`||x||_${q} <= ||x||_${p}`, second, first),
        below(`||x||_inf <= ||x||_${q}`, lInf, second),
        near('||x||_p at p = 1', atOne.value, l1.value, atOne.error + l1.error),
        near('||x||_p at p = 2', atTwo.value, l2.value, atTwo.error + l2.error),
      ];
    },
  }),
  law(lpNorm, 'C5', {
    cases: (context) =>
      beside(tensors(context, { x: 'n', other: 'n' }, { most: 5 }), {
        p: dealt([1.25, 1.5, 2, 3, 5]),
        isExtreme: dealt([false, true]),
      }).map(({ x, other, p, isExtreme }) => ({
        x,
        // Equality holds where y_i is x_i^(p - 1) with its sign; of signs it does for every p.
        y: isExtreme ? map(x, Math.sign) : other,
        p,
      })),
    check: async (on, { x, y, p }, context) => {
      const [one, other] = await Promise.all([
        normBy(on, lpNorm, { x, p }, context),
        normBy(on, lpNorm, { x: y, p: p / (p - 1) }, context),
      ]);
      return [
        below('|<x, y>|', exactly(Math.abs(inner(x, y))), times(productOf(one, other, context.u), 1, 8 * context.u)),
      ];
    },
  }),
  law(lpNorm, 'C6', {
    cases: (context) =>
      beside(tensors(context, { drawn: 'n' }, { entries: 'reals', most: 7 }), {
        turn: dealtBelow(orders.length - 1),
        isFlat: dealt([false, true]),
      }).map(({ drawn, turn, isFlat }) => ({
        x: isFlat ? map(drawn, (value) => (value < 0 ? -3 : 3)) : drawn,
        turn,
        isFlat,
      })),
    check: async (on, { x, turn, isFlat }, context) => {
      const [p = 1, q = 2] = orders.slice(turn);
      const [one, other] = await Promise.all([p, q].map((order) => normBy(on, lpNorm, { x, p: order }, context)));
      const factor = x.data.length ** (1 / p - 1 / q);
      const [left, right] = [one as Norm, times(other as Norm, factor, 4 * context.u)];
      return [
        below(`||x||_${p}`, left, right),
        ...(isFlat ? [below(`n^(1/p - 1/q) ||x||_${q} of one size`, right, left)] : []),
      ];
    },
  }),
  law(groupNorm21, 'C4', {
    needs: [frobeniusNorm],
    cases: (context) => tensors(context, { a: 'm n' }, { entries: 'reals' }),
    check: async (on, { a }, context) => {
      const [group, frobenius] = await Promise.all([
        normBy(on, groupNorm21, { a }, context),
        normBy(on, frobeniusNorm, { a }, context),
      ]);
      return [
        below('||A||_F', frobenius, group),
        below('||A||_(2,1)', group, times(frobenius, Math.sqrt(a.shape[0] ?? 1), context.u)),
      ];
    },
  }),
  law(groupNorm21, 'C5', {
    needs: [l1Norm, l2Norm],
    cases: (context) => tensors(context, { x: 'n' }, { entries: 'reals', most: 7 }),
    check: async (on, { x }, context) => {
      const n = x.data.length;
      const [column, row, one, two] = await Promise.all([
        normBy(on, groupNorm21, { a: inShape(x, [n, 1]) }, context),
        normBy(on, groupNorm21, { a: inShape(x, [1, n]) }, context),
        normBy(on, l1Norm, { x }, context),
        normBy(on, l2Norm, { x }, context),
      ]);
      return [
        near('of a column', column.value, one.value, column.error + one.error),
        near('of a row', row.value, two.value, row.error + two.error),
      ];
    },
  }),
  law(groupNorm21, 'C6', {
    cases: (context) => tensors(context, { a: 'm n' }, { least: 2 }),
    check: async (on, { a }, context) => {
      // Times 5, an integer matrix: (3 a - 4 b, 4 a + 3 b) in the first two columns.
      const turned = build(a, a.shape, (i, j) => {
        const [x, y] = [at(a, i, 0), at(a, i, 1)];
        return j === 0 ? 3 * x - 4 * y : j === 1 ? 4 * x + 3 * y : 5 * at(a, i, j);
      });
      const [plain, other] = await Promise.all([a, turned].map((one) => normBy(on, groupNorm21, { a: one }, context)));
      const [due, got] = [times(plain as Norm, 5, context.u), other as Norm];
      return [near('||5 A Q||', got.value, due.value, got.error + due.error)];
    },
  }),
  ofGradient(groupNorm21, 'C7', {
    hint: 'the gradient is the row over its length, 0 / 0 for a row of zeros',
    hintOfLoss: true,
    cases: (context) => tensors(context, { drawn: 'm n' }),
    from: ({ drawn }) => ({ a: build(drawn, drawn.shape, (i, j) => (i === 0 ? 0 : at(drawn, i, j))) }),
    cotangents: ({ drawn }) => ({ norm: filled(drawn, [], drawn.data[0] || 1) }),
    of: ({ a }) => [
      each('gradient', a, (what, value, place) => near(what, place < (a.shape[1] ?? 1) ? value : 0, 0, 0)),
    ],
  }),
];
