import fc from 'fast-check';
import { expandDims, flatten, moveaxis, squeeze, swapaxes } from '../../spec/tensor/axes.ts';
import { permute } from '../../spec/tensor/permute.ts';
import { reshape } from '../../spec/tensor/reshape.ts';
import { beside } from '../generators/beside.ts';
import { dealt, dealtBelow } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import type { Context, Law } from '../law.ts';
import { closedForm, equal, metamorphic } from '../metamorphic.ts';
import { refuses } from '../observed.ts';
import { at, build, inShape } from '../verbs/tensors.ts';
import { permutedCopy, tensorOfAnyRank } from './_internal/shaped.ts';

/** A tensor and two of its axes, counted from the front. */
const twoAxes = (context: Context) =>
  beside(fc.record({ x: tensorOfAnyRank(context, { entries: 'reals', leastRank: 1, mostRank: 4 }) }), {
    pair: dealtBelow(12),
  }).map(({ x, pair }) => ({ x, from: pair % x.shape.length, to: Math.floor(pair / 3) % x.shape.length }));

/** An axis next to those that there are, at either end. */
const beyond = (rank: number, isBefore: boolean): number => (isBefore ? -1 - rank : rank);

/** A tensor, and where an axis of size 1 may stand in it. */
const withPlace = (context: Context) =>
  beside(fc.record({ x: tensorOfAnyRank(context, { entries: 'reals' }) }), { drawn: dealtBelow(4) }).map(
    ({ x, drawn }) => ({ x, axis: drawn % (x.shape.length + 1) }),
  );

/** A tensor some of whose axes have size 1. */
const thin = (context: Context) =>
  beside(fc.record({ x: tensorOfAnyRank(context, { entries: 'reals' }) }), {
    drawn: dealtBelow(4),
    more: fc.nat(1),
  }).map(({ x, drawn, more }) =>
    inShape(x, x.shape.toSpliced(drawn % (x.shape.length + 1), 0, ...new Array(1 + more).fill(1))),
  );

export const laws: readonly Law[] = [
  equal(flatten, 'C1', {
    needs: [reshape],
    cases: (context) => fc.record({ x: tensorOfAnyRank(context, { entries: 'reals' }) }),
    sides: (f, { x }, shaped) => ({ 'reshape(flatten(x), s)': [shaped({ x: f({ x }), shape: x.shape }), x] }),
  }),
  closedForm(flatten, 'C2', {
    cases: (context) => tensors(context, { x: 'h w c' }, { most: 4 }),
    result({ x }) {
      const [h = 1, w = 1, c = 1] = x.shape;
      return {
        y: build(x, [h * w * c], (place) => at(x, Math.floor(place / (w * c)), Math.floor(place / c) % w, place % c)),
      };
    },
  }),
  equal(swapaxes, 'C1', {
    cases: twoAxes,
    sides: (f, { x, from, to }) => {
      const once = f({ x, axis1: from, axis2: to });
      return {
        twice: [f({ x: once, axis1: from, axis2: to }), x],
        'the other order': [f({ x, axis1: to, axis2: from }), once],
      };
    },
  }),
  equal(swapaxes, 'C2', {
    needs: [permute],
    cases: twoAxes,
    sides: (f, { x, from, to }, turned) => {
      const axes = [...x.shape.keys()].with(from, to).with(to, from);
      return { 'permute(x)': [f({ x, axis1: from, axis2: to }), turned({ x, axes })] };
    },
  }),
  metamorphic(swapaxes, 'C3', {
    cases: twoAxes,
    from: ({ x, from, to }) => ({ x, axis1: from, axis2: to }),
    to: ({ x, from }) => ({ axis1: from - x.shape.length }),
    what: 'counted from the end',
  }),
  refuses(swapaxes, 'R1', {
    share: 0.5,
    cases: (context) => beside(twoAxes(context), { isBefore: dealt([false, true]) }),
    calls: ({ x, from, isBefore }) => ({
      'an axis that is none is refused': { x, axis1: from, axis2: beyond(x.shape.length, isBefore) },
    }),
  }),
  equal(moveaxis, 'C1', {
    cases: twoAxes,
    sides: (f, { x, from, to }) => ({
      'moved back': [f({ x: f({ x, source: from, destination: to }), source: to, destination: from }), x],
    }),
  }),
  equal(moveaxis, 'C2', {
    hint: 'the axis is exchanged with that which stands there',
    cases: twoAxes,
    sides: (f, { x, from, to }) => {
      const axes = [...x.shape.keys()].toSpliced(from, 1).toSpliced(to, 0, from);
      return { moved: [f({ x, source: from, destination: to }), permutedCopy(x, axes)] };
    },
  }),
  metamorphic(moveaxis, 'C3', {
    cases: twoAxes,
    from: ({ x, from, to }) => ({ x, source: from, destination: to }),
    to: ({ x, to }) => ({ destination: to - x.shape.length }),
    what: 'counted from the end',
  }),
  refuses(moveaxis, 'R1', {
    share: 0.5,
    cases: (context) => beside(twoAxes(context), { isBefore: dealt([false, true]) }),
    calls: ({ x, from, isBefore }) => ({
      'a place that is none is refused': { x, source: from, destination: beyond(x.shape.length, isBefore) },
    }),
  }),
  equal(expandDims, 'C1', {
    needs: [reshape],
    cases: withPlace,
    sides: (f, { x, axis }, shaped) => ({
      'reshape(x)': [f({ x, axis }), shaped({ x, shape: x.shape.toSpliced(axis, 0, 1) })],
    }),
  }),
  metamorphic(expandDims, 'C2', {
    hint: 'the place is counted from the end of x, and not of the result',
    cases: withPlace,
    to: ({ x, axis }) => ({ axis: axis - x.shape.length - 1 }),
    what: 'counted from the end',
  }),
  refuses(expandDims, 'R1', {
    share: 0.5,
    cases: (context) => beside(withPlace(context), { isBefore: dealt([false, true]) }),
    calls: ({ x, isBefore }) => ({
      'a place that is none is refused': { x, axis: beyond(x.shape.length + 1, isBefore) },
    }),
  }),
  closedForm(squeeze, 'C1', {
    cases: (context) => thin(context).map((x) => ({ x })),
    result: ({ x }) => ({
      y: inShape(
        x,
        x.shape.filter((size) => size !== 1),
      ),
    }),
  }),
  equal(squeeze, 'C2', {
    needs: [expandDims],
    cases: withPlace,
    sides: (f, { x, axis }, widened) => ({
      'squeeze(expandDims(x))': [f({ x: widened({ x, axis }), axes: [axis] }), x],
    }),
  }),
  closedForm(squeeze, 'C3', {
    hint: 'all axes of size 1 are left out, whichever are named',
    cases: (context) => fc.record({ x: thin(context), drawn: dealtBelow(5) }),
    from: ({ x, drawn }) => ({ x, axes: named(x.shape, drawn) }),
    result: ({ x, drawn }) => ({ y: inShape(x, x.shape.toSpliced(named(x.shape, drawn)[0] ?? 9, 1)) }),
  }),
  refuses(squeeze, 'R1', {
    share: 0.5,
    hint: 'an axis that is named twice is left out once',
    cases: (context) => fc.record({ x: thin(context) }),
    calls: ({ x }) => {
      const axis = x.shape.indexOf(1);
      return { 'an axis named twice is refused': { x, axes: [axis, axis - x.shape.length] } };
    },
  }),
  refuses(squeeze, 'R2', {
    share: 0.5,
    hint: 'an axis that is longer is left as it is',
    cases: (context) => fc.record({ x: tensorOfAnyRank(context, { leastRank: 1 }), drawn: dealtBelow(3) }),
    calls({ x, drawn }) {
      const axis = drawn % x.shape.length;
      const long = inShape(
        build(x, [2, ...x.shape], (_, ...index) => at(x, ...index)),
        x.shape.with(axis, 2 * (x.shape[axis] ?? 1)),
      );
      return { 'an axis of another size is refused': { x: long, axes: [axis] } };
    },
  }),
];

/** One axis of size 1, or none. */
function named(shape: readonly number[], drawn: number): number[] {
  const single = [...shape.keys()].filter((axis) => shape[axis] === 1);
  return drawn === 0 ? [] : single.slice(drawn % single.length).slice(0, 1);
}
