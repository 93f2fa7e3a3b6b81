import { chooseIndexed, pathsOf } from './_internal/choose.ts';
import { validateIndexed } from './_internal/validate.ts';
import { defaultKernel } from './defaultKernel.ts';
import type { GemmOptions } from './gemm.ts';
import type { IndexedView } from './indexedView.ts';
import type { MatrixView } from './matrixView.ts';

export type { IndexedView } from './indexedView.ts';

/**
 * `gemm` with B given by tables of offsets: C = alpha A B + beta C, in the same order of summation and so with the same bits as
 * if B had been written out, which it never is. The blocks that are multiplied next are packed straight from where they lie.
 *
 * Throws as `gemm` does, and RangeError where an offset leaves the data.
 */
export function gemmIndexed(a: MatrixView, b: IndexedView, c: MatrixView, options: GemmOptions = {}): void {
  validateIndexed(a, b, c);
  const paths = pathsOf(c.data);
  const multiply = chooseIndexed(paths, c.rows, c.columns, a.columns, options.kernel ?? defaultKernel());
  const alpha = options.alpha === undefined ? 1 : paths.roundFactor(options.alpha);
  const beta = options.beta === undefined ? 0 : paths.roundFactor(options.beta);
  if (a.columns === 0 || alpha === 0) paths.scale(c, beta);
  else multiply(a, b, c, alpha, beta);
}
