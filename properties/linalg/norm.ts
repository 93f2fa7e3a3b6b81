import fc from 'fast-check';
import { norm } from '../../spec/linalg/norm.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { dealt, dealtBelow } from '../generators/dealt.ts';
import { type TensorOptions, tensors } from '../generators/tensors.ts';
import { type Context, type Law, law, type Subject } from '../law.ts';
import { inner } from '../tensor/_internal/shaped.ts';
import { identical, worst } from '../verbs/compare.ts';
import { atMost, holds } from '../verbs/measured.ts';
import { at, build, filled, identity, map, plus, product, transposed } from '../verbs/tensors.ts';

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
    share: 0.75,
    hint: 'the gradient is A / ||A||, 0 / 0 at the zero matrix; or several columns, rows or entries have the whole of it',
    hintOfLoss: true,
    cases: (context) => matrices(context, { b: 'm n' }),
    check: async (on, { b, ord }, { u }) => {
      const { a = b } = await on.gradient(norm, { a: filled(b, b.shape, 0) }, { norm: filled(b, [], 1) }, { ord });
      const pairing = inner(a, b);
      const limit = await normOf(on, b, ord);
      return [atMost(`<g, B> at 0 against ||B||_${ord}`, Math.abs(pairing), limit, 2 * errorOf(b, u) * limit)];
    },
  }),
];
