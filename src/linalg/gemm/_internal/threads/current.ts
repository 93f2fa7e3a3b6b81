import type { AllKernelProducts } from '../kernelProducts.ts';

/** Worker threads on a memory of their own with this one. */
export interface Pool {
  readonly count: number;
  /** The least m n p of a product that is shared. */
  readonly threshold: number;
  readonly products: AllKernelProducts;
  close(): Promise<void>;
}

/** The pool that products are shared with, if one is open on this thread. */
export const current: { pool: Pool | undefined } = { pool: undefined };
