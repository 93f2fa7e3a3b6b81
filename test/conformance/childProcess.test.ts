import { describe, expect, test } from 'vitest';
import { contextOf } from '../../conformance/judge/context.ts';
import { runLaw } from '../../conformance/judge/runLaw.ts';
import type { ClauseReport, Verdict } from '../../conformance/report/report.ts';
import { overdueBy, spentOn } from '../../conformance/subject/_internal/ask.ts';
import { childSubject } from '../../conformance/subject/childProcess.ts';
import type { Limits } from '../../conformance/subject/limits.ts';
import type { Law } from '../../properties/law.ts';
import { dot } from '../../spec/linalg/dot.ts';
import { outer } from '../../spec/linalg/outer.ts';
import { tensorOf } from '../../spec/tensor.ts';
import { dotLaw, pureLaw } from './toyLaws.ts';

const cwd = import.meta.dirname;
/** For those that hang: short, and yet what another operation needs. */
const short: Partial<Limits> = { call: 1_000, deaths: 2 };
/** Whether the system tells how much processor time a process has taken. */
const isTold = process.platform === 'linux';

/** The verdict of one law, and whether the adapter's other operation is answered afterwards. */
async function judge(
  adapter: string,
  law: Law,
  limits: Partial<Limits> = { deaths: 2 },
): Promise<{ clause: ClauseReport; goesOn: boolean }> {
  const adapterPath = `adapters/${adapter}.ts`;
  const child = await childSubject({ adapterPath, cwd, limits });
  try {
    const context = contextOf(child.description, 'float64', law);
    const clause = await runLaw(law, child.subject, context, { runs: 10, seed: 1, adapterPath, atOnce: 8 });
    const a = tensorOf('float64', [2], [1, 2]);
    const { c } = await child.subject(outer, { a, b: a });
    return { clause, goesOn: c.data.join() === '1,2,2,4' };
  } finally {
    await child.close();
  }
}

interface Row {
  readonly adapter: string;
  readonly verdict: Verdict;
  /** What the message says. */
  readonly text?: string | RegExp;
  readonly limits?: Partial<Limits>;
}

const table: readonly Row[] = [
  { adapter: 'good', verdict: 'passed' },
  { adapter: 'noisy', verdict: 'passed' },
  {
    adapter: 'loopsForever',
    verdict: 'timedOut',
    text: isTold ? /gave no result within [\d.]+ s of processor time/ : /gave no result within [\d.]+ s/,
    limits: short,
  },
  { adapter: 'neverResolves', verdict: 'timedOut', text: /gave no result within [\d.]+ s$/, limits: short },
  { adapter: 'waits', verdict: isTold ? 'passed' : 'timedOut', limits: { call: 400 } },
  { adapter: 'exits', verdict: 'errored', text: /linalg.dot ended the process with exit code 7.*giving up/s },
  { adapter: 'exitsQuietly', verdict: 'errored', text: 'linalg.dot ended the process with exit code 0' },
  { adapter: 'segfaults', verdict: 'errored', text: 'SIGSEGV' },
  // Whether its process is seen to end or only to fall silent is a race.
  { adapter: 'disconnects', verdict: 'errored', text: /ended the process|closed the channel/ },
  {
    adapter: 'gigabytes',
    verdict: 'errored',
    text: 'took more than 0.3 GiB of memory',
    limits: { deaths: 1, memory: 300 * 2 ** 20 },
  },
  { adapter: 'throws', verdict: 'errored', text: 'only on Sundays' },
  { adapter: 'throwsString', verdict: 'errored', text: 'threw a string "no luck", which is not an Error' },
  { adapter: 'rejectsLater', verdict: 'errored', text: 'nobody waits for me' },
  { adapter: 'declines', verdict: 'unsupported' },
  { adapter: 'wrongShape', verdict: 'failed', text: /must be float64\[\], got float64\[1, \d\]/ },
  { adapter: 'wrongDtype', verdict: 'failed', text: 'must be float64[], got float32[]' },
  { adapter: 'wrongLength', verdict: 'failed', text: 'got 3 elements of data for the 1 of the shape' },
  { adapter: 'hugeResult', verdict: 'failed', text: 'got float64[134217728]' },
  { adapter: 'text', verdict: 'failed', text: /must be float64\[\], got a string "42"/ },
  { adapter: 'nothing', verdict: 'failed', text: 'must be float64[], got null' },
  { adapter: 'notANumber', verdict: 'failed' },
];

describe.concurrent('an adapter in a process of its own', { timeout: 60_000 }, () => {
  test.each(table)('$adapter: $verdict', async ({ adapter, verdict, text = '', limits }) => {
    const { clause, goesOn } = await judge(adapter, dotLaw, limits);
    expect(clause.verdict).toBe(verdict);
    expect(clause.counterexample?.error ?? '').toMatch(text);
    expect(goesOn).toBe(true);
  });

  test('an error that a timer throws is that of the operation that set it', async () => {
    const slowly: Law = {
      ...dotLaw,
      check: async (...given) => {
        const seen = await dotLaw.check(...given);
        await new Promise((resolve) => setTimeout(resolve, 20));
        return seen;
      },
    };
    const { clause, goesOn } = await judge('throwsLater', slowly);
    expect(clause.verdict).toBe('errored');
    expect(clause.counterexample?.error).toMatch('too late');
    expect(goesOn).toBe(true);
  });

  test('a mutated input is seen', async () => {
    expect((await judge('mutates', pureLaw)).clause.verdict).toBe('failed');
    expect((await judge('good', pureLaw)).clause.verdict).toBe('passed');
  });

  test('an operation that never ends is given up', async () => {
    const adapterPath = 'adapters/loopsForever.ts';
    const child = await childSubject({ adapterPath, cwd, limits: { call: 300 } });
    const context = contextOf(child.description, 'float64', dotLaw);
    const clauses: ClauseReport[] = [];
    for (let law = 0; law < 20; law++) {
      child.judging(`linalg.dot/${law}`);
      clauses.push(await runLaw(dotLaw, child.subject, context, { runs: 60, seed: law, adapterPath }));
    }
    await child.close();
    const [met, ...others] = clauses;
    expect(met).toMatchObject({
      verdict: 'timedOut',
      counterexample: { snippet: expect.stringContaining('linalg.dot') },
    });
    const reason = 'linalg.dot is not called again, for none of 2 calls gave a result: see linalg.dot/0';
    for (const { verdict, reason: told, untried, replay, counterexample } of others) {
      expect([verdict, told, untried, replay, counterexample]).toEqual(['blocked', reason, true, undefined, undefined]);
    }
  });
});

describe('a call is overdue', () => {
  const begun = () => ({ limit: 1_000, since: 50, seen: 50, waited: 0, spentBefore: undefined });
  const runs = (spent: number) => ({ spent, isRunning: true });
  const waits = (spent: number) => ({ spent, isRunning: false });

  test('by the time of the processor, where that is told, however long it takes to get it', () => {
    const progress = begun();
    expect(overdueBy(progress, 100, runs(700))).toBeUndefined();
    expect(overdueBy(progress, 90_000, runs(1_600))).toBeUndefined();
    expect(overdueBy(progress, 90_100, runs(1_800))).toBe('1 s of processor time');
    // Several threads take more than there is by the clock.
    expect(overdueBy(begun(), 900, runs(9_000))).toBeUndefined();
  });

  test('by the clock, twice as late, for what waits', () => {
    const progress = begun();
    expect(overdueBy(progress, 1_050, waits(10))).toBeUndefined();
    expect(overdueBy(progress, 9_050, runs(20))).toBeUndefined();
    expect(overdueBy(progress, 10_050, waits(20))).toBeUndefined();
    expect(overdueBy(progress, 10_051, waits(20))).toBe('2 s');
  });

  test('and is not charged for the time in which others run', () => {
    const progress = begun();
    expect(spentOn(progress, 90, waits(500))).toBe(40);
    overdueBy(progress, 100, runs(500));
    overdueBy(progress, 300, waits(520));
    // 120 ms of the processor and 200 of waiting; what came before the first look may be 50 more.
    expect(spentOn(progress, 9_000, runs(620))).toBe(370);
    expect(spentOn(progress, 9_000, undefined)).toBe(8_950);
  });

  test('by the clock, where nothing else is told', () => {
    expect(overdueBy(begun(), 1_050, undefined)).toBeUndefined();
    expect(overdueBy(begun(), 1_051, undefined)).toBe('1 s');
  });
});

test.each([
  ['throwsLater', 'too late'],
  ['exitsLater', 'the process ended after the call, with exit code 5'],
])(
  '%s: what comes after a call is told of to its operation, whatever was called meanwhile',
  async (adapter, message) => {
    const child = await childSubject({ adapterPath: `adapters/${adapter}.ts`, cwd });
    try {
      const a = tensorOf('float64', [2], [1, 2]);
      await child.subject(dot, { a, b: a });
      await new Promise((resolve) => setTimeout(resolve, 800));
      expect((await child.subject(outer, { a, b: a })).c.data.join()).toBe('1,2,2,4');
      await expect(child.subject(dot, { a, b: a })).rejects.toMatchObject({
        kind: 'crashed',
        message: expect.stringContaining(message),
      });
    } finally {
      await child.close();
    }
  },
);

test('of calls that cross together, one that ends the process is the only one to blame', async () => {
  const child = await childSubject({ adapterPath: 'adapters/exits.ts', cwd });
  try {
    const a = tensorOf('float64', [2], [1, 2]);
    const calls = [
      child.subject(outer, { a, b: a }),
      child.subject(dot, { a, b: a }),
      child.subject(outer, { a, b: a }),
    ];
    const [before, deadly, after] = await Promise.allSettled(calls);
    expect([before?.status, deadly?.status, after?.status]).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(deadly).toMatchObject({ reason: { kind: 'crashed', message: expect.stringContaining('exit code 7') } });
  } finally {
    await child.close();
  }
});
