import { choose, pathsOf } from './_internal/choose.ts';
import { validate } from './_internal/validate.ts';
import { defaultKernel, type Kernel } from './defaultKernel.ts';
import type { MatrixView } from './matrixView.ts';

export type { Kernel } from './defaultKernel.ts';
export type { MatrixView } from './matrixView.ts';

export interface GemmOptions {
  /** Factor of A B; 1 unless given. */
  readonly alpha?: number;
  /** Factor of what C held; 0 unless given, and then C is not read. */
  readonly beta?: number;
  /** That of `setDefaultKernel` unless given: 'auto' at first. */
  readonly kernel?: Kernel;
}

const NO_OPTIONS: GemmOptions = {};

/**
 * General matrix product: C = alpha A B + beta C, written over `c`.
 *
 * c[i, j] = round(round(alpha s) + round(beta c[i, j])) with s = sum over p of a[i, p] b[p, j], summed from 0 in ascending p,
 * every product and every sum rounded to the element type (as are alpha and beta). That order holds for every size, stride,
 * path and machine, and so does the rounding but for 'relaxed' and 'fused'. Nothing is skipped: 0 * Infinity is NaN. Only with alpha = 0
 * or p = 0 the operands are not read and C = beta C, and with beta = 0 C is not read. The elements of C must not be elements
 * of A or B.
 *
 * Throws TypeError when the element types differ or are not floating; RangeError when sizes do not fit, a view leaves its
 * data, two elements of C share storage, or `kernel` is unknown; Error when `kernel` names what the platform
 * lacks.
 */
export function gemm(a: MatrixView, b: MatrixView, c: MatrixView, options: GemmOptions = NO_OPTIONS): void {
  validate(a, b, c);
  const paths = pathsOf(c.data);
  const multiply = choose(paths, c.rows, c.columns, a.columns, options.kernel ?? defaultKernel());
  const alpha = options.alpha === undefined ? 1 : paths.roundFactor(options.alpha);
  const beta = options.beta === undefined ? 0 : paths.roundFactor(options.beta);
  if (a.columns === 0 || alpha === 0) paths.scale(c, beta);
  else multiply(a, b, c, alpha, beta);
}
