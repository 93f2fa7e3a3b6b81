import type { MatrixView } from '../matrixView.ts';
import { type Costs, costsOfFloat32, costsOfFloat64 } from './costs.ts';
import * as float32Loops from './float32Loops.generated.ts';
import * as float64Loops from './float64Loops.ts';
import { createMemory, type ElementType } from './instantiate.ts';
import { type AllKernelProducts, kernelProducts } from './kernelProducts.ts';
import type { Multiply } from './multiply.ts';
import { once } from './once.ts';

/** What depends on the element type of a product. */
export interface Paths {
  readonly type: ElementType;
  readonly roundFactor: (factor: number) => number;
  readonly scale: (c: MatrixView, beta: number) => void;
  readonly plain: Multiply;
  /** By the kernels on this thread's own memory. */
  readonly kernels: AllKernelProducts[ElementType];
  readonly costs: Costs;
}

const own = kernelProducts(once(() => createMemory(false)));

export const float64: Paths = {
  type: 'float64',
  roundFactor: float64Loops.roundFactor,
  scale: float64Loops.scale,
  plain: plain(float64Loops),
  kernels: own.float64,
  costs: costsOfFloat64,
};

export const float32: Paths = {
  type: 'float32',
  roundFactor: float32Loops.roundFactor,
  scale: float32Loops.scale,
  plain: plain(float32Loops),
  kernels: own.float32,
  costs: costsOfFloat32,
};

function plain({ multiplyPlain, multiplyIndexed }: typeof float64Loops | typeof float32Loops): Multiply {
  return (a, b, c, alpha, beta) =>
    'rowOffsets' in b ? multiplyIndexed(a, b, c, alpha, beta) : multiplyPlain(a, b, c, alpha, beta);
}
