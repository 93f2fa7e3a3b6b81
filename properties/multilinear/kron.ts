import { algebra } from '../../spec/exactMatrix.ts';
import { kron } from '../../spec/multilinear/kron.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { tensors } from '../generators/tensors.ts';
import { type Law, law } from '../law.ts';
import { metamorphic } from '../metamorphic.ts';
import { identical } from '../verbs/compare.ts';
import { exactMatrix, innerProductOf, judgedExactly, roundedTo } from '../verbs/exactMatrices.ts';
import { holds } from '../verbs/measured.ts';
import { at, build, transposed } from '../verbs/tensors.ts';
import { stacked } from './_internal/stacked.ts';

const { at: element, identity, isZero, minus, times } = algebra(0);

export const laws: readonly Law[] = [
  law(kron, 'C1', {
    bits: 24,
    hint: 'the factors are swapped, or their blocks',
    cases: (context) => tensors(context, { a: 'm n', b: 'p q', c: 'n r', d: 'q s' }, { most: 3 }),
    check: async (on, { a, b, c, d }, { dtype }) => {
      const product = (left: Tensor, right: Tensor) => roundedTo(dtype, times(exactMatrix(left), exactMatrix(right)));
      const [first, second, whole] = await Promise.all([
        on(kron, { a, b }),
        on(kron, { a: c, b: d }),
        on(kron, { a: product(a, c), b: product(b, d) }),
      ]);
      return judgedExactly({ first: first.c, second: second.c }, ({ first, second }) => [
        identical(whole.c, roundedTo(dtype, times(first, second)), 'AC kron BD'),
      ]);
    },
  }),
  metamorphic(kron, 'C2', {
    repeats: true,
    cases: (context) => tensors(context, { a: 'm n', b: 'p q' }, { entries: 'reals', most: 4 }),
    to: ({ a, b }) => ({ a: transposed(a), b: transposed(b) }),
    result: ({ c }) => ({ c: transposed(c) }),
    what: 'A^T kron B^T',
  }),
  law(kron, 'C3', {
    bits: 24,
    cases: (context) => tensors(context, { a: 'm n', b: 'p q', c: 'r s' }, { most: 3 }),
    check: async (on, { a, b, c }) => {
      const [left, right] = await Promise.all([on(kron, { a, b }), on(kron, { a: b, b: c })]);
      const [leftFirst, rightFirst] = await Promise.all([on(kron, { a: left.c, b: c }), on(kron, { a, b: right.c })]);
      return [identical(leftFirst.c, rightFirst.c, '(A kron B) kron C')];
    },
  }),
  law(kron, 'C4', {
    bits: 24,
    hint: 'the blocks are those of B kron A: right for the row-major order of the entries only',
    cases: (context) => tensors(context, { a: 'm n', x: 'n p', b: 'p q' }, { most: 4 }),
    check: async (on, { a, x, b }, { dtype }) => {
      const { c } = await on(kron, { a: transposed(b), b: a });
      const product = roundedTo(dtype, times(exactMatrix(a), exactMatrix(x), exactMatrix(b)));
      return judgedExactly({ c }, (exact) => {
        const applied = times(exact.c, exactMatrix(stacked(x)));
        return [identical(roundedTo(dtype, applied, [applied.rows]), stacked(product), '(B^T kron A) vec(X)')];
      });
    },
  }),
  law(kron, 'C5', {
    cases: (context) => tensors(context, { a: 'm n', b: 'p q', square: 'k k' }, { most: 4 }),
    check: async (on, { a, b, square }) => {
      const [rectangular, whole] = await Promise.all([on(kron, { a, b }), on(kron, { a: square, b: square })]);
      return judgedExactly({ c: rectangular.c, s: whole.c }, ({ c, s }) => {
        const norm = (tensor: Tensor) => innerProductOf(exactMatrix(tensor), exactMatrix(tensor));
        const trace = innerProductOf(exactMatrix(square), identity(square.shape[0] ?? 1));
        const pairs = [
          ['||A kron B||_F^2', innerProductOf(c, c), times(norm(a), norm(b))],
          ['trace(A kron A)', innerProductOf(s, identity(s.rows)), times(trace, trace)],
        ] as const;
        return pairs.map(([what, got, want]) =>
          holds(what, isZero(minus(got, want)), String(element(want, 0, 0)), String(element(got, 0, 0))),
        );
      });
    },
  }),
  metamorphic(kron, 'C6', {
    repeats: true,
    cases: (context) => tensors(context, { a: 'm n', b: 'p q' }, { entries: 'reals', most: 4 }),
    to: ({ a, b }) => ({ a: b, b: a }),
    // Row i p + r becomes row r m + i, column j q + s column s n + j.
    result: (
      { c },
      {
        a: {
          shape: [m = 1, n = 1],
        },
        b: {
          shape: [p = 1, q = 1],
        },
      },
    ) => ({
      c: build(c, c.shape, (i, j) => at(c, (i % m) * p + Math.floor(i / m), (j % n) * q + Math.floor(j / n))),
    }),
    what: 'B kron A',
  }),
];
