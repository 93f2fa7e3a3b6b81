import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { algebra, type ExactMatrix, exactMatrixOf } from '../../spec/exactMatrix.ts';
import { tensorOf } from '../../spec/tensor.ts';

const exact = algebra(2 ** -53);
const matrix = (rows: number, columns: number, values: number[]): ExactMatrix => {
  const found = exactMatrixOf(tensorOf('float64', [rows, columns], values), rows, columns);
  if (found === undefined) throw new Error('not finite');
  return found;
};
const finite = fc.double({ noNaN: true, noDefaultInfinity: true });

describe('exact matrices', () => {
  test('hold every double as it is', () => {
    fc.assert(
      fc.property(fc.array(finite, { minLength: 1, maxLength: 6 }), (values) => {
        const row = matrix(1, values.length, values);
        values.forEach((value, j) => {
          expect(exact.at(row, 0, j)).toBe(value === 0 ? 0 : value);
        });
      }),
    );
  });

  test('do not round: 1e200 + 1 - 1e200 is 1', () => {
    const [big, one] = [matrix(1, 1, [1e200]), matrix(1, 1, [1])];
    expect(exact.at(exact.minus(exact.plus(big, one), big), 0, 0)).toBe(1);
  });

  test('are a ring with transposition', () => {
    const square = fc
      .array(fc.integer({ min: -99, max: 99 }), { minLength: 4, maxLength: 4 })
      .map((values) => matrix(2, 2, values));
    fc.assert(
      fc.property(square, square, square, (a, b, c) => {
        const zero = (x: ExactMatrix, y: ExactMatrix) => expect(exact.isZero(exact.minus(x, y))).toBe(true);
        zero(exact.times(a, exact.plus(b, c)), exact.plus(exact.times(a, b), exact.times(a, c)));
        zero(exact.transpose(exact.times(a, b)), exact.times(exact.transpose(b), exact.transpose(a)));
        zero(exact.times(a, exact.identity(2)), a);
      }),
    );
  });

  test('norms, ratios and parts', () => {
    const a = matrix(2, 2, [1, -2, -3, 4]);
    expect(exact.norm1(a)).toBe(6);
    expect(exact.largest(a)).toBe(4);
    expect(
      exact.at(
        exact.part(a, (i, j) => i > j),
        1,
        0,
      ),
    ).toBe(-3);
    expect(exact.ratio(0, 0)).toBe(0);
    expect(exact.ratio(1, 0)).toBe(Number.POSITIVE_INFINITY);
    expect(exact.ratio(0, Number.NaN)).toBeNaN();
    expect(exact.orthonormal(30, exact.identity(3))).toBe(0);
    expect(exact.orthonormal(30, matrix(2, 1, [1, 2 ** -26]))).toBeCloseTo(2 ** -52 / (30 * 2 * 2 ** -52), 12);
  });

  test('a matrix with NaN or an infinity is none', () => {
    expect(exactMatrixOf(tensorOf('float64', [1], [Number.NaN]), 1, 1)).toBeUndefined();
    expect(exactMatrixOf(tensorOf('float64', [1], [Number.POSITIVE_INFINITY]), 1, 1)).toBeUndefined();
  });

  test('a tensor is unfolded along each axis, and multiplied along it', () => {
    const shape = [2, 3, 2];
    const cube = matrix(2, 6, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(exact.unfolded(cube, shape, 0)).toEqual(cube);
    expect(exact.unfolded(cube, shape, 1)).toEqual(matrix(3, 4, [0, 1, 6, 7, 2, 3, 8, 9, 4, 5, 10, 11]));
    expect(exact.unfolded(cube, shape, 2)).toEqual(matrix(2, 6, [0, 2, 4, 6, 8, 10, 1, 3, 5, 7, 9, 11]));
    const rows = matrix(1, 3, [1, 0, -1]);
    expect(exact.along(cube, shape, 1, rows)).toEqual(matrix(2, 2, [-4, -4, -4, -4]));
    for (const axis of [0, 1, 2]) {
      expect(exact.along(cube, shape, axis, exact.identity(shape[axis] ?? 0))).toEqual(cube);
    }
    const wide = exact.along(cube, shape, 0, matrix(3, 2, [1, 0, 0, 1, 1, 1]));
    expect(exact.unfolded(wide, [3, 3, 2], 0)).toEqual(
      matrix(3, 6, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 6, 8, 10, 12, 14, 16]),
    );
  });

  test('mismatched sizes are refused', () => {
    expect(() => exact.times(exact.identity(2), exact.identity(3))).toThrow('inner sizes must agree, got 2 and 3');
    expect(() => exact.plus(exact.identity(2), exact.identity(3))).toThrow('shapes must agree');
  });
});
