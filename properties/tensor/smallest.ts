import fc from 'fast-check';
import { argmax } from '../../spec/tensor/argmax.ts';
import { max } from '../../spec/tensor/max.ts';
import { argmin, min } from '../../spec/tensor/smallest.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import type { Law } from '../law.ts';
import { closedForm, equal } from '../metamorphic.ts';
import { refuses } from '../observed.ts';
import { filled, map, negated, withNaN } from '../verbs/tensors.ts';
import { linesOf, refusesOtherAxes, sliceAt, tensorAndAxis, tied } from './_internal/alongAxis.ts';
import { ignoresOrderOfAxes, refusesRepeatedAxes, splitsOverAxes, tensorAndAxes } from './_internal/reductions.ts';
import { tensorOfAnyRank } from './_internal/shaped.ts';

/** A number for every line along an axis. */
const perLine = (x: Tensor, axis: number, of: (line: readonly number[]) => number): Tensor['data'] =>
  tensorOf('int32', [linesOf(x, axis).length], linesOf(x, axis).map(of)).data;

export const laws: readonly Law[] = [
  equal(min, 'C1', {
    needs: [max],
    cases: (context) => tensorAndAxes(context, 'reals'),
    sides: (f, { x, axes }, largest) => ({
      '-max(-x)': [f({ x, axes }), largest({ x: negated(x), axes }).then(negated)],
    }),
  }),
  closedForm(min, 'C2', {
    hint: 'the search starts from a value that is no element, such as 0',
    hintOfLoss: true,
    cases: (context) => tensorOfAnyRank(context, { entries: 'reals' }).map((x) => ({ x })),
    result: ({ x }) => ({ y: tensorOf(x.dtype, [], [Math.min(...x.data)]) }),
    what: 'min',
  }),
  splitsOverAxes(min, 'C3', 'reals'),
  closedForm(min, 'C4', {
    hint: 'a comparison with NaN is false: NaN must be looked for',
    asks: ['NaN'],
    cases: (context) =>
      beside(fc.record({ drawn: tensorOfAnyRank(context) }), { position: fc.nat(63) }).map(({ drawn, position }) => ({
        x: withNaN(drawn, position),
      })),
    result: ({ x }) => ({ y: filled(x, [], Number.NaN) }),
    what: 'min',
  }),
  ignoresOrderOfAxes(min, 'C5', 'reals'),
  refusesRepeatedAxes(min),
  refuses(min, 'R2', {
    share: 0.25,
    asks: ['empty'],
    hint: 'the search over no elements ends with the value that it starts from, such as Infinity',
    hintOfLoss: true,
    orNaN: true,
    cases: () => fc.record({ rows: fc.integer({ min: 1, max: 3 }), axes: dealt([null, [1], [0, 1]]) }),
    calls: ({ rows, axes }, { dtype }) => ({
      'the minimum of nothing is refused': { x: tensorOf(dtype, [rows, 0], []), axes },
    }),
  }),
  equal(argmin, 'C1', {
    needs: [argmax],
    hint: 'among equals the last is given',
    cases: (context) =>
      beside(tensorAndAxis(context, 'integers'), { isLevel: dealt([true, false]) }).map(({ x, axis, isLevel }) => ({
        x: isLevel ? tied(x) : x,
        axis,
      })),
    sides: (f, { x, axis }, largest) => ({ 'argmax(-x)': [f({ x, axis }), largest({ x: negated(x), axis })] }),
  }),
  equal(argmin, 'C2', {
    cases: (context) => tensorAndAxis(context, 'reals'),
    sides: (f, { x, axis }) => ({
      'element at the position': [
        f({ x, axis }).then((positions) =>
          map({ ...sliceAt(x, axis, 0) }, (_, at) => linesOf(x, axis)[at]?.[positions.data[at] ?? -1] ?? Number.NaN),
        ),
        map(sliceAt(x, axis, 0), (_, at) => Math.min(...(linesOf(x, axis)[at] ?? []))),
      ],
    }),
  }),
  closedForm(argmin, 'C3', {
    asks: ['NaN'],
    hint: 'a comparison with NaN is false: NaN must be looked for',
    cases: (context) =>
      beside(tensorAndAxis(context, 'integers'), { marks: fc.array(fc.nat(1), { minLength: 2, maxLength: 7 }) }).map(
        ({ x, axis, marks }) => ({
          x: map(x, (value, at) => (at === 0 || marks[at % marks.length] === 1 ? Number.NaN : value)),
          axis,
        }),
      ),
    result: ({ x, axis }) => {
      const first = (line: readonly number[]) =>
        line.some(Number.isNaN) ? line.findIndex(Number.isNaN) : line.indexOf(Math.min(...line));
      return { y: { dtype: 'int32', shape: x.shape.toSpliced(axis, 1), data: perLine(x, axis, first) } };
    },
  }),
  refusesOtherAxes(argmin),
  refuses(argmin, 'R2', {
    share: 0.25,
    asks: ['empty'],
    cases: ({ dtype }) => fc.integer({ min: 1, max: 3 }).map((rows) => ({ x: tensorOf(dtype, [rows, 0], []) })),
    calls: ({ x }) => ({ 'the position of the smallest of nothing is refused': { x, axis: 1 } }),
  }),
];
