import { expect } from 'vitest';
import type { Tensor } from '../../../spec/tensor.ts';
import { stream, tensorBy } from './hardMatrices.ts';

// Factors of small integers and halves with powers of two on the diagonal: nothing rounds, whatever the order of the sums, so
// that factorisations must return them bitwise at any size. A wrong edge of a block cannot hide behind a bound.

export const choice = (next: () => number, values: readonly number[]): number =>
  values[Math.floor(((next() + 1) / 2) * values.length)] ?? 0;

/** Unit lower triangular; with multipliers below 1 every pivot is the only largest entry of its column. */
export const unitLower = (n: number, seed: number, multipliers = [0, 0, 0.5, -0.5, 0.25]): Tensor => {
  const next = stream(seed);
  return tensorBy(n, n, (i, j) => (i === j ? 1 : i > j ? choice(next, multipliers) : 0));
};

export const upper = (n: number, seed: number): Tensor => {
  const next = stream(seed);
  return tensorBy(n, n, (i, j) =>
    i === j ? choice(next, [1, -1, 2, -4]) : i < j ? choice(next, [-2, -1, 0, 1, 3]) : 0,
  );
};

export const integers = (rows: number, columns: number, seed: number): Tensor => {
  const next = stream(seed);
  return tensorBy(rows, columns, () => choice(next, [-3, -2, -1, 0, 1, 2, 3]));
};

export const shuffled = (n: number, seed: number): number[] => {
  const next = stream(seed);
  const order = Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(((next() + 1) / 2) * (i + 1));
    [order[i], order[j]] = [order[j] as number, order[i] as number];
  }
  return order;
};

export const entry = (a: Tensor, i: number, j: number): number => a.data[i * (a.shape[1] ?? 0) + j] as number;

/** Row `order[i]` of the result is row i of a. */
export const scattered = (a: Tensor, order: readonly number[]): Tensor => {
  const from = order.map((_, row) => order.indexOf(row));
  return tensorBy(a.shape[0] ?? 0, a.shape[1] ?? 0, (i, j) => entry(a, from[i] as number, j));
};

export const same = (actual: Tensor | undefined, expected: Tensor): void => {
  expect(actual?.shape).toEqual(expected.shape);
  // -0 and 0 are told apart by neither factorisation nor test: a sum that cancels has the sign of its order.
  const differs = actual?.data.findIndex((value, at) => value !== expected.data[at]);
  expect(differs, 'position of the first difference').toBe(-1);
};
