import { Bench } from 'tinybench';
import type { Contestant } from './contestant.ts';

/** Paired slices of ours and of one opponent: entry i of each array is of round i. */
export interface Pairing {
  readonly opponent: string;
  /** Milliseconds of a call. */
  readonly ours: readonly number[];
  readonly theirs: readonly number[];
  /** Our rate over theirs: how many times faster ours is at the same work. */
  readonly ratios: readonly number[];
}

export interface ContestOptions {
  /** Whether the ratios to an opponent say enough; asked after every round. */
  readonly enough: (opponent: string, ratios: readonly number[]) => boolean;
  /** The most seconds that rounds with one opponent take. */
  readonly limit: number;
  /** Milliseconds of calls before the first round, for who was not timed before. */
  readonly warmUp?: number;
}

const BATCH = 0.1; // ms; a sample of the clock, well above its resolution
const SHORTEST_SLICE = 4; // ms
const LONGEST_SLICE = 24; // ms, but one call at least; shorter than what a scheduler gives
const WARM_UP = 60; // ms, and two calls at least: the compiler is done with what is called that long

/**
 * Times ours against every opponent in rounds: in each round ours and the opponent run in adjacent slices of equal length,
 * of some milliseconds, first the one and in the next round the other, the opponents one after the other. What slows the
 * machine for longer than a slice slows both, and their ratio stays. A slice is a tinybench run of two tasks.
 */
export async function contest(
  ours: Contestant,
  opponents: readonly Contestant[],
  { enough, limit, warmUp = WARM_UP }: ContestOptions,
): Promise<Pairing[]> {
  const us = await warm(ours, warmUp);
  const records: Record[] = [];
  for (const opponent of opponents)
    records.push({ ...(await warm(opponent, warmUp)), pairs: [], seconds: 0, done: false });
  for (let round = 0; records.some(({ done }) => !done); round++) {
    for (const record of records) {
      if (record.done) continue;
      const start = performance.now();
      record.pairs.push(await pair(us, record, round % 2 === 1));
      record.seconds += (performance.now() - start) / 1000;
      const ratios = record.pairs.map((times) => ratio(us, record, times));
      record.done = record.seconds > limit || enough(record.contestant.name, ratios);
    }
  }
  return records.map((record) => ({
    opponent: record.contestant.name,
    ours: record.pairs.map((times) => times.ours),
    theirs: record.pairs.map((times) => times.theirs),
    ratios: record.pairs.map((times) => ratio(us, record, times)),
  }));
}

interface Warm {
  readonly contestant: Contestant;
  /** Calls of one sample. */
  readonly calls: number;
  /** Milliseconds of a call, roughly. */
  readonly cost: number;
}

interface Times {
  readonly ours: number;
  readonly theirs: number;
}

interface Record extends Warm {
  readonly pairs: Times[];
  seconds: number;
  done: boolean;
}

const ratio = (us: Warm, them: Warm, { ours, theirs }: Times): number =>
  us.contestant.flops / ours / (them.contestant.flops / theirs);

const known = new WeakMap<Contestant, Warm>();

async function warm(contestant: Contestant, least: number): Promise<Warm> {
  const before = known.get(contestant);
  if (before !== undefined) return before;
  await contestant.activate?.();
  let calls = 1;
  let made = 0;
  let elapsed = 0;
  let last = 0;
  while (elapsed < least || made < 2) {
    last = await contestant.run(calls);
    elapsed += last;
    made += calls;
    if (last < 1) calls *= 2;
  }
  // The last batch, not all of them: the first calls ran before the compiler was done.
  const cost = made > calls ? last / calls : elapsed / made;
  const entrant = { contestant, calls: Math.max(1, Math.round(BATCH / cost)), cost };
  known.set(contestant, entrant);
  return entrant;
}

async function pair(us: Warm, them: Warm, themFirst: boolean): Promise<Times> {
  const time = Math.min(Math.max(us.cost, them.cost, SHORTEST_SLICE), LONGEST_SLICE);
  const bench = new Bench({ time, iterations: 1, warmup: false, throws: true });
  const tasks: [string, Warm][] = [
    ['ours', us],
    ['theirs', them],
  ];
  for (const [name, { contestant, calls }] of themFirst ? tasks.toReversed() : tasks) {
    const sample = (elapsed: number) => ({ overriddenDuration: elapsed / calls, overriddenIterationCost: elapsed });
    const run = () => {
      const elapsed = contestant.run(calls);
      return typeof elapsed === 'number' ? sample(elapsed) : elapsed.then(sample);
    };
    bench.add(name, run, { beforeAll: () => contestant.activate?.() });
  }
  await bench.run();
  return { ours: mean(bench, 'ours'), theirs: mean(bench, 'theirs') };
}

/** The mean, not the median, of a slice: a contestant with one call in a slice cannot leave out a disturbance either. */
function mean(bench: Bench, name: string): number {
  const result = bench.getTask(name)?.result;
  if (result?.state !== 'completed') throw new Error(`bench: ${name} did not complete`);
  return result.latency.mean;
}
