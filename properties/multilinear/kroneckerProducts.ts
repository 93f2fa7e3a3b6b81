import { kron } from '../../spec/multilinear/kron.ts';
import { khatriRao, kronMatvec } from '../../spec/multilinear/kroneckerProducts.ts';
import { tensors } from '../generators/tensors.ts';
import type { Law } from '../law.ts';
import { closedForm, equal } from '../metamorphic.ts';
import { at, build, inShape, product, times, transposed } from '../verbs/tensors.ts';
import { applied, asColumn, khatriRaoOf, kroneckerOf } from './_internal/kroneckerOf.ts';
import { stacked } from './_internal/stacked.ts';

export const laws: readonly Law[] = [
  equal(khatriRao, 'C1', {
    bits: 24,
    hint: 'columns of different numbers are multiplied',
    cases: (context) => tensors(context, { a: 'm r', b: 'p r' }, { most: 3 }),
    sides: async (f, { a, b }) => {
      const c = await f({ a, b });
      return { 'C^T C': [product(transposed(c), c), times(product(transposed(a), a), product(transposed(b), b))] };
    },
  }),
  equal(khatriRao, 'C2', {
    repeats: true,
    needs: [kron],
    hint: 'the factors are swapped: the index of B runs faster',
    cases: (context) => tensors(context, { a: 'm r', b: 'p r' }, { entries: 'reals', most: 4 }),
    sides: async (f, { a, b }, whole) => {
      const [c, all, [, r = 1]] = [await f({ a, b }), await whole({ a, b }), a.shape];
      return { 'columns of A kron B': [c, build(all, c.shape, (row, k) => at(all, row, k * (r + 1)))] };
    },
  }),
  equal(khatriRao, 'C3', {
    bits: 24,
    cases: (context) => tensors(context, { a: 'm r', b: 'p r', c: 'q r' }, { most: 3 }),
    sides: (f, { a, b, c }) => ({
      '(A khatri-rao B) khatri-rao C': [f({ a: f({ a, b }), b: c }), f({ a, b: f({ a: b, b: c }) })],
    }),
  }),
  equal(khatriRao, 'C4', {
    bits: 24,
    cases: (context) => tensors(context, { a: 'm n', b: 'p q', c: 'n r', d: 'q r' }, { most: 3 }),
    sides: async (f, { a, b, c, d }) => ({
      'AC khatri-rao BD': [
        f({ a: product(a, c), b: product(b, d) }),
        product(kroneckerOf(a, b), await f({ a: c, b: d })),
      ],
    }),
  }),
  closedForm(kronMatvec, 'C1', {
    bits: 24,
    cases: (context) =>
      tensors(context, { a: 'm n', b: 'p q', rows: 'n q' }, { most: 4 }).map(({ a, b, rows }) => ({
        a,
        b,
        x: inShape(rows, [rows.data.length]),
      })),
    result: ({ a, b, x }) => ({ y: applied(kroneckerOf(a, b), x) }),
    what: '(A kron B) x',
  }),
  equal(kronMatvec, 'C2', {
    bits: 24,
    hint: 'the factors are swapped, or x is read by columns',
    cases: (context) => tensors(context, { a: 'm n', x: 'n p', b: 'p q' }, { most: 4 }),
    sides: (f, { a, x, b }) => {
      const [whole, size] = [product(product(a, x), b), [x.data.length]];
      return {
        '(B^T kron A) vec(X)': [f({ a: transposed(b), b: a, x: stacked(x) }), stacked(whole)],
        '(A kron B^T) vec_r(X)': [f({ a, b: transposed(b), x: inShape(x, size) }), inShape(whole, [whole.data.length])],
      };
    },
  }),
  closedForm(kronMatvec, 'C3', {
    bits: 24,
    cases: (context) => tensors(context, { a: 'm n', b: 'p q', u: 'n', v: 'q' }, { most: 4 }),
    from: ({ a, b, u, v }) => ({
      a,
      b,
      x: inShape(kroneckerOf(asColumn(u), asColumn(v)), [u.data.length * v.data.length]),
    }),
    result: ({ a, b, u, v }) => {
      const both = khatriRaoOf(asColumn(applied(a, u)), asColumn(applied(b, v)));
      return { y: inShape(both, [both.data.length]) };
    },
    what: 'Au kron Bv',
  }),
];
