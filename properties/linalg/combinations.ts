import fc from 'fast-check';
import { axpy, gemm, matvec } from '../../spec/linalg/combinations.ts';
import { matmul } from '../../spec/linalg/matmul.ts';
import { beside } from '../generators/beside.ts';
import { dealt, dealtBelow } from '../generators/dealt.ts';
import { integerEntry } from '../generators/entries.ts';
import { tensors } from '../generators/tensors.ts';
import type { Law } from '../law.ts';
import { equal, metamorphic } from '../metamorphic.ts';
import { build, filled, inShape, map, paired, plus, product, scaled, transposed, zeros } from '../verbs/tensors.ts';
import { blockOf, columnVectors, rowVectors } from './_internal/blocks.ts';

const multiples = { alpha: integerEntry, beta: integerEntry };

export const laws: readonly Law[] = [
  equal(axpy, 'C1', {
    repeats: true,
    cases: (context) => tensors(context, { x: 'n', y: 'n' }, { entries: 'reals', most: 9 }),
    sides: (f, { x, y }) => ({
      '0 x + y': [f({ x, y, alpha: 0 }), y],
      '1 x + y': [f({ x, y, alpha: 1 }), f({ x: y, y: x, alpha: 1 })],
    }),
  }),
  equal(axpy, 'C2', {
    bits: 24,
    cases: (context) => beside(tensors(context, { x: 'n', y: 'n' }, { most: 9 }), multiples),
    sides: (f, { x, y, alpha, beta }) => ({
      'alpha x + (beta x + y)': [f({ x, y: f({ x, y, alpha: beta }), alpha }), f({ x, y, alpha: alpha + beta })],
    }),
  }),
  equal(axpy, 'C3', {
    cases: (context) => tensors(context, { x: 'n' }, { entries: 'reals', most: 9 }),
    sides: (f, { x }) => ({ 'x - x': [f({ x, y: x, alpha: -1 }), zeros(x)] }),
  }),
  equal(matvec, 'C1', {
    bits: 24,
    cases: (context) => beside(tensors(context, { a: 'm n', x: 'n', z: 'n' }), { c: integerEntry }),
    sides: async (f, { a, x, z, c }) => {
      const [one, other] = await Promise.all([f({ a, x }), f({ a, x: z })]);
      return {
        'A (x + c z)': [f({ a, x: plus(x, scaled(z, c)) }), plus(one, scaled(other, c))],
        'A 0': [f({ a, x: zeros(x) }), zeros(one)],
      };
    },
  }),
  equal(matvec, 'C2', {
    bits: 24,
    cases: (context) => tensors(context, { a: 'm n' }),
    sides: (f, { a }) =>
      Object.fromEntries(
        columnVectors(a).map((column, k, { length }) => [
          `A e_${k}`,
          [f({ a, x: build(a, [length], (j) => (j === k ? 1 : 0)) }), column],
        ]),
      ),
  }),
  equal(matvec, 'C3', {
    bits: 24,
    needs: [matmul],
    hint: 'the product and the map are not the same',
    cases: (context) =>
      tensors(context, { a: 'm p', b: 'p n', drawn: 'n' }).map(({ a, b, drawn }) => ({
        a,
        b,
        x: map(drawn, (value) => (value < 0 ? -1 : 1)),
      })),
    sides: (f, { a, b, x }, times) => ({ 'A (B x)': [f({ a, x: f({ a: b, x }) }), f({ a: times({ a, b }), x })] }),
  }),
  equal(matvec, 'C4', {
    bits: 24,
    cases: (context) => tensors(context, { a: 'm n', x: 'n', y: 'm' }),
    sides: async (f, { a, x, y }) => ({
      '<A x, y>': [paired(await f({ a, x }), y), paired(x, await f({ a: transposed(a), x: y }))],
    }),
  }),
  equal(gemm, 'C1', {
    repeats: true,
    hint: 'C is multiplied by 0 instead of being left alone',
    hintOfLoss: true,
    cases: (context) =>
      beside(tensors(context, { a: 'm p', b: 'p n' }, { entries: 'reals' }), {
        alpha: integerEntry,
        unread: dealt([Number.NaN, Number.POSITIVE_INFINITY]),
      }),
    sides: (f, { a, b, alpha, unread }) => {
      const c = filled(a, [a.shape[0] ?? 1, b.shape[1] ?? 1], unread);
      return { [`alpha A B + 0 C, C of ${unread}`]: [f({ a, b, c, alpha, beta: 0 }), f({ a, b, alpha })] };
    },
  }),
  equal(gemm, 'C2', {
    hint: 'A and B are multiplied by 0 instead of being left alone',
    hintOfLoss: true,
    cases: (context) => beside(tensors(context, { a: 'm p', b: 'p n', c: 'm n' }), { beta: integerEntry }),
    sides: (f, { a, b, c, beta }) => ({
      '0 A B + beta C': [f({ a: filled(a, a.shape, Number.NaN), b, c, alpha: 0, beta }), scaled(c, beta)],
    }),
  }),
  equal(gemm, 'C3', {
    bits: 24,
    cases: (context) =>
      beside(tensors(context, { a: 'm p', b: 'p n', c: 'm n' }, { most: 4 }), {
        alpha: fc.oneof(fc.constant(1), integerEntry),
        beta: fc.oneof(fc.constant(1), integerEntry),
      }),
    sides: (f, { a, b, c, alpha, beta }) => ({
      'alpha A B + beta C': [f({ a, b, c, alpha, beta }), plus(scaled(product(a, b), alpha), scaled(c, beta))],
    }),
  }),
  metamorphic(gemm, 'C4', {
    bits: 24,
    cases: (context) =>
      beside(tensors(context, { a: 'm p', b: 'p n', c: 'm n' }), { flags: dealtBelow(4) }).map(
        ({ a, b, c, flags }) => ({ a, b, c, transposeA: flags % 2 === 1, transposeB: flags > 1, beta: 1 }),
      ),
    from: ({ a, b, c, beta }) => ({ a, b, c, beta }),
    to: ({ a, b, transposeA, transposeB }) => ({
      a: transposeA ? transposed(a) : a,
      b: transposeB ? transposed(b) : b,
      transposeA,
      transposeB,
    }),
    what: 'op(A) op(B) + C',
  }),
  equal(gemm, 'C5', {
    bits: 24,
    cases: (context) => beside(tensors(context, { a: 'm p', b: 'p n' }, { least: 2 }), { part: dealt([1, 2, 3]) }),
    sides: async (f, { a, b, part }) => {
      const [m = 1, p = 1] = a.shape;
      const [cut, n] = [1 + (part % (p - 1)), b.shape[1] ?? 1];
      const first = f({ a: blockOf(a, [0, 0], [m, cut]), b: blockOf(b, [0, 0], [cut, n]) });
      const whole = await f({ a, b });
      const rows = await Promise.all(rowVectors(a).map((row) => f({ a: inShape(row, [1, p]), b })));
      const columns = await Promise.all(columnVectors(b).map((column) => f({ a, b: inShape(column, [p, 1]) })));
      return {
        'A_2 B_2 + A_1 B_1': [
          f({ a: blockOf(a, [0, cut], [m, p - cut]), b: blockOf(b, [cut, 0], [p - cut, n]), c: first, beta: 1 }),
          whole,
        ],
        ...Object.fromEntries(rows.map((row, i) => [`row ${i}`, [row, blockOf(whole, [i, 0], [1, n])] as const])),
        ...Object.fromEntries(columns.map((one, j) => [`column ${j}`, [one, blockOf(whole, [0, j], [m, 1])] as const])),
      };
    },
  }),
];
