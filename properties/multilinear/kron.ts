import { algebra } from '../../spec/exactMatrix.ts';
import { kron } from '../../spec/multilinear/kron.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { tensors } from '../generators/tensors.ts';
import { type Law, law } from '../law.ts';
import { equal, metamorphic } from '../metamorphic.ts';
import { exactMatrix, innerProductOf, judgedExactly } from '../verbs/exactMatrices.ts';
import { holds } from '../verbs/measured.ts';
import { at, build, inShape, product, transposed } from '../verbs/tensors.ts';
import { stacked } from './_internal/stacked.ts';

const { at: element, identity, isZero, minus, times } = algebra(0);

export const laws: readonly Law[] = [
  equal(kron, 'C1', {
    bits: 24,
    hint: 'the factors are swapped, or their blocks',
    cases: (context) => tensors(context, { a: 'm n', b: 'p q', c: 'n r', d: 'q s' }, { most: 3 }),
    sides: async (f, { a, b, c, d }) => ({
      'AC kron BD': [f({ a: product(a, c), b: product(b, d) }), product(await f({ a, b }), await f({ a: c, b: d }))],
    }),
  }),
  metamorphic(kron, 'C2', {
    repeats: true,
    cases: (context) => tensors(context, { a: 'm n', b: 'p q' }, { entries: 'reals', most: 4 }),
    to: ({ a, b }) => ({ a: transposed(a), b: transposed(b) }),
    result: ({ c }) => ({ c: transposed(c) }),
    what: 'A^T kron B^T',
  }),
  equal(kron, 'C3', {
    bits: 24,
    cases: (context) => tensors(context, { a: 'm n', b: 'p q', c: 'r s' }, { most: 3 }),
    sides: (f, { a, b, c }) => ({
      '(A kron B) kron C': [f({ a: f({ a, b }), b: c }), f({ a, b: f({ a: b, b: c }) })],
    }),
  }),
  equal(kron, 'C4', {
    bits: 24,
    hint: 'the blocks are those of B kron A: right for the row-major order of the entries only',
    cases: (context) => tensors(context, { a: 'm n', x: 'n p', b: 'p q' }, { most: 4 }),
    sides: async (f, { a, x, b }) => {
      const applied = product(await f({ a: transposed(b), b: a }), inShape(stacked(x), [x.data.length, 1]));
      return { '(B^T kron A) vec(X)': [inShape(applied, [applied.data.length]), stacked(product(product(a, x), b))] };
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
    result: ({ c }, { a, b }) => {
      const [[m = 1, n = 1], [p = 1, q = 1]] = [a.shape, b.shape];
      const place = (i: number, of: number, beside: number) => (i % of) * beside + Math.floor(i / of);
      return { c: build(c, c.shape, (i, j) => at(c, place(i, m, p), place(j, n, q))) };
    },
    what: 'B kron A',
  }),
];
