import * as float32Loops from './float32Loops.generated.ts';
import * as float64Loops from './float64Loops.ts';
import type { ElementType, KernelMemory, MultiplyBlock, Rounding } from './instantiate.ts';
import { makeKernel } from './kernel.ts';
import { makeMultiplyBlocked } from './multiplyBlocked.ts';
import { once } from './once.ts';
import type { Multiply } from './paths.ts';

/** The products by packed blocks on one memory; undefined where the platform lacks what one needs. */
export type BlockedProducts = (type: ElementType, rounding: Rounding) => Multiply | undefined;

/** Replaces the multiplication of packed panels, to share it among threads. */
export type Distribute = (type: ElementType, rounding: Rounding, multiplyBlock: MultiplyBlock) => MultiplyBlock;

/** The products by packed blocks on a memory, each compiled at its first use. */
export function blockedProducts(memory: () => KernelMemory | undefined, distribute?: Distribute): BlockedProducts {
  const make = (type: ElementType, rounding: Rounding) =>
    once(() => {
      const created = memory();
      const kernel = created && makeKernel(type, rounding, created);
      if (kernel === undefined) return undefined;
      const multiplyBlock = distribute?.(type, rounding, kernel.multiplyBlock) ?? kernel.multiplyBlock;
      return makeMultiplyBlocked({ ...kernel, multiplyBlock }, type === 'float64' ? float64Loops : float32Loops);
    });
  const products = {
    float64: { separate: make('float64', 'separate'), fused: make('float64', 'fused') },
    float32: { separate: make('float32', 'separate'), fused: make('float32', 'fused') },
  };
  return (type, rounding) => products[type][rounding]();
}
