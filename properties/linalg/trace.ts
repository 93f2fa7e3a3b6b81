import { trace } from '../../spec/linalg/trace.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { integerEntry } from '../generators/entries.ts';
import { tensors } from '../generators/tensors.ts';
import type { Law } from '../law.ts';
import { equal, metamorphic } from '../metamorphic.ts';
import { identity, inner, map, plus, product, scaled, transposed } from '../verbs/tensors.ts';

const scalar = ({ dtype }: Tensor, value: number): Tensor => tensorOf(dtype, [], [value]);

export const laws: readonly Law[] = [
  metamorphic(trace, 'C1', {
    cases: (context) => tensors(context, { a: 'n n' }),
    to: ({ a }) => ({ a: transposed(a) }),
    what: 'tr(A^T)',
  }),
  equal(trace, 'C2', {
    bits: 24,
    cases: (context) => tensors(context, { a: 'm n', b: 'n m', c: 'n p', d: 'p m' }),
    sides: (f, { a, b, c, d }) => ({
      'tr(A B)': [f({ a: product(a, b) }), f({ a: product(b, a) })],
      'tr(A C D)': [f({ a: product(product(a, c), d) }), f({ a: product(product(d, a), c) })],
    }),
  }),
  equal(trace, 'C3', {
    bits: 24,
    cases: (context) => tensors(context, { a: 'm n', b: 'm n' }),
    sides: (f, { a, b }) => ({ 'tr(A^T B)': [f({ a: product(transposed(a), b) }), scalar(a, inner(a, b))] }),
  }),
  equal(trace, 'C4', {
    bits: 24,
    cases: (context) => beside(tensors(context, { a: 'n n', b: 'n n' }), { k: integerEntry }),
    sides: async (f, { a, b, k }) => ({
      'tr(A + k B)': [f({ a: plus(a, scaled(b, k)) }), plus(await f({ a }), scaled(await f({ a: b }), k))],
    }),
  }),
  equal(trace, 'C5', {
    cases: (context) => tensors(context, { a: 'n n' }),
    sides: (f, { a }) => {
      const n = a.shape[0] ?? 1;
      const unit = identity(a, n);
      return {
        'tr(I)': [f({ a: unit }), scalar(a, n)],
        'NaN beside the diagonal': [f({ a: map(unit, (value) => value || Number.NaN) }), scalar(a, n)],
      };
    },
  }),
];
