import fc from 'fast-check';
import { norm } from '../../spec/linalg/norm.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { dealt, dealtAmount, dealtBelow } from '../generators/dealt.ts';
import { type TensorOptions, tensors } from '../generators/tensors.ts';
import { type Context, type Law, law, type Subject } from '../law.ts';
import { identical, worst } from '../verbs/compare.ts';
import { atMost, holds } from '../verbs/measured.ts';
import { at, build, filled, identity, inner, map, plus, product, transposed } from '../verbs/tensors.ts';

const names = ['fro', '1', 'inf', 'max'] as const;
type Name = (typeof names)[number];

const normOf = async (on: Subject, a: Tensor, ord: Name): Promise<number> =>
  (await on(norm, { a }, { ord })).norm.data[0] ?? Number.NaN;

/** Matrices over named axes, and each norm in turn. */
const matrices = <T extends string>(context: Context, shapes: Readonly<Record<T, string>>, options?: TensorOptions) =>
  fc.tuple(tensors(context, shapes, options), dealt(names)).map(([drawn, ord]) => ({ ...drawn, ord }));

/** What the norm of a matrix may be off by, as a share of it: as many roundings as there are entries, and two. */
const errorOf = ({ data }: Tensor, u: number): number => (data.length + 2) * u;

/** Every row, and below it its opposite. */
const withOpposites = (a: Tensor): Tensor => {
  const [rows = 0, columns = 0] = a.shape;
  return build(a, [2 * rows, columns], (i, j) => (1 - 2 * (i % 2)) * at(a, Math.floor(i / 2), j));
};

/** One entry that is not 0, as far out as squares do not go, in matrices as long as the tiles of kernels. */
const singleEntries = (context: Context) =>
  fc
    .record({
      rows: dealt([1, 2, 9, 17, 33, 5]),
      columns: dealt([2, 1, 33, 5, 17, 9, 65]),
      place: dealt([0.999, 0, 0.5]),
      exponent: dealtAmount(context.dtype === 'float64' ? [0, 1_000, -1_000, 600, -600] : [0, 120, -120, 70, -70]),
      sign: dealt([1, -1]),
      like: tensors(context, { one: '' }),
    })
    .map(({ rows, columns, place, exponent, sign, like: { one } }) => {
      const [position, size] = [Math.floor(place * rows * columns), 2 ** exponent];
      return {
        a: build(one, [rows, columns], (i, j) => (i * columns + j === position ? sign * size : 0)),
        position,
        size,
      };
    });

export const laws: readonly Law[] = [
  law(norm, 'C1', {
    bits: 24,
    hint: 'rows are taken for columns',
    cases: (context) => tensors(context, { a: 'm n' }),
    check: async (on, { a }) => {
      const pairs = [
        ['1', 'inf'],
        ['inf', '1'],
        ['max', 'max'],
      ] as const;
      return Promise.all(
        pairs.map(async ([ord, other]) => {
          const [plain, turned] = await Promise.all([
            on(norm, { a }, { ord }),
            on(norm, { a: transposed(a) }, { ord: other }),
          ]);
          return identical(turned.norm, plain.norm, `||A^T||_${other} for ||A||_${ord}`);
        }),
      );
    },
  }),
  law(norm, 'C2', {
    hint: 'entries are summed with their signs, or a small norm is replaced by 0',
    // As drawn, with no entry above 0, or with every row and its opposite.
    cases: (context) =>
      fc
        .tuple(matrices(context, { a: 'm n' }, { entries: 'reals' }), dealtBelow(3))
        .map(([{ a, ord }, how]) => ({ a: [a, map(a, (value) => -Math.abs(value)), withOpposites(a)][how] ?? a, ord })),
    check: async (on, { a, ord }) => {
      const received = await normOf(on, a, ord);
      const isZero = a.data.every((value) => value === 0);
      return [
        holds(`||A||_${ord}`, isZero ? received === 0 : received > 0, isZero ? '0' : 'above 0', String(received)),
      ];
    },
  }),
  law(norm, 'C3', {
    cases: (context) => matrices(context, { a: 'm n', b: 'm n' }),
    check: async (on, { a, b, ord }, { u }) => {
      const [whole = 0, one = 0, other = 0] = await Promise.all(
        [plus(a, b), a, b].map((matrix) => normOf(on, matrix, ord)),
      );
      return [atMost(`||A + B||_${ord}`, whole, one + other, 2 * errorOf(a, u) * (one + other))];
    },
  }),
  law(norm, 'C4', {
    cases: (context) => matrices(context, { a: 'm p', b: 'p n' }),
    check: async (on, { a, b, ord }, { u }) => {
      const share = ord === 'max' ? (a.shape[1] ?? 1) : 1;
      const ones = [a, b].map((matrix) => map(matrix, () => 1));
      const pair = async ([left = a, right = b]: readonly Tensor[]) => {
        const ab = product(left, right);
        const sides = await Promise.all([ab, left, right].map((matrix) => normOf(on, matrix, ord)));
        const [whole = 0, one = 0, other = 0] = sides;
        return {
          whole,
          limit: share * one * other,
          allowed: 2 * (errorOf(ab, u) + errorOf(left, u) + errorOf(right, u)),
        };
      };
      const [drawn, equal] = await Promise.all([pair([a, b]), pair(ones)]);
      return [
        atMost(`||A B||_${ord}`, drawn.whole, drawn.limit, drawn.allowed * drawn.limit),
        ...(ord === 'max'
          ? [holds('||A B||_max of ones', equal.whole === equal.limit, `${equal.limit}`, `${equal.whole}`)]
          : []),
      ];
    },
  }),
  law(norm, 'C5', {
    bits: 24,
    cases: (context) =>
      fc.tuple(tensors(context, { a: 'm n' }), dealt(['1', 'inf'])).map(([{ a }, ord]) => ({ a, ord })),
    check: async (on, { a, ord }) => {
      const [rows = 1, columns = 1] = a.shape;
      const unit = identity(a, columns);
      const vectors =
        ord === '1'
          ? Array.from({ length: columns }, (_, j) => build(a, [columns, 1], (i) => at(unit, i, j)))
          : Array.from({ length: rows }, (_, i) => build(a, [columns, 1], (j) => Math.sign(at(a, i, j)) || 1));
      const whole = await normOf(on, a, ord);
      const images = await Promise.all(vectors.map((x) => normOf(on, product(a, x), ord)));
      return [holds(`the largest ||A x||_${ord}`, Math.max(...images) === whole, `${whole}`, `${Math.max(...images)}`)];
    },
  }),
  law(norm, 'C6', {
    cases: (context) => tensors(context, { a: 'm n' }, { entries: 'reals' }),
    check: async (on, { a }, { u }) => {
      const [m = 1, n = 1] = a.shape;
      const [fro = 0, one = 0, inf = 0, max = 0] = await Promise.all(names.map((ord) => normOf(on, a, ord)));
      const below = (what: string, left: number, right: number) => atMost(what, left, right, 3 * errorOf(a, u) * right);
      return [
        worst(
          [
            below('||A||_max against ||A||_F', max, fro),
            below('||A||_F against sqrt(m n) ||A||_max', fro, Math.sqrt(m * n) * max),
            below('||A||_1 against sqrt(m) ||A||_F', one, Math.sqrt(m) * fro),
            below('||A||_inf against sqrt(n) ||A||_F', inf, Math.sqrt(n) * fro),
            below('||A||_F^2 against min(m, n) ||A||_1 ||A||_inf', fro * fro, Math.min(m, n) * one * inf),
          ],
          'norms',
        ),
      ];
    },
  }),
  law(norm, 'C7', {
    gradient: true,
    hint: 'the gradient is A / ||A||, 0 / 0 at the zero matrix; or several columns, rows or entries have the whole of it',
    hintOfLoss: true,
    // At 0, at signs, where all are equally large, and where rows or columns differ.
    cases: (context) =>
      fc.tuple(tensors(context, { b: 'm n', c: 'm n' }), dealtBelow(3 * names.length)).map(([{ b, c }, turn]) => {
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
      Promise.all(
        names.map(async (ord) => {
          const received = await normOf(on, a, ord);
          return holds(`||A||_${ord}`, received === size, `${size}`, `${received}`);
        }),
      ),
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
          return holds(`the gradient of ||A||_${ord} at the entry`, slope === due, `${due}`, `${slope}`);
        }),
      ),
  }),
];
