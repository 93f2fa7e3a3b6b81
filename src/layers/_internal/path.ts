import type { Kernel, MatrixView } from '../../linalg/gemm/gemm.ts';
import { gemmIndexed } from '../../linalg/gemm/gemmIndexed.ts';
import type { IndexedView } from '../../linalg/gemm/indexedView.ts';

/**
 * C = A B, or C + A B if `accumulate`, for a matrix of patches B. Every element of A B is summed in ascending order from 0, each
 * product and sum rounded: all paths but those that fuse give the same bits.
 */
export type Path = (a: MatrixView, b: IndexedView, c: MatrixView, accumulate: boolean) => void;

/** By a kernel of gemm, or by the default one. */
export function by(kernel?: Kernel): Path {
  const [store, add] = kernel === undefined ? [{}, { beta: 1 }] : [{ kernel }, { kernel, beta: 1 }];
  return (a, b, c, accumulate) => gemmIndexed(a, b, c, accumulate ? add : store);
}

/** The direct loop: reads every pixel where it lies, once for every row of A. */
export const direct: Path = by('plain');

/** Implicit im2col: packs the patches block by block. */
export const im2col = (kernel: Kernel = 'simd'): Path => by(kernel);

/** The faster of the two for every product, unless the default kernel says otherwise. */
export const fastest: Path = by();
