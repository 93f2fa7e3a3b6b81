import { broadcastTo } from '../../spec/tensor/broadcastTo.ts';
import { sum } from '../../spec/tensor/sum.ts';
import { sumToShape } from '../../spec/tensor/sumToShape.ts';
import { sizeOf } from '../../spec/tensor.ts';
import type { Law } from '../law.ts';
import { equal } from '../metamorphic.ts';
import { refuses } from '../observed.ts';
import { paired, scaled } from '../verbs/tensors.ts';
import { withWeights } from './_internal/shaped.ts';
import { stretching } from './_internal/stretching.ts';

export const laws: readonly Law[] = [
  equal(sumToShape, 'C1', {
    bits: 11,
    needs: [broadcastTo],
    cases: (context) => withWeights(context, stretching(context, 'integers'), ({ shape }) => shape),
    sides: async (f, { x, shape, y }, stretched) => ({
      '<broadcastTo(x, s), y>': [
        paired(await stretched({ x, shape }), y),
        paired(x, await f({ x: y, shape: x.shape })),
      ],
    }),
  }),
  equal(sumToShape, 'C2', {
    bits: 11,
    needs: [broadcastTo],
    cases: (context) => stretching(context, 'integers'),
    sides: (f, { x, shape }, stretched) => ({
      'sumToShape(broadcastTo(x, s))': [
        f({ x: stretched({ x, shape }), shape: x.shape }),
        scaled(x, sizeOf(shape) / sizeOf(x.shape)),
      ],
    }),
  }),
  equal(sumToShape, 'C3', {
    bits: 11,
    needs: [sum],
    cases: (context) => stretching(context, 'integers'),
    sides: (f, { x }, total) => ({
      'to its own shape': [f({ x, shape: x.shape }), x],
      'to the scalar': [f({ x, shape: [] }), total({ x })],
    }),
  }),
  equal(sumToShape, 'C4', {
    bits: 11,
    cases: (context) => withWeights(context, stretching(context, 'integers'), ({ shape }) => shape),
    sides: (f, { x: { shape }, between, y }) => ({
      'to a shape between': [f({ x: f({ x: y, shape: between }), shape }), f({ x: y, shape })],
    }),
  }),
  refuses(sumToShape, 'R1', {
    share: 0.5,
    hint: 'elements are dropped to fit any shape, or new axes are put in front',
    cases: (context) => stretching(context, 'integers'),
    calls: ({ x }) => ({
      'an axis more is refused': { x, shape: [1, ...x.shape] },
      ...(x.shape.some((n) => n > 1)
        ? { 'a smaller axis is refused': { x, shape: x.shape.map((n) => (n > 1 ? n + 1 : n)) } }
        : {}),
    }),
  }),
];
