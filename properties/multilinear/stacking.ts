import { commutationMatrix, unvec } from '../../spec/multilinear/stacking.ts';
import { vec } from '../../spec/multilinear/vec.ts';
import { type TensorOptions, tensors } from '../generators/tensors.ts';
import type { Context, Law } from '../law.ts';
import { closedForm, equal } from '../metamorphic.ts';
import { at, build, identity, inShape, product, transposed } from '../verbs/tensors.ts';
import { applied, asColumn, kroneckerOf } from './_internal/kroneckerOf.ts';
import { stacked } from './_internal/stacked.ts';

/** Tensors, and their data type, which an operation without inputs is told. */
const typed = <Name extends string>(
  context: Context,
  shapes: Readonly<Record<Name, string>>,
  options?: TensorOptions,
) => tensors(context, shapes, options).map((drawn) => ({ ...drawn, dtype: context.dtype }));

export const laws: readonly Law[] = [
  equal(unvec, 'C1', {
    repeats: true,
    needs: [vec],
    hint: 'rows are filled instead of columns',
    cases: (context) => tensors(context, { a: 'm n' }, { entries: 'reals' }),
    sides: (f, { a }, stack) => {
      const [m = 1] = a.shape;
      const x = inShape(a, [a.data.length]);
      return { 'unvec(vec(A))': [f({ x: stack({ a }), m }), a], 'vec(unvec(x))': [stack({ a: f({ x, m }) }), x] };
    },
  }),
  closedForm(unvec, 'C2', {
    bits: 24,
    hint: 'rows are filled instead of columns',
    cases: (context) => tensors(context, { u: 'm', v: 'n' }),
    from: ({ u, v }) => ({
      x: inShape(kroneckerOf(asColumn(v), asColumn(u)), [u.data.length * v.data.length]),
      m: u.data.length,
    }),
    result: ({ u, v }) => ({ a: build(u, [...u.shape, ...v.shape], (i, j) => at(u, i) * at(v, j)) }),
    what: 'u v^T',
  }),
  equal(commutationMatrix, 'C1', {
    hint: 'it is the one of n by m matrices, its own transpose',
    cases: (context) => typed(context, { a: 'm n' }, { entries: 'reals', most: 4 }),
    sides: async (f, { a, dtype }) => {
      const [m = 1, n = 1] = a.shape;
      const k = await f({ m, n, dtype });
      return { 'K vec(A)': [applied(k, stacked(a)), stacked(transposed(a))] };
    },
  }),
  equal(commutationMatrix, 'C2', {
    cases: (context) => typed(context, { a: 'm n' }, { most: 4 }),
    sides: async (f, { a, dtype }) => {
      const [m = 1, n = 1] = a.shape;
      const [k, turned] = await Promise.all([f({ m, n, dtype }), f({ m: n, n: m, dtype })]);
      return { 'K^T K': [product(transposed(k), k), identity(k, m * n)], K_nm: [turned, transposed(k)] };
    },
  }),
  equal(commutationMatrix, 'C3', {
    bits: 24,
    cases: (context) => typed(context, { a: 'm n', b: 'p q' }, { most: 3 }),
    sides: async (f, { a, b, dtype }) => {
      const [[m = 1, n = 1], [p = 1, q = 1]] = [a.shape, b.shape];
      const [left, right] = await Promise.all([f({ m: p, n: m, dtype }), f({ m: n, n: q, dtype })]);
      return { 'K_pm (A kron B) K_nq': [product(product(left, kroneckerOf(a, b)), right), kroneckerOf(b, a)] };
    },
  }),
  equal(commutationMatrix, 'C4', {
    cases: (context) => typed(context, { a: 'n' }),
    sides: (f, { a, dtype }) => {
      const [n = 1] = a.shape;
      const unit = identity(a, n);
      return { K_1n: [f({ m: 1, n, dtype }), unit], K_n1: [f({ m: n, n: 1, dtype }), unit] };
    },
  }),
];
