import { CACHED_TILES, KC, SHORT_MC, tileColumns, tileRows } from '../../../src/linalg/gemm/_internal/blocking.ts';
import { pathsOf } from '../../../src/linalg/gemm/_internal/choose.ts';
import type { KernelProducts } from '../../../src/linalg/gemm/_internal/kernelProducts.ts';
import type { IndexedView } from '../../../src/linalg/gemm/indexedView.ts';
import { type MatrixView, transposed } from '../../../src/linalg/gemm/matrixView.ts';
import { dense, matrix, reals, valuesOf } from '../matrices.ts';

type Elements = Float64ArrayConstructor | Float32ArrayConstructor;

/**
 * The first product that the kernel computes with other bits than the plain path, or undefined: at the edges of tiles, blocks and
 * vectors, in each orientation that is packed differently, with factors and without.
 */
export function firstDifference(Elements: Elements, { packed, small }: KernelProducts): string | undefined {
  const { plain, roundFactor } = pathsOf(new Elements(0));
  const NR = tileColumns(Elements.BYTES_PER_ELEMENT);
  const MR = tileRows('separate');
  const shapes = [
    ...[1, MR - 1, MR, MR + 1].flatMap((m) => [1, NR - 1, NR, 2 * NR + 1].map((n) => [m, 5, n] as const)),
    [MR + 1, 2 * KC + 3, NR + 1] as const,
    [SHORT_MC + 5, 3, 2 * NR + 1] as const,
    [MR * CACHED_TILES + 5, KC + 1, NR + 1] as const,
  ];
  for (const [m, p, n] of shapes) {
    const a = matrix(Elements, m, p, reals(1));
    const b = matrix(Elements, p, n, reals(2));
    for (const [name, left, right] of orientations(Elements, a, b)) {
      for (const [alpha, beta] of [
        [1, 0],
        [roundFactor(0.3), roundFactor(0.7)],
      ] as const) {
        const before = matrix(Elements, m, n, reals(3));
        const expected = { ...before, data: before.data.slice() };
        plain(left, right, expected, alpha, beta);
        for (const [path, multiply] of Object.entries(p > KC ? { packed } : { packed, small })) {
          const received = { ...before, data: before.data.slice() };
          multiply(left, right, received, alpha, beta);
          if (received.data.some((value, k) => !Object.is(value, expected.data[k]))) {
            return `${path} ${name} ${m} x ${p} x ${n}, alpha ${alpha}, beta ${beta}`;
          }
        }
      }
    }
  }
  return undefined;
}

function orientations(
  Elements: Elements,
  a: MatrixView,
  b: MatrixView,
): [string, MatrixView, MatrixView | IndexedView][] {
  const columnMajor = (view: MatrixView) => {
    const { rows, columns } = view;
    return transposed(dense(new Elements(valuesOf(transposed(view))), columns, rows));
  };
  const tables: IndexedView = {
    data: b.data,
    offset: 0,
    rowOffsets: Int32Array.from({ length: b.rows }, (_, i) => i * b.columns),
    columnOffsets: Int32Array.from({ length: b.columns }, (_, j) => j),
  };
  const backwards: IndexedView = {
    ...tables,
    offset: b.columns - 1,
    columnOffsets: tables.columnOffsets.map((offset) => -offset),
  };
  return [
    ['row-major', a, b],
    ['column-major', columnMajor(a), columnMajor(b)],
    ['indexed', a, tables],
    ['indexed backwards', a, backwards],
  ];
}
