import { float32, float64, type Multiply, type Paths } from './_internal/paths.ts';
import { validate } from './_internal/validate.ts';
import type { MatrixView } from './matrixView.ts';

export type { MatrixView } from './matrixView.ts';

export interface GemmOptions {
  /** Factor of A B; 1 unless given. */
  readonly alpha?: number;
  /** Factor of what C held; 0 unless given, and then C is not read. */
  readonly beta?: number;
  /** Which path computes; 'auto' takes the faster one. The bits are the same. */
  readonly kernel?: 'auto' | 'plain' | 'simd';
}

const NO_OPTIONS: GemmOptions = {};

/**
 * General matrix product: C = alpha A B + beta C, written over `c`.
 *
 * c[i, j] = round(round(alpha s) + round(beta c[i, j])) with s = sum over p of a[i, p] b[p, j], summed from 0 in ascending p,
 * every product and every sum rounded to the element type (as are alpha and beta). That order holds for every size, stride,
 * path and machine. Nothing is skipped: 0 * Infinity is NaN. Only with alpha = 0 or p = 0 the operands are not read and
 * C = beta C, and with beta = 0 C is not read. The elements of C must not be elements of A or B.
 *
 * Throws TypeError when the element types differ or are not floating; RangeError when sizes do not fit, a view leaves its
 * data, two elements of C share storage, or `kernel` is unknown; Error when 'simd' is asked for where it is missing.
 */
export function gemm(a: MatrixView, b: MatrixView, c: MatrixView, options: GemmOptions = NO_OPTIONS): void {
  validate(a, b, c);
  const paths = c.data instanceof Float64Array ? float64 : float32;
  const multiply = choose(paths, a.rows, b.columns, a.columns, options.kernel ?? 'auto');
  const alpha = paths.roundFactor(options.alpha ?? 1);
  const beta = paths.roundFactor(options.beta ?? 0);
  if (a.columns === 0 || alpha === 0) paths.scale(c, beta);
  else multiply(a, b, c, alpha, beta);
}

function choose(paths: Paths, m: number, n: number, p: number, kernel: 'auto' | 'plain' | 'simd'): Multiply {
  switch (kernel) {
    case 'plain':
      return paths.plain;
    case 'simd': {
      const simd = paths.simd();
      if (simd === undefined)
        throw new Error("gemm: kernel 'simd' needs WebAssembly with SIMD128, which is missing here");
      return simd;
    }
    case 'auto': {
      const packingPays = 1 / m + 1 / n + 1 / p < paths.crossover;
      return (packingPays ? paths.simd() : undefined) ?? paths.plain;
    }
    default:
      throw new RangeError(`gemm: options.kernel must be 'auto', 'plain' or 'simd', got ${kernel satisfies never}`);
  }
}
