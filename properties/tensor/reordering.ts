import fc from 'fast-check';
import { concat } from '../../spec/tensor/concat.ts';
import { flip, roll, slice } from '../../spec/tensor/reordering.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import type { Context, Law } from '../law.ts';
import { closedForm, equal } from '../metamorphic.ts';
import { ofGradient, refuses } from '../observed.ts';
import { identical } from '../verbs/compare.ts';
import { at, build, map, paired, zeros } from '../verbs/tensors.ts';
import { countedFromTheEnd, refusesOtherAxes, tensorAndAxis } from './_internal/alongAxis.ts';
import { refusesRepeatedAxes, tensorAndAxes } from './_internal/reductions.ts';
import { filledFrom, withWeights } from './_internal/shaped.ts';

/** A tensor and one of its axes, and how far to roll it, beyond the axis too. */
const rolling = (context: Context) =>
  beside(tensorAndAxis(context, 'integers'), {
    shift: dealt([0, 1, -1, 2, -2, 3, 7, -11]),
    other: fc.integer({ min: -9, max: 9 }),
  });

/** A tensor, one of its axes, and places on it in ascending order. */
const cut = (context: Context) =>
  beside(tensorAndAxis(context, 'reals'), { places: fc.tuple(fc.nat(4), fc.nat(4), fc.nat(4)) }).map(
    ({ x, axis, places }) => {
      const n = x.shape[axis] ?? 0;
      const [a = 0, b = 0, c = 0] = places.map((place) => Math.min(place, n)).sort((p, q) => p - q);
      return { x, axis, n, a, b, c };
    },
  );

/** The attributes of a slice along one axis, and of everything along the others. */
function along(shape: readonly number[], axis: number, start: number, stop: number, step = 1) {
  return {
    starts: shape.map((_, one) => (one === axis ? start : 0)),
    stops: shape.map((size, one) => (one === axis ? stop : size)),
    steps: shape.map((_, one) => (one === axis ? step : 1)),
  };
}

export const laws: readonly Law[] = [
  equal(flip, 'C1', {
    cases: (context) => tensorAndAxes(context, 'reals'),
    sides: (f, { x, axes }) => ({ 'flip(flip(x))': [f({ x: f({ x, axes }), axes }), x] }),
  }),
  equal(flip, 'C2', {
    cases: (context) => tensorAndAxes(context, 'reals'),
    sides: (f, { x, axes }) => ({
      'over one axis after another': [
        axes.reduce((y, axis) => f({ x: y, axes: [axis] }), f({ x, axes: [] })),
        f({ x, axes }),
      ],
    }),
  }),
  equal(flip, 'C3', {
    cases: (context) => withWeights(context, tensorAndAxes(context, 'integers')),
    sides: async (f, { x, axes, y }) => ({
      '<flip(x), flip(y)>': [paired(await f({ x, axes }), await f({ x: y, axes })), paired(x, y)],
    }),
  }),
  closedForm(flip, 'C4', {
    cases: (context) => tensorAndAxis(context, 'reals'),
    from: ({ x, axis }) => ({ x, axes: [axis] }),
    result: ({ x, axis }) => ({
      y: build(x, x.shape, (...index) => at(x, ...index.with(axis, (x.shape[axis] ?? 0) - 1 - (index[axis] ?? 0)))),
    }),
  }),
  refusesRepeatedAxes(flip as never),
  equal(roll, 'C1', {
    cases: rolling,
    sides: (f, { x, axis, shift, other }) => ({
      'roll(roll(x))': [f({ x: f({ x, axis, shift }), axis, shift: other }), f({ x, axis, shift: shift + other })],
    }),
  }),
  equal(roll, 'C2', {
    hint: 'the remainder of a negative shift is negative, or of division by an axis without elements NaN',
    cases: (context) =>
      beside(rolling(context), { isEmpty: dealt([false, false, false, true]) }).map(({ isEmpty, ...one }) =>
        isEmpty && context.empty ? { ...one, x: filledFrom(context, one.x.shape.with(one.axis, 0), [], 1) } : one,
      ),
    sides: (f, { x, axis, shift }) => ({
      'roll by a multiple of n': [f({ x, axis, shift: shift * (x.shape[axis] ?? 0) }), x],
    }),
  }),
  closedForm(roll, 'C3', {
    hint: 'the elements move the other way',
    cases: rolling,
    result: ({ x, axis, shift }) => {
      const n = x.shape[axis] ?? 1;
      const from = (place: number) => (((place - shift) % n) + n) % n;
      return { y: build(x, x.shape, (...index) => at(x, ...index.with(axis, from(index[axis] ?? 0)))) };
    },
  }),
  equal(roll, 'C4', {
    cases: (context) => withWeights(context, rolling(context)),
    sides: async (f, { x, axis, shift, y }) => ({
      '<roll(x), roll(y)>': [paired(await f({ x, axis, shift }), await f({ x: y, axis, shift })), paired(x, y)],
    }),
  }),
  countedFromTheEnd(roll, 'C5', { shift: 1 }),
  refusesOtherAxes(roll, { shift: 1 }),
  refuses(roll, 'R2', {
    share: 0.2,
    cases: (context) => tensorAndAxis(context, 'integers'),
    calls: ({ x, axis }) => ({ 'half a shift is refused': { x, axis, shift: 0.5 } }),
  }),
  equal(slice, 'C1', {
    needs: [concat],
    cases: (context) => beside(cut(context), { fromEnd: dealt([false, true]) }),
    sides: (f, { x, axis, n, a, b, c, fromEnd }, joined) => {
      const from = (start: number, stop: number) => {
        // The end itself has no number that counts from it.
        const counted = (place: number) => (fromEnd && place < n ? place - n : place);
        return f({ x, ...along(x.shape, axis, counted(start), counted(stop)) });
      };
      return { 'x[a:b] and x[b:c]': [joined({ xs: [from(a, b), from(b, c)], axis }), from(a, c)] };
    },
  }),
  equal(slice, 'C2', {
    needs: [flip],
    hint: 'a stop before the first element is counted from the end',
    cases: (context) => beside(cut(context), { step: dealt([1, 2, 3]) }),
    sides: (f, { x, axis, n, a, b, step }, flipped) => {
      // Before the first element stands n + 1 from the end: -1 is the last.
      const counted = (place: number) => (place < n ? n - 1 - place : -n - 1);
      return {
        'x[::-1]': [f({ x, ...along(x.shape, axis, n - 1, -n - 1, -1) }), flipped({ x, axes: [axis] })],
        'x[n-1-a:n-1-b:-k]': [
          f({ x, ...along(x.shape, axis, counted(a), counted(b), -step) }),
          f({ x: flipped({ x, axes: [axis] }), ...along(x.shape, axis, a, b, step) }),
        ],
      };
    },
  }),
  equal(slice, 'C3', {
    hint: 'what lies beside the axis is read, or the slice is refused',
    hintOfLoss: true,
    cases: (context) => beside(cut(context), { by: dealt([1, 100]) }),
    sides: (f, { x, axis, n, a, by }) => ({
      'x[a:n + by]': [f({ x, ...along(x.shape, axis, a, n + by) }), f({ x, ...along(x.shape, axis, a, n) })],
      'x[-n - by:a]': [f({ x, ...along(x.shape, axis, -n - by, a) }), f({ x, ...along(x.shape, axis, 0, a) })],
    }),
  }),
  equal(slice, 'C4', {
    cases: (context) => cut(context),
    sides: (f, { x, axis, n, a }) => ({
      'x[a - n:]': [
        f({ x, ...along(x.shape, axis, Math.min(a, n - 1) - n, n) }),
        f({ x, ...along(x.shape, axis, Math.min(a, n - 1), n) }),
      ],
      'x[:-1]': [f({ x, ...along(x.shape, axis, 0, -1) }), f({ x, ...along(x.shape, axis, 0, n - 1) })],
    }),
  }),
  ofGradient(slice, 'C5', {
    cases: (context) => beside(cut(context), { step: dealt([1, 2, -1]) }),
    from: ({ x, axis, n, step }) => ({ x, ...whole(x.shape, axis, n, step) }),
    cotangents: ({ x, axis, n, step }) => {
      const taken = step === 2 ? Math.ceil(n / 2) : n;
      return { y: map(zeros({ ...x, shape: x.shape.with(axis, taken), data: x.data }), (_, place) => place + 1) };
    },
    of: ({ x: gradient }, { x, axis, n, step }, _allowed, _context, { y }) => [
      identical(
        gradient,
        build(x, x.shape, (...index) => {
          const place = index[axis] ?? 0;
          if (step === 2 && place % 2 === 1) return 0;
          return at(y, ...index.with(axis, step === -1 ? n - 1 - place : place / step));
        }),
        'gradient',
      ),
    ],
  }),
  refuses(slice, 'R1', {
    share: 0.2,
    cases: (context) => tensorAndAxis(context, 'integers'),
    calls: ({ x, axis }) => {
      const { starts, stops, steps } = along(x.shape, axis, 0, 1);
      return { 'a start too many is refused': { x, starts: [...starts, 0], stops, steps } };
    },
  }),
  refuses(slice, 'R2', {
    share: 0.2,
    cases: (context) => tensorAndAxis(context, 'integers'),
    calls: ({ x, axis }) => ({ 'a step of 0 is refused': { x, ...along(x.shape, axis, 0, 1, 0) } }),
  }),
];

/** All of an axis, in steps. */
const whole = (shape: readonly number[], axis: number, n: number, step: number) =>
  step < 0 ? along(shape, axis, n - 1, -n - 1, step) : along(shape, axis, 0, n, step);
