import { Bench } from 'tinybench';

export interface DuelOptions {
  readonly rounds: number;
  /** Least time of one contestant in one round, in milliseconds. */
  readonly time: number;
}

export interface Duel {
  /** Median time of a call, in milliseconds: over the calls of a round, then over the rounds. */
  readonly reference: number;
  readonly peer: number;
  /** Median over the rounds of the paired ratio peer / reference: how many times faster the reference is. */
  readonly ratio: number;
  readonly ratios: readonly number[];
}

const SAMPLE = 0.1;
const WARM_UP = 100;

/**
 * Times two ways to compute the same in alternating rounds, so that what slows the machine slows both: their ratio holds
 * where neither time does. Each round starts with the other contestant. Every result is consumed.
 */
export function duel(reference: () => number, peer: () => number, { rounds, time }: DuelOptions): Duel {
  const tasks = [batched('reference', reference), batched('peer', peer)];
  const seen = Array.from({ length: rounds }, (_, round) => {
    const bench = new Bench({ time, iterations: 1, warmup: false, throws: true });
    for (const { name, run } of round % 2 === 0 ? tasks : tasks.toReversed()) bench.add(name, run, { async: false });
    bench.runSync();
    const [ours, theirs] = tasks.map(({ name, calls }) => medianLatency(bench, name) / calls);
    return { reference: ours as number, peer: theirs as number };
  });
  const ratios = seen.map((round) => round.peer / round.reference);
  return {
    reference: median(seen.map((round) => round.reference)),
    peer: median(seen.map((round) => round.peer)),
    ratio: median(ratios),
    ratios,
  };
}

/** A task of as many calls as one sample of the clock needs to be meaningful, found while warming up. */
function batched(name: string, call: () => number): { name: string; calls: number; run: () => void } {
  let sum = 0;
  let made = 0;
  const start = performance.now();
  while (performance.now() - start < WARM_UP || made < 2) {
    sum += call();
    made += 1;
  }
  const calls = Math.max(1, Math.round((SAMPLE * made) / (performance.now() - start)));
  const run = () => {
    for (let i = 0; i < calls; i++) sum += call();
    if (!Number.isFinite(sum)) throw new Error(`${name}: a result is not finite`);
  };
  return { name, calls, run };
}

function medianLatency(bench: Bench, name: string): number {
  const result = bench.getTask(name)?.result;
  if (result?.state !== 'completed') throw new Error(`bench: ${name} did not complete`);
  return result.latency.p50;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((x, y) => x - y);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
}
