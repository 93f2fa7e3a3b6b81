import { mul } from '../../spec/tensor/mul.ts';
import { tensors } from '../generators/tensors.ts';
import type { Law } from '../law.ts';
import { equal } from '../metamorphic.ts';
import { filled, negated, plus } from '../verbs/tensors.ts';
import { commutes, followsIeee, stretchesBoth } from './_internal/elementwise.ts';

const special = [0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -2, 1];

export const laws: readonly Law[] = [
  commutes(mul, 'b a'),
  equal(mul, 'C2', {
    cases: (context) => tensors(context, { x: 'm n' }, { entries: 'reals' }),
    sides: (f, { x }) => ({
      '1 x': [f({ a: filled(x, x.shape, 1), b: x }), x],
      '(-1) x': [f({ a: filled(x, x.shape, -1), b: x }), negated(x)],
    }),
  }),
  equal(mul, 'C3', {
    cases: (context) => tensors(context, { a: 'm n', b: 'm n', c: 'm n' }),
    sides: async (f, { a, b, c }) => ({
      'a (b + c)': [f({ a, b: plus(b, c) }), plus(await f({ a, b }), await f({ a, b: c }))],
    }),
  }),
  stretchesBoth(mul, 'C4'),
  followsIeee(mul, 'C5', { a: special, b: special }, (x, y) => x * y),
];
