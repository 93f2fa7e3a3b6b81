import fc from 'fast-check';
import { argmax } from '../../spec/tensor/argmax.ts';
import { tensorOf } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import type { Law, LawOptions } from '../law.ts';
import { metamorphic } from '../metamorphic.ts';
import { ofResult, refuses } from '../observed.ts';
import { literal, worst } from '../verbs/compare.ts';
import { holds } from '../verbs/measured.ts';
import { map } from '../verbs/tensors.ts';
import { type AlongAxis, linesOf, refusesOtherAxes, tensorAndAxis, tied } from './_internal/alongAxis.ts';

/** A law of every position that is given, against the line that it is of. */
const ofEachLine = (
  clause: 'C1' | 'C2' | 'C3',
  expected: string,
  isRight: (line: readonly number[], position: number) => boolean,
  options: Omit<LawOptions<AlongAxis>, 'check'>,
): Law =>
  ofResult(argmax, clause, {
    ...options,
    of: ({ y }, { x, axis }) => {
      const lines = linesOf(x, axis).map((line, at) => {
        const position = y.data[at] ?? Number.NaN;
        const what = `position in [${line.map(literal).join(', ')}]`;
        return holds(what, isRight(line, position), expected, literal(position));
      });
      return [worst(lines, 'position')];
    },
  });

const isLargest = (line: readonly number[], position: number): boolean => line[position] === Math.max(...line);

const isFirst = (line: readonly number[], position: number): boolean =>
  line.slice(0, position).every((value) => value < (line[position] ?? Number.NaN));

const isFirstNaN = (line: readonly number[], position: number): boolean =>
  !line.some(Number.isNaN) || position === line.findIndex(Number.isNaN);

export const laws: readonly Law[] = [
  ofEachLine('C1', 'that of a largest', isLargest, { cases: (context) => tensorAndAxis(context, 'reals') }),
  ofEachLine('C2', 'the first of equals', isFirst, {
    hint: 'among equals the last is given',
    cases: (context) => tensorAndAxis(context, 'integers').map(({ x, axis }) => ({ x: tied(x), axis })),
  }),
  ofEachLine('C3', 'that of the first NaN', isFirstNaN, {
    asks: ['NaN'],
    hint: 'a comparison with NaN is false: NaN must be looked for',
    cases: (context) =>
      beside(tensorAndAxis(context, 'integers'), {
        marks: fc.array(fc.nat(1), { minLength: 2, maxLength: 7 }),
      }).map(({ x, axis, marks }) => ({
        x: map(x, (value, at) => (at === 0 || marks[at % marks.length] === 1 ? Number.NaN : value)),
        axis,
      })),
  }),
  metamorphic(argmax, 'C4', {
    repeats: true,
    cases: (context) => tensorAndAxis(context, 'reals'),
    to: () => ({ keepdims: true }),
    result: ({ y }, { x, axis }) => ({ y: { ...y, shape: x.shape.with(axis, 1) } }),
    what: 'with keepdims',
  }),
  refusesOtherAxes(argmax),
  refuses(argmax, 'R2', {
    share: 0.25,
    asks: ['empty'],
    hint: 'the search over no elements ends with the position that it starts from',
    cases: ({ dtype }) => fc.integer({ min: 1, max: 3 }).map((rows) => ({ x: tensorOf(dtype, [rows, 0], []) })),
    calls: ({ x }) => ({ 'the position of the largest of nothing is refused': { x, axis: 1 } }),
  }),
];
