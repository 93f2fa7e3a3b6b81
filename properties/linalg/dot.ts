import fc from 'fast-check';
import { dot } from '../../spec/linalg/dot.ts';
import { tensorOf } from '../../spec/tensor.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Law, law, Unsupported } from '../law.ts';
import { metamorphic } from '../metamorphic.ts';
import { identical } from '../verbs/compare.ts';
import { holds } from '../verbs/measured.ts';
import { unlessRefused } from '../verbs/refused.ts';
import { filled, map, only, plus } from '../verbs/tensors.ts';

export const laws: readonly Law[] = [
  metamorphic(dot, 'C1', {
    repeats: true,
    cases: (context) => tensors(context, { a: 'n', b: 'n' }, { entries: 'reals', most: 9 }),
    to: ({ a, b }) => ({ a: b, b: a }),
    what: '<b, a>',
  }),
  law(dot, 'C2', {
    cases: (context) => tensors(context, { a: 'n', x: 'n', y: 'n' }, { most: 9 }),
    check: async (on, { a, x, y }) => {
      const [whole, first, second] = await Promise.all([
        on(dot, { a, b: plus(x, y) }),
        on(dot, { a, b: x }),
        on(dot, { a, b: y }),
      ]);
      return [identical(whole.c, plus(first.c, second.c), '<a, x + y>')];
    },
  }),
  law(dot, 'C3', {
    bits: 24,
    cases: (context) =>
      fc
        .record({
          pair: tensors(context, { a: 'n', other: 'n' }, { most: 9 }),
          multiple: fc.integer({ min: -3, max: 3 }),
          parallel: dealt([false, true]),
        })
        .map(({ pair: { a, other }, multiple, parallel }) => ({
          a,
          b: parallel ? map(a, (value) => value * multiple) : other,
          parallel,
        })),
    check: async (on, { a, b, parallel }) => {
      const [mixed, square, otherSquare] = await Promise.all([
        on(dot, { a, b }),
        on(dot, { a, b: a }),
        on(dot, { a: b, b }),
      ]);
      // Integers below 2^24, whose products are exact here.
      const [left, right] = [only(mixed.c) ** 2, only(square.c) * only(otherSquare.c)];
      const isRight = parallel ? left === right : left <= right;
      return [holds('<a, b>^2', isRight, `${parallel ? 'equal to' : 'at most'} ${right}`, String(left))];
    },
  }),
  law(dot, 'C4', {
    share: 0.1,
    cases: ({ dtype }) => fc.constant({ none: tensorOf(dtype, [0], []) }),
    check: async (on, { none }, context) => {
      if (!context.empty) throw new Unsupported('tensors may not be empty');
      const result = await unlessRefused(on(dot, { a: none, b: none }));
      if (result === undefined) throw new Unsupported('empty vectors are refused');
      return [identical(result.c, filled(none, [], 0), '<empty, empty>')];
    },
  }),
];
