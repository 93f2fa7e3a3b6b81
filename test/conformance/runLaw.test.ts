import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nothingJudged } from '../../conformance/judge/_internal/lawTally.ts';
import { singlePrecision } from '../../conformance/judge/_internal/singlePrecision.ts';
import { contextOf } from '../../conformance/judge/context.ts';
import { findLaw, loadOperations } from '../../conformance/judge/laws.ts';
import { runCase } from '../../conformance/judge/runCase.ts';
import { runLaw } from '../../conformance/judge/runLaw.ts';
import { decodeToken } from '../../conformance/report/token.ts';
import { describe as describeAdapter, readAdapter } from '../../conformance/subject/description.ts';
import { inProcessSubject } from '../../conformance/subject/inProcess.ts';
import { dealtBelow } from '../../properties/generators/dealt.ts';
import { type Law, law, type OperationCase } from '../../properties/law.ts';
import { dot } from '../../spec/linalg/dot.ts';
import { outer } from '../../spec/linalg/outer.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { good, withDot } from './adapters/good.ts';
import { dotLaw, numbers } from './toyLaws.ts';

const context = contextOf(describeAdapter(readAdapter(good)), 'float64', dotLaw);
const subject = (adapter: unknown) => inProcessSubject(adapter as Parameters<typeof inProcessSubject>[0]);
const options = { runs: 50, seed: 3, adapterPath: 'somewhere/adapter.ts' };

describe('runLaw', () => {
  test('a law that holds passes, with its worst ratio and every case counted', async () => {
    const seen: number[] = [];
    const clause = await runLaw(
      numbers((x) => {
        seen.push(x / 1000);
        return [{ ratio: x / 1000, ulp: x, what: 'x' }];
      }),
      subject(good),
      context,
      options,
    );
    expect(clause).toEqual({
      id: 'linalg.dot/numbers',
      law: 'x is small',
      verdict: 'passed',
      cases: 50,
      unjudgedCases: 0,
      declinedCases: 0,
      elements: 50,
      unjudgedElements: 0,
      worstRatio: Math.max(...seen),
      worstUlp: 1000 * Math.max(...seen),
    });
  });

  test('a failure shrinks, and its token fails again', async () => {
    const misplaced = withDot(({ a, b }: { a: Tensor; b: Tensor }) => {
      const sum = good.operations['linalg.dot']({ a, b });
      return a.data.length < 3 ? sum : Number(sum) + (a.data[2] ?? 0);
    });
    const clause = await runLaw(dotLaw, subject(misplaced), context, options);
    expect(clause.verdict).toBe('failed');
    expect(clause.hint).toBe('a toy is broken');
    expect(clause.counterexample).toMatchObject({ what: 'c', ratio: Number.POSITIVE_INFINITY, expected: '0' });
    const token = decodeToken(clause.replay ?? '');
    expect(token).toMatchObject({ law: 'linalg.dot/toy', dtype: 'float64', seed: 3 });
    const inputs = token.case['inputs'] as Record<string, Tensor>;
    expect(Array.from(inputs['a']?.data ?? [], Math.abs)).toEqual([0, 0, 1]);
    const { outcome } = await runCase(dotLaw, subject(misplaced), context, token.case);
    expect(outcome).toMatchObject({ kind: 'judged', passed: false });
    expect(await runCase(dotLaw, subject(good), context, token.case)).toMatchObject({ outcome: { passed: true } });
  });

  test('the same seed gives the same report, another one other cases', async () => {
    const broken = withDot(({ a }: { a: Tensor }) => a.data[0]);
    const once = await runLaw(dotLaw, subject(broken), context, options);
    expect(await runLaw(dotLaw, subject(broken), context, options)).toEqual(once);
    const drawn = async (seed: number): Promise<number[]> => {
      const seen: number[] = [];
      const observe = (x: number) => {
        seen.push(x);
        return [{ ratio: 0, what: 'x' }];
      };
      await runLaw(numbers(observe), subject(good), context, { ...options, seed });
      return seen;
    };
    expect(await drawn(1)).toEqual(await drawn(1));
    expect(await drawn(1)).not.toEqual(await drawn(2));
  });

  test('NaN fails, and counts as infinite', async () => {
    const clause = await runLaw(
      numbers(() => [
        { ratio: 0.5, what: 'fine' },
        { ratio: Number.NaN, what: 'lost' },
      ]),
      subject(good),
      context,
      options,
    );
    expect(clause).toMatchObject({
      verdict: 'failed',
      worstRatio: Number.POSITIVE_INFINITY,
      counterexample: { what: 'lost', ratio: Number.POSITIVE_INFINITY },
    });
  });

  test('a hint is not told of a result that is lost, or of none, unless it is said to explain that', async () => {
    const results: readonly [() => unknown, boolean][] = [
      [() => 7.5, true],
      [() => Number.NaN, false],
      [() => Promise.reject(new Error('no')), false],
    ];
    for (const [dot, isTold] of results) {
      const clause = await runLaw(dotLaw, subject(withDot(dot)), context, options);
      expect(clause.hint).toBe(isTold ? 'a toy is broken' : undefined);
      const both = await runLaw({ ...dotLaw, hintOfLoss: true }, subject(withDot(dot)), context, options);
      expect(both.hint).toBe('a toy is broken');
    }
  });

  test('an error that says in its own words that a case is not offered is told what to throw instead', async () => {
    const refusing = withDot(() => Promise.reject(new Error('empty vectors are not supported')));
    const clause = await runLaw({ ...dotLaw, hintOfLoss: true }, subject(refusing), context, options);
    expect(clause.hint).toContain('an error whose name is Unsupported');
  });

  test('the worst ratio is not below that of the case that was made smaller', async () => {
    const clause = await runLaw(
      numbers((x) => [{ ratio: x > 10 ? 2000 - x : 0, what: 'x' }]),
      subject(good),
      context,
      options,
    );
    expect(clause.counterexample?.ratio).toBe(1989);
    expect(clause.worstRatio).toBe(1989);
  });

  test('where no number was compared, what came out stands beside the ratio, if it is little', async () => {
    const equation: Law = {
      ...dotLaw,
      check: async (on, given) => {
        const { inputs } = given as unknown as OperationCase;
        await on(outer, { a: inputs['a'] as Tensor, b: inputs['b'] as Tensor });
        return [{ ratio: 2, what: '||C - a b^T||' }];
      },
    };
    const clause = await runLaw(equation, subject(good), context, options);
    expect(clause.counterexample?.received).toMatch(/^c = \[\[-?\d+\]\]$/);
  });

  test('no hint is told of a result that is malformed', async () => {
    const clause = await runLaw({ ...dotLaw, hintOfLoss: true }, subject(withDot(() => [1])), context, options);
    expect(clause.counterexample?.error).toContain('linalg.dot');
    expect(clause.hint).toBeUndefined();
  });

  test('what is computed in single precision has float32 numbers for its wrong ones, and says so', async () => {
    await loadOperations(['linalg.dot']);
    const law = findLaw('linalg.dot/definition');
    if (law === undefined) throw new Error('the definition of a dot product is a law');
    const rounded =
      (round: (x: number) => number) =>
      ({ a, b }: Record<string, Tensor>): number =>
        Array.from(a?.data ?? []).reduce((sum, x, i) => round(sum + round(round(x) * round(b?.data[i] ?? 0))), 0);
    const hintOfDot = async (round: (x: number) => number) =>
      (
        await runLaw(
          law,
          subject(withDot(rounded(round))),
          contextOf(describeAdapter(readAdapter(good)), 'float64', law),
          options,
        )
      ).hint;
    expect(await hintOfDot(Math.fround)).toBe(singlePrecision);
    expect(await hintOfDot((x) => x * (1 + 2 ** -24))).not.toBe(singlePrecision);
    expect(await hintOfDot(Math.round)).not.toBe(singlePrecision);
  });

  test('what an engine fell over it names itself: no hint is added', async () => {
    const dot = () => Promise.reject(new TypeError("Cannot read properties of undefined (reading 'length')"));
    const clause = await runLaw({ ...dotLaw, hintOfLoss: true }, subject(withDot(dot)), context, options);
    expect(clause.verdict).toBe('errored');
    expect(clause.hint).toBeUndefined();
  });

  test('a known counterexample is looked at first', async () => {
    const rare = numbers((x) => [{ ratio: x === 123456 ? 2 : 0, what: 'x' }]);
    expect(await runLaw(rare, subject(good), context, options)).toMatchObject({ verdict: 'passed' });
    const clause = await runLaw(rare, subject(good), context, { ...options, first: [{ x: 123456 }] });
    expect(clause).toMatchObject({ verdict: 'failed', counterexample: { ratio: 2 } });
  });

  test('cases that are declined are drawn again; a law that is always declined is unsupported', async () => {
    const unsupported = Object.assign(new Error('only short vectors'), { name: 'Unsupported' });
    const short = withDot((inputs: { a: Tensor; b: Tensor }) => {
      if (inputs.a.data.length > 2) throw unsupported;
      return good.operations['linalg.dot'](inputs);
    });
    const some = await runLaw(dotLaw, subject(short), context, options);
    expect(some).toMatchObject({ verdict: 'passed', cases: 50 });
    expect(some.declinedCases).toBeGreaterThan(20);
    let calls = 0;
    const none = withDot(() => {
      calls++;
      throw unsupported;
    });
    const clause = await runLaw(dotLaw, subject(none), context, options);
    expect(clause).toMatchObject({ verdict: 'unsupported', cases: 0, reason: 'only short vectors' });
    expect(calls).toBe(50);
  });

  test('a law of which the adapter takes hardly any case does not say that it passed', async () => {
    let calls = 0;
    const shy = withDot((inputs: { a: Tensor; b: Tensor }) => {
      if (++calls % 40 !== 1) throw Object.assign(new Error('not today'), { name: 'Unsupported' });
      return good.operations['linalg.dot'](inputs);
    });
    const clause = await runLaw(dotLaw, subject(shy), context, options);
    expect(clause.verdict).toBe('unjudged');
    expect(clause.reason).toBe(
      `${clause.cases} of 50 cases could be judged; the adapter declines ${clause.declinedCases}: not today`,
    );
    expect(clause.cases).toBeGreaterThan(5);
    expect(clause.cases).toBeLessThan(25);
  });

  test('what has no bound is not judged, is counted, and is drawn again', async () => {
    const unbounded = (rarely: (x: number) => boolean) =>
      numbers((x) =>
        rarely(x)
          ? [{ ratio: 0, what: 'x', judged: 2, unjudged: 1 }]
          : [{ ratio: 0, what: 'x', judged: 0, unjudged: 3 }],
      );
    const half = await runLaw(
      unbounded((x) => x % 2 === 0),
      subject(good),
      context,
      options,
    );
    expect(half).toMatchObject({ verdict: 'passed', cases: 50, elements: 100 });
    expect(half.unjudgedElements).toBe(50 + 3 * half.unjudgedCases);
    const never = await runLaw(
      unbounded(() => false),
      subject(good),
      context,
      options,
    );
    expect(never).toMatchObject({ verdict: 'unjudged', cases: 0, unjudgedCases: 50, elements: 0 });
    expect(never.reason).toBe('0 of 50 cases could be judged; for 50 no bound can be given');
    const wrong = numbers(() => [{ ratio: Number.NaN, what: 'x', judged: 0, unjudged: 3 }]);
    expect(await runLaw(wrong, subject(good), context, options)).toMatchObject({ verdict: 'failed' });
  });

  test('what breaks advice is told as advice, unless it takes the process down', async () => {
    const advised: Law = { ...dotLaw, advice: true };
    const wrong = await runLaw(advised, subject(withDot(() => 7.5)), context, options);
    expect(wrong).toMatchObject({ verdict: 'advice', counterexample: { received: '7.5' }, cases: 1 });
    const refuses = withDot(() => {
      throw new Error('no');
    });
    expect(await runLaw(advised, subject(refuses), context, options)).toMatchObject({ verdict: 'advice' });
    const hangs = inProcessSubject(withDot(() => new Promise(() => {})) as never, { limit: 5 });
    expect(await runLaw(advised, hangs, context, options)).toMatchObject({ verdict: 'timedOut' });
    expect(await runLaw(advised, subject(good), context, options)).toMatchObject({ verdict: 'passed' });
  });

  test('a law that finds nothing to compare is drawn again, and says so', async () => {
    let calls = 0;
    const clause = await runLaw(
      numbers(() => {
        calls++;
        return [];
      }),
      subject(good),
      context,
      options,
    );
    expect(clause).toMatchObject({ verdict: 'unsupported', reason: nothingJudged });
    expect(calls).toBe(50);
  });

  test('an error of the law itself is nobody else’s', async () => {
    const fault = new TypeError('undefined is not a function');
    const check = () => {
      throw fault;
    };
    await expect(runLaw(numbers(check), subject(good), context, options)).rejects.toBe(fault);
    const generator = { ...dotLaw, cases: () => fc.integer().map(() => check()) } as Law;
    await expect(runLaw(generator, subject(good), context, options)).rejects.toBe(fault);
  });

  test('a law whose precondition excludes everything is not judged, and says so', async () => {
    let attempts = 0;
    const never = numbers(() => {
      attempts++;
      fc.pre(false);
      return [];
    });
    const clause = await runLaw(never, subject(good), context, options);
    expect(clause).toMatchObject({ verdict: 'unjudged', cases: 0 });
    expect(clause.reason).toBe(`0 of 50 cases could be judged; the precondition of the law excludes ${attempts}`);
    expect(attempts).toBeLessThan(1000);
  });

  test('a law whose one case is written down is given it once, and says what came of it', async () => {
    let attempts = 0;
    const unbounded: Law = {
      ...numbers(() => {
        attempts++;
        return [{ ratio: 0, what: 'x', judged: 0, unjudged: 3 }];
      }),
      fixed: true,
    };
    const clause = await runLaw(unbounded, subject(good), context, { ...options, runs: 1 });
    expect(clause).toMatchObject({
      verdict: 'unjudged',
      reason: 'its case could not be judged: no bound can be given',
    });
    expect(attempts).toBe(1);
  });

  test('a known result whose numbers a data type does not have is not asked at it', async () => {
    await loadOperations(['linalg.frobeniusNorm']);
    const known = findLaw('linalg.frobeniusNorm/golden/near-overflow');
    if (known === undefined) throw new Error('a fixture of that name is recorded');
    const adapter = { ...good, operations: { 'linalg.frobeniusNorm': () => 0 } };
    const narrow = contextOf(describeAdapter(readAdapter(adapter)), 'float32', known);
    const clause = await runLaw(known, subject(adapter), narrow, { ...options, runs: 1 });
    expect(clause).toMatchObject({ verdict: 'unsupported', reason: 'its numbers are not those of float32' });
  });

  test('a case that is none is skipped', async () => {
    const even = numbers((x) => {
      fc.pre(x % 2 === 0);
      return [{ ratio: x % 2, what: 'x' }];
    });
    expect(await runLaw(even, subject(good), context, options)).toMatchObject({ verdict: 'passed', cases: 50 });
  });

  test('a counterexample that always gets smaller is let be', async () => {
    let attempts = 0;
    const endless = {
      ...dotLaw,
      cases: () => fc.record({ x: fc.bigInt({ min: 0n, max: 2n ** 600n }) }),
      check: async () => {
        attempts++;
        return [{ ratio: 2, what: 'x' }];
      },
    };
    await runLaw(endless, subject(good), context, { ...options, shrinks: 20 });
    expect(attempts).toBeLessThanOrEqual(21);
  });
});

test('a case of values that are dealt is made smaller from where it failed', async () => {
  const dealing = law<{ x: number; card: number }>(dot, 'cards', {
    statement: 'seven is small',
    cases: () => fc.record({ x: fc.integer({ min: 0, max: 1000 }), card: dealtBelow(10) }),
    check: async (_on, { x, card }) => [{ ratio: card === 7 && x > 20 ? 2 : 0, what: `${card} and ${x}` }],
  });
  const clause = await runLaw(dealing, subject(good), context, options);
  expect(clause.counterexample?.what).toBe('7 and 21');
  expect(await runLaw(dealing, subject(good), context, options)).toEqual(clause);
  const first = await runLaw(dealing, subject(good), context, { ...options, first: [{ x: 900, card: 7 }] });
  expect(first.counterexample?.what).toBe('7 and 21');
});
