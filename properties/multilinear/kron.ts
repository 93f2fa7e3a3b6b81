import fc from 'fast-check';
import { algebra, type ExactMatrix } from '../../spec/exactMatrix.ts';
import { kron } from '../../spec/multilinear/kron.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { tensors } from '../generators/tensors.ts';
import { unimodularMatrices } from '../generators/unimodular.ts';
import { type Law, law } from '../law.ts';
import { closedForm, equal, metamorphic } from '../metamorphic.ts';
import { determinantOf, inverseOf, rankOf } from '../verbs/elimination.ts';
import { exactMatrix, innerProductOf, judgedExactly } from '../verbs/exactMatrices.ts';
import { holds, near } from '../verbs/measured.ts';
import { singularValuesOf } from '../verbs/spectrum.ts';
import {
  at,
  build,
  inShape,
  map,
  plus,
  product,
  scaled,
  transposed,
  identity as unitMatrix,
} from '../verbs/tensors.ts';
import { asColumn, kroneckerOf } from './_internal/kroneckerOf.ts';
import { stacked } from './_internal/stacked.ts';

const { at: element, identity, isZero, minus, times } = algebra(0);

/** A column of 1 and -1. */
const signsOf = (x: Tensor): Tensor => asColumn(map(x, (value) => (value < 0 ? -1 : 1)));

/** The matrix with its diagonal changed so that a column of 1 and -1 is an eigenvector of a value. */
const withEigenvector = (a: Tensor, v: Tensor, value: number): Tensor =>
  build(a, a.shape, (i, j) => {
    if (i !== j) return at(a, i, j);
    const others = Array.from(v.data, (sign, k) => (k === i ? 0 : at(a, i, k) * sign));
    return value - at(v, i, 0) * others.reduce((sum, term) => sum + term, 0);
  });

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
  equal(kron, 'C7', {
    bits: 24,
    cases: (context) => tensors(context, { a: 'm n', b: 'p q', c: 'p q' }, { most: 4 }),
    sides: async (f, { a, b, c }) => ({
      'A kron (B + C)': [f({ a, b: plus(b, c) }), plus(await f({ a, b }), await f({ a, b: c }))],
      '(B + C) kron A': [f({ a: plus(b, c), b: a }), plus(await f({ a: b, b: a }), await f({ a: c, b: a }))],
    }),
  }),
  closedForm(kron, 'C8', {
    cases: (context) => tensors(context, { u: 'm', v: 'n' }, { most: 4 }),
    from: ({ u, v }) => ({ a: unitMatrix(u, u.data.length), b: unitMatrix(v, v.data.length) }),
    result: ({ u, v }) => ({ c: unitMatrix(u, u.data.length * v.data.length) }),
    what: 'I_m kron I_n',
  }),
  law(kron, 'C9', {
    // The products of entries of both inverses do not fit into fewer bits.
    dtype: 'float64',
    share: 0.5,
    cases: (context) =>
      fc
        .tuple(unimodularMatrices(context), unimodularMatrices(context))
        .map(([one, other]) => ({ a: one.a, b: other.a })),
    check: async (on, { a, b }) => {
      const inverse = (one: Tensor) => tensorOf('float64', one.shape, inverseOf(exactMatrix(one)) ?? []);
      const [forth, back] = await Promise.all([on(kron, { a, b }), on(kron, { a: inverse(a), b: inverse(b) })]);
      return judgedExactly({ c: forth.c, other: back.c }, ({ c, other }) => {
        const isInverse = isZero(minus(times(c, other), identity(c.rows)));
        return [holds('(A kron B) (A^-1 kron B^-1)', isInverse, 'I', 'another matrix')];
      });
    },
  }),
  law(kron, 'C10', {
    bits: 24,
    cases: (context) => tensors(context, { a: 'n n', b: 'p p', left: 'm k', right: 'k m' }, { most: 3 }),
    check: async (on, { a, b, left, right }) => {
      const low = product(left, right);
      const [square, other] = await Promise.all([on(kron, { a, b }), on(kron, { a: low, b })]);
      return judgedExactly({ c: square.c, d: other.c }, ({ c, d }) => {
        const determinants = (one: Tensor, count = 1) =>
          new Array<ExactMatrix>(count).fill(determinantOf(exactMatrix(one)));
        const factors = [...determinants(a, b.shape[0]), ...determinants(b, a.shape[0])];
        const ranks = [low, b].map((one) => rankOf(exactMatrix(one))).reduce((one, more) => one * more);
        return [
          holds(
            'det(A kron B)',
            isZero(
              minus(
                determinantOf(c),
                factors.reduce((x, y) => times(x, y)),
              ),
            ),
            'det(A)^p det(B)^n',
            'another',
          ),
          holds('rank', rankOf(d) === ranks, String(ranks), String(rankOf(d))),
        ];
      });
    },
  }),
  law(kron, 'C11', {
    bits: 24,
    share: 0.3,
    cases: (context) => tensors(context, { a: 'm n', b: 'p q' }, { most: 3 }),
    check: async (on, { a, b }, { u }) => {
      const { c } = await on(kron, { a, b });
      return judgedExactly({ c }, ({ c: whole }) => {
        const [first = [], second = []] = [a, b].map((one) => singularValuesOf(exactMatrix(one), u));
        const all = first.flatMap((one) => second.map((other) => one * other)).sort((x, y) => y - x);
        // Each of the three is known to within u / 500 of the largest and then rounded, as their product is.
        const received = singularValuesOf(whole, u);
        return all.map((want, k) =>
          near(`singular value ${k + 1}`, received[k] ?? Number.NaN, want, 4 * u * (all[0] ?? 0)),
        );
      });
    },
  }),
  equal(kron, 'C12', {
    bits: 24,
    cases: (context) =>
      beside(tensors(context, { a: 'n n', b: 'p p', v: 'n', w: 'p' }, { most: 4 }), {
        l: fc.integer({ min: -4, max: 4 }),
        m: fc.integer({ min: -4, max: 4 }),
      }).map(({ a, b, v, w, l, m }) => ({ a, b, v: signsOf(v), w: signsOf(w), l, m })),
    sides: async (f, { a, b, v, w, l, m }) => {
      const [c, both] = [await f({ a: withEigenvector(a, v, l), b: withEigenvector(b, w, m) }), kroneckerOf(v, w)];
      return { '(A kron B) (v kron w)': [product(c, both), scaled(both, l * m)] };
    },
  }),
];
