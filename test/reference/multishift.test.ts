import { describe, expect, test } from 'vitest';
import { build, type Matrix, matrix, minus, plus, times, transposed } from '../../src/_internal/dense/matrix.ts';
import { generalEigen } from '../../src/decompositions/_internal/generalEigen.ts';
import { realSchur } from '../../src/decompositions/_internal/realSchur.ts';
import { stream } from './_internal/hardMatrices.ts';

// What the laws draw is smaller than the orders from which sweeps of many shifts take over.

const eps = 2 ** -52;
const next = stream(11);
const at = (a: Matrix, i: number, j: number): number => a.data[i * a.columns + j] ?? Number.NaN;
const norm = ({ data }: Matrix): number => Math.hypot(...data);
const product = (n: number): Matrix => {
  const [left, right] = [build(n, 1, next), build(1, n, next)];
  return times(left, right);
};
const random = (n: number): Matrix => build(n, n, next);

const matrices: Readonly<Record<string, (n: number) => Matrix>> = {
  random,
  symmetric: (n) => {
    const a = random(n);
    return build(n, n, (i, j) => at(a, i, j) + at(a, j, i));
  },
  'skew symmetric': (n) => {
    const a = random(n);
    return build(n, n, (i, j) => at(a, i, j) - at(a, j, i));
  },
  companion: (n) => build(n, n, (i, j) => (i === 0 ? next() : Number(i === j + 1))),
  'a cycle': (n) => build(n, n, (i, j) => Number(j === (i + 1) % n)),
  'a Jordan block': (n) => build(n, n, (i, j) => (i === j ? 0.5 : Number(j === i + 1))),
  'the transpose of one': (n) => build(n, n, (i, j) => (i === j ? 0.5 : Number(i === j + 1))),
  Grcar: (n) => build(n, n, (i, j) => (j === i - 1 ? -1 : Number(j >= i && j <= i + 3))),
  Frank: (n) => build(n, n, (i, j) => (j < i - 1 ? 0 : n - Math.max(i, j))),
  'near the identity': (n) => build(n, n, (i, j) => Number(i === j) + 1e-12 * next()),
  graded: (n) => build(n, n, (i, j) => next() * 2 ** (-(i + j) / 2)),
  'of rank 1': product,
  zero: (n) => matrix(n, n),
  'in blocks of 7': (n) => build(n, n, (i, j) => (Math.floor(i / 7) === Math.floor(j / 7) ? next() : 0)),
};

const orders = [65, 71, 110, 160];
const cases = Object.entries(matrices).flatMap(([name, create], i) =>
  [64, orders[i % orders.length] ?? 0].map((n) => [name, n, create] as const),
);

describe('the real Schur form of', () => {
  test.each(cases)('%s, order %i', (_, n, create) => {
    const a = create(n);
    const { q, t } = realSchur(a) ?? { q: a, t: a };
    const identity = build(n, n, (i, j) => Number(i === j));
    expect(norm(minus(times(transposed(q), q), identity))).toBeLessThanOrEqual(10 * n * eps);
    expect(norm(minus(times(q, t, transposed(q)), a))).toBeLessThanOrEqual(10 * n * eps * norm(a));
    const below = (i: number): boolean => at(t, i + 1, i) !== 0;
    const isZeroBelow = (i: number): boolean =>
      Array.from({ length: Math.max(i - 1, 0) }, (_, j) => at(t, i, j)).every((x) => x === 0);
    for (let i = 0; i < n; i++) {
      expect(isZeroBelow(i)).toBe(true);
      if (i + 1 === n || !below(i)) continue;
      // Standard: of equal diagonal, and with eigenvalues that are not real.
      expect(i + 2 < n && below(i + 1)).toBe(false);
      expect(at(t, i, i)).toBe(at(t, i + 1, i + 1));
      expect(at(t, i, i + 1) * at(t, i + 1, i)).toBeLessThan(0);
    }
  });
});

describe('the eigenvectors of', () => {
  test.each(cases)('%s, order %i', (_, n, create) => {
    const a = create(n);
    const { w, v } = generalEigen(a) ?? { w: { re: [], im: [] }, v: { re: a, im: a } };
    const weighted = (part: Matrix, by: ArrayLike<number>) =>
      build(n, n, (i, j) => at(part, i, j) * (by[j] ?? Number.NaN));
    // A v = w v, in real and imaginary parts.
    const re = plus(minus(times(a, v.re), weighted(v.re, w.re)), weighted(v.im, w.im));
    const im = minus(minus(times(a, v.im), weighted(v.im, w.re)), weighted(v.re, w.im));
    for (let j = 0; j < n; j++) {
      const column = (part: Matrix) => Array.from({ length: n }, (_, i) => at(part, i, j));
      expect(Math.hypot(...column(re), ...column(im))).toBeLessThanOrEqual(20 * n * eps * norm(a));
      expect(Math.abs(Math.hypot(...column(v.re), ...column(v.im)) - 1)).toBeLessThanOrEqual(n * eps);
    }
  });
});
