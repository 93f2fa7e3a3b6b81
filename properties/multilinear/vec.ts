import { algebra } from '../../spec/exactMatrix.ts';
import { vec } from '../../spec/multilinear/vec.ts';
import { tensors } from '../generators/tensors.ts';
import { type Law, law } from '../law.ts';
import { identical } from '../verbs/compare.ts';
import { exactOf, innerProductOf, judgedExactly, numberOf, roundedTo } from '../verbs/exactly.ts';
import { near } from '../verbs/measured.ts';
import { at, build } from '../verbs/tensors.ts';

const { times } = algebra(0);

export const laws: readonly Law[] = [
  law(vec, 'C1', {
    bits: 24,
    hint: 'rows are stacked instead of columns',
    cases: (context) => tensors(context, { a: 'm n', x: 'n p', b: 'p q' }, { most: 4 }),
    check: async (on, { a, x, b }, { dtype }) => {
      const product = times(exactOf(a), exactOf(x), exactOf(b));
      const [whole, inner] = await Promise.all([on(vec, { a: roundedTo(dtype, product) }), on(vec, { a: x })]);
      const [[m = 1, n = 1], [p = 1, q = 1]] = [a.shape, b.shape];
      // B^T kron A: block (j, k) is b_kj A.
      const matrix = build(
        a,
        [q * m, p * n],
        (row, column) => at(b, Math.floor(column / n), Math.floor(row / m)) * at(a, row % m, column % n),
      );
      return judgedExactly({ inner: inner.x }, ({ inner }) => [
        identical(whole.x, roundedTo(dtype, times(exactOf(matrix), inner), [q * m]), 'vec(AXB)'),
      ]);
    },
  }),
  law(vec, 'C2', {
    cases: (context) => tensors(context, { a: 'm n', b: 'm n' }),
    check: async (on, { a, b }) => {
      const [left, right] = await Promise.all([on(vec, { a }), on(vec, { a: b })]);
      const trace = numberOf(innerProductOf(exactOf(a), exactOf(b)));
      return judgedExactly({ left: left.x, right: right.x }, ({ left, right }) => [
        near('vec(A) . vec(B)', numberOf(innerProductOf(left, right)), trace, 0),
      ]);
    },
  }),
  law(vec, 'C3', {
    bits: 24,
    hint: 'rows are stacked instead of columns',
    cases: (context) => tensors(context, { u: 'm', v: 'n' }),
    check: async (on, { u, v }) => {
      const [[m = 1], [n = 1]] = [u.shape, v.shape];
      const outer = build(u, [m, n], (i, j) => at(u, i) * at(v, j));
      const { x } = await on(vec, { a: outer });
      return [
        identical(
          x,
          build(u, [n * m], (k) => at(v, Math.floor(k / m)) * at(u, k % m)),
          'vec(u v^T)',
        ),
      ];
    },
  }),
];
