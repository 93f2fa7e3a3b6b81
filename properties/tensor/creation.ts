import fc from 'fast-check';
import { matmul } from '../../spec/linalg/matmul.ts';
import { add } from '../../spec/tensor/add.ts';
import { broadcastTo } from '../../spec/tensor/broadcastTo.ts';
import { arange, eye, full, linspace, ones, zeros } from '../../spec/tensor/creation.ts';
import { mul } from '../../spec/tensor/mul.ts';
import { sum } from '../../spec/tensor/sum.ts';
import { sizeOf, tensorOf } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { realEntry } from '../generators/entries.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law } from '../law.ts';
import { asDefined, closedForm, equal } from '../metamorphic.ts';
import { ofResult, refuses } from '../observed.ts';
import { identical } from '../verbs/compare.ts';
import { boundedResult } from '../verbs/judge.ts';
import { holds } from '../verbs/measured.ts';
import { nearAll } from '../verbs/nearAll.ts';
import { filled, map, transposed } from '../verbs/tensors.ts';
import { tensorOfAnyRank } from './_internal/shaped.ts';

/** Shapes that the implementation takes, with an axis of size 0 too. */
const shapes = ({ ranks: [fewest, most] = [0, 4], empty }: Context): fc.Arbitrary<readonly number[]> =>
  dealt(
    [[3], [2, 3], [], [0], [1, 1], [2, 0, 1], [4, 1, 2], [17]].filter(
      (shape) => shape.length >= fewest && shape.length <= most && (empty || !shape.includes(0)),
    ),
  );

const refusesShapes = (operation: typeof zeros | typeof ones | typeof full): Law =>
  refuses(operation as typeof full, 'R1', {
    share: 0.2,
    cases: ({ dtype }) => dealt([[-1], [2, 1.5]]).map((shape) => ({ shape, value: 1, dtype: dtype as 'float64' })),
    calls: (given) => ({ 'a shape that is none is refused': given }),
  });

/** A tensor of any shape, and what asks for another in its shape and type. */
const like = (context: Context) =>
  fc
    .record({ x: tensorOfAnyRank(context, { entries: 'reals' }) })
    .map(({ x }) => ({ x, shape: x.shape, dtype: context.dtype as 'float64' }));

const rows = (context: Context) =>
  fc.record({
    m: fc.integer({ min: 1, max: 5 }),
    n: fc.integer({ min: 1, max: 5 }),
    k: dealt([0, 1, -1, 2, -2, 7, -7]),
    dtype: fc.constant(context.dtype as 'float64'),
  });

/** The two ends, in whole numbers and parts of them, and how many there are between them. */
const spans = (context: Context) =>
  fc.record({
    start: realEntry,
    stop: realEntry,
    n: dealt([5, 2, 1, 3, 8, 50]),
    dtype: fc.constant(context.dtype as 'float64'),
  });

/** Whole numbers from a start to a stop. */
const ranges = (context: Context) =>
  fc.record({
    start: fc.integer({ min: -9, max: 9 }),
    step: dealt([1, 2, 3, -1, -2, 7]),
    many: fc.integer({ min: 1, max: 7 }),
    more: dealt([0, 1]),
    dtype: fc.constant(context.dtype as 'float64'),
  });

const roundedTo = (dtype: string, value: number): number => (dtype === 'float64' ? value : Math.fround(value));

export const laws: readonly Law[] = [
  equal(zeros, 'C1', {
    needs: [add],
    cases: like,
    sides: (f, { x, shape, dtype }, plus) => ({ 'x + zeros': [plus({ a: x, b: f({ shape, dtype }) }), x] }),
  }),
  closedForm(zeros, 'C2', {
    cases: (context) => shapes(context).map((shape) => ({ shape, dtype: context.dtype as 'float64' })),
    result: ({ shape, dtype }) => ({ y: tensorOf(dtype, shape, new Array(sizeOf(shape)).fill(0)) }),
  }),
  refusesShapes(zeros),
  equal(ones, 'C1', {
    needs: [mul],
    cases: like,
    sides: (f, { x, shape, dtype }, times) => ({ 'x ones': [times({ a: x, b: f({ shape, dtype }) }), x] }),
  }),
  equal(ones, 'C2', {
    bits: 8,
    needs: [sum],
    cases: (context) => shapes(context).map((shape) => ({ shape, dtype: context.dtype as 'float64' })),
    sides: (f, { shape, dtype }, total) => ({
      'sum(ones)': [total({ x: f({ shape, dtype }) }), tensorOf(dtype, [], [sizeOf(shape)])],
    }),
  }),
  refusesShapes(ones),
  equal(full, 'C1', {
    needs: [broadcastTo],
    cases: (context) =>
      fc.record({ shape: shapes(context), value: realEntry, dtype: fc.constant(context.dtype as 'float64') }),
    sides: (f, { shape, value, dtype }, stretched) => ({
      'broadcastTo(value)': [f({ shape, value, dtype }), stretched({ x: tensorOf(dtype, [], [value]), shape })],
    }),
  }),
  refusesShapes(full),
  refuses(full, 'R2', {
    share: 0.2,
    cases: ({ dtype }) => fc.constant({ shape: [2], value: Number.NaN, dtype: dtype as 'float64' }),
    calls: (given) => ({ 'NaN is refused': given }),
    honest: ({ y }) => y?.data.every(Number.isNaN) ?? false,
  }),
  equal(eye, 'C1', {
    bits: 11,
    needs: [matmul],
    cases: (context) => beside(tensors(context, { a: 'm n' }), { dtype: fc.constant(context.dtype as 'float64') }),
    sides: (f, { a, dtype }, times) => {
      const [m = 0] = a.shape;
      return { 'eye(m, m) A': [times({ a: f({ m, n: m, dtype }), b: a }), a] };
    },
  }),
  equal(eye, 'C2', {
    hint: 'the sign of k is that of the other side',
    cases: rows,
    sides: (f, { m, n, k, dtype }) => ({
      'eye(m, n, k)^T': [f({ m, n, k, dtype }).then(transposed), f({ m: n, n: m, k: -k, dtype })],
      'beyond the matrix': [f({ m, n, k: n, dtype }), filled(tensorOf(dtype, [], [0]), [m, n], 0)],
    }),
  }),
  ofResult(eye, 'C3', {
    cases: rows,
    of: ({ y }, { m, n, k }) => {
      const due = Math.max(0, Math.min(m + Math.min(k, 0), n - Math.max(k, 0)));
      const got = Array.from(y.data).filter((value) => value === 1).length;
      return [holds('ones', due === got, String(due), String(got))];
    },
  }),
  refuses(eye, 'R1', {
    share: 0.2,
    cases: rows,
    calls: (given) => ({ 'fewer than no rows are refused': { ...given, m: -1 } }),
  }),
  refuses(eye, 'R2', {
    share: 0.2,
    cases: rows,
    calls: (given) => ({ 'half a diagonal is refused': { ...given, k: 0.5 } }),
  }),
  closedForm(arange, 'C1', {
    hint: 'the stop is one of them, or the last before it is left out',
    cases: (context) =>
      ranges(context).map(({ start, step, many, more, dtype }) => ({
        start,
        // On the next number, or in front of it.
        stop: start + step * many - (Math.abs(step) > 1 ? more * Math.sign(step) : 0),
        step,
        many,
        dtype,
      })),
    result: ({ start, step, many, dtype }) => ({
      y: tensorOf(
        dtype,
        [many],
        Array.from({ length: many }, (_, at) => start + at * step),
      ),
    }),
  }),
  closedForm(arange, 'C2', {
    asks: ['empty'],
    cases: (context) =>
      ranges(context).map(({ start, step, many, more, dtype }) => ({
        start,
        stop: start - more * many * step,
        step,
        dtype,
      })),
    result: ({ dtype }) => ({ y: tensorOf(dtype, [0], []) }),
  }),
  ofResult(arange, 'C3', {
    hint: 'the numbers are counted while the next is added to the one before: after many steps the sum is past the stop, or not yet',
    cases: ({ dtype }) =>
      dealt([
        { start: 0, stop: 1, step: 0.1 },
        { start: 1, stop: 1.3, step: 0.1 },
        { start: 0, stop: 10, step: 0.25 },
        { start: 0, stop: 100, step: 0.3 },
        { start: 5, stop: -5, step: -0.7 },
      ]).map(({ start, stop, step }) => ({
        start,
        stop: roundedTo(dtype, stop),
        step: roundedTo(dtype, step),
        dtype: dtype as 'float64',
      })),
    of: ({ y }, { start, stop, step }) => {
      const due = Math.ceil((stop - start) / step);
      return [holds('number of elements', y.data.length === due, String(due), String(y.data.length))];
    },
  }),
  asDefined(arange, 'C4', {
    hint: 'a step is added again and again, and with it its error',
    cases: ({ dtype }) =>
      fc
        .record({ start: fc.integer({ min: -9, max: 9 }), step: dealt([0.1, 0.3, -0.7]), many: dealt([40, 300]) })
        .map(({ start, step, many }) => {
          const kept = roundedTo(dtype, step);
          return { start, step: kept, stop: roundedTo(dtype, start + kept * (many - 0.5)), dtype: dtype as 'float64' };
        }),
  }),
  refuses(arange, 'R1', {
    share: 0.2,
    cases: (context) => ranges(context).map(({ start, dtype }) => ({ start, stop: Number.NaN, step: 1, dtype })),
    calls: (given) => ({ 'NaN is refused': given }),
  }),
  refuses(arange, 'R2', {
    share: 0.2,
    cases: (context) =>
      ranges(context).map(({ start, many, dtype }) => ({ start, stop: start + many, step: 0, dtype })),
    calls: (given) => ({ 'a step of 0 is refused': given }),
  }),
  ofResult(linspace, 'C1', {
    hint: 'the last is the first and so many rounded steps',
    cases: spans,
    of: ({ y }, { start, stop, n }) => {
      const ends = n === 1 ? [start] : [start, stop];
      return [
        identical(
          map(tensorOf(y.dtype, [ends.length], ends), (_, at) => y.data[at * (n - 1)] ?? Number.NaN),
          tensorOf(y.dtype, [ends.length], ends),
          'ends',
        ),
      ];
    },
  }),
  law(linspace, 'C2', {
    cases: (context) => spans(context).map((given) => ({ ...given, n: Math.max(given.n, 2) })),
    check: async (on, given, context) => {
      const back = { ...given, start: given.stop, stop: given.start };
      const [forth, other] = await Promise.all([on(linspace, {}, given), on(linspace, {}, back)]);
      const [own, others] = [given, back].map((one) => boundedResult(linspace, {}, one, context).allowed);
      const allowed = (at: number) => (own?.[at] ?? 0) + (others?.[given.n - 1 - at] ?? 0);
      return [nearAll('in the other order', forth.y, Array.from(other.y.data).reverse(), allowed)];
    },
  }),
  law(linspace, 'C3', {
    hint: 'the distances are those with the end point',
    cases: spans,
    check: async (on, given, context) => {
      const [open, closed] = [
        { ...given, endpoint: false },
        { ...given, n: given.n + 1, endpoint: true },
      ];
      const [some, all] = await Promise.all([on(linspace, {}, open), on(linspace, {}, closed)]);
      const [own, others] = [open, closed].map((one) => boundedResult(linspace, {}, one, context).allowed);
      const expected = Array.from(all.y.data).slice(0, given.n);
      return [nearAll('linspace', some.y, expected, (at) => (own?.[at] ?? 0) + (others?.[at] ?? 0))];
    },
  }),
  asDefined(linspace, 'C4', {
    cases: (context) =>
      fc
        .record({ start: fc.integer({ min: -99, max: 99 }), parts: dealt([1, 3, 7, 49, 98]) })
        .map(({ start, parts }) => ({ start, stop: start + parts, n: parts + 1, dtype: context.dtype as 'float64' })),
  }),
  refuses(linspace, 'R1', {
    share: 0.2,
    cases: spans,
    calls: (given) => ({ 'NaN is refused': { ...given, stop: Number.NaN } }),
    honest: ({ y }) => y?.data.some(Number.isNaN) ?? false,
  }),
  refuses(linspace, 'R2', {
    share: 0.2,
    cases: spans,
    calls: (given) => ({ 'fewer than none are refused': { ...given, n: -1 } }),
  }),
];
