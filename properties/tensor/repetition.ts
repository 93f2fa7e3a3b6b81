import fc from 'fast-check';
import { concat } from '../../spec/tensor/concat.ts';
import { repeat, tile } from '../../spec/tensor/repetition.ts';
import { sum } from '../../spec/tensor/sum.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import type { Context, Law } from '../law.ts';
import { closedForm, equal } from '../metamorphic.ts';
import { refuses } from '../observed.ts';
import { at, build, inShape, paired } from '../verbs/tensors.ts';
import { countedFromTheEnd, refusesOtherAxes, tensorAndAxis } from './_internal/alongAxis.ts';
import { tensorOfAnyRank, withWeights } from './_internal/shaped.ts';

const repeated = (context: Context, entries: 'integers' | 'reals' = 'reals') =>
  beside(tensorAndAxis(context, entries), { repeats: dealt([2, 1, 3]), other: dealt([2, 3]) });

const tiled = (context: Context, entries: 'integers' | 'reals' = 'reals') =>
  beside(fc.record({ x: tensorOfAnyRank(context, { entries }) }), {
    first: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 3, maxLength: 3 }),
    second: fc.array(fc.integer({ min: 1, max: 2 }), { minLength: 3, maxLength: 3 }),
  }).map(({ x, first, second }) => ({
    x,
    reps: first.slice(0, x.shape.length),
    others: second.slice(0, x.shape.length),
  }));

export const laws: readonly Law[] = [
  closedForm(repeat, 'C1', {
    hint: 'the whole axis is repeated, as tile does',
    cases: (context) => repeated(context),
    result: ({ x, axis, repeats }) => ({
      y: build(x, x.shape.with(axis, repeats * (x.shape[axis] ?? 0)), (...index) =>
        at(x, ...index.with(axis, Math.floor((index[axis] ?? 0) / repeats))),
      ),
    }),
  }),
  equal(repeat, 'C2', {
    cases: (context) => repeated(context),
    sides: (f, { x, axis, repeats, other }) => ({
      'repeat(repeat(x))': [
        f({ x: f({ x, axis, repeats }), axis, repeats: other }),
        f({ x, axis, repeats: repeats * other }),
      ],
      once: [f({ x, axis, repeats: 1 }), x],
    }),
  }),
  equal(repeat, 'C3', {
    bits: 11,
    needs: [sum],
    cases: (context) =>
      withWeights(context, repeated(context, 'integers'), ({ x, axis, repeats }) =>
        x.shape.with(axis, repeats * (x.shape[axis] ?? 0)),
      ),
    sides: async (f, { x, axis, repeats, y }, total) => {
      const grouped = inShape(y, x.shape.toSpliced(axis + 1, 0, repeats));
      return {
        '<repeat(x), y>': [
          paired(await f({ x, axis, repeats }), y),
          paired(x, await total({ x: grouped, axes: [axis + 1] })),
        ],
      };
    },
  }),
  countedFromTheEnd(repeat, 'C4', { repeats: 2 }),
  refusesOtherAxes(repeat, { repeats: 2 }),
  refuses(repeat, 'R2', {
    share: 0.2,
    cases: (context) => repeated(context, 'integers'),
    calls: ({ x, axis }) => ({ 'fewer than no copies are refused': { x, axis, repeats: -1 } }),
  }),
  equal(tile, 'C1', {
    needs: [concat],
    hint: 'every element is repeated, as repeat does',
    cases: (context) => repeated(context),
    sides: (f, { x, axis, repeats }, joined) => ({
      'concat of the copies': [
        f({ x, reps: x.shape.map((_, one) => (one === axis ? repeats : 1)) }),
        joined({ xs: new Array<typeof x>(repeats).fill(x), axis }),
      ],
    }),
  }),
  equal(tile, 'C2', {
    cases: (context) => tiled(context),
    sides: (f, { x, reps, others }) => ({
      'tile(tile(x))': [
        f({ x: f({ x, reps }), reps: others }),
        f({ x, reps: reps.map((one, axis) => one * (others[axis] ?? 1)) }),
      ],
      'tile(x) by ones': [f({ x, reps: reps.map(() => 1) }), x],
    }),
  }),
  equal(tile, 'C3', {
    bits: 11,
    needs: [sum],
    cases: (context) =>
      withWeights(context, tiled(context, 'integers'), ({ x, reps }) =>
        x.shape.map((n, axis) => n * (reps[axis] ?? 1)),
      ),
    sides: async (f, { x, reps, y }, total) => {
      const apart = inShape(
        y,
        x.shape.flatMap((n, axis) => [reps[axis] ?? 1, n]),
      );
      const copies = await total({ x: apart, axes: reps.map((_, axis) => 2 * axis) });
      return { '<tile(x), y>': [paired(await f({ x, reps }), y), paired(x, copies)] };
    },
  }),
  refuses(tile, 'R1', {
    share: 0.2,
    cases: (context) => tiled(context, 'integers'),
    calls: ({ x, reps }) => ({ 'fewer than no copies are refused': { x, reps: [...reps.slice(1), -1] } }),
  }),
];
