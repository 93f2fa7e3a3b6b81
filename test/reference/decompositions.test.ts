import { describe, expect, test } from 'vitest';
import { type FloatDtype, type Tensor, tensorOf } from '../../spec/tensor.ts';
import { expectEquations, inSingle, outputsOf } from './_internal/expectEquations.ts';
import {
  growing,
  mirrored,
  positiveDefinite,
  product,
  random,
  rectangular,
  scaledBy,
  signs,
  square,
  symmetric,
  tensorBy,
  transposeOf,
  withSingularValues,
} from './_internal/hardMatrices.ts';

type Cases = readonly (readonly [string, Tensor])[];

/** Exactly singular: elimination meets a zero pivot. */
const singular = ['zero row and column', 'nilpotent', 'negative diagonal'];
/** Products of pivots, or the solution, leave the range. */
const extreme = ['scale 1e300', 'scale 1e-290', 'diagonal from 1 to 1e-280'];

const without = (cases: Cases, ...labels: readonly string[]): Cases =>
  cases.filter(([label]) => !labels.includes(label));
const hasZeroDiagonal = (a: Tensor): boolean =>
  Array.from({ length: a.shape[0] ?? 0 }, (_, i) => a.data[i * (a.shape[1] ?? 0) + i]).includes(0);
const rightSides = (a: Tensor): Tensor => random(a.shape[0] ?? 0, 3, 77, a.dtype === 'float32' ? 'float32' : 'float64');
const matrix = (rows: readonly (readonly number[])[], dtype: FloatDtype = 'float64'): Tensor =>
  tensorOf(dtype, [rows.length, rows[0]?.length ?? 0], rows.flat());

describe.each([
  ['float64', (cases: Cases) => cases],
  ['float32', inSingle],
] as const)('equations hold on hard matrices in %s', (_, round) => {
  test('lu', async () => {
    for (const [label, a] of round(square)) await expectEquations('decompositions.lu', label, { a });
  });
  test('solve and inv', async () => {
    for (const [label, a] of round(without(square, ...singular))) {
      await expectEquations('decompositions.solve', label, { a, b: rightSides(a) });
      await expectEquations('decompositions.inv', label, { a });
    }
  });
  test('det', async () => {
    for (const [label, a] of round(without(square, ...extreme))) {
      if ((a.shape[0] ?? 0) <= 12) await expectEquations('decompositions.det', label, { a });
    }
  });
  test('triangularSolve', async () => {
    for (const [label, t] of round(without(square, 'scale 1e300'))) {
      for (const flags of Array.from({ length: 8 }, (_, bits) => bits)) {
        const [lower, transpose, unitDiagonal] = [(flags & 1) > 0, (flags & 2) > 0, (flags & 4) > 0];
        if (!unitDiagonal && hasZeroDiagonal(t)) continue;
        const attributes = { lower, transpose, unitDiagonal };
        await expectEquations('decompositions.triangularSolve', label, { t, b: rightSides(t) }, attributes);
      }
    }
  });
  test('cholesky', async () => {
    for (const [label, a] of round(positiveDefinite)) await expectEquations('decompositions.cholesky', label, { a });
  });
  test.each(['qr', 'svd', 'pinv'])('%s', async (name) => {
    for (const [label, a] of round(rectangular)) await expectEquations(`decompositions.${name}`, label, { a });
  });
  test('eigh', async () => {
    for (const [label, a] of round(symmetric)) await expectEquations('decompositions.eigh', label, { a });
  });
});

test('five hundred matrices of entries -1, 0 and 1 terminate and conform', async () => {
  for (let seed = 0; seed < 500; seed++) {
    const [m, n] = [1 + (seed % 7), 1 + ((seed >> 2) % 6)];
    await expectEquations('decompositions.svd', `seed ${seed}`, { a: signs(m, n, seed) });
    await expectEquations('decompositions.eigh', `seed ${seed}`, { a: mirrored(signs(m, m, seed)) });
    await expectEquations('decompositions.qr', `seed ${seed}`, { a: signs(m, n, seed) });
    await expectEquations('decompositions.lu', `seed ${seed}`, { a: signs(m, m, seed) });
  }
});

test.each([
  ['decompositions.svd', random(90, 90, 30)],
  ['decompositions.qr', random(120, 90, 31)],
  ['decompositions.eigh', mirrored(random(100, 100, 32))],
])('%s at a larger size', async (id, a) => {
  await expectEquations(id, 'random', { a });
});

describe('scaling by a power of two is bitwise', () => {
  const cases: [string, Tensor, Record<string, number>][] = [
    ['lu', random(7, 7, 40), { permutation: 0, l: 0, u: 1 }],
    ['inv', random(6, 6, 41), { x: -1 }],
    ['cholesky', product(random(6, 6, 42), transposeOf(random(6, 6, 42))), { l: 0.5 }],
    ['qr', random(8, 5, 43), { q: 0, r: 1 }],
    ['svd', random(5, 8, 44), { u: 0, s: 1, v: 0 }],
    ['pinv', random(5, 8, 45), { x: -1 }],
    ['eigh', mirrored(random(7, 7, 46)), { w: 1, v: 0 }],
  ];
  test.each(cases)('%s', async (name, a, weights) => {
    for (const power of [-600, -40, 2, 600]) {
      const [plain, scaled] = await Promise.all(
        [a, scaledBy(a, 2 ** power)].map((given) => outputsOf(`decompositions.${name}`, { a: given })),
      );
      for (const [output, weight] of Object.entries(weights)) {
        const expected = plain?.[output]?.data.map((value) => value * 2 ** (power * weight));
        expect(scaled?.[output]?.data, `${output} at 2^${power}`).toEqual(expected);
      }
    }
  });
});

describe('conventions of the reference', () => {
  test('the diagonal of R is not negative, nor is any zero of R', async () => {
    for (const [, a] of rectangular) {
      const { r } = await outputsOf('decompositions.qr', { a });
      r?.data.forEach((value, at) => {
        const [i, j] = [Math.floor(at / (r.shape[1] ?? 1)), at % (r.shape[1] ?? 1)];
        if (i >= j) expect(Object.is(value, -0) || (i === j && value < 0)).toBe(false);
      });
    }
  });
  test('singular values carry no negative zero', async () => {
    for (const [, a] of rectangular) {
      const { s } = await outputsOf('decompositions.svd', { a });
      expect(s?.data.some((value) => Object.is(value, -0))).toBe(false);
    }
  });
  test('cholesky and eigh read the lower triangle only', async () => {
    const poisoned = matrix([
      [4, Number.NaN],
      [2, 5],
    ]);
    expect((await outputsOf('decompositions.cholesky', { a: poisoned })).l?.data).toEqual(Float64Array.of(2, 0, 1, 2));
    expect((await outputsOf('decompositions.eigh', { a: poisoned })).w?.data[1]).toBeCloseTo(
      (9 + Math.sqrt(17)) / 2,
      14,
    );
  });
  test('triangularSolve does not read the other triangle', async () => {
    const t = matrix([
      [2, Number.NaN],
      [1, 4],
    ]);
    const { x } = await outputsOf('decompositions.triangularSolve', { t, b: matrix([[2], [9]]) });
    expect(x?.data).toEqual(Float64Array.of(1, 2));
  });
});

describe('known values', () => {
  test('largest growth under partial pivoting', async () => {
    const { u } = await outputsOf('decompositions.lu', { a: growing(10) });
    expect(u?.data.at(-1)).toBe(512);
  });
  test('pivoting saves [[1e-20, 1], [1, 1]]', async () => {
    const a = matrix([
      [1e-20, 1],
      [1, 1],
    ]);
    expect((await outputsOf('decompositions.solve', { a, b: matrix([[1], [2]]) })).x?.data).toEqual(
      Float64Array.of(1, 1),
    );
  });
  test('determinants', async () => {
    const d = async (a: Tensor) => (await outputsOf('decompositions.det', { a })).d?.data[0];
    expect(await d(tensorBy(0, 0, () => 0))).toBe(1);
    expect(await d(tensorBy(4, 4, (i, j) => (i + j === 3 ? i + 1 : 0)))).toBe(24);
    expect(await d(tensorBy(3, 3, (i, j) => (i === j ? ([1e200, 1e200, -1e-200][i] ?? 0) : 0)))).toBe(-1e200);
    expect(await d(tensorBy(3, 3, (_, j) => j))).toBe(0);
  });
  test('integer Cholesky factor', async () => {
    const l = tensorBy(5, 5, (i, j) => (i === j ? 2 ** (i - 2) : i > j ? ((i * 5 + j) % 7) - 3 : 0));
    expect((await outputsOf('decompositions.cholesky', { a: product(l, transposeOf(l)) })).l?.data).toEqual(l.data);
  });
  test('singular values of [[3, 0], [4, 5]]', async () => {
    const a = matrix([
      [3, 0],
      [4, 5],
    ]);
    const { s } = await outputsOf('decompositions.svd', { a });
    expect(s?.data[0]).toBeCloseTo(3 * Math.sqrt(5), 14);
    expect(s?.data[1]).toBeCloseTo(Math.sqrt(5), 14);
  });
  test('small singular values keep their digits', async () => {
    const { s } = await outputsOf('decompositions.svd', { a: withSingularValues(3, 2, [1, 1e-9], 11) });
    expect(Math.abs((s?.data[1] ?? 0) - 1e-9)).toBeLessThan(30 * 3 * 2 ** -52);
  });
  test('two rows whose product rounding keeps above 2.8 u of their norms are orthogonal all the same', async () => {
    const a = matrix([
      [0.23906266689300537, -8, 0.23906266689300537, 4.280094146728516, 0.23906266689300537, 0],
      [0.07548144459724426, 2.5, 0.07548144459724426, -9, 0.07548144459724426, -2.6091156005859375],
    ]);
    const { s } = await outputsOf('decompositions.svd', { a });
    expect(s?.data[0]).toBeCloseTo(12.12582, 4);
    expect(s?.data[1]).toBeCloseTo(5.434125, 5);
  });

  test('the spectrum of 2, -1', async () => {
    const n = 9;
    const a = tensorBy(n, n, (i, j) => (i === j ? 2 : Math.abs(i - j) === 1 ? -1 : 0));
    const { w } = await outputsOf('decompositions.eigh', { a });
    w?.data.forEach((value, k) => {
      expect(value).toBeCloseTo(2 - 2 * Math.cos(((k + 1) * Math.PI) / (n + 1)), 13);
    });
  });
  test('the pseudoinverse of a product is not the product of the pseudoinverses', async () => {
    const pinv = async (a: Tensor) => (await outputsOf('decompositions.pinv', { a })).x as Tensor;
    const [row, column] = [matrix([[1, 0]]), matrix([[1], [1]])];
    expect((await pinv(product(row, column))).data[0]).toBeCloseTo(1, 15);
    expect(product(await pinv(column), await pinv(row)).data[0]).toBeCloseTo(0.5, 15);
    expect((await pinv(tensorBy(2, 3, () => 0))).data.every((value) => value === 0)).toBe(true);
  });
});

describe('refusals', () => {
  const nan = matrix([
    [1, 2],
    [Number.NaN, 3],
  ]);
  const infinite = matrix([
    [1, Number.POSITIVE_INFINITY],
    [Number.POSITIVE_INFINITY, 3],
  ]);
  test.each([
    [
      'solve',
      'R1',
      {
        a: matrix([
          [1, 1],
          [0, 0],
        ]),
        b: matrix([[1], [1]]),
      },
    ],
    [
      'inv',
      'R1',
      {
        a: matrix([
          [0, 1],
          [0, 1],
        ]),
      },
    ],
    [
      'triangularSolve',
      'R1',
      {
        t: matrix([
          [1, 0],
          [1, 0],
        ]),
        b: matrix([[1], [1]]),
      },
    ],
    [
      'cholesky',
      'R1',
      {
        a: matrix([
          [1, 2],
          [2, 1],
        ]),
      },
    ],
    ['cholesky', 'R1', { a: matrix([[0]]) }],
    ['cholesky', 'R2', { a: nan }],
    ['svd', 'R1', { a: nan }],
    ['svd', 'R1', { a: infinite }],
    ['eigh', 'R1', { a: nan }],
    ['eigh', 'R1', { a: infinite }],
    ['pinv', 'R1', { a: infinite }],
    ['det', 'signature', { a: matrix([[1, 2]]) }],
    ['lu', 'signature', { a: matrix([[1, 2]]) }],
  ])('%s: %s', async (name, clause, inputs) => {
    await expect(async () => outputsOf(`decompositions.${name}`, inputs)).rejects.toThrow(
      `decompositions.${name}/${clause}`,
    );
  });

  test('NaN in B stays in its column; NaN in A leaves no column finite', async () => {
    const b = matrix([
      [1, Number.NaN],
      [2, 2],
    ]);
    const { x } = await outputsOf('decompositions.solve', {
      a: matrix([
        [2, 1],
        [1, 3],
      ]),
      b,
    });
    expect([x?.data[0], x?.data[2]].every(Number.isFinite)).toBe(true);
    expect([x?.data[1], x?.data[3]].some(Number.isNaN)).toBe(true);
    const poisoned = (await outputsOf('decompositions.solve', { a: nan, b: matrix([[1], [1]]) })).x;
    expect(poisoned?.data.some(Number.isNaN)).toBe(true);
  });
});

test('a batch is its members, broadcast', async () => {
  const members = [1, 2, 3].map((seed) => random(4, 4, seed));
  const a = tensorOf(
    'float64',
    [3, 1, 4, 4],
    members.flatMap((member) => Array.from(member.data)),
  );
  const sides = [4, 5].map((seed) => random(4, 2, seed));
  const b = tensorOf(
    'float64',
    [2, 4, 2],
    sides.flatMap((side) => Array.from(side.data)),
  );
  const { x } = await outputsOf('decompositions.solve', { a, b });
  expect(x?.shape).toEqual([3, 2, 4, 2]);
  for (const [i, member] of members.entries()) {
    for (const [j, side] of sides.entries()) {
      const alone = (await outputsOf('decompositions.solve', { a: member, b: side })).x;
      expect(x?.data.slice((i * 2 + j) * 8, (i * 2 + j + 1) * 8)).toEqual(alone?.data);
    }
  }
});
