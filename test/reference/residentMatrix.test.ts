import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { compile } from '../../scripts/buildKernel.ts';
import { build, type Matrix } from '../../src/_internal/dense/matrix.ts';
import * as loops from '../../src/_internal/dense/resident/loops.ts';
import { products } from '../../src/_internal/dense/resident/products.generated.ts';
import {
  type Products,
  productsOf,
  type ResidentMatrix,
  residentMatrices,
} from '../../src/_internal/dense/resident/residentMatrix.ts';
import { stream } from './_internal/hardMatrices.ts';

const source = new URL('../../src/_internal/dense/resident/assembly/products.ts', import.meta.url);
const sizes = [
  [1, 1],
  [3, 4],
  [4, 3],
  [5, 9],
  [8, 8],
  [13, 7],
  [18, 21],
] as const;

/** Behind another, so that its place is not the first. */
function resident(a: Matrix, ...compiled: [Products | null] | []): ResidentMatrix {
  const [, second] = residentMatrices([build(3, 5, () => Number.NaN), a], ...compiled);
  return second as ResidentMatrix;
}

const next = stream(3);
const vector = (length: number): Float64Array => Float64Array.from({ length }, next);

/** The first product, by its name, that compiled loops and those in TypeScript do not give with the same bits. */
function firstDifference(create: (a: Matrix) => ResidentMatrix): string | undefined {
  for (const [rows, columns] of sizes) {
    // Parts of a larger matrix: nothing beyond them is read.
    const a = build(rows + 2, columns + 3, (i, j) => (i < 2 || j < 3 ? Number.NaN : next()));
    const own = create(a);
    const corner = 2 * a.columns + 3;
    const x = vector(columns);
    const plain = loops.timesVector(a.data, corner, a.columns, rows, x);
    if (!same(own.timesVector(2, 3, rows, x), plain)) return 'A x';
    const [y, p] = [vector(rows), new Float64Array(columns)];
    loops.addTransposeTimesVector(a.data, corner, a.columns, y, p);
    if (!same(own.transposeTimesVector(2, 3, columns, y), p)) return 'A^T x';
    const { data } = own.matrix;
    const target = data.fill(1, 3, a.columns).subarray(0, a.columns);
    const left = new Float64Array(columns).fill(1);
    loops.addTransposeTimesVector(
      a.data,
      corner,
      a.columns,
      y.map((value) => -value),
      left,
    );
    own.subtractRows(0, 2, 3, y);
    if (!same(target.subarray(3), left)) return 'x - A^T x';
  }
  for (const n of [1, 2, 4, 5, 11, 16]) {
    const a = build(n + 1, n + 1, (i, j) => (j > i || j === 0 ? Number.NaN : next()));
    const x = vector(n);
    const expected = Float64Array.from(x, (_, i) =>
      x.reduce((sum, value, j) => sum + (a.data[(Math.max(i, j) + 1) * (n + 1) + Math.min(i, j) + 1] ?? 0) * value, 0),
    );
    const received = create(a).symmetricTimesVector(1, x);
    if (!received.every((value, i) => Math.abs(value - (expected[i] ?? 0)) <= 4 * n * 2 ** -52)) return 'symmetric';
  }
  return undefined;
}

const same = (a: Float64Array, b: Float64Array): boolean => a.length === b.length && a.every((one, i) => one === b[i]);

test('compiled loops give the bits of those in TypeScript, over any part of a matrix', () => {
  expect(firstDifference((a) => resident(a))).toBeUndefined();
});

test('without WebAssembly the loops in TypeScript serve', () => {
  expect(firstDifference((a) => resident(a, null))).toBeUndefined();
});

test('a larger matrix takes the place of a smaller one', () => {
  const small = resident(build(2, 2, () => 1));
  expect(Array.from(small.timesVector(0, 0, 2, Float64Array.of(1, 2)))).toEqual([3, 3]);
  const large = resident(build(300, 300, () => 1));
  expect(large.timesVector(0, 0, 300, new Float64Array(300).fill(1)).every((value) => value === 300)).toBe(true);
});

test('browsers compile no more than 4 KiB at once on their main thread', () => {
  expect(Buffer.from(products, 'base64').length).toBeLessThan(4096);
});

describe('a mistake in the source shows', () => {
  const mistakes: readonly (readonly [string, string, string, string])[] = [
    ['A x', 'a last odd element left out', '    if (isOdd) s = withFirst', '    if (false) s = withFirst'],
    [
      'A^T x',
      'the fourth row left out',
      'f64x2.mul(v128.load(a3 + at), x3)));\n    }\n    if (isOdd) {\n      const sum',
      'f64x2.mul(v128.load(a3 + at), f64x2.splat(0))));\n    }\n    if (isOdd) {\n      const sum',
    ],
    [
      'symmetric',
      'the products of the upper triangle left out',
      '      v128.store(p + at, f64x2.add(sum, f64x2.mul(e3, x3)));\n',
      '',
    ],
  ];
  let text = '';
  beforeAll(async () => {
    text = await readFile(source, 'utf8');
  });
  test.each(mistakes)('%s: %s', { timeout: 60_000 }, async (product, _, right, wrong) => {
    expect(text.split(right).length).toBe(2);
    const binary = await compile(text.replace(right, wrong), { enable: ['simd'] });
    const platform = productsOf(binary) ?? null;
    expect(firstDifference((a) => resident(a, platform))).toBe(product);
  });
});
