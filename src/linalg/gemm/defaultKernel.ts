import type { Kernel } from './gemm.ts';

const kernels: readonly Kernel[] = ['auto', 'plain', 'simd', 'relaxed'];

let current: Kernel = 'auto';

/** The kernel of every product on this thread that does not name one. */
export const defaultKernel = (): Kernel => current;

/**
 * Sets the kernel of every product on this thread that does not name one: 'relaxed', say, to let all operations trade
 * reproducible bits for speed. Throws RangeError when there is no such kernel.
 */
export function setDefaultKernel(kernel: Kernel): void {
  if (!kernels.includes(kernel)) {
    throw new RangeError(`setDefaultKernel: the kernel must be 'auto', 'plain', 'simd' or 'relaxed', got ${kernel}`);
  }
  current = kernel;
}
