import fc from 'fast-check';
import { dot } from '../../spec/linalg/dot.ts';
import { tensorOf } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Law, law } from '../law.ts';
import { equal, metamorphic } from '../metamorphic.ts';
import { holds } from '../verbs/measured.ts';
import { ofNothing } from '../verbs/ofNothing.ts';
import { only, plus, scaled } from '../verbs/tensors.ts';

export const laws: readonly Law[] = [
  metamorphic(dot, 'C1', {
    repeats: true,
    cases: (context) => tensors(context, { a: 'n', b: 'n' }, { entries: 'reals', most: 9 }),
    to: ({ a, b }) => ({ a: b, b: a }),
    what: '<b, a>',
  }),
  equal(dot, 'C2', {
    cases: (context) => tensors(context, { a: 'n', x: 'n', y: 'n' }, { most: 9 }),
    sides: async (f, { a, x, y }) => ({
      '<a, x + y>': [f({ a, b: plus(x, y) }), plus(await f({ a, b: x }), await f({ a, b: y }))],
    }),
  }),
  law(dot, 'C3', {
    bits: 24,
    cases: (context) =>
      beside(tensors(context, { a: 'n', other: 'n' }, { most: 9 }), {
        multiple: fc.integer({ min: -3, max: 3 }),
        parallel: dealt([false, true]),
      }).map(({ a, other, multiple, parallel }) => ({ a, b: parallel ? scaled(a, multiple) : other, parallel })),
    check: async (on, { a, b, parallel }) => {
      const pairs = [on(dot, { a, b }), on(dot, { a, b: a }), on(dot, { a: b, b })] as const;
      const [mixed, square, otherSquare] = await Promise.all(pairs);
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
      const call = async () => (await on(dot, { a: none, b: none })).c;
      return [await ofNothing(call, 0, { a: none, batch: [] }, context, '<empty, empty>')];
    },
  }),
];
