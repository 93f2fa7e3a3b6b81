import { describe, expect, test } from 'vitest';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { outputsOf } from './_internal/expectEquations.ts';
import { random, tensorBy } from './_internal/hardMatrices.ts';

const n = 70;
/** Around the panels of 16 rows, their halves and the blocks of 64. */
const rows = [0, 1, 15, 16, 17, 31, 32, 33, 47, 48, 63, 64, 69];

const at = (a: Tensor, i: number, j: number): number => a.data[i * n + j] as number;

const changed = (a: Tensor, i: number, j: number, value: number): Tensor => {
  const copy = tensorOf('float64', a.shape, a.data);
  copy.data[i * n + j] = value;
  return copy;
};

describe('cholesky names the first row at which it stops', () => {
  const good = tensorBy(n, n, (i, j) => (i === j ? 2 * n : Math.sin(Math.max(i, j) * 7 + Math.min(i, j))));
  const refusal = (a: Tensor) => outputsOf('decompositions.cholesky', { a });

  test.each(rows)('a pivot of row %i that is not positive', async (row) => {
    const bad = changed(good, row, row, -1);
    await expect(async () => refusal(bad)).rejects.toThrow(
      new RegExp(`^decompositions.cholesky/R1: a must be positive definite, got pivot -.* in row ${row}$`),
    );
  });

  test.each(rows)('an entry of row %i that is not finite', async (row) => {
    for (const [column, value] of [
      [0, Number.NaN],
      [row >> 1, Number.POSITIVE_INFINITY],
      [row, Number.POSITIVE_INFINITY],
      [row, Number.NaN],
      [row, Number.NEGATIVE_INFINITY],
    ] as const) {
      const message = `decompositions.cholesky/R2: a must be finite, got ${value} at [${row}, ${column}]`;
      await expect(async () => refusal(changed(good, row, column, value))).rejects.toThrow(message);
      if (row < n - 1) {
        const alsoLater = changed(changed(good, row, column, value), row + 1, row + 1, -1);
        await expect(async () => refusal(alsoLater)).rejects.toThrow(message);
      }
      if (row > 0) {
        const alsoBefore = changed(changed(good, row, column, value), row - 1, row - 1, 0);
        await expect(async () => refusal(alsoBefore)).rejects.toThrow('decompositions.cholesky/R1');
      }
    }
  });
});

describe('NaN is not lost', () => {
  const [a, b] = [random(n, n, 1), random(n, 4, 2)];

  test.each(rows)('in row and column %i of A: it reaches every column of the solution', async (place) => {
    for (const other of [0, 20, 69]) {
      for (const bad of [changed(a, place, other, Number.NaN), changed(a, other, place, Number.NaN)]) {
        const { x } = await outputsOf('decompositions.solve', { a: bad, b });
        for (let k = 0; k < 4; k++) expect(x?.data.some((value, i) => i % 4 === k && Number.isNaN(value))).toBe(true);
        const { u } = await outputsOf('decompositions.lu', { a: bad });
        expect(u?.data.some(Number.isNaN)).toBe(true);
      }
    }
  });

  test.each([0, 15, 16, 20, 63])('in column %i below the diagonal: it is the pivot', async (column) => {
    const dominant = tensorBy(n, n, (i, j) => (i === j ? 2 * n : at(a, i, j)));
    const { permutation } = await outputsOf('decompositions.lu', { a: changed(dominant, 66, column, Number.NaN) });
    expect(permutation?.data[column]).toBe(66);
  });

  test('in a column of B: it reaches no other', async () => {
    const clean = (await outputsOf('decompositions.solve', { a, b })).x;
    for (const row of rows) {
      const bad = tensorOf('float64', b.shape, b.data);
      bad.data[row * 4 + 1] = Number.NaN;
      const { x } = await outputsOf('decompositions.solve', { a, b: bad });
      x?.data.forEach((value, at) => {
        if (at % 4 !== 1) expect(value).toBe(clean?.data[at]);
      });
      expect(x?.data.some(Number.isNaN)).toBe(true);
    }
  });
});

test.each(rows)('a column of zeros, %i, is refused by solve and inv, and shows in U', async (column) => {
  const a = tensorBy(n, n, (i, j) => (j === column ? 0 : Math.cos(i * 31 + j * j)));
  for (const name of ['solve', 'inv']) {
    await expect(async () => outputsOf(`decompositions.${name}`, { a, b: random(n, 1, 3) })).rejects.toThrow(
      `decompositions.${name}/R1: a must not be singular, got a zero pivot in step ${column + 1} of ${n}`,
    );
  }
  const { l, u } = await outputsOf('decompositions.lu', { a });
  expect(u?.data[column * n + column]).toBe(0);
  expect([...(l?.data ?? []), ...(u?.data ?? [])].every(Number.isFinite)).toBe(true);
});
