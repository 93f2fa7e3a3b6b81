import { chunk } from '../../spec/tensor/chunk.ts';
import { concat } from '../../spec/tensor/concat.ts';
import { split } from '../../spec/tensor/split.ts';
import { tensorOf } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { type Context, type Law, law } from '../law.ts';
import { refuses } from '../observed.ts';
import { identical } from '../verbs/compare.ts';
import { listOf } from '../verbs/judge.ts';
import { holds } from '../verbs/measured.ts';
import { refusesOtherAxes, repeatedAlong, tensorAndAxis } from './_internal/alongAxis.ts';

const chunked = (context: Context) => beside(tensorAndAxis(context, 'reals'), { chunks: dealt([2, 1, 3, 4, 5]) });

export const laws: readonly Law[] = [
  law(chunk, 'C1', {
    needs: [concat],
    hint: 'the last part is left out, or filled up',
    cases: chunked,
    check: async (on, { x, axis, chunks }) => {
      const xs = listOf(await on(chunk, { x }, { axis, chunks }), 'ys');
      return [identical((await on(concat, { xs }, { axis })).y, x, 'concat(chunk(x))')];
    },
  }),
  law(chunk, 'C2', {
    needs: [split],
    cases: (context) =>
      chunked(context).map(({ x, axis, chunks }) => ({ x: repeatedAlong(x, axis, chunks), axis, chunks })),
    check: async (on, { x, axis, chunks }) => {
      const [parts, equal] = await Promise.all([
        on(chunk, { x }, { axis, chunks }),
        on(split, { x }, { axis, parts: chunks }),
      ]);
      const [some, others] = [listOf(parts, 'ys'), listOf(equal, 'ys')];
      return [
        holds('number of parts', some.length === chunks, String(chunks), String(some.length)),
        ...others.map((other, k) => identical(some[k] ?? x, other, `part ${k}`)),
      ];
    },
  }),
  law(chunk, 'C3', {
    hint: 'the first parts are made larger by one, or there are always as many as were asked for',
    cases: ({ dtype }) =>
      dealt([
        { n: 5, chunks: 4, sizes: [2, 2, 1] },
        { n: 7, chunks: 3, sizes: [3, 3, 1] },
        { n: 3, chunks: 5, sizes: [1, 1, 1] },
        { n: 9, chunks: 4, sizes: [3, 3, 3] },
      ]).map(({ n, ...one }) => ({
        x: tensorOf(
          dtype,
          [n],
          Array.from({ length: n }, (_, at) => at),
        ),
        ...one,
      })),
    check: async (on, { x, chunks, sizes }) => {
      const parts = listOf(await on(chunk, { x }, { axis: 0, chunks }), 'ys').map(({ shape }) => shape[0]);
      return [holds('sizes of the parts', parts.join() === sizes.join(), sizes.join(', '), parts.join(', '))];
    },
  }),
  refusesOtherAxes(chunk, { chunks: 2 }),
  refuses(chunk, 'R2', {
    share: 0.2,
    cases: chunked,
    calls: ({ x, axis }) => ({ 'no parts are refused': { x, axis, chunks: 0 } }),
  }),
];
