import type { IndexedView } from '../indexedView.ts';
import type { FloatArray, MatrixView } from '../matrixView.ts';
import { range } from './range.ts';

/**
 * Rejects operands that are not matrices in bounds of one floating-point type with sizes that fit, and a C whose elements
 * share storage. Throws TypeError for types and RangeError for the rest, with argument, rule and what was received.
 */
export function validate(a: MatrixView, b: MatrixView, c: MatrixView): void {
  if (isPlainlyValid(a, b, c)) return;
  validateView('a', a);
  validateView('b', b);
  validateView('c', c);
  validateFit(a, b.data, b.rows, b.columns, c);
}

/** What most operands are, in few instructions, for small products: one type, whole numbers, forwards, C row-major. */
function isPlainlyValid(a: MatrixView, b: MatrixView, c: MatrixView): boolean {
  return (
    haveOneType(a.data, b.data, c.data) &&
    a.columns === b.rows &&
    c.rows === a.rows &&
    c.columns === b.columns &&
    isForwards(a) &&
    isForwards(b) &&
    isForwards(c) &&
    c.columnStride > 0 &&
    c.rowStride >= c.columns * c.columnStride
  );
}

function haveOneType(a: FloatArray, b: FloatArray, c: FloatArray): boolean {
  if (c instanceof Float64Array) return a instanceof Float64Array && b instanceof Float64Array;
  return a instanceof Float32Array && b instanceof Float32Array && c instanceof Float32Array;
}

function isForwards({ data, offset, rows, columns, rowStride, columnStride }: MatrixView): boolean {
  return (
    (rows | 0) === rows &&
    (columns | 0) === columns &&
    (offset | 0) === offset &&
    (rowStride | 0) === rowStride &&
    (columnStride | 0) === columnStride &&
    rows > 0 &&
    columns > 0 &&
    offset >= 0 &&
    rowStride >= 0 &&
    columnStride >= 0 &&
    offset + (rows - 1) * rowStride + (columns - 1) * columnStride < data.length
  );
}

/** The same where B is given by tables of offsets. */
export function validateIndexed(a: MatrixView, b: IndexedView, c: MatrixView): void {
  validateView('a', a);
  validateData('b', b.data);
  validateView('c', c);
  const { offset, rowOffsets, columnOffsets } = b;
  if (rowOffsets.length > 0 && columnOffsets.length > 0) {
    const [firstRow, lastRow] = range(rowOffsets, 0, rowOffsets.length);
    const [firstColumn, lastColumn] = range(columnOffsets, 0, columnOffsets.length);
    validateBounds('b', b.data, offset + firstRow + firstColumn, offset + lastRow + lastColumn);
  }
  validateFit(a, b.data, rowOffsets.length, columnOffsets.length, c);
}

function validateFit(a: MatrixView, right: FloatArray, rows: number, columns: number, c: MatrixView): void {
  if (a.data.constructor !== c.data.constructor || right.constructor !== c.data.constructor) {
    const received = [a.data, right, c.data].map((data) => data.constructor.name).join(', ');
    throw new TypeError(`gemm: a.data, b.data and c.data must have one element type, got ${received}`);
  }
  if (a.columns !== rows) throw new RangeError(`gemm: a.columns must equal b.rows, got ${a.columns} and ${rows}`);
  if (c.rows !== a.rows) throw new RangeError(`gemm: c.rows must equal a.rows, got ${c.rows} and ${a.rows}`);
  if (c.columns !== columns) {
    throw new RangeError(`gemm: c.columns must equal b.columns, got ${c.columns} and ${columns}`);
  }
  if (sharesElements(c)) {
    const received = `${c.rows} x ${c.columns} with strides ${c.rowStride}, ${c.columnStride}`;
    throw new RangeError(`gemm: no two elements of c may share storage, got ${received}`);
  }
}

function validateView(name: string, view: MatrixView): void {
  const { data, offset, rows, columns, rowStride, columnStride } = view;
  validateData(name, data);
  if (!(Number.isSafeInteger(rows) && rows >= 0)) fail(name, 'rows', 'a non-negative integer', rows);
  if (!(Number.isSafeInteger(columns) && columns >= 0)) fail(name, 'columns', 'a non-negative integer', columns);
  if (!Number.isSafeInteger(offset)) fail(name, 'offset', 'an integer', offset);
  if (!Number.isSafeInteger(rowStride)) fail(name, 'rowStride', 'an integer', rowStride);
  if (!Number.isSafeInteger(columnStride)) fail(name, 'columnStride', 'an integer', columnStride);
  if (rows === 0 || columns === 0) return;
  const alongRows = (rows - 1) * rowStride;
  const alongColumns = (columns - 1) * columnStride;
  const first = offset + Math.min(alongRows, 0) + Math.min(alongColumns, 0);
  const last = offset + Math.max(alongRows, 0) + Math.max(alongColumns, 0);
  validateBounds(name, data, first, last);
}

function validateData(name: string, data: FloatArray): void {
  if (data instanceof Float64Array || data instanceof Float32Array) return;
  const received = Object.prototype.toString.call(data).slice('[object '.length, -1);
  throw new TypeError(`gemm: ${name}.data must be a Float64Array or a Float32Array, got ${received}`);
}

function validateBounds(name: string, { length }: FloatArray, first: number, last: number): void {
  if (first >= 0 && last < length) return;
  fail(name, 'elements', `within data of length ${length}`, `indices ${first} to ${last}`);
}

function fail(name: string, field: string, rule: string, received: unknown): never {
  throw new RangeError(`gemm: ${name}.${field} must be ${rule}, got ${received}`);
}

/** Elements (i, j) and (i + di, j + dj) coincide iff di rowStride + dj columnStride = 0; the smallest such step is below. */
function sharesElements({ rows, columns, rowStride, columnStride }: MatrixView): boolean {
  if (rows === 0 || columns === 0) return false;
  const down = Math.abs(rowStride);
  const across = Math.abs(columnStride);
  if (down >= columns * across && across > 0) return false;
  if (down === 0 && across === 0) return rows > 1 || columns > 1;
  const divisor = greatestCommonDivisor(down, across);
  return across / divisor < rows && down / divisor < columns;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
