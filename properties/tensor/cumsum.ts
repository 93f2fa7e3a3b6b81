import fc from 'fast-check';
import { cumsum } from '../../spec/tensor/cumsum.ts';
import { sum } from '../../spec/tensor/sum.ts';
import { beside } from '../generators/beside.ts';
import type { Law } from '../law.ts';
import { equal, metamorphic } from '../metamorphic.ts';
import { alongShortAndLong, fromNeighbours, refusesOtherAxes, sliceAt, tensorAndAxis } from './_internal/alongAxis.ts';

export const laws: readonly Law[] = [
  equal(cumsum, 'C1', {
    bits: 24,
    needs: [sum],
    hint: 'the running sum leaves out the element itself, or runs along another axis',
    cases: alongShortAndLong,
    sides: (f, { x, axis }, total) => ({
      'last element': [
        f({ x, axis }).then((running) => sliceAt(running, axis, (x.shape[axis] ?? 1) - 1)),
        total({ x, axes: [axis] }),
      ],
    }),
  }),
  equal(cumsum, 'C2', {
    bits: 24,
    cases: alongShortAndLong,
    sides: async (f, { x, axis }) => ({
      'differences of neighbours': [fromNeighbours(await f({ x, axis }), axis, (value, before) => value - before), x],
    }),
  }),
  equal(cumsum, 'C3', {
    bits: 24,
    cases: (context) => beside(tensorAndAxis(context, 'integers'), { drawn: fc.nat(2) }),
    sides: (f, { x, axis, drawn }) => {
      const other = drawn % x.shape.length;
      return { 'in the other order': [f({ x: f({ x, axis }), axis: other }), f({ x: f({ x, axis: other }), axis })] };
    },
  }),
  metamorphic(cumsum, 'C4', {
    repeats: true,
    cases: (context) => tensorAndAxis(context, 'reals'),
    to: ({ x, axis }) => ({ axis: axis - x.shape.length }),
    what: 'counted from the end',
  }),
  refusesOtherAxes(cumsum),
];
