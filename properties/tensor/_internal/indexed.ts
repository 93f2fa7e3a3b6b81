import fc from 'fast-check';
import type { gather, indexSelect, scatterAdd, take } from '../../../spec/tensor/indexing.ts';
import { sizeOf, type Tensor, tensorOf } from '../../../spec/tensor.ts';
import { partsOf } from '../../called.ts';
import { beside } from '../../generators/beside.ts';
import { dealt } from '../../generators/dealt.ts';
import { type Context, type Law, law } from '../../law.ts';
import { refuses } from '../../observed.ts';
import { identical } from '../../verbs/compare.ts';
import { outputOf } from '../../verbs/judge.ts';
import { holds } from '../../verbs/measured.ts';
import { unlessRefused } from '../../verbs/refused.ts';
import { map } from '../../verbs/tensors.ts';
import { type AlongAxis, tensorAndAxis } from './alongAxis.ts';
import { filledFrom } from './shaped.ts';

export interface Indexed extends AlongAxis {
  readonly indices: Tensor;
  readonly updates: Tensor;
}

type Indexing = typeof take | typeof indexSelect | typeof gather | typeof scatterAdd;

/** Whether an operation reads indices line by line, each in the shape of its line. */
const isByLine = ({ id }: { readonly id: string }): boolean => /gather|scatterAdd/.test(id);

/** Integers in the place of an axis. */
export const integersOf = (shape: readonly number[], values: readonly number[]): Tensor =>
  tensorOf(
    'int32',
    shape,
    Array.from({ length: sizeOf(shape) }, (_, at) => values[at % Math.max(values.length, 1)] ?? 0),
  );

/** A tensor, one of its axes, one to four places on it, some of them equal, and as many numbers. */
export const indexed = (context: Context, operation: { readonly id: string }): fc.Arbitrary<Indexed> =>
  beside(tensorAndAxis(context, 'integers'), {
    count: dealt([3, 1, 2, 4]),
    drawn: fc.array(fc.nat(11), { minLength: 4, maxLength: 12 }),
    entries: fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 24, size: 'max' }),
  }).map(({ x, axis, count, drawn, entries }) => {
    const n = x.shape[axis] ?? 1;
    const shape = isByLine(operation) ? x.shape.with(axis, count) : [count];
    return {
      x,
      axis,
      indices: integersOf(
        shape,
        drawn.map((place) => place % n),
      ),
      updates: filledFrom(context, shape, entries, 1),
    };
  });

/** A negative index counts from the end, or is refused; what it does not do is to read what lies in front. */
export const countsFromTheEndOrRefuses = (operation: Indexing, clause: 'C3'): Law =>
  law<Indexed, typeof take>(operation as typeof take, clause, {
    hint: 'what lies in front of the axis is read, or written',
    hintOfLoss: true,
    cases: (context) => indexed(context, operation),
    check: async (on, given) => {
      const n = given.x.shape[given.axis] ?? 1;
      const called = async (indices: Tensor) => {
        const { inputs, attributes } = partsOf(operation as typeof take, { ...given, indices });
        return outputOf(await on(operation as typeof take, inputs, attributes), 'y');
      };
      const [plain, counted] = await Promise.all([
        called(given.indices),
        unlessRefused(called(map(given.indices, (index, at) => (at % 2 === 0 ? index - n : index)))),
      ]);
      if (counted === undefined)
        return [holds('a negative index', true, 'counted from the end, or refused', 'refused')];
      return [identical(counted, plain, 'y')];
    },
  });

/** An index that is beside the axis is refused; NaN in its place says as much. */
export const refusesIndicesBeside = (operation: Indexing): Law =>
  refuses<Indexed, typeof take>(operation as typeof take, 'R2', {
    share: 0.75,
    hint: 'what lies beside the axis is read or written, or the index is taken for the nearest that there is',
    cases: (context) => beside(indexed(context, operation), { before: dealt([false, true]) }),
    calls: ({ x, axis, indices, updates, ...one }) => {
      const n = x.shape[axis] ?? 1;
      const beside = 'before' in one && one.before === true ? -n - 1 : n;
      const call = { x, axis, indices: map(indices, (index, at) => (at === 0 ? beside : index)) };
      return {
        [`index ${beside} of ${n} is refused`]: isByLine(operation) ? ({ ...call, updates } as typeof call) : call,
      };
    },
    honest: ({ y }) => y?.data.some(Number.isNaN) ?? false,
  });
