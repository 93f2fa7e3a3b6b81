import type { Adapter } from '../../conformance/adapter.ts';
import type { NdArray } from '../../src/ndArray.ts';

/** The reference with one operation or gradient replaced by a wrong one. */
export interface Fault {
  /** What a programmer did wrong, in a few words: `kernel flipped`. */
  readonly name: string;
  /** The operation that is wrong. */
  readonly operation: string;
  /** The clause that must catch it: `layers.conv2d/C10`. Others may catch it too. */
  readonly caughtBy: string;
  readonly operations?: Adapter<NdArray>['operations'];
  readonly gradients?: Adapter<NdArray>['gradients'];
}
