import { ownTime } from './clock.ts';

/** One way to compute the kernel of a case. */
export interface Contestant {
  readonly name: string;
  /** Floating-point operations of a call. */
  readonly flops: number;
  /** Makes so many calls, consumes their results, and says how many milliseconds they took. */
  readonly run: (calls: number) => number | Promise<number>;
  /** What is to be done before a slice of calls, outside its time. */
  readonly activate?: () => void | Promise<void>;
}

/** A contestant from a function that returns a value of its result; throws Error when the sum of those is not finite. */
export const contestant = (name: string, flops: number, call: () => number, activate?: () => void): Contestant => ({
  name,
  flops,
  run: (calls) => {
    let sum = 0;
    const start = ownTime();
    for (let i = 0; i < calls; i++) sum += call();
    const elapsed = ownTime() - start;
    if (!Number.isFinite(sum)) throw new Error(`${name}: a result is not finite`);
    return elapsed;
  },
  ...(activate && { activate }),
});

/**
 * As {@link contestant}, for calls that answer later, each awaited before the next. What runs elsewhere is timed by
 * the time of day.
 */
export const asynchronous = (
  name: string,
  flops: number,
  call: () => number | Promise<number>,
  activate?: () => void | Promise<void>,
): Contestant => ({
  name,
  flops,
  run: async (calls) => {
    let sum = 0;
    const start = performance.now();
    for (let i = 0; i < calls; i++) sum += await call();
    const elapsed = performance.now() - start;
    if (!Number.isFinite(sum)) throw new Error(`${name}: a result is not finite`);
    return elapsed;
  },
  ...(activate && { activate }),
});

/** The contestant made `factor` times slower: it computes, then burns time; what a gate must notice. */
export const slowed = (original: Contestant, factor: number): Contestant => ({
  ...original,
  run: async (calls) => {
    const elapsed = await original.run(calls);
    const end = ownTime() + (factor - 1) * elapsed;
    while (ownTime() < end);
    return factor * elapsed;
  },
});
