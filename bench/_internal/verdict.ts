import type { Gate } from './benchmark.ts';
import { median, medianInterval } from './statistics.ts';

/**
 * `absent`: the opponent cannot be timed here. `out of reach`: our rate could not pass on this machine, since not
 * even 90 % of the peak would (an opponent that fuses, or uses wider vectors than WebAssembly has).
 */
export type Verdict = 'pass' | 'fail' | 'absent' | 'out of reach';

/** The chance that a gate is settled early on the wrong side; above it, more rounds are made. */
const RISK = 0.002;

/** Whether these ratios settle a gate: the least ratio lies outside the interval of their median. */
export function settled({ least }: Gate, ratios: readonly number[]): boolean {
  const [low, high] = medianInterval(ratios, RISK);
  return !(low < least && least <= high);
}

/** Whether the interval of the median is at most this fraction of it wide: what a ratio without a gate is measured to. */
export function precise(ratios: readonly number[], fraction = 0.03): boolean {
  const [low, high] = medianInterval(ratios, 0.05);
  return high - low <= fraction * median(ratios);
}

/** The fraction of the peak that the issue of GEMM aims at: what would not pass at that is not asked for. */
const AIM = 0.9;

/**
 * NaN fails. `fraction` is ours of the tile or the peak, where one was timed in the same case: a peer's gate that ours would
 * miss at 90 % of it is out of reach; the gates of the peak and the tile never are.
 */
export function judge({ opponent, least }: Gate, ratios: readonly number[], fraction?: number): Verdict {
  const ratio = median(ratios);
  if (ratio >= least) return 'pass';
  if (fraction === undefined || /(peak|tile)$/.test(opponent)) return 'fail';
  return (ratio / fraction) * AIM < least ? 'out of reach' : 'fail';
}
