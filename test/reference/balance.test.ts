import { describe, expect, test } from 'vitest';
import { build, type Matrix } from '../../src/_internal/dense/matrix.ts';
import { balance } from '../../src/decompositions/_internal/balance.ts';
import { generalEigen } from '../../src/decompositions/_internal/generalEigen.ts';
import { stream } from './_internal/hardMatrices.ts';

const at = (a: Matrix, i: number, j: number): number => a.data[i * a.columns + j] ?? Number.NaN;
const next = stream(23);
const length = (values: readonly number[]): number => Math.hypot(...values);
const random = (n: number): Matrix => build(n, n, next);

describe('balancing', () => {
  const scales = [0, 60, -45, 200, -300, 7, -20, 3];
  const given = random(8);
  const scaled = build(8, 8, (i, j) => at(given, i, j) * 2 ** ((scales[i] ?? 0) - (scales[j] ?? 0)));

  test('is a similarity by powers of two, to the last bit', () => {
    const { balanced, exponents } = balance(scaled);
    const back = build(8, 8, (i, j) => at(balanced, i, j) * 2 ** ((exponents[i] ?? 0) - (exponents[j] ?? 0)));
    expect(back.data).toEqual(scaled.data);
  });

  test('makes a row and its column of one length within a factor of two', () => {
    const { balanced } = balance(scaled);
    for (let i = 0; i < 8; i++) {
      const row = length(Array.from({ length: 8 }, (_, j) => at(balanced, i, j)));
      const column = length(Array.from({ length: 8 }, (_, j) => at(balanced, j, i)));
      expect(Math.abs(Math.log2(row / column))).toBeLessThanOrEqual(1.5);
    }
  });

  test('leaves symmetric matrices and cycles as they are', () => {
    const symmetric = build(9, 9, (i, j) => at(scaled, Math.min(i, j) % 8, Math.max(i, j) % 8));
    expect(balance(symmetric).balanced.data).toEqual(symmetric.data);
    expect(balance(build(5, 5, (i, j) => Number(j === (i + 1) % 5))).exponents).toEqual(new Int32Array(5));
  });

  test.each([0, 1, 2])('ends on zeros and on nilpotent matrices of order %i', (n) => {
    const shift = build(n, n, (i, j) => (j === i + 1 ? 2 ** -900 : 0));
    expect(balance(shift).balanced.data).toEqual(shift.data);
  });

  test('gives the eigenvalues of a badly scaled matrix as exactly as those of the one it was scaled from', () => {
    const [one, other] = [generalEigen(given), generalEigen(scaled)];
    const sorted = (w: { re: Float64Array; im: Float64Array } | undefined) =>
      Array.from(w?.re ?? [], (re, k) => [re, w?.im[k] ?? 0] as const).sort(([a, b], [c, d]) => a - c || b - d);
    expect(sorted(one?.w)).toHaveLength(8);
    for (const [k, [re, im]] of sorted(other?.w).entries()) {
      const [x, y] = sorted(one?.w)[k] ?? [Number.NaN, Number.NaN];
      expect(Math.hypot(re - x, im - y)).toBeLessThanOrEqual(1e-12);
    }
  });
});
