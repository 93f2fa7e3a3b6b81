import { type Block, blockOf, cut, turned, whole } from '../../_internal/dense/block.ts';
import type { Matrix } from '../../_internal/dense/matrix.ts';
import { DIAGONAL_BLOCK, subtractLower } from '../../_internal/dense/subtractLower.ts';
import { substituteBlock } from './substituteBlock.ts';

/** Rows that are factored one by one, as many as substitution takes: a share of (16 / n)^2 of the work. */
export const CHOLESKY_ROWS = 16;

/** What `choleskyFactor` stops with: the pivot that is neither positive nor, as in an infinite matrix, too large. */
export interface BadPivot {
  readonly row: number;
  readonly pivot: number;
}

/**
 * The factor L with positive diagonal, over the lower triangle of A, above which there must be zeros; or the first pivot that is not a
 * positive finite number.
 *
 * L_11 L_11^T = A_11, L_21 = A_21 L_11^-T and A_22 - L_21 L_21^T again, halved recursively.
 */
export function choleskyFactor(a: Matrix): BadPivot | undefined {
  const bad = factorBlock(whole(a), 0);
  // The updates wrote above the diagonal in the blocks that lie on it.
  for (let i = 0; i < a.rows; i++) {
    const end = Math.min(i + DIAGONAL_BLOCK, a.columns);
    a.data.fill(0, i * a.columns + i + 1, i * a.columns + end);
  }
  return bad;
}

function factorBlock(l: Block, first: number): BadPivot | undefined {
  const n = l.rows;
  if (n <= CHOLESKY_ROWS) return factorRows(l, first);
  const head = cut(n, CHOLESKY_ROWS);
  const tail = n - head;
  const top = blockOf(l, 0, 0, head, head);
  const below = blockOf(l, head, 0, tail, head);
  const rest = blockOf(l, head, head, tail, tail);
  const bad = factorBlock(top, first);
  if (bad !== undefined) return bad;
  // L_11 L_21^T = A_21^T.
  substituteBlock(top, turned(below), true, false);
  subtractLower(rest, below, below);
  return factorBlock(rest, first + head);
}

function factorRows({ data, offset, rows, rowStride }: Block, first: number): BadPivot | undefined {
  for (let i = 0; i < rows; i++) {
    const row = offset + i * rowStride;
    for (let j = 0; j <= i; j++) {
      const other = offset + j * rowStride;
      let rest = data[row + j] as number;
      for (let p = 0; p < j; p++) rest -= (data[row + p] as number) * (data[other + p] as number);
      if (j < i) data[row + j] = rest / (data[other + j] as number);
      else if (rest > 0 && rest < Number.POSITIVE_INFINITY) data[row + i] = Math.sqrt(rest);
      else return { row: first + i, pivot: rest };
    }
  }
  return undefined;
}
