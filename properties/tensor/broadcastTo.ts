import fc from 'fast-check';
import { broadcastTo } from '../../spec/tensor/broadcastTo.ts';
import { sum } from '../../spec/tensor/sum.ts';
import { sizeOf } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { integerEntry } from '../generators/entries.ts';
import type { Law } from '../law.ts';
import { closedForm, equal } from '../metamorphic.ts';
import { refuses } from '../observed.ts';
import { inShape, paired, scaled } from '../verbs/tensors.ts';
import { filledFrom, tensorOfAnyRank } from './_internal/shaped.ts';
import { stretching } from './_internal/stretching.ts';

/** The axes of `shape` along which a tensor of shape `from` was stretched or repeated. */
const stretchedAxes = (from: readonly number[], shape: readonly number[]): number[] => {
  const extra = shape.length - from.length;
  return shape.map((_, axis) => axis).filter((axis) => axis < extra || from[axis - extra] !== shape[axis]);
};

export const laws: readonly Law[] = [
  equal(broadcastTo, 'C1', {
    needs: [sum],
    cases: (context) =>
      beside(stretching(context, 'integers'), {
        weights: fc.array(integerEntry, { maxLength: 24, size: 'max' }),
      }).map(({ x, shape, weights }) => ({ x, shape, y: filledFrom(context, shape, weights, 1) })),
    sides: (f, { x, shape, y }, total) => ({
      '<broadcastTo(x, s), y>': [
        f({ x, shape }).then((stretched) => paired(stretched, y)),
        total({ x: y, axes: stretchedAxes(x.shape, shape) }).then((summed) => paired(x, inShape(summed, x.shape))),
      ],
    }),
  }),
  equal(broadcastTo, 'C2', {
    cases: (context) => stretching(context, 'reals'),
    sides: (f, { x, between, shape }) => ({
      'broadcastTo(broadcastTo(x, s), t)': [f({ x: f({ x, shape: between }), shape }), f({ x, shape })],
    }),
  }),
  closedForm(broadcastTo, 'C3', {
    cases: (context) => tensorOfAnyRank(context, { entries: 'reals' }).map((x) => ({ x, shape: x.shape })),
    result: ({ x }) => ({ y: x }),
  }),
  equal(broadcastTo, 'C4', {
    needs: [sum],
    cases: (context) => stretching(context, 'integers'),
    sides: (f, { x, shape }, total) => {
      const times = sizeOf(shape) / sizeOf(x.shape);
      return {
        'sum(broadcastTo(x, s))': [total({ x: f({ x, shape }) }), total({ x }).then((plain) => scaled(plain, times))],
      };
    },
  }),
  refuses(broadcastTo, 'R1', {
    share: 0.75,
    hint: 'elements are repeated or dropped to fit any shape',
    hintOfLoss: true,
    cases: (context) => beside(stretching(context, 'integers'), { axis: fc.nat(2), how: fc.nat(2) }),
    calls: ({ x, axis, how }) => {
      fc.pre(x.shape.length > 0);
      const at = axis % x.shape.length;
      const size = x.shape[at] ?? 1;
      // An axis too few, or one of another size; times 2 so that the elements could be tiled.
      const shape = how === 0 || size === 1 ? x.shape.slice(1) : x.shape.with(at, how === 1 ? 2 * size : size - 1);
      return { [`shape = [${shape.join(', ')}] is refused`]: { x, shape } };
    },
  }),
];
