import type fc from 'fast-check';
import { axisFromFront } from '../../spec/attributeKinds.ts';
import { concat } from '../../spec/tensor/concat.ts';
import { split } from '../../spec/tensor/split.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { operationCases } from '../generators/cases.ts';
import { type Case, type Context, type Law, law } from '../law.ts';
import { identical } from '../verbs/compare.ts';
import { listOf, outputOf } from '../verbs/judge.ts';
import { rejects } from '../verbs/rejects.ts';

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
  law(split, 'C2', {
    cases: splits,
    check: async (on, { x, axis }) => {
      const size = x.shape[axis] ?? 1;
      const count = [3, 2, size, 1].find((parts) => parts > 0 && size % parts === 0) ?? 1;
      const [byCount, bySizes] = await Promise.all([
        on(split, { x }, { axis, parts: count }),
        on(split, { x }, { axis, parts: new Array<number>(count).fill(size / count) }),
      ]);
      return listOf(bySizes, 'ys').map((part, k) => identical(outputOf(byCount, `ys.${k}`), part, `part ${k}`));
    },
  }),
  law(split, 'C3', {
    cases: splits,
    check: async (on, { x, axis, parts }) => {
      const [front, end] = await Promise.all([
        on(split, { x }, { axis, parts }),
        on(split, { x }, { axis: axis - x.shape.length, parts }),
      ]);
      return listOf(front, 'ys').map((part, k) => identical(outputOf(end, `ys.${k}`), part, `part ${k}`));
    },
  }),
  law(split, 'R1', {
    share: 0.5,
    cases: splits,
    check: async (on, { x }) => {
      const axes = [x.shape.length, -1 - x.shape.length];
      return Promise.all(axes.map((axis) => rejects(on(split, { x }, { axis, parts: 1 }), `axis = ${axis}`)));
    },
  }),
  law(split, 'R2', {
    hint: 'what is left over is dropped, or is a smaller part',
    cases: splits,
    check: async (on, { x, axis }) => {
      const size = x.shape[axis] ?? 1;
      const others = [...(size > 0 ? [size + 1] : []), [size, 1], ...(size > 1 ? [[1], [size - 1]] : [])];
      return Promise.all(
        others.map((parts) => rejects(on(split, { x }, { axis, parts }), `parts = ${parts} of ${size}`)),
      );
    },
  }),
];
