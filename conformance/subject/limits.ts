import type { Tier } from './tier.ts';

/** What an adapter in a process of its own may take before it is stopped. Times in milliseconds, memory in bytes. */
export interface Limits {
  /** Time to load the module. */
  readonly start: number;
  /** Time for one call: of the processor where the system tells, on Linux, or twice as much of waiting; else by the clock. */
  readonly call: number;
  /** Time for all the calls of one operation together, without that in which the system lets others run. */
  readonly operation: number;
  /** Resident memory of the process. */
  readonly memory: number;
  /** Deaths inside one operation after which it is not called again. */
  readonly deaths: number;
}

const common = { start: 60_000, memory: 2 * 2 ** 30, deaths: 5 };

const byTier: Readonly<Record<Tier, Limits>> = {
  smoke: { ...common, call: 4_000, operation: 60_000 },
  ci: { ...common, call: 10_000, operation: 300_000 },
  deep: { ...common, call: 10_000, operation: 3_600_000 },
};

/** The limits of a tier, with the given ones in their place. */
export const limitsOf = (tier: Tier, given: Partial<Limits> = {}): Limits => ({ ...byTier[tier], ...given });
