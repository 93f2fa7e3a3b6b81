import fc from 'fast-check';
import { largestOf, ulpOf, unitRoundoff } from '../../spec/scalars/float.ts';
import { add } from '../../spec/tensor/add.ts';
import { sizeOf, tensorOf } from '../../spec/tensor.ts';
import { erratum } from '../erratum.ts';
import { dealt, dealtBelow } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Law, law, Unsupported } from '../law.ts';
import { identical } from '../verbs/compare.ts';
import { refuted } from '../verbs/refuted.ts';
import { build, filled, map } from '../verbs/tensors.ts';
import { broadcastPair, followsIeee, stretchesBoth } from './_internal/elementwise.ts';

const special = [1, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -2, 0];

export const laws: readonly Law[] = [
  law(add, 'C1', {
    cases: (context) => broadcastPair(context, 'reals'),
    check: async (on, { a, b }) => {
      const [sum, swapped] = await Promise.all([on(add, { a, b }), on(add, { a: b, b: a })]);
      return [identical(swapped.c, sum.c, 'b + a')];
    },
  }),
  law(add, 'C2', {
    cases: (context) => tensors(context, { x: 'm n' }, { entries: 'reals' }),
    check: async (on, { x }) => {
      const zero = filled(x, x.shape, 0);
      const [same, none] = await Promise.all([
        on(add, { a: x, b: zero }),
        on(add, { a: x, b: map(x, (value) => -value) }),
      ]);
      return [identical(same.c, x, 'x + 0'), identical(none.c, zero, 'x + (-x)')];
    },
  }),
  law(add, 'C3', {
    cases: (context) => tensors(context, { a: 'm n', b: 'm n', c: 'm n' }),
    check: async (on, { a, b, c }) => {
      const [left, right] = await Promise.all([on(add, { a, b }), on(add, { a: b, b: c })]);
      const [leftFirst, rightFirst] = await Promise.all([on(add, { a: left.c, b: c }), on(add, { a, b: right.c })]);
      return [identical(leftFirst.c, rightFirst.c, '(a + b) + c')];
    },
  }),
  stretchesBoth(add, 'C4'),
  law(add, 'edge', {
    share: 0.3,
    statement: 'a sum that is nearer to the largest number than to what would come next is that number',
    hint: 'infinity is given from the largest number on',
    cases: ({ dtype }) =>
      fc.record({ sign: dealt([1, -1]), eighths: dealtBelow(4) }).map(({ sign, eighths }) => {
        const largest = largestOf(dtype);
        const beyond = (eighths * ulpOf(dtype, largest)) / 8;
        return { a: tensorOf(dtype, [1], [sign * largest]), b: tensorOf(dtype, [1], [sign * beyond]) };
      }),
    check: async (on, { a, b }, { u, dtype }) => {
      if (u > unitRoundoff(dtype)) throw new Unsupported('sums are declared to keep fewer bits than the data type');
      return [identical((await on(add, { a, b })).c, a, 'the largest number and less than half its ulp')];
    },
  }),
  followsIeee(add, 'C5', { a: special, b: special }, (x, y) => x + y),
  erratum(add, 'E66', {
    given: ({ dtype }) => ({ a: tensorOf(dtype, [3, 1], [10, 20, 30]), b: tensorOf(dtype, [1, 4], [1, 2, 3, 4]) }),
    check: async (on, { a, b }, { batches }) => {
      if (batches !== 'broadcast') throw new Unsupported('operations do not broadcast');
      const { c } = await on(add, { a, b });
      return [
        refuted(
          'the result has the shape of one operand',
          sizeOf(c.shape) - Math.max(sizeOf(a.shape), sizeOf(b.shape)),
          8,
        ),
        identical(
          c,
          build(a, [3, 4], (i, j) => 10 * (i + 1) + j + 1),
          'a + b',
        ),
      ];
    },
  }),
];
