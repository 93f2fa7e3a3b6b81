import { expect } from 'vitest';
import { add, type Dyadic, fromNumber, mul, roundTo } from '../../spec/scalars/dyadic.ts';
import type { GemmOptions, MatrixView } from '../../src/linalg/gemm/gemm.ts';
import { blockOf, transposed } from '../../src/linalg/gemm/matrixView.ts';

type Data = MatrixView['data'];
type Elements = new (size: number) => Data;
export type Value = () => number;

function random(seed: number): Value {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

export function integers(seed: number): Value {
  const uniform = random(seed);
  return () => Math.floor(15 * uniform()) - 7;
}

/** Values over forty binades, so that every rounding shows. */
export function reals(seed: number): Value {
  const uniform = random(seed);
  return () => (uniform() - 0.5) * 2 ** Math.floor(40 * uniform() - 20);
}

export function dense(data: Data, rows: number, columns: number): MatrixView {
  return { data, offset: 0, rows, columns, rowStride: columns, columnStride: 1 };
}

export function matrix(Elements: Elements, rows: number, columns: number, value: Value = () => 0): MatrixView {
  const data = new Elements(rows * columns).map(() => value());
  return dense(data, rows, columns);
}

/** Where the elements of a view lie in its data, row after row. */
export function indicesOf({ offset, rows, columns, rowStride, columnStride }: MatrixView): number[] {
  return Array.from({ length: rows * columns }, (_, k) => {
    return offset + Math.floor(k / columns) * rowStride + (k % columns) * columnStride;
  });
}

export function valuesOf(view: MatrixView): number[] {
  return indicesOf(view).map((index) => view.data[index] as number);
}

/** What gemm promises, element by element: p ascending from 0, every operation rounded; beta C if there is no sum. */
export function promised(
  a: MatrixView,
  b: MatrixView,
  c: MatrixView,
  round: (value: number) => number,
  options: GemmOptions,
) {
  const [alpha, beta] = [round(options.alpha ?? 1), round(options.beta ?? 0)];
  const nothing = a.columns === 0 || alpha === 0;
  const [left, right, before] = [valuesOf(a), valuesOf(b), valuesOf(c)];
  return before.map((old, k) => {
    if (nothing) return beta === 0 ? 0 : round(beta * old);
    const i = Math.floor(k / c.columns);
    const j = k % c.columns;
    let sum = 0;
    for (let p = 0; p < a.columns; p++) {
      sum = round(sum + round((left[i * a.columns + p] as number) * (right[p * c.columns + j] as number)));
    }
    const scaled = round(alpha * sum);
    return beta === 0 ? scaled : round(scaled + round(beta * old));
  });
}

/** The same with each product fused with its addition: one rounding for both. */
export function promisedFused(a: MatrixView, b: MatrixView, format: 'float64' | 'float32'): number[] {
  const [left, right] = [valuesOf(a).map(fromNumber), valuesOf(b).map(fromNumber)];
  return Array.from({ length: a.rows * b.columns }, (_, k) => {
    const [i, j] = [Math.floor(k / b.columns), k % b.columns];
    let sum = 0;
    for (let p = 0; p < a.columns; p++) {
      const product = mul(left[i * a.columns + p] as Dyadic, right[p * b.columns + j] as Dyadic);
      sum = roundTo(format, add(fromNumber(sum), product));
    }
    return sum;
  });
}

/** Equal bits, all NaNs being one. */
export function expectIdentical(received: ArrayLike<number>, expected: ArrayLike<number>): void {
  expect(received.length).toBe(expected.length);
  for (let k = 0; k < expected.length; k++) {
    if (!Object.is(received[k], expected[k]))
      expect.fail(`element ${k}: received ${received[k]}, expected ${expected[k]}`);
  }
}

/** Every way that the elements of a matrix can lie apart from each other, most of them within a larger buffer of values. */
export function layouts(Elements: Elements, rows: number, columns: number, value: Value) {
  const whole = matrix(Elements, rows, columns, value);
  const padded = matrix(Elements, 2 * rows + 3, 3 * columns + 5, value);
  const stepped = { ...blockOf(padded, 2, 1, rows, columns), rowStride: 2 * padded.rowStride, columnStride: 3 };
  const turned = matrix(Elements, columns + 2, rows + 3, value);
  return [
    { name: 'row-major', view: whole },
    { name: 'transposed', view: transposed(matrix(Elements, columns, rows, value)) },
    { name: 'sliced', view: blockOf(padded, 1, 2, rows, columns) },
    { name: 'transposed slice', view: transposed(blockOf(turned, 1, 1, columns, rows)) },
    { name: 'stepped', view: stepped },
    { name: 'rows reversed', view: rowsReversed(whole) },
    { name: 'columns reversed', view: columnsReversed(whole) },
    { name: 'stepped, both reversed', view: columnsReversed(rowsReversed(stepped)) },
  ];
}

/** The ways that elements of a matrix can share storage. */
export function broadcasts(Elements: Elements, rows: number, columns: number, value: Value) {
  return [
    { name: 'one row repeated', view: { ...matrix(Elements, 1, columns, value), rows, rowStride: 0 } },
    { name: 'one column repeated', view: { ...matrix(Elements, rows, 1, value), columns, columnStride: 0 } },
    { name: 'one value', view: { ...matrix(Elements, 1, 1, value), rows, columns, rowStride: 0, columnStride: 0 } },
  ];
}

function rowsReversed(view: MatrixView): MatrixView {
  return { ...view, offset: view.offset + (view.rows - 1) * view.rowStride, rowStride: -view.rowStride };
}

function columnsReversed(view: MatrixView): MatrixView {
  return transposed(rowsReversed(transposed(view)));
}
