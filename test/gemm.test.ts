import { describe, expect, it } from 'vitest';
import { CACHED_TILES, KC, MC, NC, tileColumns, tileRows } from '../src/linalg/gemm/_internal/blocking.ts';
import { gemm } from '../src/linalg/gemm/gemm.ts';
import {
  broadcasts,
  expectIdentical,
  indicesOf,
  integers,
  layouts,
  matrix,
  promised,
  reals,
  valuesOf,
} from './gemm/matrices.ts';

const types = [
  { type: 'float64', Elements: Float64Array, round: (value: number) => value },
  { type: 'float32', Elements: Float32Array, round: Math.fround },
] as const;
const exact = ['plain', 'small', 'simd', 'auto'] as const;
const kernels = [...exact, 'fused', 'relaxed'] as const;

describe.each(types)('gemm in $type', ({ Elements, round }) => {
  const MR = tileRows('separate');
  const NR = tileColumns(Elements.BYTES_PER_ELEMENT);
  const edges = (tile: number) => [0, 1, 2, tile - 1, tile, tile + 1, 2 * tile + 1];

  it.each(kernels)('is exact on integers at the edges of register tiles (%s)', (kernel) => {
    for (const m of new Set([...edges(MR), ...edges(tileRows('fused'))])) {
      for (const n of edges(NR)) {
        for (const p of [0, 1, 2, 5]) {
          const a = matrix(Elements, m, p, integers(m + 1));
          const b = matrix(Elements, p, n, integers(n + 2));
          const c = matrix(Elements, m, n, () => Number.NaN);
          gemm(a, b, c, { kernel });
          expectIdentical(c.data, promised(a, b, c, round, {}));
        }
      }
    }
  });

  it.each(kernels)('is exact on integers at the edges of blocks (%s)', (kernel) => {
    const shapes = [
      ...[KC - 1, KC, KC + 1, 2 * KC + 1].map((p) => [MR + 1, p, NR + 1] as const),
      ...[MC - 1, MC, MC + 1].map((m) => [m, 3, NR + 1] as const),
      ...[NC - 1, NC, NC + 1].map((n) => [MR + 1, 3, n] as const),
      ...[CACHED_TILES * MR - 1, CACHED_TILES * MR, CACHED_TILES * MR + 1].map((m) => [m, 2, 2 * NR + 1] as const),
    ];
    for (const [m, p, n] of shapes) {
      const a = matrix(Elements, m, p, integers(m));
      const b = matrix(Elements, p, n, integers(n));
      const c = matrix(Elements, m, n);
      gemm(a, b, c, { kernel });
      expectIdentical(c.data, promised(a, b, c, round, {}));
    }
  });

  it.each(exact)('sums in ascending p and rounds every operation, whatever the blocks (%s)', (kernel) => {
    for (const [m, p, n] of [
      [9, 13, 17],
      [21, 2 * KC + 3, 10],
      [1, KC + 5, NR + 1],
    ] as const) {
      const a = matrix(Elements, m, p, reals(1));
      const b = matrix(Elements, p, n, reals(2));
      const c = matrix(Elements, m, n);
      gemm(a, b, c, { kernel });
      expectIdentical(c.data, promised(a, b, c, round, {}));
    }
  });

  it('gives the same bits by the plain and the SIMD path', () => {
    for (const [m, p, n] of [
      [MC + 3, 40, 30],
      [33, 2 * KC + 7, NC + 5],
      [MC + 1, 2, NC + 1],
      [96, 96, 96],
    ] as const) {
      const a = matrix(Elements, m, p, reals(3));
      const b = matrix(Elements, p, n, reals(4));
      const [plain, simd] = [matrix(Elements, m, n), matrix(Elements, m, n)];
      gemm(a, b, plain, { kernel: 'plain' });
      gemm(a, b, simd, { kernel: 'simd' });
      expectIdentical(simd.data, plain.data);
    }
  });

  it.each(kernels)('reads and writes every layout where it lies (%s)', (kernel) => {
    const [m, p, n] = [4 * MR + 2, 19, NR + 3];
    const lefts = [...layouts(Elements, m, p, integers(5)), ...broadcasts(Elements, m, p, integers(6))];
    const rights = [...layouts(Elements, p, n, integers(7)), ...broadcasts(Elements, p, n, integers(8))];
    for (const { name: nameOfA, view: a } of lefts) {
      for (const { name: nameOfB, view: b } of rights) {
        const [leftBefore, rightBefore] = [a.data.slice(), b.data.slice()];
        for (const { name: nameOfC, view: c } of layouts(Elements, m, n, integers(9))) {
          const expected = promised(a, b, c, round, { beta: 1 });
          const outside = c.data.slice();
          gemm(a, b, c, { beta: 1, kernel });
          expect(valuesOf(c), `${nameOfA} x ${nameOfB} -> ${nameOfC}`).toEqual(expected);
          for (const index of indicesOf(c)) c.data[index] = outside[index] as number;
          expectIdentical(c.data, outside); // nothing beside C was written
        }
        expectIdentical(a.data, leftBefore);
        expectIdentical(b.data, rightBefore);
      }
    }
  });

  it.each(exact)('computes alpha A B + beta C, each operation rounded (%s)', (kernel) => {
    for (const alpha of [1, -1, 0.5, 1 / 3, 0]) {
      for (const beta of [0, 1, -1, 0.1]) {
        for (const p of [0, 6]) {
          const a = matrix(Elements, 2 * MR + 1, p, reals(10));
          const b = matrix(Elements, p, NR + 5, reals(11));
          const c = matrix(Elements, 2 * MR + 1, NR + 5, reals(12));
          const expected = promised(a, b, c, round, { alpha, beta });
          gemm(a, b, c, { alpha, beta, kernel });
          expectIdentical(c.data, expected);
        }
      }
    }
  });

  it.each(kernels)('lets NaN and infinities through and skips no zero (%s)', (kernel) => {
    for (const special of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      const a = matrix(Elements, MR + 1, 5);
      const b = matrix(Elements, 5, NR + 1, () => 1);
      b.data[3 * b.rowStride + NR] = special;
      const c = matrix(Elements, MR + 1, NR + 1);
      const lastColumn = (last: number, others: number) => c.data.map((_, k) => (k % (NR + 1) === NR ? last : others));
      gemm(a, b, c, { kernel });
      expectIdentical(c.data, lastColumn(Number.NaN, 0)); // 0 * special, and no neighbour is touched
      a.data.fill(2);
      gemm(a, b, c, { kernel });
      expectIdentical(c.data, lastColumn(special, 10));
    }
  });

  it.each(kernels)('does not read C with beta = 0, nor A and B with alpha = 0 (%s)', (kernel) => {
    const nan = () => Number.NaN;
    const c = matrix(Elements, 9, 9, nan);
    gemm(matrix(Elements, 9, 9, integers(13)), matrix(Elements, 9, 9, integers(14)), c, { kernel });
    expect(valuesOf(c).some(Number.isNaN)).toBe(false);
    const kept = matrix(Elements, 9, 9, () => 3);
    gemm(matrix(Elements, 9, 9, nan), matrix(Elements, 9, 9, nan), kept, { alpha: 0, beta: 2, kernel });
    expect(new Set(valuesOf(kept))).toEqual(new Set([6]));
    const cleared = matrix(Elements, 9, 9, nan);
    gemm(matrix(Elements, 9, 0), matrix(Elements, 0, 9), cleared, { kernel });
    expect(new Set(valuesOf(cleared))).toEqual(new Set([0]));
  });
});
