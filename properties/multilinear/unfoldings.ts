import { fold, modeProduct, unfold } from '../../spec/multilinear/unfoldings.ts';
import { beside } from '../generators/beside.ts';
import { alone } from '../generators/calls.ts';
import { dealtBelow } from '../generators/dealt.ts';
import { knownSingularValues } from '../generators/knownSpectrum.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law } from '../law.ts';
import { closedForm, equal } from '../metamorphic.ts';
import { refuses } from '../observed.ts';
import { holds } from '../verbs/measured.ts';
import { at, build, identity, inner, inShape, product, transposed } from '../verbs/tensors.ts';
import { asColumn, kroneckerOf } from './_internal/kroneckerOf.ts';

/** A tensor of three axes and one of them. */
const cubes = (context: Context) => beside(tensors(context, { x: 'l m n' }, { most: 4 }), { axis: dealtBelow(3) });

/** The outer product of two vectors: a matrix. */
const columnTimes = (u: Parameters<typeof asColumn>[0], v: Parameters<typeof asColumn>[0]) =>
  product(asColumn(u), transposed(asColumn(v)));

export const laws: readonly Law[] = [
  equal(unfold, 'C1', {
    repeats: true,
    needs: [fold],
    hint: 'the other axes come in another order than fold takes them in',
    cases: (context) => alone(unfold, context, { entries: 'reals' }),
    sides: (f, { x, axis }, back) => {
      const front = axis < 0 ? axis + x.shape.length : axis;
      return { 'fold(unfold(x))': [back({ y: f({ x, axis }), shape: x.shape, axis: front }), x] };
    },
  }),
  equal(unfold, 'C2', {
    repeats: true,
    cases: (context) => tensors(context, { x: 'l m n', a: 'm n' }, { entries: 'reals', most: 4 }),
    sides: (f, { x, a }) => ({
      'first axis': [f({ x, axis: 0 }), inShape(x, [x.shape[0] ?? 1, x.data.length / (x.shape[0] ?? 1)])],
      'last axis of a matrix': [f({ x: a, axis: 1 }), transposed(a)],
    }),
  }),
  closedForm(unfold, 'C3', {
    bits: 24,
    hint: 'the other axes come in another order',
    cases: (context) => beside(tensors(context, { u: 'l', v: 'm', w: 'n' }), { axis: dealtBelow(3) }),
    from: ({ u, v, w, axis }) => ({
      x: build(
        u,
        [u, v, w].map(({ data }) => data.length),
        (i, j, k) => at(u, i ?? 0) * at(v, j ?? 0) * at(w, k ?? 0),
      ),
      axis,
    }),
    result({ u, v, w, axis }) {
      const own = [u, v, w][axis] ?? u;
      const [first = u, second = v] = [u, v, w].toSpliced(axis, 1);
      const others = kroneckerOf(asColumn(first), asColumn(second));
      return { y: columnTimes(own, others) };
    },
    what: 'its vector times the Kronecker product of the others',
  }),
  equal(fold, 'C1', {
    repeats: true,
    needs: [unfold],
    hint: 'the other axes come in another order than unfold gives them in',
    cases: (context) => alone(fold, context, { entries: 'reals' }),
    sides: (f, given, unfolded) => ({ 'unfold(fold(y))': [unfolded({ x: f(given), axis: given.axis }), given.y] }),
  }),
  refuses(fold, 'R1', {
    cases: (context) => tensors(context, { y: 'n k' }, { most: 4 }),
    calls: ({ y }) => {
      const [n = 1, k = 1] = y.shape;
      return {
        'a shape of more elements is refused': { y, shape: [n, k + 1], axis: 0 },
        'a shape whose unfolding is another matrix of as many elements is refused': {
          y,
          shape: [n * k, 1, 2],
          axis: 2,
        },
      };
    },
  }),
  refuses(fold, 'R2', {
    cases: (context) => tensors(context, { y: 'n k' }, { most: 4 }),
    calls: ({ y }) => ({ 'an axis beyond the last one is refused': { y: transposed(y), shape: y.shape, axis: 2 } }),
  }),
  equal(modeProduct, 'C1', {
    bits: 24,
    needs: [unfold],
    hint: 'vectors along another axis are multiplied',
    cases: (context) => alone(modeProduct, context, { entries: 'integers', most: 4, scaled: false }),
    sides: async (f, { x, u, axis }, unfolded) => ({
      'unfolding of X x_n U': [unfolded({ x: f({ x, u, axis }), axis }), product(u, await unfolded({ x, axis }))],
    }),
  }),
  equal(modeProduct, 'C2', {
    bits: 24,
    cases: (context) => tensors(context, { x: 'l m n', u: 'p l', v: 'q m', w: 'r n' }, { most: 3 }),
    sides: (f, { x, u, v, w }) => {
      const along = (first: number, a: typeof u, second: number, b: typeof u) =>
        f({ x: f({ x, u: a, axis: first }), u: b, axis: second });
      return {
        'X x_1 U x_2 V': [along(0, u, 1, v), along(1, v, 0, u)],
        'X x_2 V x_3 W': [along(1, v, 2, w), along(2, w, 1, v)],
      };
    },
  }),
  equal(modeProduct, 'C3', {
    bits: 24,
    hint: 'the matrix is transposed',
    cases: (context) => tensors(context, { x: 'l m n', u: 'p m', v: 'q p' }, { most: 3 }),
    sides: (f, { x, u, v }) => ({
      'X x_2 U x_2 V': [f({ x: f({ x, u, axis: 1 }), u: v, axis: 1 }), f({ x, u: product(v, u), axis: 1 })],
    }),
  }),
  law(modeProduct, 'C4', {
    bits: 24,
    cases: (context) =>
      beside(knownSingularValues(context), { drawn: tensors(context, { x: 'k m' }, { sizes: { m: 4 } }) }).map(
        ({ left, drawn: { x } }) => {
          const [n = 1] = left.shape;
          return { q: left, x: build(x, [x.shape[0] ?? 1, n], (i, j) => at(x, i, j)) };
        },
      ),
    check: async (on, { x, q }) => {
      const { y } = await on(modeProduct, { x, u: q }, { axis: 1 });
      const [first] = [transposed(q)].map((columns) => at(product(columns, q), 0, 0));
      const [received, expected] = [inner(y, y), (first ?? 1) * inner(x, x)];
      return [holds('||X x_2 Q||_F^2', received === expected, String(expected), String(received))];
    },
  }),
  equal(modeProduct, 'C5', {
    bits: 24,
    cases: (context) => beside(cubes(context), { matrices: tensors(context, { a: 'm n', u: 'p m', v: 'q n' }) }),
    sides: (f, { x, axis, matrices: { a, u, v } }) => ({
      'X x_n I': [f({ x, u: identity(x, x.shape[axis] ?? 1), axis }), x],
      'A x_1 U': [f({ x: a, u, axis: 0 }), product(u, a)],
      'A x_2 V': [f({ x: a, u: v, axis: 1 }), product(a, transposed(v))],
    }),
  }),
  refuses(modeProduct, 'R2', {
    cases: (context) => beside(cubes(context), { matrices: tensors(context, { u: 'p k' }, { most: 3 }) }),
    calls: ({ x, axis, matrices: { u } }) => {
      const wide = build(u, [u.shape[0] ?? 1, (x.shape[axis] ?? 1) + (u.shape[1] ?? 1)], (i, j) => i - j);
      return { 'a matrix with more columns than the axis is long is refused': { x, u: wide, axis } };
    },
  }),
];
