import { algebra } from '../../spec/exactMatrix.ts';
import { vec } from '../../spec/multilinear/vec.ts';
import { sizeOf, type Tensor, tensorOf } from '../../spec/tensor.ts';
import { erratum } from '../erratum.ts';
import { tensors } from '../generators/tensors.ts';
import { type Law, law } from '../law.ts';
import { closedForm } from '../metamorphic.ts';
import { identical } from '../verbs/compare.ts';
import { exactMatrix, innerProductOf, judgedExactly, numberOf, roundedTo } from '../verbs/exactMatrices.ts';
import { near } from '../verbs/measured.ts';
import { refuted } from '../verbs/refuted.ts';
import { at, build, distance, identity, product, transposed } from '../verbs/tensors.ts';

const { times } = algebra(0);

/** A kron B: block (i, j) is a_ij B. */
const kroneckerOf = (a: Tensor, b: Tensor): Tensor => {
  const [[m = 1, n = 1], [p = 1, q = 1]] = [a.shape, b.shape];
  return build(
    a,
    [m * p, n * q],
    (row, column) => at(a, Math.floor(row / p), Math.floor(column / q)) * at(b, row % p, column % q),
  );
};

const column = (x: Tensor): Tensor => tensorOf(x.dtype, [sizeOf(x.shape), 1], x.data);

export const laws: readonly Law[] = [
  law(vec, 'C1', {
    bits: 24,
    hint: 'rows are stacked instead of columns',
    cases: (context) => tensors(context, { a: 'm n', x: 'n p', b: 'p q' }, { most: 4 }),
    check: async (on, { a, x, b }, { dtype }) => {
      const product = times(exactMatrix(a), exactMatrix(x), exactMatrix(b));
      const [whole, inner] = await Promise.all([on(vec, { a: roundedTo(dtype, product) }), on(vec, { a: x })]);
      return judgedExactly({ inner: inner.x }, ({ inner }) => [
        identical(
          whole.x,
          roundedTo(dtype, times(exactMatrix(kroneckerOf(transposed(b), a)), inner), [
            (a.shape[0] ?? 1) * (b.shape[1] ?? 1),
          ]),
          'vec(AXB)',
        ),
      ]);
    },
  }),
  law(vec, 'C2', {
    cases: (context) => tensors(context, { a: 'm n', b: 'm n' }),
    check: async (on, { a, b }) => {
      const [left, right] = await Promise.all([on(vec, { a }), on(vec, { a: b })]);
      const trace = numberOf(innerProductOf(exactMatrix(a), exactMatrix(b)));
      return judgedExactly({ left: left.x, right: right.x }, ({ left, right }) => [
        near('vec(A) . vec(B)', numberOf(innerProductOf(left, right)), trace, 0),
      ]);
    },
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
    result: ({
      u,
      v,
      u: {
        shape: [m = 1],
      },
    }) => ({
      x: build(u, [u.data.length * v.data.length], (k) => at(v, Math.floor(k / m)) * at(u, k % m)),
    }),
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
      const claimed = product(kroneckerOf(unit, a), column(inner.x));
      const right = product(kroneckerOf(transposed(a), unit), column(inner.x));
      return [
        refuted('vec(XAB) = (B^T kron A) vec(X), B = I', distance(column(whole.x), claimed), 1),
        identical(whole.x, tensorOf(x.dtype, [4], right.data), 'vec(XAB) = ((AB)^T kron I) vec(X)'),
      ];
    },
  }),
];
