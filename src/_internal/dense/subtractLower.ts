import { type Block, blockOf, cut, subtractProduct, turned } from './block.ts';

/** Square blocks on the diagonal that are updated whole, although half of each is not needed: gemm is slow on smaller ones. */
export const DIAGONAL_BLOCK = 64;

/** C -= A B^T in the lower triangle of C, and in blocks on its diagonal also above it: about half the work of the product. */
export function subtractLower(c: Block, a: Block, b: Block): void {
  const n = c.rows;
  if (n <= DIAGONAL_BLOCK) {
    subtractProduct(c, a, turned(b));
    return;
  }
  const head = cut(n, DIAGONAL_BLOCK);
  const tail = n - head;
  const depth = a.columns;
  const below = blockOf(a, head, 0, tail, depth);
  const before = blockOf(b, 0, 0, head, depth);
  subtractLower(blockOf(c, 0, 0, head, head), blockOf(a, 0, 0, head, depth), before);
  subtractProduct(blockOf(c, head, 0, tail, head), below, turned(before));
  subtractLower(blockOf(c, head, head, tail, tail), below, blockOf(b, head, 0, tail, depth));
}
