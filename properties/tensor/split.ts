import type fc from 'fast-check';
import { axisFromFront } from '../../spec/attributeKinds.ts';
import { concat } from '../../spec/tensor/concat.ts';
import { split } from '../../spec/tensor/split.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { operationCases } from '../generators/cases.ts';
import { type Case, type Context, type Law, law } from '../law.ts';
import { metamorphic } from '../metamorphic.ts';
import { refuses } from '../observed.ts';
import { identical } from '../verbs/compare.ts';
import { listOf, outputOf } from '../verbs/judge.ts';

interface Split extends Case {
  readonly x: Tensor;
  readonly axis: number;
  readonly parts: number | readonly number[];
}

const splits = (context: Context): fc.Arbitrary<Split> =>
  operationCases(split, context, { most: 6, reach: ['small', 'tile', 'deep'] }).map(({ inputs, attributes }) => {
    const x = outputOf(inputs, 'x');
    // As the record's kinds have it.
    const parts = attributes['parts'] as Split['parts'];
    return { x, axis: axisFromFront(Number(attributes['axis']), x.shape.length), parts };
  });

const sizeOf = ({ x, axis }: Split): number => x.shape[axis] ?? 1;

/** As many equal parts as there are few of. */
const countOf = (given: Split): number => [3, 2, sizeOf(given), 1].find((n) => n > 0 && sizeOf(given) % n === 0) ?? 1;

export const laws: readonly Law[] = [
  law(split, 'C1', {
    needs: [concat],
    hint: 'a part is dropped, repeated, out of its order or one short',
    cases: splits,
    check: async (on, { x, axis, parts }) => {
      const xs = listOf(await on(split, { x }, { axis, parts }), 'ys');
      return [identical((await on(concat, { xs }, { axis })).y, x, 'concat of the parts')];
    },
  }),
  metamorphic(split, 'C2', {
    cases: splits,
    from: (given) => ({ ...given, parts: countOf(given) }),
    to: (given) => ({ parts: new Array<number>(countOf(given)).fill(sizeOf(given) / countOf(given)) }),
  }),
  metamorphic(split, 'C3', { cases: splits, to: ({ x, axis }) => ({ axis: axis - x.shape.length }) }),
  refuses(split, 'R1', {
    share: 0.5,
    cases: splits,
    calls: ({ x }) => {
      const axes = [x.shape.length, -1 - x.shape.length];
      return Object.fromEntries(axes.map((axis) => [`axis = ${axis}`, { x, axis, parts: 1 }]));
    },
  }),
  refuses(split, 'R2', {
    hint: 'what is left over is dropped, or is a smaller part',
    cases: splits,
    calls: ({ x, axis }) => {
      const size = x.shape[axis] ?? 1;
      const others = [...(size > 0 ? [size + 1] : []), [size, 1], ...(size > 1 ? [[1], [size - 1]] : [])];
      return Object.fromEntries(others.map((parts) => [`parts = ${parts} of ${size}`, { x, axis, parts }]));
    },
  }),
];
