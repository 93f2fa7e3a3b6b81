import fc from 'fast-check';
import { crop, pad } from '../../spec/tensor/padding.ts';
import { flip } from '../../spec/tensor/reordering.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { type Context, type Law, law } from '../law.ts';
import { closedForm, equal } from '../metamorphic.ts';
import { ofGradient, refuses } from '../observed.ts';
import { identical, indicesOf } from '../verbs/compare.ts';
import { holds } from '../verbs/measured.ts';
import { unlessRefused } from '../verbs/refused.ts';
import { at, build, filled, map, paired, vector } from '../verbs/tensors.ts';
import { tensorOfAnyRank, withWeights } from './_internal/shaped.ts';

const modes = ['constant', 'edge', 'reflect', 'circular'] as const;

/** A tensor, numbers of elements on either side that every mode finds on it, and a mode. */
const padded = (context: Context, entries: 'integers' | 'reals' = 'reals') =>
  beside(fc.record({ x: tensorOfAnyRank(context, { entries }) }), {
    mode: dealt(modes),
    front: fc.array(fc.nat(3), { minLength: 3, maxLength: 3 }),
    back: fc.array(fc.nat(3), { minLength: 3, maxLength: 3 }),
  }).map(({ x, mode, front, back }) => {
    const within = (list: readonly number[]) =>
      x.shape.map((n, axis) => Math.min(list[axis] ?? 0, mode === 'reflect' ? n - 1 : n));
    return { x, mode, before: within(front), after: within(back) };
  });

/** A tensor and what goes of it, half of an axis at most on either side. */
const cropped = (context: Context) =>
  padded(context).map(({ x, before, after }) => {
    const half = (list: readonly number[]) =>
      list.map((many, axis) => Math.min(many, Math.floor((x.shape[axis] ?? 0) / 2)));
    return { x, before: half(before), after: half(after) };
  });

const wide = ({ shape }: Tensor, before: readonly number[], after: readonly number[]): number[] =>
  shape.map((n, axis) => n + (before[axis] ?? 0) + (after[axis] ?? 0));

/** Where on an axis of n elements what stands at a place before or behind it comes from, step by step. */
function placeOf(mode: (typeof modes)[number], place: number, n: number): number {
  if (mode === 'edge') return place < 0 ? 0 : Math.min(place, n - 1);
  let [at, step] = [0, Math.sign(place)];
  for (let left = Math.abs(place); left > 0 && n > 1; left--) {
    const isEnd = at + step < 0 || at + step >= n;
    if (mode === 'circular') at = isEnd ? (step > 0 ? 0 : n - 1) : at + step;
    else {
      step = isEnd ? -step : step;
      at += step;
    }
  }
  return at;
}

const extended = (
  x: Tensor,
  mode: (typeof modes)[number],
  before: readonly number[],
  after: readonly number[],
): Tensor =>
  build(x, wide(x, before, after), (...index) =>
    at(x, ...index.map((one, axis) => placeOf(mode, one - (before[axis] ?? 0), x.shape[axis] ?? 1))),
  );

export const laws: readonly Law[] = [
  equal(pad, 'C1', {
    needs: [crop],
    cases: (context) => beside(padded(context), { value: fc.integer({ min: -9, max: 9 }) }),
    sides: (f, { x, mode, before, after, value }, inner) => ({
      'crop(pad(x))': [inner({ x: f({ x, mode, before, after, value }), before, after }), x],
    }),
  }),
  equal(pad, 'C2', {
    needs: [crop],
    cases: (context) =>
      withWeights(context, padded(context, 'integers'), ({ x, before, after }) => wide(x, before, after)),
    sides: async (f, { x, before, after, y }, inner) => ({
      '<pad(x), y>': [paired(await f({ x, before, after }), y), paired(x, await inner({ x: y, before, after }))],
    }),
  }),
  closedForm(pad, 'C3', {
    hint: 'reflect repeats the outermost element, or edge and reflect are taken for each other',
    cases: (context) =>
      padded(context).map((one) => (one.mode === 'constant' ? { ...one, mode: 'edge' as const } : one)),
    result: ({ x, mode, before, after }) => ({ y: extended(x, mode, before, after) }),
  }),
  law(pad, 'C4', {
    hint: 'what lies beside the axis is read',
    hintOfLoss: true,
    cases: (context) =>
      fc.record({
        x: tensorOfAnyRank(context, { leastRank: 1, entries: 'reals' }).map((x) =>
          vector(x, Array.from(x.data).slice(0, 3)),
        ),
        mode: dealt(['reflect', 'circular']),
        front: dealt([0, 2, 5, 9]),
        back: dealt([3, 4, 7]),
      }),
    check: async (on, { x, mode, front, back }) => {
      const [before, after] = [[front], [back]];
      const outputs = await unlessRefused(on(pad, { x }, { before, after, mode }));
      return outputs === undefined
        ? [holds('refused', true, 'refused', 'refused')]
        : [identical(outputs.y, extended(x, mode, before, after), 'y')];
    },
  }),
  ofGradient(pad, 'C5', {
    bits: 8,
    hint: 'the last of the copies alone gives its gradient, or what is padded gives none',
    cases: (context) => padded(context),
    cotangents: ({ x, before, after }) => ({
      y: map(filled(x, wide(x, before, after), 1), (_, place) => (place % 5) - 1),
    }),
    of: ({ x: gradient }, { x, mode, before }, _allowed, _context, { y: g }) => {
      const sums = new Map<string, number>();
      for (const index of indicesOf(g.shape)) {
        const own = index.map((one, axis) => one - (before[axis] ?? 0));
        const isAdded = own.some((one, axis) => one < 0 || one >= (x.shape[axis] ?? 0));
        if (mode === 'constant' && isAdded) continue;
        const from = own.map((one, axis) => placeOf(mode, one, x.shape[axis] ?? 1)).join();
        sums.set(from, (sums.get(from) ?? 0) + at(g, ...index));
      }
      const expected = build(x, x.shape, (...index) => sums.get(index.join()) ?? 0);
      return [identical(gradient, expected, 'gradient')];
    },
  }),
  refuses(pad, 'R1', {
    share: 0.2,
    cases: (context) => padded(context, 'integers'),
    calls: ({ x, before, after }) => ({
      'a number too many is refused': { x, before: [...before, 0], after },
      'negative numbers are refused': { x, before, after: [...after.slice(1), -1] },
    }),
  }),
  refuses(pad, 'R2', {
    share: 0.2,
    hint: 'a name that is none is taken for the usual mode',
    cases: (context) => padded(context, 'integers'),
    // Deliberately outside the type.
    calls: ({ x, before, after }) => ({ 'another mode is refused': { x, before, after, mode: 'mirror' as 'edge' } }),
  }),
  refuses(pad, 'R3', {
    share: 0.3,
    asks: ['empty'],
    hint: 'what lies beside the axis is read',
    cases: ({ dtype }) =>
      fc
        .record({ rows: fc.integer({ min: 1, max: 3 }), mode: dealt(['edge', 'reflect', 'circular']) })
        .map(({ rows, mode }) => ({ x: tensorOf(dtype, [rows, 0], []), mode })),
    calls: ({ x, mode }) => ({ 'an axis without elements is refused': { x, mode, before: [0, 1], after: [0, 1] } }),
  }),
  equal(crop, 'C1', {
    cases: cropped,
    sides: (f, { x, before, after }) => {
      const none = before.map(() => 0);
      return {
        'crop(crop(x))': [f({ x: f({ x, before, after: none }), before: none, after }), f({ x, before, after })],
      };
    },
  }),
  closedForm(crop, 'C2', {
    asks: ['empty'],
    hint: 'none of the last elements, counted from the end as -0, is all of them',
    cases: (context) => beside(padded(context), { all: dealt([false, true]) }),
    from: ({ x, all }) => {
      const none = x.shape.map(() => 0);
      return { x, before: none, after: all ? x.shape : none };
    },
    result: ({ x, all }) => ({
      y:
        all && x.shape.length > 0
          ? filled(
              x,
              x.shape.map(() => 0),
              0,
            )
          : x,
    }),
  }),
  equal(crop, 'C3', {
    needs: [flip],
    cases: cropped,
    sides: (f, { x, before, after }, flipped) => ({
      'crop(flip(x))': [
        f({ x: flipped({ x }), before, after }),
        flipped({ x: f({ x, before: after, after: before }) }),
      ],
    }),
  }),
  refuses(crop, 'R1', {
    share: 0.2,
    cases: (context) => cropped(context),
    calls: ({ x, before, after }) => ({ 'a number too many is refused': { x, before: [...before, 0], after } }),
  }),
  refuses(crop, 'R2', {
    share: 0.3,
    hint: 'a stop before the start is counted from the end',
    cases: (context) =>
      fc.record({ x: tensorOfAnyRank(context, { leastRank: 1 }), beyond: fc.integer({ min: 1, max: 3 }) }),
    calls: ({ x, beyond }) => ({
      'more than there are is refused': {
        x,
        before: x.shape.map((n, axis) => (axis === 0 ? n : 0)),
        after: x.shape.map((_, axis) => (axis === 0 ? beyond : 0)),
      },
    }),
  }),
];
