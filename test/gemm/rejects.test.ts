import { describe, expect, it } from 'vitest';
import { gemm, type MatrixView } from '../../src/linalg/gemm/gemm.ts';
import { dense, matrix, valuesOf } from './matrices.ts';

describe('gemm rejects', () => {
  const f64 = (rows: number, columns: number) => matrix(Float64Array, rows, columns);
  const square = f64(3, 3);
  const cases: [string, MatrixView, MatrixView, MatrixView, string][] = [
    ['inner sizes that differ', f64(2, 3), f64(4, 2), f64(2, 2), 'a.columns must equal b.rows, got 3 and 4'],
    ['rows of C', f64(2, 3), f64(3, 2), f64(3, 2), 'c.rows must equal a.rows, got 3 and 2'],
    ['columns of C', f64(2, 3), f64(3, 2), f64(2, 3), 'c.columns must equal b.columns, got 3 and 2'],
    ['a negative size', { ...square, rows: -1 }, square, square, 'a.rows must be a non-negative integer, got -1'],
    [
      'a fractional size',
      square,
      { ...square, columns: 2.5 },
      square,
      'b.columns must be a non-negative integer, got 2.5',
    ],
    ['a fractional offset', { ...square, offset: 0.5 }, square, square, 'a.offset must be an integer, got 0.5'],
    [
      'a stride that is NaN',
      square,
      { ...square, rowStride: Number.NaN },
      square,
      'b.rowStride must be an integer, got NaN',
    ],
    [
      'an infinite stride',
      square,
      { ...square, columnStride: 1 / 0 },
      square,
      'b.columnStride must be an integer, got Infinity',
    ],
    [
      'a view past the end',
      { ...square, offset: 1 },
      square,
      square,
      'a.elements must be within data of length 9, got indices 1 to 9',
    ],
    [
      'a view before the start',
      square,
      square,
      { ...square, rowStride: -3 },
      'c.elements must be within data of length 9, got indices -6 to 2',
    ],
    [
      'a broadcast C',
      square,
      square,
      { ...square, rowStride: 0 },
      'no two elements of c may share storage, got 3 x 3 with strides 0, 1',
    ],
    [
      'a C of one value',
      square,
      square,
      { ...square, rowStride: 0, columnStride: 0 },
      'no two elements of c may share storage, got 3 x 3 with strides 0, 0',
    ],
    [
      'a C that overlaps itself',
      square,
      square,
      { ...square, rowStride: 2 },
      'no two elements of c may share storage, got 3 x 3 with strides 2, 1',
    ],
  ];

  it.each(cases)('%s', (_, a, b, c, message) => {
    expect(() => gemm(a, b, c)).toThrow(new RangeError(`gemm: ${message}`));
  });

  it('element types that differ or are not floating', () => {
    const single = matrix(Float32Array, 3, 3);
    expect(() => gemm(square, single, square)).toThrow(
      new TypeError(
        'gemm: a.data, b.data and c.data must have one element type, got Float64Array, Float32Array, Float64Array',
      ),
    );
    const integer = { ...square, data: new Int32Array(9) as unknown as Float32Array };
    expect(() => gemm(integer, square, square)).toThrow(
      new TypeError('gemm: a.data must be a Float64Array or a Float32Array, got Int32Array'),
    );
  });

  it('a kernel that does not exist', () => {
    const kernel = 'fast' as 'auto';
    expect(() => gemm(square, square, square, { kernel })).toThrow(
      new RangeError('gemm: options.kernel must be one of auto, relaxed, plain, small, simd, fused, got fast'),
    );
  });

  it('no C whose strides interleave without meeting', () => {
    const c = { ...dense(new Float64Array(12), 2, 3), rowStride: 3, columnStride: 2 };
    gemm(
      matrix(Float64Array, 2, 1, () => 1),
      matrix(Float64Array, 1, 3, () => 2),
      c,
    );
    expect(valuesOf(c)).toEqual([2, 2, 2, 2, 2, 2]);
    const row = { ...dense(new Float64Array(3), 1, 3), rowStride: 0 };
    gemm(f64(1, 1), f64(1, 3), row);
    expect(valuesOf(row)).toEqual([0, 0, 0]);
  });
});
