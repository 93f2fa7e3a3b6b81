import { describe, expect, it } from 'vitest';
import { KC, NC, STAGE_BYTES } from '../../src/linalg/gemm/_internal/blocking.ts';
import { gemm, type MatrixView } from '../../src/linalg/gemm/gemm.ts';
import { gemmIndexed, type IndexedView } from '../../src/linalg/gemm/gemmIndexed.ts';
import { transposedIndexed } from '../../src/linalg/gemm/indexedView.ts';
import { dense, expectIdentical, matrix, reals } from './matrices.ts';

const kernels = ['plain', 'small', 'simd', 'auto', 'fused', 'relaxed'] as const;

/** The elements that the tables point at, written out. */
function writtenOut({ data, offset, rowOffsets, columnOffsets }: IndexedView): MatrixView {
  const [rows, columns] = [rowOffsets.length, columnOffsets.length];
  const out = data.slice(0, 0).constructor as new (size: number) => typeof data;
  const values = new out(rows * columns).map((_, k) => {
    const at = (rowOffsets[Math.floor(k / columns)] as number) + (columnOffsets[k % columns] as number);
    return data[offset + at] as number;
  });
  return dense(values, rows, columns);
}

const steps = (count: number, step: number, start = 0) =>
  Int32Array.from({ length: count }, (_, k) => start + k * step);

/** Rows (ky, kx) and columns (y, x) of the 3 x 3 patches of an image of this width. */
const patches = (data: MatrixView['data'], width: number, positions: number): IndexedView => ({
  data,
  offset: 0,
  rowOffsets: Int32Array.from({ length: 9 }, (_, k) => Math.floor(k / 3) * width + (k % 3)),
  columnOffsets: Int32Array.from(
    { length: positions ** 2 },
    (_, k) => Math.floor(k / positions) * width + (k % positions),
  ),
});

describe.each([Float64Array, Float32Array])('gemmIndexed in %o', (Elements) => {
  const values = (count: number, seed = 1) => new Elements(count).map(reals(seed));
  const cases: readonly (readonly [string, IndexedView])[] = [
    ['a matrix', { data: values(60), offset: 0, rowOffsets: steps(6, 10), columnOffsets: steps(10, 1) }],
    ['its transpose', { data: values(60), offset: 0, rowOffsets: steps(10, 1), columnOffsets: steps(6, 10) }],
    ['patches', patches(values(144), 12, 10)],
    ['patches, transposed', transposedIndexed(patches(values(144), 12, 10))],
    ['backwards', { data: values(300), offset: 299, rowOffsets: steps(20, -15), columnOffsets: steps(15, -1) }],
    ['negative and positive', { data: values(90), offset: 40, rowOffsets: steps(5, -10), columnOffsets: steps(9, 5) }],
    ['one element', { data: values(4), offset: 3, rowOffsets: steps(7, 0), columnOffsets: steps(9, 0) }],
    [
      'more rows than a block',
      { data: values(3000), offset: 0, rowOffsets: steps(KC + 3, 5), columnOffsets: steps(13, 7) },
    ],
    [
      'more columns than a block',
      { data: values(3000), offset: 0, rowOffsets: steps(3, 11), columnOffsets: steps(NC + 5, 2) },
    ],
    [
      'rows too far apart to stage at once',
      { data: values(2 ** 19), offset: 0, rowOffsets: steps(5, 100_000), columnOffsets: steps(40, 3) },
    ],
    [
      'columns too far apart to stage at all',
      { data: values(2 ** 19), offset: 0, rowOffsets: steps(5, 9), columnOffsets: steps(11, 40_000) },
    ],
  ];

  it.each(cases)('has the bits of gemm: %s', (_, view) => {
    const b = writtenOut(view);
    const a = matrix(Elements, 8, b.rows, reals(2));
    for (const kernel of kernels) {
      const [expected, received] = [matrix(Elements, 8, b.columns, reals(3)), matrix(Elements, 8, b.columns, reals(3))];
      gemm(a, b, expected, { alpha: 2, beta: 0.5, kernel });
      gemmIndexed(a, view, received, { alpha: 2, beta: 0.5, kernel });
      expectIdentical(received.data, expected.data);
    }
  });

  it('takes the cases that it names', () => {
    const last = cases.at(-1)?.[1].columnOffsets ?? steps(0, 0);
    expect((last.at(-1) ?? 0) * Elements.BYTES_PER_ELEMENT).toBeGreaterThan(STAGE_BYTES);
  });

  it('writes a transposed C', () => {
    const view = patches(values(64), 8, 6);
    const b = writtenOut(view);
    const a = matrix(Elements, 10, 9, reals(4));
    const [expected, received] = [matrix(Elements, 10, 36), matrix(Elements, 36, 10)];
    gemm(a, b, expected);
    const c = { ...received, rows: 10, columns: 36, rowStride: 1, columnStride: 10 };
    gemmIndexed(a, view, c);
    for (let i = 0; i < 10; i++) {
      for (let j = 0; j < 36; j++) expect(received.data[j * 10 + i]).toBe(expected.data[i * 36 + j]);
    }
  });
});

describe('gemmIndexed rejects', () => {
  const [a, c] = [matrix(Float64Array, 2, 3), matrix(Float64Array, 2, 4)];
  const b: IndexedView = { data: new Float64Array(12), offset: 0, rowOffsets: steps(3, 4), columnOffsets: steps(4, 1) };

  it.each([
    ['too few rows', { ...b, rowOffsets: steps(2, 4) }, 'a.columns must equal b.rows, got 3 and 2'],
    ['too many columns', { ...b, columnOffsets: steps(5, 0) }, 'c.columns must equal b.columns, got 4 and 5'],
    ['an offset past the end', { ...b, offset: 1 }, 'b.elements must be within data of length 12, got indices 1 to 12'],
    [
      'an offset before the start',
      { ...b, rowOffsets: steps(3, -4, 7) },
      'b.elements must be within data of length 12, got indices -1 to 10',
    ],
    [
      'another element type',
      { ...b, data: new Float32Array(12) },
      'a.data, b.data and c.data must have one element type, got Float64Array, Float32Array, Float64Array',
    ],
  ])('%s', (_, view, message) => {
    expect(() => gemmIndexed(a, view, c)).toThrow(`gemm: ${message}`);
  });
});
