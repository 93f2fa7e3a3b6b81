import { type Block, blockOf, cut, turned, whole } from './block.ts';
import { applyBlock, blockReflectorOf, REFLECTORS } from './blockReflector.ts';
import { copyBlock, rowsOver } from './copyBlock.ts';
import { at, identity, type Matrix, matrix, transposed } from './matrix.ts';
import { type Reflector, reflect, reflectorOf, type Triangularisation } from './reflector.ts';
import { triangularisePivoting } from './triangularisePivoting.ts';

/** Columns that are reflected one by one; wider panels are halved, and the halves joined by products. */
export const PANEL_COLUMNS = 16;

/**
 * Householder triangularisation (Golub and Van Loan, section 5.2); with `pivot` the column with the largest rest comes first
 * at every step.
 */
export function triangularise(given: Matrix, pivot = false): Triangularisation {
  if (pivot) return triangularisePivoting(given);
  const { rows: m, columns: n } = given;
  const k = Math.min(m, n);
  const work = matrix(m, n, given.data.slice());
  const reflectors: Reflector[] = [];
  triangulariseColumns(whole(work), 0, k, n, reflectors, new Float64Array(m * Math.min(k, PANEL_COLUMNS)));
  const order = Int32Array.from({ length: n }, (_, j) => j);
  return { reflectors, r: matrix(k, n, work.data.subarray(0, k * n)), order };
}

/**
 * Triangularises columns `first` to before `end`, from the diagonal on, and applies their reflectors to those behind, up to
 * before `last`: panel by panel, and each panel by halves of itself.
 */
function triangulariseColumns(
  a: Block,
  first: number,
  end: number,
  last: number,
  reflectors: Reflector[],
  panel: Float64Array,
): void {
  for (let start = first; start < end; ) {
    const rest = end - start;
    const isNarrow = rest <= PANEL_COLUMNS;
    const count = isNarrow ? rest : Math.min(cut(rest, PANEL_COLUMNS), REFLECTORS);
    const next = start + count;
    if (count <= PANEL_COLUMNS) triangularisePanel(a, start, count, reflectors, panel);
    else triangulariseColumns(a, start, next, next, reflectors, panel);
    if (next < last) {
      const behind = blockOf(a, start, next, a.rows - start, last - next);
      applyBlock(blockReflectorOf(reflectors.slice(start, next)), behind, true);
    }
    start = next;
  }
}

/** Columns one by one, in a copy in which they are contiguous. */
function triangularisePanel(
  a: Block,
  first: number,
  count: number,
  reflectors: Reflector[],
  panel: Float64Array,
): void {
  const height = a.rows - first;
  const place = turned(blockOf(a, first, first, height, count));
  const copy = rowsOver(panel, count, height);
  copyBlock(place, copy);
  for (let j = 0; j < count; j++) {
    const diagonal = j * height + j;
    const end = (j + 1) * height;
    const { reflector, alpha } = reflectorOf(panel.slice(diagonal, end), first + j);
    reflectors.push(reflector);
    panel.fill(0, diagonal, end);
    panel[diagonal] = alpha;
    for (let c = j + 1; c < count; c++) reflect(panel, c * height + j, reflector);
  }
  copyBlock(copy, place);
}

/** The first `columns` columns of the product of reflectors that start one row after the other. */
export function productOf(reflectors: readonly Reflector[], rows: number, columns: number): Matrix {
  if (reflectors.length <= PANEL_COLUMNS) return narrowProductOf(reflectors, rows, columns);
  const q = identity(rows, columns);
  // From the last to the first: columns before a reflector's start are still unit vectors, which it does not move.
  const blocks = Math.ceil(reflectors.length / REFLECTORS);
  for (let block = blocks - 1; block >= 0; block--) {
    const together = blockReflectorOf(reflectors.slice(block * REFLECTORS, (block + 1) * REFLECTORS));
    const { start } = together;
    if (start < columns) applyBlock(together, blockOf(whole(q), start, start, rows - start, columns - start), false);
  }
  return q;
}

/** Replaces X by the product of reflectors that start one row after the other, times X. */
export function applyReflectors(reflectors: readonly Reflector[], x: Block): void {
  const blocks = Math.ceil(reflectors.length / REFLECTORS);
  for (let block = blocks - 1; block >= 0; block--) {
    const together = blockReflectorOf(reflectors.slice(block * REFLECTORS, (block + 1) * REFLECTORS));
    applyBlock(together, blockOf(x, together.start, 0, x.rows - together.start, x.columns), false);
  }
}

/** The same one by one, over the transpose, in which columns are contiguous. */
function narrowProductOf(reflectors: readonly Reflector[], rows: number, columns: number): Matrix {
  const turned = identity(columns, rows);
  for (let j = reflectors.length - 1; j >= 0; j--) {
    const reflector = reflectors[j] as Reflector;
    for (let c = reflector.start; c < columns; c++) reflect(turned.data, c * rows + reflector.start, reflector);
  }
  return transposed(turned);
}

/** Orthonormal vectors that complete `columns` orthonormal columns to a basis: the last columns of the full factor. */
export function complementOf(columns: Matrix): Matrix {
  const { reflectors } = triangularise(columns);
  const full = productOf(reflectors, columns.rows, columns.rows);
  const missing = columns.rows - columns.columns;
  const result = matrix(columns.rows, missing);
  for (let i = 0; i < columns.rows; i++) {
    for (let j = 0; j < missing; j++) result.data[i * missing + j] = at(full, i, columns.columns + j);
  }
  return result;
}
