import { vec } from '../../spec/multilinear/vec.ts';
import { tensorOf } from '../../spec/tensor.ts';
import { erratum } from '../erratum.ts';
import { tensors } from '../generators/tensors.ts';
import type { Law } from '../law.ts';
import { closedForm, equal } from '../metamorphic.ts';
import { identical } from '../verbs/compare.ts';
import { refuted } from '../verbs/refuted.ts';
import { at, build, distance, identity, paired, product, transposed } from '../verbs/tensors.ts';
import { applied, kroneckerOf } from './_internal/kroneckerOf.ts';

export const laws: readonly Law[] = [
  equal(vec, 'C1', {
    bits: 24,
    hint: 'rows are stacked instead of columns',
    cases: (context) => tensors(context, { a: 'm n', x: 'n p', b: 'p q' }, { most: 4 }),
    sides: async (f, { a, x, b }) => ({
      'vec(AXB)': [f({ a: product(product(a, x), b) }), applied(kroneckerOf(transposed(b), a), await f({ a: x }))],
    }),
  }),
  equal(vec, 'C2', {
    cases: (context) => tensors(context, { a: 'm n', b: 'm n' }),
    sides: async (f, { a, b }) => ({ 'vec(A) . vec(B)': [paired(await f({ a }), await f({ a: b })), paired(a, b)] }),
  }),
  closedForm(vec, 'C3', {
    bits: 24,
    hint: 'rows are stacked instead of columns',
    cases: (context) =>
      tensors(context, { u: 'm', v: 'n' }).map(({ u, v }) => ({
        u,
        v,
        a: build(u, [...u.shape, ...v.shape], (i, j) => at(u, i) * at(v, j)),
      })),
    result: ({ u, v }) => {
      const [m = 1] = u.shape;
      return { x: build(u, [m * v.data.length], (k) => at(v, Math.floor(k / m)) * at(u, k % m)) };
    },
    what: 'vec(u v^T)',
  }),
  erratum(vec, 'E01', {
    given: ({ dtype }) => ({
      x: tensorOf(dtype, [2, 2], [0, 0, 1, 0]),
      a: tensorOf(dtype, [2, 2], [0, 1, 0, 0]),
    }),
    check: async (on, { x, a }) => {
      const unit = identity(x, 2);
      const [whole, inner] = await Promise.all([on(vec, { a: product(x, a) }), on(vec, { a: x })]);
      const claimed = applied(kroneckerOf(unit, a), inner.x);
      const right = applied(kroneckerOf(transposed(a), unit), inner.x);
      return [
        refuted('vec(XAB) = (B^T kron A) vec(X), B = I', distance(whole.x, claimed), 1),
        identical(whole.x, right, 'vec(XAB) = ((AB)^T kron I) vec(X)'),
      ];
    },
  }),
];
