import { type Block, blockOf, turned } from '../../_internal/dense/block.ts';
import { copyBlock, rowsOver } from '../../_internal/dense/copyBlock.ts';
import { exchange } from '../../_internal/dense/exchange.ts';
import { FOUR, subtractFour, subtractRows } from '../../_internal/dense/subtractRows.ts';

/**
 * Eliminates `count` columns from the diagonal element `first` on, one by one, and exchanges whole rows of the matrix, the
 * columns before and behind the panel included; `permutation` follows.
 *
 * The columns are copied one after the other to `panel`, so that loops run over contiguous numbers whatever the width of the
 * matrix. They go by four, which those behind are brought up to date with together.
 */
export function eliminatePanel(
  a: Block,
  first: number,
  count: number,
  permutation: Int32Array,
  panel: Float64Array,
): void {
  const height = a.rows - first;
  const place = turned(blockOf(a, first, first, height, count));
  const copy = rowsOver(panel, count, height);
  copyBlock(place, copy);
  for (let group = 0; group < count; group += FOUR) {
    const end = Math.min(group + FOUR, count);
    for (let j = group; j < end; j++) {
      const pivotRow = rowOfPivot(panel, j * height, j, height);
      if (pivotRow !== j) {
        for (let c = 0; c < count; c++) exchange(panel, c * height + j, c * height + pivotRow);
        exchange(permutation, first + j, first + pivotRow);
        exchangeRows(a, first + j, first + pivotRow);
      }
      divideByPivot(panel, j * height, j, height);
      for (let c = j + 1; c < end; c++) subtractColumn(panel, height, j, c, height);
    }
    subtractGroup(panel, height, group, count);
  }
  copyBlock(copy, place);
}

/** The first of the largest entries, a NaN being larger than any number. */
function rowOfPivot(panel: Float64Array, column: number, from: number, height: number): number {
  let best = from;
  let largest = Math.abs(panel[column + from] as number);
  for (let i = from + 1; i < height && !Number.isNaN(largest); i++) {
    const candidate = Math.abs(panel[column + i] as number);
    if (!(candidate <= largest)) {
      best = i;
      largest = candidate;
    }
  }
  return best;
}

/** The multipliers; zeros, which they are already, where the column has nothing left. */
function divideByPivot(panel: Float64Array, column: number, j: number, height: number): void {
  const pivot = panel[column + j] as number;
  if (pivot === 0) return;
  for (let i = j + 1; i < height; i++) panel[column + i] = (panel[column + i] as number) / pivot;
}

/** Column c minus its multiple of column j, below row j and before row `end`. */
function subtractColumn(panel: Float64Array, height: number, j: number, c: number, end: number): void {
  const [from, to] = [j * height + j + 1, c * height + j + 1];
  subtractRows(panel, to, end - j - 1, from, height, 1, panel, to - 1, 1);
}

/** The columns behind a finished group of four minus their multiples of the four, below the diagonal of the group. */
function subtractGroup(panel: Float64Array, height: number, group: number, count: number): void {
  const end = group + FOUR;
  for (let c = end; c < count; c++) {
    for (let j = group; j < end; j++) subtractColumn(panel, height, j, c, end);
  }
  const below = height - end;
  const from = group * height + end;
  for (let c = end; c < count; c += 2) {
    const [to, factors] = [c * height + end, c * height + group];
    if (c + 1 < count) subtractFour(panel, to, height, below, from, height, panel, factors, 1, height);
    else subtractRows(panel, to, below, from, height, FOUR, panel, factors, 1);
  }
}

function exchangeRows({ data, offset, rowStride, columns }: Block, one: number, other: number): void {
  const [first, second] = [offset + one * rowStride, offset + other * rowStride];
  for (let j = 0; j < columns; j++) {
    const kept = data[first + j] as number;
    data[first + j] = data[second + j] as number;
    data[second + j] = kept;
  }
}
