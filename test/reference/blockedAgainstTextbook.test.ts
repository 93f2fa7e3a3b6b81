import { expect, test } from 'vitest';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { outputsOf } from './_internal/expectEquations.ts';
import { product, random, tensorBy, transposeOf } from './_internal/hardMatrices.ts';

const u = 2 ** -53;
const at = (a: Tensor | undefined, i: number, j: number): number => a?.data[i * (a.shape[1] ?? 0) + j] ?? Number.NaN;
const absolute = (a: Tensor): Tensor => tensorOf('float64', a.shape, a.data.map(Math.abs));

/** Gaussian elimination one column after the other, as in a textbook. */
function eliminated(a: Tensor): { permutation: number[]; l: Tensor; u: Tensor } {
  const n = a.shape[0] ?? 0;
  const rows = Array.from({ length: n }, (_, i) => a.data.slice(i * n, (i + 1) * n));
  const permutation = Array.from({ length: n }, (_, i) => i);
  for (let k = 0; k < n; k++) {
    const sizes = rows.map((row, i) => (i < k ? -1 : Math.abs(row[k] as number)));
    const pivot = sizes.indexOf(Math.max(...sizes));
    for (const list of [rows, permutation]) [list[k], list[pivot]] = [list[pivot] as never, list[k] as never];
    const own = rows[k] as Float64Array;
    for (const row of rows.slice(k + 1)) {
      const multiplier = (row[k] as number) / (own[k] as number);
      for (let j = k; j < n; j++) row[j] = (row[j] as number) - multiplier * (own[j] as number);
      row[k] = multiplier;
    }
  }
  const entry = (i: number, j: number): number => rows[i]?.[j] as number;
  return {
    permutation,
    l: tensorBy(n, n, (i, j) => (i > j ? entry(i, j) : i === j ? 1 : 0)),
    u: tensorBy(n, n, (i, j) => (i <= j ? entry(i, j) : 0)),
  };
}

/** The worst |a_ij - b_ij| / (factor u bound_ij). */
const worst = (a: Tensor, b: Tensor, factor: number, bound: Tensor): number =>
  Array.from(a.data).reduce((most, value, i) => {
    const ratio =
      Math.abs(value - (b.data[i] as number)) / (factor * u * (bound.data[i] as number) || Number.MIN_VALUE);
    return ratio <= most ? most : ratio;
  }, 0);

test.each([33, 130, 257, 300])(
  'lu chooses the pivots of the textbook and has its small residual, n = %i',
  async (n) => {
    const a = random(n, n, n);
    const factors = await outputsOf('decompositions.lu', { a });
    const [l, upper] = [factors.l as Tensor, factors.u as Tensor];
    const textbook = eliminated(a);
    expect(Array.from(factors.permutation?.data ?? [])).toEqual(textbook.permutation);
    const permuted = tensorBy(n, n, (i, j) => at(a, textbook.permutation[i] as number, j));
    const bound = product(absolute(l), absolute(upper));
    // n u |L||U| for the factorisation (clause C1), and as much for the product, which is evaluated in doubles.
    expect(worst(product(l, upper), permuted, 2 * n, bound)).toBeLessThanOrEqual(1);
    // Twice that between two such factorisations.
    expect(worst(product(l, upper), product(textbook.l, textbook.u), 4 * n, bound)).toBeLessThanOrEqual(1);
  },
);

test.each([130, 257, 300])('cholesky has its small residual, n = %i', async (n) => {
  const factor = random(n, n, n + 1);
  const a = tensorBy(n, n, (i, j) => at(factor, Math.max(i, j), Math.min(i, j)) + (i === j ? 2 * n : 0));
  const l = (await outputsOf('decompositions.cholesky', { a })).l as Tensor;
  const bound = product(absolute(l), transposeOf(absolute(l)));
  expect(worst(product(l, transposeOf(l)), a, 2 * n + 1, bound)).toBeLessThanOrEqual(1);
});

const norm1 = (a: Tensor): number => {
  const sums = new Float64Array(a.shape[1] ?? 0);
  a.data.forEach((value, k) => {
    sums[k % sums.length] = (sums[k % sums.length] as number) + Math.abs(value);
  });
  return Math.max(...sums);
};
const minus = (a: Tensor, b: Tensor): Tensor =>
  tensorOf(
    'float64',
    a.shape,
    a.data.map((value, k) => value - at(b, 0, k)),
  );
const identity = (n: number): Tensor => tensorBy(n, n, (i, j) => (i === j ? 1 : 0));

// Products of this size in doubles err by far less than the bounds, 30 max(m, n) eps.
test.each([
  [200, 200],
  [257, 130],
  [100, 230],
])('qr of %i by %i: residual and orthogonality', async (m, n) => {
  const a = random(m, n, m);
  const { q, r } = (await outputsOf('decompositions.qr', { a })) as { q: Tensor; r: Tensor };
  const k = Math.min(m, n);
  expect(norm1(minus(product(q, r), a))).toBeLessThanOrEqual(30 * Math.max(m, n) * 2 * u * norm1(a));
  expect(norm1(minus(product(transposeOf(q), q), identity(k)))).toBeLessThanOrEqual(30 * m * 2 * u);
});

test.each([160, 201])('eigh of %i: residual and orthogonality', async (n) => {
  const factor = random(n, n, n);
  const a = tensorBy(n, n, (i, j) => at(factor, Math.max(i, j), Math.min(i, j)));
  const { w, v } = (await outputsOf('decompositions.eigh', { a })) as { w: Tensor; v: Tensor };
  const scaled = tensorBy(n, n, (i, j) => at(v, i, j) * at(w, 0, j));
  expect(norm1(minus(product(scaled, transposeOf(v)), a))).toBeLessThanOrEqual(30 * n * 2 * u * norm1(a));
  expect(norm1(minus(product(transposeOf(v), v), identity(n)))).toBeLessThanOrEqual(30 * n * 2 * u);
});
