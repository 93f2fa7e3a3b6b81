import { type Block, blockOf, cut, subtractProduct } from '../../_internal/dense/block.ts';
import { copyBlock, rowsOver } from '../../_internal/dense/copyBlock.ts';
import { FOUR, subtractFour, subtractRows } from '../../_internal/dense/subtractRows.ts';

/**
 * Rows of X that substitution takes one by one; longer systems are cut, and the blocks beside the diagonal go to gemm. 16 of n
 * rows are left to the loops, whose share of the work is 16 / n, and the products are at least 16 deep.
 */
export const SUBSTITUTION_ROWS = 16;

/** Columns of X at a time: 16 rows of 256 doubles fill a common L1 of 32 KiB. */
const STRIP_COLUMNS = 256;
const stripCopy = new Float64Array(SUBSTITUTION_ROWS * STRIP_COLUMNS);

/**
 * X becomes T^-1 X, from the first row on where T is lower triangular (`down`), from the last where it is upper triangular;
 * the other triangle is not read, nor the diagonal where it is taken as ones.
 *
 * How the system is cut depends on its size alone: a column of X depends on its own column of B, bitwise, whatever stands
 * beside it.
 */
export function substituteBlock(t: Block, x: Block, down: boolean, unitDiagonal: boolean): void {
  const n = t.rows;
  if (n <= SUBSTITUTION_ROWS) {
    substituteStrips(t, x, down, unitDiagonal);
    return;
  }
  const head = cut(n, SUBSTITUTION_ROWS);
  const tail = n - head;
  const [first, second] = [blockOf(x, 0, 0, head, x.columns), blockOf(x, head, 0, tail, x.columns)];
  const [top, bottom] = [blockOf(t, 0, 0, head, head), blockOf(t, head, head, tail, tail)];
  if (down) {
    substituteBlock(top, first, down, unitDiagonal);
    subtractProduct(second, blockOf(t, head, 0, tail, head), first);
    substituteBlock(bottom, second, down, unitDiagonal);
  } else {
    substituteBlock(bottom, second, down, unitDiagonal);
    subtractProduct(first, blockOf(t, 0, head, head, tail), second);
    substituteBlock(top, first, down, unitDiagonal);
  }
}

/** Strips of the columns of X, so that what a strip holds stays in L1; where the rows of X are not contiguous, copies of them. */
function substituteStrips(t: Block, x: Block, down: boolean, unitDiagonal: boolean): void {
  for (let first = 0; first < x.columns; first += STRIP_COLUMNS) {
    const strip = blockOf(x, 0, first, x.rows, Math.min(STRIP_COLUMNS, x.columns - first));
    if (x.columnStride === 1) {
      substituteRows(t, strip, down, unitDiagonal);
    } else {
      const copy = rowsOver(stripCopy, strip.rows, strip.columns);
      copyBlock(strip, copy);
      substituteRows(t, copy, down, unitDiagonal);
      copyBlock(copy, strip);
    }
  }
}

/** The rows before a group of four are subtracted from two of its rows at a time, then those of the group one by one. */
function substituteRows(t: Block, x: Block, down: boolean, unitDiagonal: boolean): void {
  const { data, columns } = x;
  const n = t.rows;
  // Rows are counted from the corner of T where substitution starts, along strides that lead away from it.
  const direction = down ? 1 : -1;
  const rowStride = direction * x.rowStride;
  const factorDown = direction * t.rowStride;
  const factorAcross = direction * t.columnStride;
  const start = x.offset + (down ? 0 : (n - 1) * x.rowStride);
  const corner = t.offset + (down ? 0 : (n - 1) * (t.rowStride + t.columnStride));
  for (let i = 0; i < n; i++) {
    const group = i - (i % FOUR);
    const row = start + i * rowStride;
    const factors = corner + i * factorDown;
    for (let j = 0; j < group && i % 2 === 0; j += FOUR) {
      const earlier = start + j * rowStride;
      const at = factors + j * factorAcross;
      if (i + 1 < n)
        subtractFour(data, row, rowStride, columns, earlier, rowStride, t.data, at, factorAcross, factorDown);
      else subtractRows(data, row, columns, earlier, rowStride, FOUR, t.data, at, factorAcross);
    }
    const within = factors + group * factorAcross;
    subtractRows(data, row, columns, start + group * rowStride, rowStride, i - group, t.data, within, factorAcross);
    if (unitDiagonal) continue;
    const pivot = t.data[factors + i * factorAcross] as number;
    for (let c = 0; c < columns; c++) data[row + c] = (data[row + c] as number) / pivot;
  }
}
