import type * as Os from 'node:os';
import { current } from './_internal/threads/current.ts';
import { openPool } from './_internal/threads/pool.ts';

export interface ThreadsOptions {
  /** Threads that compute, the calling one included; as many as the machine has unless given. */
  readonly count?: number;
  /** The least m n p of a product that is shared; below, waking the others costs more than they save. */
  readonly threshold?: number;
}

/** Threads that share the products of gemm. */
export interface Threads {
  /** How many compute, the calling one included: 1 where the platform has no worker threads or no shared memory. */
  readonly count: number;
  /** Ends the worker threads; from then on gemm computes on the calling thread alone. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Measured on two cores: from n = 256 on threads gain; below, a product is over before the others are awake. */
const THRESHOLD = 2 ** 24;

const MOST = 256;

/**
 * Shares the products that this thread computes by 'simd' and 'relaxed' (and so by 'auto') with worker threads, from now
 * until `close`. Their bits stay the same: an element of C is still summed by one thread in ascending p.
 *
 * The workers sleep while there is nothing to do and do not keep the process alive. Throws RangeError when `count` is no
 * integer from 1 to 256 or `threshold` is negative, Error when threads are open already.
 */
export function openThreads({ count = processors(), threshold = THRESHOLD }: ThreadsOptions = {}): Threads {
  if (!(Number.isInteger(count) && count >= 1 && count <= MOST)) {
    throw new RangeError(`openThreads: count must be an integer from 1 to ${MOST}, got ${count}`);
  }
  if (!(threshold >= 0)) throw new RangeError(`openThreads: threshold must be at least 0, got ${threshold}`);
  if (current.pool !== undefined) throw new Error('openThreads: threads are open already, close them first');
  const pool = count > 1 ? openPool(count, threshold) : undefined;
  current.pool = pool;
  const close = async () => pool?.close();
  return { count: pool?.count ?? 1, close, [Symbol.asyncDispose]: close };
}

function processors(): number {
  const { process } = globalThis as { process?: { getBuiltinModule?(name: 'node:os'): typeof Os } };
  return Math.min(process?.getBuiltinModule?.('node:os').availableParallelism() ?? 1, MOST);
}
