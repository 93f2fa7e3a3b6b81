import { norm } from '../../spec/linalg/norm.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { erratum } from '../erratum.ts';
import { beside } from '../generators/beside.ts';
import { dealt, dealtAmount, dealtBelow } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law, type Subject } from '../law.ts';
import { equal } from '../metamorphic.ts';
import { ofMatrices } from '../ofMatrices.ts';
import { worst } from '../verbs/compare.ts';
import { atMost, near } from '../verbs/measured.ts';
import { refuted } from '../verbs/refuted.ts';
import { at, build, filled, identity, inner, map, only, plus, product, transposed } from '../verbs/tensors.ts';
import { positiveUnlessZero } from './_internal/scales.ts';

const names = ['fro', '1', 'inf', 'max'] as const;
type Name = (typeof names)[number];

const norms = ofMatrices(norm, ({ norm }) => only(norm));

const normOf = async (on: Subject, a: Tensor, ord: Name): Promise<number> =>
  only((await on(norm, { a }, { ord })).norm);

/** Each norm in turn. */
const turns = () => ({ ord: dealt(names) });

/** What the norm of a matrix may be off by, as a share of it: as many roundings as there are entries, and two. */
const errorOf = ({ data }: Tensor, u: number): number => (data.length + 2) * u;

/** Every row, and below it its opposite. */
const withOpposites = (a: Tensor): Tensor => {
  const [rows = 0, columns = 0] = a.shape;
  return build(a, [2 * rows, columns], (i, j) => (1 - 2 * (i % 2)) * at(a, Math.floor(i / 2), j));
};

/** One entry that is not 0, as far out as squares do not go, in matrices as long as the tiles of kernels. */
const singleEntries = (context: Context) =>
  beside(tensors(context, { one: '' }), {
    rows: dealt([1, 2, 9, 17, 33, 5]),
    columns: dealt([2, 1, 33, 5, 17, 9, 65]),
    place: dealt([0.999, 0, 0.5]),
    exponent: dealtAmount(context.dtype === 'float64' ? [0, 1_000, -1_000, 600, -600] : [0, 120, -120, 70, -70]),
    sign: dealt([1, -1]),
  }).map(({ one, rows, columns, place, exponent, sign }) => {
    const [position, size] = [Math.floor(place * rows * columns), 2 ** exponent];
    const a = build(one, [rows, columns], (i, j) => (i * columns + j === position ? sign * size : 0));
    return { a, position, size };
  });

export const laws: readonly Law[] = [
  equal(norm, 'C1', {
    bits: 24,
    hint: 'rows are taken for columns',
    cases: (context) => tensors(context, { a: 'm n' }),
    sides: (f, { a }) => ({
      '||A^T||_inf for ||A||_1': [f({ a: transposed(a), ord: 'inf' }), f({ a, ord: '1' })],
      '||A^T||_1 for ||A||_inf': [f({ a: transposed(a), ord: '1' }), f({ a, ord: 'inf' })],
      '||A^T||_max for ||A||_max': [f({ a: transposed(a), ord: 'max' }), f({ a, ord: 'max' })],
    }),
  }),
  norms('C2', {
    hint: 'entries are summed with their signs, or a small norm is replaced by 0',
    // As drawn, with no entry above 0, or with every row and its opposite.
    cases: (context) =>
      beside(tensors(context, { drawn: 'm n' }, { entries: 'reals' }), { ...turns(), how: dealtBelow(3) }).map(
        ({ drawn, how, ord }) => ({
          a: [drawn, map(drawn, (value) => -Math.abs(value)), withOpposites(drawn)][how] ?? drawn,
          ord,
        }),
      ),
    of: ({ a }) => [a],
    see: ([received], { a, ord }) => [positiveUnlessZero(`||A||_${ord}`, received, a)],
  }),
  norms('C3', {
    cases: (context) => beside(tensors(context, { a: 'm n', b: 'm n' }), turns()),
    of: ({ a, b }) => [plus(a, b), a, b],
    see: ([whole, one, other], { a, ord }, { u }) => [
      atMost(`||A + B||_${ord}`, whole, one + other, 2 * errorOf(a, u) * (one + other)),
    ],
  }),
  norms('C4', {
    cases: (context) => beside(tensors(context, { a: 'm p', b: 'p n' }), turns()),
    of: ({ a, b }) => {
      const [left, right] = [map(a, () => 1), map(b, () => 1)];
      return [product(a, b), a, b, product(left, right), left, right];
    },
    see: ([whole, one, other, ofOnes, left, right], { a, b, ord }, { u }) => {
      const share = ord === 'max' ? (a.shape[1] ?? 1) : 1;
      const limit = share * one * other;
      const allowed = 2 * (errorOf(product(a, b), u) + errorOf(a, u) + errorOf(b, u)) * limit;
      return [
        atMost(`||A B||_${ord}`, whole, limit, allowed),
        ...(ord === 'max' ? [near('||A B||_max of ones', ofOnes, share * left * right, 0)] : []),
      ];
    },
  }),
  norms('C5', {
    bits: 24,
    cases: (context) => beside(tensors(context, { a: 'm n' }), { ord: dealt(['1', 'inf']) }),
    of: ({ a, ord }) => {
      const [rows = 1, columns = 1] = a.shape;
      const unit = identity(a, columns);
      const vectors = Array.from({ length: ord === '1' ? columns : rows }, (_, k) =>
        build(a, [columns, 1], (i) => (ord === '1' ? at(unit, i, k) : Math.sign(at(a, k, i)) || 1)),
      );
      return [a, ...vectors.map((x) => product(a, x))];
    },
    see: ([whole, ...images], { ord }) => [near(`the largest ||A x||_${ord}`, Math.max(...images), whole, 0)],
  }),
  law(norm, 'C6', {
    cases: (context) => tensors(context, { a: 'm n' }, { entries: 'reals' }),
    check: async (on, { a }, { u }) => {
      const [m = 1, n = 1] = a.shape;
      const [fro = 0, one = 0, inf = 0, max = 0] = await Promise.all(names.map((ord) => normOf(on, a, ord)));
      const below = (what: string, left: number, right: number) => atMost(what, left, right, 3 * errorOf(a, u) * right);
      const seen = [
        below('||A||_max against ||A||_F', max, fro),
        below('||A||_F against sqrt(m n) ||A||_max', fro, Math.sqrt(m * n) * max),
        below('||A||_1 against sqrt(m) ||A||_F', one, Math.sqrt(m) * fro),
        below('||A||_inf against sqrt(n) ||A||_F', inf, Math.sqrt(n) * fro),
        below('||A||_F^2 against min(m, n) ||A||_1 ||A||_inf', fro * fro, Math.min(m, n) * one * inf),
      ];
      return [worst(seen, 'norms')];
    },
  }),
  law(norm, 'C7', {
    gradient: true,
    hint: 'the gradient is A / ||A||, 0 / 0 at the zero matrix; or several columns, rows or entries have the whole of it',
    hintOfLoss: true,
    // At 0, at signs, where all are equally large, and where rows or columns differ.
    cases: (context) =>
      beside(tensors(context, { b: 'm n', c: 'm n' }), { turn: dealtBelow(3 * names.length) }).map(({ b, c, turn }) => {
        const how = Math.floor(turn / names.length);
        const a = map(c, (value) => [0, value < 0 ? -1 : 1, value][how] ?? 0);
        return { a, b, ord: names[turn % names.length] ?? 'fro' };
      }),
    check: async (on, { a, b, ord }, { u }) => {
      const { a: gradient = b } = await on.gradient(norm, { a }, { norm: filled(b, [], 1) }, { ord });
      const [limit, own] = await Promise.all([normOf(on, b, ord), normOf(on, a, ord)]);
      const allowed = 4 * errorOf(b, u);
      return [
        atMost(`<g, B> against ||B||_${ord}`, Math.abs(inner(gradient, b)), limit, allowed * limit),
        atMost(`||A||_${ord} less <g, A>`, Math.abs(own - inner(gradient, a)), 0, allowed * own),
      ];
    },
  }),
  law(norm, 'C8', {
    hint: 'a row, a column or a place behind a tile is left out, or squares over- and underflow',
    hintOfLoss: true,
    cases: singleEntries,
    check: (on, { a, size }) =>
      Promise.all(names.map(async (ord) => near(`||A||_${ord}`, await normOf(on, a, ord), size, 0))),
  }),
  law(norm, 'C9', {
    gradient: true,
    hint: 'a row, a column or a place behind a tile is left out, or squares over- and underflow',
    hintOfLoss: true,
    cases: singleEntries,
    check: (on, { a, position }) =>
      Promise.all(
        names.map(async (ord) => {
          const { a: gradient = a } = await on.gradient(norm, { a }, { norm: filled(a, [], 1) }, { ord });
          const [due, slope] = [Math.sign(a.data[position] ?? 0), gradient.data[position] ?? Number.NaN];
          return near(`the gradient of ||A||_${ord} at the entry`, slope, due, 0);
        }),
      ),
  }),
  erratum(norm, 'E79', {
    given: ({ dtype }) => ({
      unit: tensorOf(dtype, [3, 3], [1, 0, 0, 0, 1, 0, 0, 0, 1]),
      ones: tensorOf(dtype, [2, 2], [1, 1, 1, 1]),
    }),
    check: async (on, { unit, ones }) => {
      const [sum, one, square] = await Promise.all([
        normOf(on, unit, '1'),
        normOf(on, ones, 'max'),
        normOf(on, product(ones, ones), 'max'),
      ]);
      return [
        refuted('||I||_1 counts the entries of I', 3 - sum, 1),
        refuted('||A A||_max <= ||A||_max ||A||_max', square - one * one, 1),
        near('||I||_1', sum, 1, 0),
        near('||A||_max', one, 1, 0),
        near('||A A||_max', square, 2, 0),
      ];
    },
  }),
];
