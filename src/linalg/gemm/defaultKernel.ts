/**
 * How products are computed. Two policies choose the fastest way by the sizes:
 * - 'auto': among ways that all give the same bits;
 * - 'relaxed': each multiplication is fused with its addition where the machine can, so the last bits depend on the machine.
 *
 * The others name one way, for tests and measurements: 'plain' (TypeScript), 'small' (WebAssembly, without packing, where no
 * matrix has more than 4096 elements), 'simd' (packed) and 'fused' (packed, and fused as 'relaxed' does).
 */
export type Kernel = (typeof kernels)[number];

export const kernels = ['auto', 'relaxed', 'plain', 'small', 'simd', 'fused'] as const;

let current: Kernel = 'auto';

/** The kernel of every product on this thread that does not name one. */
export const defaultKernel = (): Kernel => current;

/**
 * Sets the kernel of every product on this thread that does not name one: 'relaxed', say, to let all operations trade
 * reproducible bits for speed. Throws RangeError when there is no such kernel.
 */
export function setDefaultKernel(kernel: Kernel): void {
  if (!kernels.includes(kernel)) {
    throw new RangeError(`setDefaultKernel: the kernel must be one of ${kernels.join(', ')}, got ${kernel}`);
  }
  current = kernel;
}
