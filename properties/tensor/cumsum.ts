import fc from 'fast-check';
import { cumsum } from '../../spec/tensor/cumsum.ts';
import { sum } from '../../spec/tensor/sum.ts';
import { type Law, law } from '../law.ts';
import { metamorphic } from '../metamorphic.ts';
import { identical } from '../verbs/compare.ts';
import { fromNeighbours, refusesOtherAxes, sliceAt, tensorAndAxis } from './_internal/alongAxis.ts';

export const laws: readonly Law[] = [
  law(cumsum, 'C1', {
    bits: 24,
    needs: [sum],
    hint: 'the running sum leaves out the element itself, or runs along another axis',
    cases: (context) => tensorAndAxis(context, 'integers'),
    check: async (on, { x, axis }) => {
      const [running, total] = await Promise.all([on(cumsum, { x }, { axis }), on(sum, { x }, { axes: [axis] })]);
      return [identical(sliceAt(running.y, axis, (x.shape[axis] ?? 1) - 1), total.y, 'last element')];
    },
  }),
  law(cumsum, 'C2', {
    bits: 24,
    cases: (context) => tensorAndAxis(context, 'integers'),
    check: async (on, { x, axis }) => {
      const { y } = await on(cumsum, { x }, { axis });
      return [
        identical(
          fromNeighbours(y, axis, (value, before) => value - before),
          x,
          'differences of neighbours',
        ),
      ];
    },
  }),
  law(cumsum, 'C3', {
    bits: 24,
    cases: (context) =>
      fc
        .record({ base: tensorAndAxis(context, 'integers'), drawn: fc.nat(2) })
        .map(({ base: { x, axis }, drawn }) => ({ x, axis, other: drawn % x.shape.length })),
    check: async (on, { x, axis, other }) => {
      const along = async (first: number, second: number) =>
        (await on(cumsum, { x: (await on(cumsum, { x }, { axis: first })).y }, { axis: second })).y;
      const [one, two] = await Promise.all([along(axis, other), along(other, axis)]);
      return [identical(one, two, 'in the other order')];
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
