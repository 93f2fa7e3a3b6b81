import { describe, expect, test } from 'vitest';
import { liesInDisc, liesInLeftHalfPlane } from '../../spec/_internal/eigenvaluesWithin.ts';
import type { ExactMatrix } from '../../spec/exactMatrix.ts';

/** S D S^-1 of integers, S unit lower triangular with ones below the diagonal: the eigenvalues are the integers on the diagonal of D. */
function withEigenvalues(values: readonly number[]): ExactMatrix {
  const n = values.length;
  // (S D)_ij = d_j for j <= i; S^-1 has -1 below the diagonal.
  const entry = (i: number, j: number): number => {
    if (j > i) return 0;
    const next = j + 1 <= i ? (values[j + 1] ?? 0) : 0;
    return (values[j] ?? 0) - next;
  };
  const entries = Array.from({ length: n * n }, (_, at) => BigInt(entry(Math.floor(at / n), at % n)));
  return { rows: n, columns: n, exponent: 0, entries };
}

/** The rotations by a right angle times r, blocks [0, -r; r, 0]: eigenvalues r i and -r i. */
const withPairs = (radii: readonly number[], real = 0): ExactMatrix => {
  const n = 2 * radii.length;
  const entry = (i: number, j: number): number => {
    const r = radii[Math.floor(i / 2)] ?? 0;
    return i === j ? real : Math.floor(i / 2) !== Math.floor(j / 2) ? 0 : i > j ? r : -r;
  };
  return {
    rows: n,
    columns: n,
    exponent: 0,
    entries: Array.from({ length: n * n }, (_, at) => BigInt(entry(Math.floor(at / n), at % n))),
  };
};

describe('whether the eigenvalues lie in a disc', () => {
  const values = Array.from({ length: 24 }, (_, k) => (k % 2 === 0 ? k : -k));
  test('is decided at order 24, on both sides of the largest', () => {
    expect(liesInDisc(withEigenvalues(values), 23 * (1 + 2 ** -52))).toBe(true);
    expect(liesInDisc(withEigenvalues(values), 23)).toBe(false);
    expect(liesInDisc(withEigenvalues(values), 2 ** -300)).toBe(false);
  });

  test('counts complex ones', () => {
    expect(liesInDisc(withPairs([1, 2, 3]), 3.5)).toBe(true);
    expect(liesInDisc(withPairs([1, 5, 3]), 4.5)).toBe(false);
    expect(liesInDisc(withPairs([3, 3, 3, 3], 4), 5.001)).toBe(true);
    expect(liesInDisc(withPairs([3, 3, 3, 3], 4), 4.999)).toBe(false);
  });
});

describe('whether the eigenvalues lie in the left half plane', () => {
  const values = Array.from({ length: 20 }, (_, k) => -1 - (k % 7));
  test('is decided at order 20, on both sides', () => {
    expect(liesInLeftHalfPlane(withEigenvalues(values))).toBe(true);
    expect(liesInLeftHalfPlane(withEigenvalues(values.with(11, 1)))).toBe(false);
    expect(liesInLeftHalfPlane(withEigenvalues(values.with(3, 0)))).toBe(false);
  });

  test('counts complex ones', () => {
    expect(liesInLeftHalfPlane(withPairs([1, 2, 3, 50], -1))).toBe(true);
    expect(liesInLeftHalfPlane(withPairs([1, 2, 3, 50], 0))).toBe(false);
    expect(liesInLeftHalfPlane(withPairs([1, 2, 3, 50], 1))).toBe(false);
  });
});
