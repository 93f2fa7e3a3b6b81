import { describe, expect, test } from 'vitest';
import { build, type Matrix, matrix, times, transposed } from '../../src/_internal/dense/matrix.ts';
import { secularRoots } from '../../src/_internal/dense/secular.ts';
import { singularValues } from '../../src/_internal/dense/singularValues.ts';
import { symmetricEigen } from '../../src/decompositions/_internal/symmetricEigen.ts';
import { stream } from './_internal/hardMatrices.ts';

// What the laws draw is smaller than the orders from which divide and conquer takes over.

const u = 2 ** -53;

/** Half of LAPACK's threshold for eigenvalue problems, 30 n eps, which is the smaller of the two. */
const allowed = (n: number): number => 30 * n * u;

const largest = ({ data }: Matrix): number => data.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
const apart = (a: Matrix, b: Matrix): number => largest(build(a.rows, a.columns, (i, j) => at(a, i, j) - at(b, i, j)));
const at = (a: Matrix, i: number, j: number): number => a.data[i * a.columns + j] ?? Number.NaN;
const weighted = (a: Matrix, by: Float64Array): Matrix =>
  build(a.rows, a.columns, (i, j) => at(a, i, j) * (by[j] ?? 0));
const isOrthonormal = (q: Matrix): void =>
  expect(
    apart(
      times(transposed(q), q),
      build(q.columns, q.columns, (i, j) => Number(i === j)),
    ),
  ).toBeLessThanOrEqual(allowed(q.rows));

const next = stream(7);
const tridiagonal = (n: number, d: (i: number) => number, e: (i: number) => number): Matrix => {
  const couplings = Array.from({ length: n }, (_, i) => e(i));
  return build(n, n, (i, j) => (i === j ? d(i) : Math.abs(i - j) === 1 ? (couplings[Math.min(i, j)] ?? 0) : 0));
};

const symmetric: Readonly<Record<string, (n: number) => Matrix>> = {
  zero: (n) => matrix(n, n),
  'twice the identity': (n) => build(n, n, (i, j) => (i === j ? 2 : 0)),
  ones: (n) => build(n, n, () => 1),
  'second difference': (n) =>
    tridiagonal(
      n,
      () => 2,
      () => -1,
    ),
  'W+, pairs of eigenvalues': (n) =>
    tridiagonal(
      n,
      (i) => Math.abs(i - (n - 1) / 2),
      () => 1,
    ),
  'W+ of 21, glued by 1e-12': (n) =>
    tridiagonal(
      n,
      (i) => Math.abs((i % 21) - 10),
      (i) => (i % 21 === 20 ? 1e-12 : 1),
    ),
  'three clusters': (n) =>
    tridiagonal(
      n,
      (i) => i % 3,
      () => 1e-9 * next(),
    ),
  'coupled by rounding alone': (n) =>
    tridiagonal(
      n,
      () => 1,
      () => 1e-15,
    ),
  'falling by halves': (n) =>
    tridiagonal(
      n,
      (i) => 2 ** -i,
      (i) => 2 ** (-i - 1),
    ),
  'rising by halves': (n) =>
    tridiagonal(
      n,
      (i) => 2 ** (i - n),
      (i) => 2 ** (i - n - 1),
    ),
  'no diagonal': (n) => tridiagonal(n, () => 0, next),
  random: (n) => {
    const lower = build(n, n, next);
    return build(n, n, (i, j) => at(lower, Math.max(i, j), Math.min(i, j)));
  },
  'random, near the largest number': (n) => {
    const lower = build(n, n, () => next() * 2 ** 1000);
    return build(n, n, (i, j) => at(lower, Math.max(i, j), Math.min(i, j)));
  },
};

describe.each([33, 64, 97])('eigenvalues of order %i', (n) => {
  test.each(Object.keys(symmetric))('%s', (name) => {
    const a = symmetric[name]?.(n) ?? matrix(0, 0);
    const { w, v } = symmetricEigen(a);
    isOrthonormal(v);
    expect(Array.from(w)).toEqual(Array.from(w).sort((one, other) => one - other));
    expect(apart(times(weighted(v, w), transposed(v)), a)).toBeLessThanOrEqual(allowed(n) * largest(a));
  });
});

const rectangular: Readonly<Record<string, (m: number, n: number) => Matrix>> = {
  zero: (m, n) => matrix(m, n),
  identity: (m, n) => build(m, n, (i, j) => Number(i === j)),
  ones: (m, n) => build(m, n, () => 1),
  'half of the rank': (m, n) => {
    const k = Math.min(m, n) >> 1;
    return times(build(m, k, next), build(k, n, next));
  },
  Hilbert: (m, n) => build(m, n, (i, j) => 1 / (i + j + 1)),
  'rows that fall by halves': (m, n) => build(m, n, (i) => next() * 2 ** -i),
  'columns that fall by halves': (m, n) => build(m, n, (_, j) => next() * 2 ** -j),
  'one Jordan block': (m, n) => build(m, n, (i, j) => Number(i === j || j === i + 1)),
  nilpotent: (m, n) => build(m, n, (i, j) => Number(j === i + 1)),
  'a diagonal with signs and zeros': (m, n) => build(m, n, (i, j) => (i === j ? (i % 2 ? -1 : 1) * (i % 5) : 0)),
  'zero columns': (m, n) => build(m, n, (_, j) => (j === 5 || j === 7 ? 0 : next())),
  'all but a corner below rounding': (m, n) => build(m, n, (i, j) => next() * (i < 20 && j < 20 ? 1 : 1e-18)),
  'a last value that rounding hides': (m, n) => build(m, n, (i, j) => (i === j ? 1 : 0) + next() * 1e-12),
  random: (m, n) => build(m, n, next),
  'random, near the smallest number': (m, n) => build(m, n, () => next() * 2 ** -1000),
};

describe.each([
  [48, 48],
  [65, 65],
  [97, 70],
  [70, 97],
  [120, 49],
])('singular values, %i by %i', (m, n) => {
  test.each(Object.keys(rectangular))('%s', (name) => {
    const a = rectangular[name]?.(m, n) ?? matrix(0, 0);
    const { u: left, s, v: right } = singularValues(a);
    for (const basis of [left, right]) isOrthonormal(basis);
    expect(Array.from(s)).toEqual(Array.from(s).sort((one, other) => other - one));
    expect(s.every((value) => value >= 0 && !Object.is(value, -0))).toBe(true);
    const bound = allowed(Math.max(m, n)) * (s[0] ?? 0);
    expect(apart(times(weighted(left, s), transposed(right)), a)).toBeLessThanOrEqual(bound);
  });
});

test('what the same spectrum is made of is what comes out, to rounding beside the largest', () => {
  const n = 80;
  const { u: left, v: right } = singularValues(build(n, n, next));
  const spectra: ((i: number) => number)[] = [
    (i) => 2 ** -(i % 3),
    (i) => 10 ** (-i / 5),
    (i) => (i < 40 ? 1 : 1e-9),
    (i) => 1 - i * 1e-14,
  ];
  for (const value of spectra) {
    const s = Float64Array.from({ length: n }, (_, i) => value(i))
      .sort()
      .reverse();
    const { s: received } = singularValues(times(weighted(left, s), transposed(right)));
    received.forEach((own, i) => {
      expect(Math.abs(own - (s[i] ?? 0))).toBeLessThanOrEqual(allowed(n));
    });
  }
});

test('roots lie between the poles, each difference right in every digit', () => {
  const d = Float64Array.of(0, 1, 1 + 2 ** -40, 2, 1000);
  const w = Float64Array.of(1e-30, 1e-3, 1e-20, 1e-10, 1e-26);
  const { roots, differences } = secularRoots(d, w, false);
  roots.forEach((root, r) => {
    expect(at(differences, r, r)).toBeLessThan(0);
    if (r + 1 < d.length) expect(at(differences, r, r + 1)).toBeGreaterThan(0);
    expect(root).toBeGreaterThanOrEqual(d[r] ?? 0);
    const terms = Array.from(d, (_, k) => (w[k] ?? 0) / at(differences, r, k));
    const size = terms.reduce((sum, term) => sum + Math.abs(term), 1);
    expect(Math.abs(terms.reduce((sum, term) => sum + term, 1))).toBeLessThanOrEqual(2 * d.length * u * size);
  });
});
