import { describe, expect, test } from 'vitest';
import { determinantBound } from '../../properties/verbs/determinantBound.ts';
import { conditionOf, determinantOf, inverseOf, rankOf } from '../../properties/verbs/elimination.ts';
import { exactMatrix, frobeniusNormOf, numberOf } from '../../properties/verbs/exactMatrices.ts';
import { eigenvaluesOf, singularValuesOf, spectralNormOf } from '../../properties/verbs/spectrum.ts';
import type { ExactMatrix } from '../../spec/exactMatrix.ts';
import { tensorOf } from '../../spec/tensor.ts';

const u = 2 ** -53;

const matrix = (rows: number, columns: number, element: (i: number, j: number) => number): ExactMatrix =>
  exactMatrix(
    tensorOf(
      'float64',
      [rows, columns],
      Array.from({ length: rows * columns }, (_, at) => element(Math.floor(at / columns), at % columns)),
    ),
  );

/** To within 4 u times the largest: the oracle's own rounding, and three of the closed form. */
function expectSpectrum(found: readonly number[], expected: readonly number[]): void {
  const largest = Math.max(...expected.map(Math.abs));
  expect(found.length).toBe(expected.length);
  expected.forEach((want, i) => {
    expect(Math.abs((found[i] ?? Number.NaN) - want)).toBeLessThanOrEqual(4 * u * largest);
  });
}

describe('spectra in closed form', () => {
  test.each([1, 2, 5, 9])('the second difference of order %i: 2 - 2 cos(k pi / (n + 1))', (n) => {
    const a = matrix(n, n, (i, j) => (i === j ? 2 : Math.abs(i - j) === 1 ? -1 : 0));
    const expected = Array.from({ length: n }, (_, k) => 4 * Math.sin(((k + 1) * Math.PI) / (2 * (n + 1))) ** 2);
    expectSpectrum(eigenvaluesOf(a, u), expected);
    expectSpectrum(singularValuesOf(a, u), expected.toReversed());
  });

  test('all ones: n once, 0 exactly otherwise', () => {
    const a = matrix(3, 4, () => 1);
    expectSpectrum(singularValuesOf(a, u), [Math.sqrt(12), 0, 0]);
    expect(singularValuesOf(a, u).slice(1)).toEqual([0, 0]);
    expectSpectrum(
      eigenvaluesOf(
        matrix(3, 3, () => -1),
        u,
      ),
      [-3, 0, 0],
    );
  });

  test('multiple eigenvalues of both signs', () => {
    expectSpectrum(
      eigenvaluesOf(
        matrix(4, 4, (i, j) => (i + j === 3 ? 5 : 0)),
        u,
      ),
      [-5, -5, 5, 5],
    );
  });

  test('a small singular value beside a large one, which the Gram matrix in doubles loses', () => {
    const small = 2 ** -40;
    const lauchli = matrix(3, 2, (i, j) => (i === 0 ? 1 : i === j + 1 ? small : 0));
    expectSpectrum(singularValuesOf(lauchli, u), [Math.sqrt(2 + small ** 2), small]);
  });

  test('elements of very different size, and none', () => {
    expectSpectrum(
      singularValuesOf(
        matrix(2, 2, (i, j) => (i === j ? 2 ** (i === 0 ? 300 : -300) : 0)),
        u,
      ),
      [2 ** 300, 2 ** -300],
    );
    expect(
      singularValuesOf(
        matrix(0, 3, () => 1),
        u,
      ),
    ).toEqual([]);
    expect(
      spectralNormOf(
        matrix(2, 0, () => 1),
        u,
      ),
    ).toBe(0);
    expect(
      eigenvaluesOf(
        matrix(2, 2, () => 0),
        u,
      ),
    ).toEqual([0, 0]);
  });
});

describe('elimination', () => {
  // Times 60 the Hilbert matrix is integer; its inverse is 9, -36, 30, .. over 60.
  const hilbert = matrix(3, 3, (i, j) => 60 / (i + j + 1));

  test('determinant and inverse of a Hilbert matrix', () => {
    expect(numberOf(determinantOf(hilbert))).toBe(60 ** 3 / 2160);
    expect(inverseOf(hilbert)?.map((value) => Math.round(value * 60))).toEqual([
      9, -36, 30, -36, 192, -180, 30, -180, 180,
    ]);
    expect(conditionOf(hilbert)).toBeCloseTo(748, 9);
  });

  test('the determinant of sixty rows whose numbers have all bits', () => {
    const triangle = matrix(60, 60, (i, j) => (i === j ? 1.1 : i < j ? 1 / 3 : 0));
    expect(numberOf(determinantOf(triangle)) / 1.1 ** 60).toBeCloseTo(1, 12);
  });

  test('the sign of the determinant under exchanged rows', () => {
    expect(numberOf(determinantOf(matrix(3, 3, (i, j) => (j === (i + 1) % 3 ? 1 : 0))))).toBe(1);
    expect(numberOf(determinantOf(matrix(2, 2, (i, j) => (i === j ? 0 : 1))))).toBe(-1);
    expect(numberOf(determinantOf(matrix(0, 0, () => 0)))).toBe(1);
  });

  test('ranks', () => {
    expect(rankOf(matrix(3, 4, (i, j) => (i + 1) * (j + 2)))).toBe(1);
    expect(rankOf(matrix(4, 3, (i, j) => i + j))).toBe(2);
    expect(rankOf(matrix(3, 3, (i, j) => (i === 1 && j === 2 ? 1 : 0)))).toBe(1);
    expect(inverseOf(matrix(2, 2, () => 1))).toBeUndefined();
    expect(conditionOf(matrix(2, 2, () => 1))).toBe(Number.POSITIVE_INFINITY);
  });

  test('the bound of a determinant is the change of a product', () => {
    expect(determinantBound([3, 2, 1], 0.5)).toBeCloseTo(3.5 * 2.5 * 1.5 - 6, 12);
    expect(determinantBound([], 0.5)).toBe(0);
  });

  test('a Frobenius norm whose square overflows', () => {
    expect(frobeniusNormOf(matrix(1, 2, (_, j) => (3 + j) * 2 ** 600))).toBe(5 * 2 ** 600);
    expect(frobeniusNormOf(matrix(1, 2, (_, j) => (3 + j) * 2 ** -600))).toBe(5 * 2 ** -600);
    expect(frobeniusNormOf(matrix(2, 2, () => 0))).toBe(0);
  });
});
