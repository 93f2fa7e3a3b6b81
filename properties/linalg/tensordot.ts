import { tensordot } from '../../spec/linalg/tensordot.ts';
import { type FloatDtype, sizeOf, type Tensor, tensorOf } from '../../spec/tensor.ts';
import { erratum } from '../erratum.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import type { Law } from '../law.ts';
import { equal } from '../metamorphic.ts';
import { refuses } from '../observed.ts';
import { identical } from '../verbs/compare.ts';
import { rejects } from '../verbs/rejects.ts';
import { at, build, filled, inner, inShape, product } from '../verbs/tensors.ts';

/** The axes in another order. */
const permuted = (x: Tensor, axes: readonly number[]): Tensor =>
  build(
    x,
    axes.map((axis) => x.shape[axis] ?? 0),
    (...index) => at(x, ...axes.map((_, axis) => index[axes.indexOf(axis)] ?? 0)),
  );

/** Small integers in turn. */
const counted = (dtype: FloatDtype, shape: readonly number[]): Tensor =>
  tensorOf(
    dtype,
    shape,
    Array.from({ length: sizeOf(shape) }, (_, i) => (i % 5) - 2),
  );

export const laws: readonly Law[] = [
  equal(tensordot, 'C1', {
    bits: 24,
    cases: (context) => tensors(context, { a: 'i j k', b: 'i j k', u: 'm n' }, { most: 3 }),
    sides: (f, { a, b, u }) => ({
      'no pairs': [
        f({ a, b: u, axesA: [], axesB: [] }),
        build(a, [...a.shape, ...u.shape], (i, j, k, m, n) => at(a, i, j, k) * at(u, m, n)),
      ],
      'all pairs': [f({ a, b, axesA: null, axesB: null }), tensorOf(a.dtype, [], [inner(a, b)])],
      'all pairs by name': [f({ a, b, axesA: [2, 0, 1], axesB: [2, 0, 1] }), tensorOf(a.dtype, [], [inner(a, b)])],
    }),
  }),
  equal(tensordot, 'C2', {
    bits: 24,
    cases: (context) => tensors(context, { a: 'm p', b: 'p n' }),
    sides: (f, { a, b }) => ({ 'last axis with first': [f({ a, b, axesA: [-1], axesB: [0] }), product(a, b)] }),
  }),
  equal(tensordot, 'C3', {
    bits: 24,
    cases: (context) => tensors(context, { a: 'i j k', b: 'k i m n' }, { most: 3 }),
    sides: async (f, { a, b }) => {
      const plain = await f({ a, b, axesA: [0, 2], axesB: [1, 0] });
      return { 'B with A': [f({ a: b, b: a, axesA: [1, 0], axesB: [0, 2] }), permuted(plain, [1, 2, 0])] };
    },
  }),
  equal(tensordot, 'C4', {
    bits: 24,
    cases: (context) => tensors(context, { a: 'i j k', b: 'k i m' }, { most: 4 }),
    sides: (f, { a, b }) => {
      const plain = f({ a, b, axesA: [0, 2], axesB: [1, 0] });
      return {
        'pairs in the other order': [f({ a, b, axesA: [2, 0], axesB: [0, 1] }), plain],
        'counted from the end': [f({ a, b, axesA: [-3, -1], axesB: [-2, -3] }), plain],
      };
    },
  }),
  equal(tensordot, 'C5', {
    bits: 24,
    hint: 'axes are paired in the order in which they lie, not in the one in which they are named',
    cases: (context) => tensors(context, { a: 'i j k', b: 'k i m' }, { most: 4 }),
    sides: (f, { a, b }) => {
      const [i = 1, j = 1, k = 1] = a.shape;
      const [left, right] = [permuted(a, [1, 0, 2]), permuted(b, [1, 0, 2])];
      const asMatrices = product(inShape(left, [j, i * k]), inShape(right, [i * k, b.shape[2] ?? 1]));
      return { 'a product of matrices': [f({ a, b, axesA: [0, 2], axesB: [1, 0] }), asMatrices] };
    },
  }),
  erratum(tensordot, 'E65', {
    given: ({ dtype }) => ({ a: counted(dtype, [2, 3, 4]), b: counted(dtype, [3, 4, 5]) }),
    check: async (on, { a, b }) => {
      const { c } = await on(tensordot, { a, b }, { axesA: [1, 2], axesB: [0, 1] });
      return [
        await rejects(on(tensordot, { a, b }, { axesA: [1, 2], axesB: [1, 2] }), 'axes of other sizes are refused'),
        identical(c, product(inShape(a, [2, 12]), inShape(b, [12, 5])), 'axes (1, 2) and (0, 1)'),
      ];
    },
  }),
  refuses(tensordot, 'R1', {
    share: 0.3,
    cases: (context) =>
      beside(tensors(context, { a: 'i j', b: 'i j' }), { axes: dealt([[2], [-3], [0, 0], [0.5], [1, -1]]) }),
    calls: ({ a, b, axes }) => ({
      [`axes ${axes} of the first`]: { a, b, axesA: axes, axesB: [...axes.keys()] },
      [`axes ${axes} of the second`]: { a, b, axesA: [...axes.keys()], axesB: axes },
    }),
  }),
  refuses(tensordot, 'R2', {
    share: 0.5,
    cases: (context) => tensors(context, { a: 'i j', b: 'i k' }, { least: 2 }),
    calls: ({ a, b }) => ({
      'more axes of one': { a, b, axesA: [0], axesB: [] },
      'a size that is not the other': {
        a,
        b: filled(b, b.shape.with(0, (b.shape[0] ?? 1) + 1), 1),
        axesA: [0],
        axesB: [0],
      },
      'an axis of size 1 beside a longer one': { a, b: filled(b, b.shape.with(0, 1), 1), axesA: [0], axesB: [0] },
    }),
  }),
];
