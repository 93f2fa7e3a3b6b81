import fc from 'fast-check';
import { pathLaplacian, permutationMatrix } from '../../spec/linalg/constantMatrices.ts';
import { type FloatDtype, type Tensor, tensorOf } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { permutationFrom } from '../generators/permutations.ts';
import { tensors } from '../generators/tensors.ts';
import type { Law } from '../law.ts';
import { equal } from '../metamorphic.ts';
import { ofResult, refuses } from '../observed.ts';
import { near } from '../verbs/measured.ts';
import { at, build, identity, inShape, product, transposed, vector } from '../verbs/tensors.ts';
import { integerDeterminant } from './_internal/integerMatrices.ts';

const permutations = () =>
  fc
    .record({
      n: dealt([1, 2, 3, 4, 5]),
      one: fc.array(fc.nat(719), { minLength: 5, maxLength: 5 }),
      other: fc.array(fc.nat(719), { minLength: 5, maxLength: 5 }),
    })
    .map(({ n, one, other }) => ({ first: permutationFrom(n, one), second: permutationFrom(n, other) }));

const numbers = (order: readonly number[]): Tensor => tensorOf('int32', [order.length], order);

/** Pairs that stand in the wrong order. */
const inversions = (order: readonly number[]): number =>
  order.reduce((count, one, i) => count + order.slice(i).filter((other) => other < one).length, 0);

/** Data types that operations without inputs give. */
const wide = (dtype: FloatDtype): 'float64' | 'float32' => (dtype === 'float32' ? 'float32' : 'float64');

const ends = ['fixed', 'free'] as const;

export const laws: readonly Law[] = [
  equal(permutationMatrix, 'C1', {
    cases: permutations,
    sides: async (f, { first }) => {
      const p = await f({ order: numbers(first) });
      const unit = identity(p, first.length);
      return { 'P P^T': [product(p, transposed(p)), unit], 'P^T P': [product(transposed(p), p), unit] };
    },
  }),
  equal(permutationMatrix, 'C2', {
    hint: 'the inverse permutation is taken',
    cases: permutations,
    sides: async (f, { first, second }) => {
      const [one, other] = await Promise.all([f({ order: numbers(first) }), f({ order: numbers(second) })]);
      const x = build(one, [first.length, 1], (i) => 3 * i + 1);
      return {
        'P x': [product(one, x), build(one, x.shape, (i) => at(x, first[i] ?? 0, 0))],
        'P_a P_b': [product(one, other), f({ order: numbers(first.map((k) => second[k] ?? 0)) })],
      };
    },
  }),
  ofResult(permutationMatrix, 'C3', {
    cases: () => permutations().map(({ first }) => ({ order: numbers(first), sign: (-1) ** inversions(first) })),
    of: ({ p }, { sign }) => [near('det P', integerDeterminant(p), sign, 0)],
  }),
  refuses(permutationMatrix, 'R1', {
    share: 0.3,
    cases: () => beside(permutations(), { stray: dealt([-1, 5, 7]) }),
    calls: ({ first, stray }) => ({ [`the row ${stray}`]: { order: numbers(first.with(0, stray)) } }),
  }),
  ofResult(pathLaplacian, 'C1', {
    cases: ({ dtype }) => fc.record({ n: dealt([1, 2, 3, 5, 8]), ends: dealt(ends), dtype: fc.constant(wide(dtype)) }),
    of: ({ l }, { n, ends }) =>
      Array.from({ length: n }, (_, k) => {
        const turn = ends === 'free' ? (k * Math.PI) / n : ((k + 1) * Math.PI) / (n + 1);
        const v = Array.from({ length: n }, (_, j) =>
          ends === 'free' ? Math.cos((j + 0.5) * turn) : Math.sin((j + 1) * turn),
        );
        const errors = v.map((value, i) =>
          Math.abs(v.reduce((sum, one, j) => sum + at(l, i, j) * one, 0) - (2 - 2 * Math.cos(turn)) * value),
        );
        // Arguments up to pi n are rounded, then sines, and a sum of three terms of at most 2; all in doubles.
        return near(`L v - lambda v, k = ${k}`, Math.max(0, ...errors), 0, 2 ** -53 * (32 * n + 32));
      }),
  }),
  ofResult(pathLaplacian, 'C2', {
    bits: 24,
    cases: (context) =>
      beside(tensors(context, { x: 'n' }, { most: 7 }), { ends: dealt(ends) }).map(({ x, ends }) => ({
        x,
        n: x.data.length,
        ends,
        dtype: wide(context.dtype),
      })),
    of: ({ l }, { x, n, ends }) => {
      const edge = ends === 'fixed' ? [0] : [];
      const path = vector(x, [...edge, ...x.data, ...edge]);
      const due = Array.from(path.data).reduce(
        (sum, value, k) => (k === 0 ? 0 : sum + (value - at(path, k - 1)) ** 2),
        0,
      );
      const column = inShape(x, [n, 1]);
      return [near('x^T L x', at(product(transposed(column), product(l, column)), 0, 0), due, 0)];
    },
  }),
  ofResult(pathLaplacian, 'C3', {
    bits: 24,
    cases: ({ dtype }) => fc.record({ n: dealt([1, 2, 3, 4, 5]), ends: dealt(ends), dtype: fc.constant(wide(dtype)) }),
    of: ({ l }, { n, ends }) => [near('det L', integerDeterminant(l), ends === 'free' ? 0 : n + 1, 0)],
  }),
];
