import type { MatrixView } from '../matrixView.ts';
import * as float32Loops from './float32Loops.generated.ts';
import * as float64Loops from './float64Loops.ts';
import { instantiate } from './instantiate.ts';
import { makeMultiplySimd } from './multiplySimd.ts';

/** C = alpha A B + beta C for validated operands with p > 0 and rounded factors. */
export type Multiply = (a: MatrixView, b: MatrixView, c: MatrixView, alpha: number, beta: number) => void;

/** The ways to compute a product at one element type. */
export interface Paths {
  readonly roundFactor: (factor: number) => number;
  readonly scale: (c: MatrixView, beta: number) => void;
  readonly plain: Multiply;
  /** Undefined on a platform without WebAssembly SIMD; compiled at the first call. */
  readonly simd: () => Multiply | undefined;
  /**
   * Values copied per multiplication, (mp + pn + mn) / mnp, below which packing pays. Measured: in float64 at
   * m = n = p = 8; in float32 at 5, because JavaScript pays for every rounding.
   */
  readonly crossover: number;
}

const kernel = once(instantiate);

export const float64: Paths = {
  roundFactor: float64Loops.roundFactor,
  scale: float64Loops.scale,
  plain: float64Loops.multiplyPlain,
  simd: once(() => {
    const simd = kernel();
    return simd && makeMultiplySimd(simd.multiplyFloat64, new Float64Array(simd.memory), float64Loops);
  }),
  crossover: 0.4,
};

export const float32: Paths = {
  roundFactor: float32Loops.roundFactor,
  scale: float32Loops.scale,
  plain: float32Loops.multiplyPlain,
  simd: once(() => {
    const simd = kernel();
    return simd && makeMultiplySimd(simd.multiplyFloat32, new Float32Array(simd.memory), float32Loops);
  }),
  crossover: 0.7,
};

function once<T>(compute: () => T): () => T {
  let computed: { readonly value: T } | undefined;
  return () => {
    computed ??= { value: compute() };
    return computed.value;
  };
}
