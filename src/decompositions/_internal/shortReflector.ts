import type { Matrix } from '../../_internal/dense/matrix.ts';

/** I - v w^T, v = (1, v1, v2) and w = factor v, on three neighbours, or on two where `isPair`. */
export interface ShortReflector {
  readonly isPair: boolean;
  readonly v1: number;
  readonly v2: number;
  readonly factor: number;
}

/** The reflector that maps (x, y, z) to (alpha, 0, 0); undefined where y and z are zero already. */
export function shortReflectorOf(x: number, y: number, z?: number): ShortReflector | undefined {
  const third = z ?? 0;
  if (y === 0 && third === 0) return undefined;
  const size = Math.max(Math.abs(x), Math.abs(y), Math.abs(third));
  const [a, b, c] = [x / size, y / size, third / size];
  const norm = Math.sqrt(a * a + b * b + c * c);
  const head = a + (a < 0 ? -norm : norm);
  return { isPair: z === undefined, v1: b / head, v2: c / head, factor: Math.abs(head) / norm };
}

/** Rows `row`, row + 1 (and row + 2) become H times them, from column `from` to before `to`. */
export function reflectRows(a: Matrix, row: number, from: number, to: number, h: ShortReflector): void {
  const { v1, v2, factor, isPair } = h;
  const { data, columns } = a;
  const first = row * columns;
  const second = first + columns;
  const third = second + columns;
  // Every index lies inside.
  if (isPair) {
    for (let j = from; j < to; j++) {
      const [x, y] = [data[first + j] as number, data[second + j] as number];
      const along = factor * (x + v1 * y);
      data[first + j] = x - along;
      data[second + j] = y - along * v1;
    }
    return;
  }
  for (let j = from; j < to; j++) {
    const x = data[first + j] as number;
    const y = data[second + j] as number;
    const z = data[third + j] as number;
    const along = factor * (x + v1 * y + v2 * z);
    data[first + j] = x - along;
    data[second + j] = y - along * v1;
    data[third + j] = z - along * v2;
  }
}

/** Columns `column`, column + 1 (and column + 2) become them times H, in rows `from` to before `to`. */
export function reflectColumns(a: Matrix, column: number, from: number, to: number, h: ShortReflector): void {
  const { v1, v2, factor, isPair } = h;
  const { data, columns } = a;
  for (let i = from, at = from * columns + column; i < to; i++, at += columns) {
    const x = data[at] as number;
    const y = data[at + 1] as number;
    const z = isPair ? 0 : (data[at + 2] as number);
    const along = factor * (x + v1 * y + v2 * z);
    data[at] = x - along;
    data[at + 1] = y - along * v1;
    if (!isPair) data[at + 2] = z - along * v2;
  }
}
