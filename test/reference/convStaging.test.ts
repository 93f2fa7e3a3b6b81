import { describe, expect, test } from 'vitest';
import { STAGE_BYTES } from '../../src/linalg/gemm/_internal/blocking.ts';
import type { MatrixView } from '../../src/linalg/gemm/gemm.ts';
import { gemmIndexed, type IndexedView } from '../../src/linalg/gemm/gemmIndexed.ts';
import { transposedIndexed } from '../../src/linalg/gemm/indexedView.ts';

const steps = (count: number, step: number): Int32Array => Int32Array.from({ length: count }, (_, k) => k * step);

/** `count` offsets, the runs of which overlap in pairs. */
const pairs = (count: number, step: number): Int32Array =>
  Int32Array.from({ length: count }, (_, k) => Math.floor(k / 2) * step + (k % 2) * 7);

/** In no order, some twice. */
const shuffled = (count: number, step: number): Int32Array =>
  Int32Array.from({ length: count }, (_, k) => ((k * 37) % Math.ceil(count / 2)) * step);

const cases: readonly (readonly [string, rows: Int32Array, columns: Int32Array])[] = [
  ['one stretch that is longer than the stage', steps(256, 1000), steps(1024, 1)],
  ['stretches that fill the stage several times', steps(256, 2000), steps(1024, 1)],
  ['stretches of two rows each', pairs(255, 2000), steps(1021, 1)],
  ['rows in no order', shuffled(256, 1100), steps(1024, 1)],
  ['columns far apart, rows near', steps(200, 1), steps(1024, 300)],
  ['columns far apart in pairs, rows near', steps(201, 1), pairs(1023, 700)],
  ['columns in no order, rows near', steps(200, 1), shuffled(1024, 300)],
  ['both far apart', steps(256, 2000), steps(1024, 300)],
];

const total = (table: Int32Array): number => table.reduce((most, offset) => Math.max(most, offset), 0);

describe.each([Float64Array, Float32Array])('patches that are staged in parts, in %o', (Elements) => {
  test.each(cases)('%s', (_, rowOffsets, columnOffsets) => {
    const data = new Elements(3 + total(rowOffsets) + total(columnOffsets) + 1).map(
      (_, at) => ((at * 7919) % 1009) - 504,
    );
    const view: IndexedView = { data, offset: 3, rowOffsets, columnOffsets };
    expect(rowOffsets.length * columnOffsets.length * Elements.BYTES_PER_ELEMENT).toBeGreaterThan(STAGE_BYTES / 2);
    for (const b of [view, transposedIndexed(view)]) {
      const [rows, columns] = [b.rowOffsets.length, b.columnOffsets.length];
      const a = matrix(
        new Elements(2 * rows).map((_, at) => (at % 5) - 2),
        2,
      );
      const [expected, received] = [matrix(new Elements(2 * columns), 2), matrix(new Elements(2 * columns), 2)];
      gemmIndexed(a, b, expected, { kernel: 'plain' });
      gemmIndexed(a, b, received, { kernel: 'simd' });
      expect(received.data).toEqual(expected.data);
    }
  });
});

function matrix(data: MatrixView['data'], rows: number): MatrixView {
  const columns = data.length / rows;
  return { data, offset: 0, rows, columns, rowStride: columns, columnStride: 1 };
}
