import { choose } from './_internal/choose.ts';
import { validate } from './_internal/validate.ts';
import { defaultKernel } from './defaultKernel.ts';
import type { MatrixView } from './matrixView.ts';

export type { MatrixView } from './matrixView.ts';

/**
 * Which path computes. 'auto' takes the faster of 'plain' (TypeScript) and 'simd' (WebAssembly), which give the same bits;
 * 'relaxed' fuses each multiplication with its addition where the machine can, so its last bits depend on the machine.
 */
export type Kernel = 'auto' | 'plain' | 'simd' | 'relaxed';

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
 * path and machine, and so does the rounding but for 'relaxed'. Nothing is skipped: 0 * Infinity is NaN. Only with alpha = 0
 * or p = 0 the operands are not read and C = beta C, and with beta = 0 C is not read. The elements of C must not be elements
 * of A or B.
 *
 * Throws TypeError when the element types differ or are not floating; RangeError when sizes do not fit, a view leaves its
 * data, two elements of C share storage, or `kernel` is unknown; Error when 'simd' or 'relaxed' is asked for where the
 * platform lacks it.
 */
export function gemm(a: MatrixView, b: MatrixView, c: MatrixView, options: GemmOptions = NO_OPTIONS): void {
  validate(a, b, c);
  const { paths, multiply } = choose(c, a.columns, options.kernel ?? defaultKernel());
  const alpha = paths.roundFactor(options.alpha ?? 1);
  const beta = paths.roundFactor(options.beta ?? 0);
  if (a.columns === 0 || alpha === 0) paths.scale(c, beta);
  else multiply(a, b, c, alpha, beta);
}
