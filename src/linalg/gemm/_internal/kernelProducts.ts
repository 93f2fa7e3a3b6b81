import type { Rounding } from './blocking.ts';
import * as float32Loops from './float32Loops.generated.ts';
import * as float64Loops from './float64Loops.ts';
import type { ElementType, KernelMemory, MultiplyBlock } from './instantiate.ts';
import { makeKernel } from './kernel.ts';
import type { Multiply } from './multiply.ts';
import { makeMultiplyBlocked, type Work } from './multiplyBlocked.ts';
import { once } from './once.ts';

/** The products by the kernel on one memory: of packed blocks, and of small matrices. */
export interface KernelProducts {
  readonly packed: Multiply;
  readonly small: Multiply;
}

/** Those at an element type and a rounding, compiled at the first call; undefined where the platform lacks what they need. */
export type AllKernelProducts = Readonly<
  Record<ElementType, Readonly<Record<Rounding, () => KernelProducts | undefined>>>
>;

/** Replaces the multiplication of packed panels, to share it among threads. */
export type Distribute = (type: ElementType, rounding: Rounding, multiplyBlock: MultiplyBlock) => Work;

/** The products by the kernels on a memory. */
export function kernelProducts(memory: () => KernelMemory | undefined, distribute?: Distribute): AllKernelProducts {
  const make = (type: ElementType, rounding: Rounding) =>
    once((): KernelProducts | undefined => {
      const created = memory();
      const kernel = created && makeKernel(type, rounding, created);
      if (kernel === undefined) return undefined;
      const loops = type === 'float64' ? float64Loops : float32Loops;
      const packed = makeMultiplyBlocked(kernel, loops, distribute?.(type, rounding, kernel.multiplyBlock));
      return { packed, small: loops.makeMultiplySmall(kernel) };
    });
  return {
    float64: { separate: make('float64', 'separate'), fused: make('float64', 'fused') },
    float32: { separate: make('float32', 'separate'), fused: make('float32', 'fused') },
  };
}
