import type fc from 'fast-check';
import { argsort } from '../../spec/tensor/argsort.ts';
import { gather } from '../../spec/tensor/indexing.ts';
import { sort } from '../../spec/tensor/sort.ts';
import { tensorOf } from '../../spec/tensor.ts';
import { type Context, type Law, law } from '../law.ts';
import { ofResult } from '../observed.ts';
import { identical, literal, worst } from '../verbs/compare.ts';
import { holds } from '../verbs/measured.ts';
import { type AlongAxis, linesOf, refusesOtherAxes, tensorAndAxis, tied } from './_internal/alongAxis.ts';
import { inBothDirections, longLines, positionsInOrder, withNaN } from './_internal/order.ts';

/** The positions of every line are those in order. */
const inOrder = (clause: 'C2' | 'C3', hint: string, cases: (context: Context) => fc.Arbitrary<AlongAxis>): Law =>
  ofResult(argsort, clause, {
    ...(clause === 'C3' ? { asks: ['NaN'] } : {}),
    hint,
    cases: (context) => inBothDirections(cases(context)),
    of: ({ y }, { x, axis, descending }) => {
      const received = linesOf(y, axis);
      const lines = linesOf(x, axis).map((line, at) => {
        const [due, got] = [positionsInOrder(line, descending).join(', '), received[at]?.join(', ') ?? ''];
        return holds(`order of [${line.map(literal).join(', ')}]`, due === got, due, got);
      });
      return [worst(lines, 'order')];
    },
  });

const sorts = (context: Context) => inBothDirections(tensorAndAxis(context, 'reals'));

export const laws: readonly Law[] = [
  law(argsort, 'C1', {
    needs: [sort, gather],
    hint: 'numbers are compared as text, where 10 stands before 9',
    cases: (context) =>
      sorts(context).map(({ x, ...one }) => ({
        ...one,
        x: tensorOf(
          x.dtype,
          x.shape,
          x.data.map((value) => 8 * value),
        ),
      })),
    check: async (on, { x, axis, descending }) => {
      const [positions, sorted] = await Promise.all([
        on(argsort, { x }, { axis, descending }),
        on(sort, { x }, { axis, descending }),
      ]);
      return [
        identical((await on(gather, { x, indices: positions.y }, { axis })).y, sorted.values, 'gather(x, argsort(x))'),
      ];
    },
  }),
  inOrder(
    'C2',
    'the ascending order is reversed, and with it that of equals; or the algorithm is stable on short lines alone',
    (context) => longLines(context).map(({ x, axis }) => ({ x: tied(x), axis })),
  ),
  inOrder('C3', 'a comparison with NaN is false: NaN cuts a line into parts that are sorted each by itself', withNaN),
  refusesOtherAxes(argsort),
];
