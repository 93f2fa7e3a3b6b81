import { mul } from '../../spec/tensor/mul.ts';
import { tensors } from '../generators/tensors.ts';
import { type Law, law } from '../law.ts';
import { identical } from '../verbs/compare.ts';
import { filled, map, plus } from '../verbs/tensors.ts';
import { broadcastPair, followsIeee, stretchesBoth } from './_internal/elementwise.ts';

const special = [0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -2, 1];

export const laws: readonly Law[] = [
  law(mul, 'C1', {
    cases: (context) => broadcastPair(context, 'reals'),
    check: async (on, { a, b }) => {
      const [product, swapped] = await Promise.all([on(mul, { a, b }), on(mul, { a: b, b: a })]);
      return [identical(swapped.c, product.c, 'b a')];
    },
  }),
  law(mul, 'C2', {
    cases: (context) => tensors(context, { x: 'm n' }, { entries: 'reals' }),
    check: async (on, { x }) => {
      const [same, opposite] = await Promise.all([
        on(mul, { a: filled(x, x.shape, 1), b: x }),
        on(mul, { a: filled(x, x.shape, -1), b: x }),
      ]);
      return [
        identical(same.c, x, '1 x'),
        identical(
          opposite.c,
          map(x, (value) => -value),
          '(-1) x',
        ),
      ];
    },
  }),
  law(mul, 'C3', {
    cases: (context) => tensors(context, { a: 'm n', b: 'm n', c: 'm n' }),
    check: async (on, { a, b, c }) => {
      const [whole, first, second] = await Promise.all([
        on(mul, { a, b: plus(b, c) }),
        on(mul, { a, b }),
        on(mul, { a, b: c }),
      ]);
      return [identical(whole.c, plus(first.c, second.c), 'a (b + c)')];
    },
  }),
  stretchesBoth(mul, 'C4'),
  followsIeee(mul, 'C5', { a: special, b: special }, (x, y) => x * y),
];
