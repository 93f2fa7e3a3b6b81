import { type Kernel, kernels } from '../defaultKernel.ts';
import type { FloatArray } from '../matrixView.ts';
import type { Rounding } from './blocking.ts';
import { SMALL } from './blocking.ts';
import { isDirectFaster, packedCost, plainCost, smallCost } from './costs.ts';
import type { KernelProducts } from './kernelProducts.ts';
import type { Multiply } from './multiply.ts';
import { float32, float64, type Paths } from './paths.ts';
import type { Pool } from './threads/current.ts';
import { current } from './threads/current.ts';

/** The paths at an element type. */
export const pathsOf = (data: FloatArray): Paths => (data instanceof Float64Array ? float64 : float32);

/** The last choice: small products tend to come in series, and comparing takes as long as computing a small one. */
let last:
  | undefined
  | { paths: Paths; m: number; n: number; p: number; kernel: Kernel; pool: Pool | undefined; chosen: Multiply };

/** The path that computes a product of these sizes. */
export function choose(paths: Paths, m: number, n: number, p: number, kernel: Kernel): Multiply {
  const { pool } = current;
  if (
    last === undefined ||
    last.m !== m ||
    last.n !== n ||
    last.p !== p ||
    last.paths !== paths ||
    last.kernel !== kernel ||
    last.pool !== pool
  ) {
    last = { paths, m, n, p, kernel, pool, chosen: compare(paths, m, n, p, kernel) };
  }
  return last.chosen;
}

/** The same where B is given by tables of offsets. */
export function chooseIndexed(paths: Paths, m: number, n: number, p: number, kernel: Kernel): Multiply {
  if (kernel === 'auto') {
    if (isDirectFaster(paths.costs, m, n, p) || paths.kernels.separate() === undefined) return paths.plain;
    return choose(paths, m, n, p, 'simd');
  }
  return choose(paths, m, n, p, kernel === 'relaxed' ? 'fused' : kernel);
}

function compare(paths: Paths, m: number, n: number, p: number, kernel: Kernel): Multiply {
  switch (kernel) {
    case 'auto': {
      const plain = plainCost(paths.costs, m, n, p);
      const small = costOfSmall(paths, m, n, p);
      const packed = packedCost(paths.costs, m, n, p);
      const products = plain <= small && plain <= packed ? undefined : paths.kernels.separate();
      if (products === undefined) return paths.plain;
      return small <= packed ? products.small : packedProduct(paths, 'separate', products, m * n * p);
    }
    case 'relaxed': {
      const products = paths.kernels.fused() ?? missing(kernel, 'relaxed SIMD');
      const isSmall = costOfSmall(paths, m, n, p) <= packedCost(paths.costs, m, n, p);
      return isSmall ? products.small : packedProduct(paths, 'fused', products, m * n * p);
    }
    case 'plain':
      return paths.plain;
    case 'small': {
      const products = paths.kernels.separate() ?? missing(kernel, 'SIMD128');
      return costOfSmall(paths, m, n, p) < Infinity ? products.small : products.packed;
    }
    case 'simd':
      return packedProduct(paths, 'separate', paths.kernels.separate() ?? missing(kernel, 'SIMD128'), m * n * p);
    case 'fused':
      return packedProduct(paths, 'fused', paths.kernels.fused() ?? missing(kernel, 'relaxed SIMD'), m * n * p);
    default: {
      const received = kernel satisfies never;
      throw new RangeError(`gemm: options.kernel must be one of ${kernels.join(', ')}, got ${received}`);
    }
  }
}

function costOfSmall({ costs }: Paths, m: number, n: number, p: number): number {
  return m * p <= SMALL && p * n <= SMALL && m * n <= SMALL ? smallCost(costs, m, n, p) : Infinity;
}

/** By the threads that are open, where they take products of this many multiplications, else on this thread alone. */
function packedProduct(
  { type }: Paths,
  rounding: Rounding,
  { packed }: KernelProducts,
  multiplications: number,
): Multiply {
  const { pool } = current;
  if (pool === undefined || multiplications < pool.threshold) return packed;
  return pool.products[type][rounding]()?.packed ?? packed;
}

function missing(kernel: Kernel, feature: string): never {
  throw new Error(`gemm: kernel '${kernel}' needs WebAssembly with ${feature}, which is missing here`);
}
