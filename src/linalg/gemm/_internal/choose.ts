import type { Kernel } from '../gemm.ts';
import type { MatrixView } from '../matrixView.ts';
import { blockedProducts } from './blockedProducts.ts';
import { createMemory, type Rounding } from './instantiate.ts';
import { once } from './once.ts';
import { float32, float64, type Multiply, type Paths } from './paths.ts';
import { current } from './threads/current.ts';

const own = blockedProducts(once(() => createMemory(false)));

/** The paths at the element type of C, and the one of them that computes a product of these sizes. */
export function choose(c: MatrixView, depth: number, kernel: Kernel): { paths: Paths; multiply: Multiply } {
  const paths = c.data instanceof Float64Array ? float64 : float32;
  return { paths, multiply: pathOf(paths, c.rows, c.columns, depth, kernel) };
}

function pathOf(paths: Paths, m: number, n: number, p: number, kernel: Kernel): Multiply {
  switch (kernel) {
    case 'auto':
      return (
        (1 / m + 1 / n + 1 / p < paths.crossover ? blocked(paths, 'separate', m * n * p) : undefined) ?? paths.plain
      );
    case 'plain':
      return paths.plain;
    case 'simd':
      return blocked(paths, 'separate', m * n * p) ?? missing(kernel, 'SIMD128');
    case 'relaxed':
      return blocked(paths, 'fused', m * n * p) ?? missing(kernel, 'relaxed SIMD');
    default: {
      const received = kernel satisfies never;
      throw new RangeError(`gemm: options.kernel must be 'auto', 'plain', 'simd' or 'relaxed', got ${received}`);
    }
  }
}

function blocked({ type }: Paths, rounding: Rounding, multiplications: number): Multiply | undefined {
  const pool = current.pool;
  const shared = pool !== undefined && multiplications >= pool.threshold ? pool.multiply(type, rounding) : undefined;
  return shared ?? own(type, rounding);
}

function missing(kernel: Kernel, feature: string): never {
  throw new Error(`gemm: kernel '${kernel}' needs WebAssembly with ${feature}, which is missing here`);
}
