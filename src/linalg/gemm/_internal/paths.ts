import type { IndexedView } from '../indexedView.ts';
import type { MatrixView } from '../matrixView.ts';
import * as float32Loops from './float32Loops.generated.ts';
import * as float64Loops from './float64Loops.ts';
import type { ElementType } from './instantiate.ts';

/** C = alpha A B + beta C for validated operands with p > 0 and rounded factors; B may be given by tables of offsets. */
export type Multiply = (a: MatrixView, b: MatrixView | IndexedView, c: MatrixView, alpha: number, beta: number) => void;

/** What depends on the element type of a product, but for the kernels. */
export interface Paths {
  readonly type: ElementType;
  readonly roundFactor: (factor: number) => number;
  readonly scale: (c: MatrixView, beta: number) => void;
  readonly plain: Multiply;
  /**
   * Values copied per multiplication, (mp + pn + mn) / mnp, below which packing pays. Measured: in float64 at
   * m = n = p = 8; in float32 at 5, because JavaScript pays for every rounding.
   */
  readonly crossover: number;
}

export const float64: Paths = {
  type: 'float64',
  roundFactor: float64Loops.roundFactor,
  scale: float64Loops.scale,
  plain: plain(float64Loops),
  crossover: 0.4,
};

export const float32: Paths = {
  type: 'float32',
  roundFactor: float32Loops.roundFactor,
  scale: float32Loops.scale,
  plain: plain(float32Loops),
  crossover: 0.7,
};

function plain({ multiplyPlain, multiplyIndexed }: typeof float64Loops | typeof float32Loops): Multiply {
  return (a, b, c, alpha, beta) =>
    'rowOffsets' in b ? multiplyIndexed(a, b, c, alpha, beta) : multiplyPlain(a, b, c, alpha, beta);
}
