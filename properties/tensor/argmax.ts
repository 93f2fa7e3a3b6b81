import fc from 'fast-check';
import { argmax } from '../../spec/tensor/argmax.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { type Law, law, type Observation, Unsupported } from '../law.ts';
import { metamorphic } from '../metamorphic.ts';
import { literal, worst } from '../verbs/compare.ts';
import { rejects } from '../verbs/rejects.ts';
import { map } from '../verbs/tensors.ts';
import { linesOf, refusesOtherAxes, tensorAndAxis } from './_internal/alongAxis.ts';

/** Every position that was given, against the line that it is of. */
const eachLine = (
  x: Tensor,
  axis: number,
  y: Tensor,
  holds: (line: readonly number[], position: number) => boolean,
): Observation =>
  worst(
    linesOf(x, axis).map((line, at) => {
      const position = y.data[at] ?? Number.NaN;
      return {
        ratio: holds(line, position) ? 0 : Number.POSITIVE_INFINITY,
        what: `position in [${line.map(literal).join(', ')}]`,
        received: literal(position),
      };
    }),
    'position',
  );

export const laws: readonly Law[] = [
  law(argmax, 'C1', {
    cases: (context) => tensorAndAxis(context, 'reals'),
    check: async (on, { x, axis }) => {
      const { y } = await on(argmax, { x }, { axis });
      return [eachLine(x, axis, y, (line, position) => line[position] === Math.max(...line))];
    },
  }),
  law(argmax, 'C2', {
    hint: 'among equals the last is given',
    // Nothing but signs, so that there are ties.
    cases: (context) => tensorAndAxis(context, 'integers').map(({ x, axis }) => ({ x: map(x, Math.sign), axis })),
    check: async (on, { x, axis }) => {
      const { y } = await on(argmax, { x }, { axis });
      const isFirst = (line: readonly number[], position: number) =>
        line.slice(0, position).every((value) => value < (line[position] ?? Number.NaN));
      return [eachLine(x, axis, y, isFirst)];
    },
  }),
  law(argmax, 'C3', {
    hint: 'a comparison with NaN is false: NaN must be looked for',
    cases: (context) =>
      fc
        .record({
          base: tensorAndAxis(context, 'integers'),
          marks: fc.array(fc.nat(1), { minLength: 2, maxLength: 7 }),
        })
        .map(({ base: { x, axis }, marks }) => ({
          x: map(x, (value, at) => (at === 0 || marks[at % marks.length] === 1 ? Number.NaN : value)),
          axis,
        })),
    check: async (on, { x, axis }, { nonfinite }) => {
      if (nonfinite !== 'propagates') throw new Unsupported('NaN is refused, or may give anything');
      const { y } = await on(argmax, { x }, { axis });
      const isFirst = (line: readonly number[], position: number) =>
        !line.some(Number.isNaN) || position === line.findIndex(Number.isNaN);
      return [eachLine(x, axis, y, isFirst)];
    },
  }),
  metamorphic(argmax, 'C4', {
    repeats: true,
    cases: (context) => tensorAndAxis(context, 'reals'),
    to: () => ({ keepdims: true }),
    result: ({ y }, { x, axis }) => ({ y: { ...y, shape: x.shape.with(axis, 1) } }),
    what: 'with keepdims',
  }),
  refusesOtherAxes(argmax),
  law(argmax, 'R2', {
    statement: argmax.rejects?.['R2'] ?? '',
    share: 0.25,
    hint: 'the search over no elements ends with the position that it starts from',
    cases: ({ dtype }) =>
      fc.integer({ min: 1, max: 3 }).map((rows) => ({ x: tensorOf(dtype, [rows, 0], []), axis: 1 })),
    check: async (on, { x, axis }, context) => {
      if (!context.empty) throw new Unsupported('tensors may not be empty');
      return [await rejects(on(argmax, { x }, { axis }), 'the position of the largest of nothing is refused')];
    },
  }),
];
