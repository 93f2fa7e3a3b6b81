import type { Rounding } from '../blocking.ts';
import { CONTROL } from '../blocking.ts';
import type { ElementType, KernelMemory } from '../instantiate.ts';

/** A product of packed panels that several threads share, and in how many parts of how many tiles' columns. */
export interface Job {
  readonly type: ElementType;
  readonly rounding: Rounding;
  readonly a: number;
  readonly b: number;
  readonly sums: number;
  readonly rowTiles: number;
  readonly columnTiles: number;
  readonly depth: number;
  readonly accumulate: boolean;
  readonly cachedTiles: number;
}

/**
 * The words through which threads share jobs, in the kernels' memory.
 *
 * TICKET is `serial << PART_BITS | part`: the job and the next part of it that nobody has taken. A thread takes a part by
 * compare-and-exchange, so it succeeds only if the job whose words it read is still the current one. While the words are
 * written the ticket shows CLOSED. (A thread would have to sleep through all 2^20 serials between two instructions to be fooled.)
 */
const TICKET = CONTROL / 4;
const DONE = TICKET + 1;
const PARTS = TICKET + 2;
const WORDS = TICKET + 3;

const PART_BITS = 12;
const CLOSED = 2 ** PART_BITS - 1;

const serialOf = (ticket: number): number => ticket >>> PART_BITS;
const partOf = (ticket: number): number => ticket & CLOSED;
const ticketOf = (serial: number, part: number): number => (serial << PART_BITS) | part;

const types = ['float64', 'float32'] as const;
const roundings = ['separate', 'fused'] as const;

/** Jobs in a memory that threads share: one thread publishes them and waits, all take parts. */
export interface JobBoard {
  /** Makes a job of `parts` parts, fewer than 4095, the current one, and wakes the threads that wait for one. */
  publish(job: Job, parts: number): void;
  /** Takes parts of the current job, one after the other, until none is left; returns the ticket that says so. */
  work(compute: (job: Job, part: number, parts: number) => void): number;
  /** Sleeps until there is another ticket. */
  waitForWork(ticket: number): void;
  /** Sleeps until every part of the current job is done; false if none was finished for `patience` milliseconds. */
  waitUntilDone(patience: number): boolean;
}

/** The job board in a memory, the same for every thread that has the memory. */
export function jobBoard(memory: KernelMemory): JobBoard {
  const words = new Int32Array(memory.buffer);
  const word = (index: number): number => Atomics.load(words, WORDS + index);

  function publish(job: Job, parts: number): void {
    const serial = serialOf(Atomics.load(words, TICKET)) + 1;
    Atomics.store(words, TICKET, ticketOf(serial, CLOSED));
    const { type, rounding, a, b, sums, rowTiles, columnTiles, depth, accumulate, cachedTiles } = job;
    const numbers = [a, b, sums, rowTiles, columnTiles, depth, Number(accumulate), cachedTiles];
    [types.indexOf(type), roundings.indexOf(rounding), ...numbers].forEach((value, index) => {
      Atomics.store(words, WORDS + index, value);
    });
    Atomics.store(words, PARTS, parts);
    Atomics.store(words, DONE, 0);
    Atomics.store(words, TICKET, ticketOf(serial, 0));
    Atomics.notify(words, TICKET);
  }

  function work(compute: (job: Job, part: number, parts: number) => void): number {
    for (;;) {
      const ticket = Atomics.load(words, TICKET);
      const parts = Atomics.load(words, PARTS);
      const job = read();
      if (partOf(ticket) >= parts) return ticket;
      if (Atomics.compareExchange(words, TICKET, ticket, ticket + 1) !== ticket) continue;
      compute(job, partOf(ticket), parts);
      if (Atomics.add(words, DONE, 1) + 1 === parts) Atomics.notify(words, DONE);
    }
  }

  function waitUntilDone(patience: number): boolean {
    for (;;) {
      const done = Atomics.load(words, DONE);
      if (done === Atomics.load(words, PARTS)) return true;
      if (Atomics.wait(words, DONE, done, patience) === 'timed-out' && Atomics.load(words, DONE) === done) return false;
    }
  }

  function read(): Job {
    return {
      type: types[word(0)] ?? 'float64',
      rounding: roundings[word(1)] ?? 'separate',
      a: word(2),
      b: word(3),
      sums: word(4),
      rowTiles: word(5),
      columnTiles: word(6),
      depth: word(7),
      accumulate: word(8) === 1,
      cachedTiles: word(9),
    };
  }

  return { publish, work, waitForWork: (ticket) => void Atomics.wait(words, TICKET, ticket), waitUntilDone };
}
