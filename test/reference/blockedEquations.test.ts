import { describe, expect, test } from 'vitest';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { triangularise } from '../../src/_internal/dense/householder.ts';
import { matrix } from '../../src/_internal/dense/matrix.ts';
import { expectEquations, outputsOf } from './_internal/expectEquations.ts';
import { mirrored, random, tensorBy, withSingularValues } from './_internal/hardMatrices.ts';

// The equations of the specification, residuals in exact arithmetic, at sizes around the blocks.

const at = (a: Tensor | undefined, i: number, j: number): number => a?.data[i * (a.shape[1] ?? 0) + j] ?? Number.NaN;
const positiveDefinite = (n: number): Tensor =>
  tensorBy(n, n, (i, j) => (i === j ? n : Math.sin(Math.max(i, j) * 7 + Math.min(i, j) * 3)));

describe.each(['float64', 'float32'] as const)('in %s', (dtype) => {
  const rounded = (a: Tensor): Tensor => tensorOf(dtype, a.shape, a.data);

  test.each([15, 16, 17, 33, 65])('lu, solve, inv, triangularSolve and cholesky, n = %i', async (n) => {
    const [a, b] = [rounded(random(n, n, n)), rounded(random(n, 5, n + 1))];
    await expectEquations('decompositions.lu', 'random', { a });
    await expectEquations('decompositions.solve', 'random', { a, b });
    await expectEquations('decompositions.inv', 'random', { a });
    await expectEquations('decompositions.cholesky', 'definite', { a: rounded(positiveDefinite(n)) });
    const t = rounded(positiveDefinite(n));
    for (const [lower, transpose] of [
      [true, false],
      [true, true],
      [false, false],
      [false, true],
    ]) {
      const attributes = { lower: lower === true, transpose: transpose === true, unitDiagonal: false };
      await expectEquations('decompositions.triangularSolve', 'random', { t, b }, attributes);
    }
  });

  test.each([
    [15, 15],
    [16, 16],
    [17, 17],
    [33, 33],
    [47, 47],
    [48, 48],
    [49, 49],
    [65, 33],
    [97, 97],
    [80, 16],
    [80, 17],
    [120, 49],
    [17, 80],
    [16, 49],
    [49, 65],
    [70, 1],
  ])('qr, %i by %i', async (m, n) => {
    await expectEquations('decompositions.qr', 'random', { a: rounded(random(m, n, m + n)) });
    const graded = tensorBy(m, n, (i, j) => 2 ** -(j % 7) * Math.sin(i * 7 + j + 1));
    await expectEquations('decompositions.qr', 'graded', { a: rounded(graded) });
    const holes = tensorBy(m, n, (i, j) => (j % 5 === 2 || i % 11 === 3 ? 0 : Math.cos(i * i + 3 * j)));
    await expectEquations('decompositions.qr', 'zero rows and columns', { a: rounded(holes) });
  });

  test.each([31, 32, 33, 64, 65, 66, 96, 97])('eigh, n = %i', async (n) => {
    await expectEquations('decompositions.eigh', 'random', { a: rounded(mirrored(random(n, n, n))) });
    const banded = tensorBy(n, n, (i, j) =>
      i === j ? i % 3 : Math.abs(i - j) === 1 ? 1 : Math.abs(i - j) === 9 ? 2 : 0,
    );
    await expectEquations('decompositions.eigh', 'banded', { a: rounded(banded) });
  });

  test.each([
    [17, 17],
    [49, 49],
    [70, 33],
    [33, 70],
    [64, 65],
  ])('svd, %i by %i', async (m, n) => {
    await expectEquations('decompositions.svd', 'random', { a: rounded(random(m, n, m)) });
    const values = Array.from({ length: Math.min(m, n) }, (_, i) => (i % 4 === 3 ? 0 : 2 ** -(i % 9)));
    await expectEquations('decompositions.svd', 'deficient', { a: rounded(withSingularValues(m, n, values, 3)) });
  });
});

test('lu and cholesky at 129', async () => {
  await expectEquations('decompositions.lu', 'random', { a: random(129, 129, 1) });
  await expectEquations('decompositions.cholesky', 'definite', { a: positiveDefinite(129) });
});

test('an integer band gives the eigenvalues of the second difference at 130', async () => {
  const n = 130;
  // Q^T T Q with a permutation Q, so that the reduction has work to do.
  const place = (i: number): number => (i * 37) % n;
  const a = tensorBy(n, n, (i, j) => {
    const distance = Math.abs(place(i) - place(j));
    return distance === 0 ? 2 : distance === 1 ? -1 : 0;
  });
  const { w } = await outputsOf('decompositions.eigh', { a });
  w?.data.forEach((value, k) => {
    const expected = 2 - 2 * Math.cos(((k + 1) * Math.PI) / (n + 1));
    expect(Math.abs(value - expected)).toBeLessThanOrEqual(60 * n * 2 ** -52 * 4);
  });
});

describe('scaling the columns by powers of two scales those of R and U and leaves Q, P and L alone, bitwise', () => {
  test.each([17, 49, 70])('n = %i', async (n) => {
    const a = random(n + 3, n, n);
    const power = (j: number): number => 2 ** ((j * 7) % 40);
    const scaled = tensorBy(n + 3, n, (i, j) => at(a, i, j) * power(j));
    const [plain, other] = [
      await outputsOf('decompositions.qr', { a }),
      await outputsOf('decompositions.qr', { a: scaled }),
    ];
    expect(other.q).toEqual(plain.q);
    expect(other.r).toEqual(tensorBy(n, n, (i, j) => at(plain.r, i, j) * power(j)));
    const square = (of: Tensor) => tensorBy(n, n, (i, j) => at(of, i, j));
    const [first, second] = [
      await outputsOf('decompositions.lu', { a: square(a) }),
      await outputsOf('decompositions.lu', { a: square(scaled) }),
    ];
    expect(second.permutation).toEqual(first.permutation);
    expect(second.l).toEqual(first.l);
    expect(second.u).toEqual(tensorBy(n, n, (i, j) => at(first.u, i, j) * power(j)));
  });
});

test.each([17, 49, 80])(
  'with pivoting every diagonal entry of R is as large as what is left of each later column, n = %i',
  (n) => {
    // Columns whose norms say nothing about what is left of them.
    const given = tensorBy(n, n, (i, j) => (i === 0 ? 100 * (n - j) : Math.sin(i * 7 + j * j)));
    const { r, order } = triangularise(matrix(n, n, Float64Array.from(given.data)), true);
    expect(Array.from(order).sort((one, other) => one - other)).toEqual(Array.from({ length: n }, (_, j) => j));
    for (let j = 0; j < n; j++) {
      for (let c = j + 1; c < n; c++) {
        let square = 0;
        for (let i = j; i <= c; i++) square += (r.data[i * n + c] as number) ** 2;
        // Each norm errs by n u, relative to the column as it was given.
        const slack = 30 * n * 2 ** -52 * 100 * n * n;
        expect(Math.sqrt(square)).toBeLessThanOrEqual(Math.abs(r.data[j * n + j] as number) + slack);
      }
    }
  },
);
