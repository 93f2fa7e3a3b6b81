import { describe, expect, test } from 'vitest';
import { countsOf, newTally, nothingJudged } from '../../conformance/judge/_internal/lawTally.ts';
import { assemble } from '../../conformance/judge/assemble.ts';
import { markBlocked, pointedToFailures } from '../../conformance/judge/blocked.ts';
import { lawsOf, loadOperations, operationIds } from '../../conformance/judge/laws.ts';
import { applyLedger, readLedger } from '../../conformance/judge/ledger.ts';
import { meantBy, planOf, unknownPatterns } from '../../conformance/judge/plan.ts';
import { exitCodeOf } from '../../conformance/report/exitCode.ts';
import type { ClauseReport, Verdict } from '../../conformance/report/report.ts';
import type { Law } from '../../properties/law.ts';

const clause = (id: string, verdict: Verdict, more: Partial<ClauseReport> = {}): ClauseReport => ({
  id,
  law: id,
  verdict,
  ...countsOf(newTally()),
  cases: 3,
  ...more,
});

await loadOperations();
const everything = { operations: ['linalg.dot', 'linalg.matmul'], gradients: ['linalg.dot'], layouts: [] } as const;
const wholePlan = await planOf({ description: everything, runs: 10 });

describe('the plan', () => {
  const plan = wholePlan;
  const planned = plan.flatMap(({ laws }) => laws);

  test('leaves nothing out and says why a law is not run', () => {
    expect(new Set(planned.map(({ law }) => law.id)).size).toBe(planned.length);
    for (const { law, unsupported } of planned) {
      const has = (id: string) => id === 'linalg.dot' || id === 'linalg.matmul';
      if (law.id.startsWith('programs.')) expect(unsupported).toMatch(/^the adapter has no \w+\.\w+, which /);
      else if (!has(law.operation.id)) expect(unsupported).toBe(`the adapter has no ${law.operation.id}`);
      else if (law.gradient && law.operation.id === 'linalg.matmul') expect(unsupported).toMatch('no gradient');
      else if (law.layouts) expect(unsupported).toBe('the adapter offers no layouts');
      else if (law.needs.every((need) => has(need.id))) expect(unsupported).toBeUndefined();
    }
    const run = planned.filter(({ unsupported }) => unsupported === undefined);
    expect(new Set(run.map(({ law }) => law.operation.id))).toEqual(new Set(['linalg.dot', 'linalg.matmul']));
    for (const { law, runs } of run) expect(runs).toBe(Math.max(1, Math.ceil(10 * law.share)));
  });

  test('selects by globs on operations and clauses', async () => {
    const ids = async (filter: string) =>
      (await planOf({ description: everything, filter, runs: 1 })).map(({ operation }) => operation.id);
    const all = await ids('*');
    expect(await ids('linalg.dot')).toEqual(['linalg.dot']);
    expect(await ids('linalg.matmul, linalg.do?')).toEqual(
      ['linalg.matmul', 'linalg.dot'].filter((id) => all.includes(id)).sort((a, b) => all.indexOf(a) - all.indexOf(b)),
    );
    expect((await ids('linalg*')).length).toBeGreaterThan(1);
    expect(await ids('linalgXdot')).toEqual([]);
    const one = await planOf({ description: everything, filter: 'linalg.dot/definition', runs: 1 });
    expect(one.flatMap(({ laws }) => laws.map(({ law }) => law.id))).toEqual(['linalg.dot/definition']);
    expect(await unknownPatterns('linalg.*,linalg.dotty,layers.*/C99')).toEqual(['linalg.dotty', 'layers.*/C99']);
  });

  test('selects by parts of names, where they are none themselves', () => {
    expect(meantBy('linalg.dot')).toBe('linalg.dot');
    expect(meantBy('dot/C1, linalg.*')).toBe('linalg.dot/C1,linalg.*');
    expect(meantBy('Solve/C?')).toBe('decompositions.solve/C?');
    expect(meantBy('Pivot/C?')).toBe('decompositions.qrPivoted/C?');
    expect(meantBy('losses').split(',')).toEqual(operationIds.filter((id) => id.startsWith('losses.')));
    expect(meantBy('nothing')).toBe('nothing');
  });
});

describe('blocked', () => {
  const needs: Record<string, string[]> = {
    'a.x/C1': [],
    'b.y/C1': ['a.x'],
    'b.y/C2': [],
    'c.z/C1': ['b.y'],
    'a.x/C2': ['b.y'],
  };
  const lawOf = (id: string) =>
    ({
      clause: id.split('/')[1],
      operation: { rejects: { R1: 'no' } },
      needs: (needs[id] ?? []).map((need) => ({ id: need })),
    }) as unknown as Law;
  const verdicts = (clauses: ClauseReport[]) =>
    markBlocked(clauses, lawOf).map(({ id, verdict }) => `${id} ${verdict}`);

  test('a failure that needs an operation which fails by itself', () => {
    const blocked = markBlocked(
      [clause('a.x/C1', 'errored'), clause('b.y/C1', 'failed'), clause('b.y/C2', 'passed')],
      lawOf,
    );
    expect(blocked.map(({ verdict }) => verdict)).toEqual(['errored', 'blocked', 'passed']);
    expect(blocked[1]?.reason).toBe('it needs a.x, which breaks a.x/C1');
  });

  test('what passes stays passed, and a failure of its own stays a failure', () => {
    expect(verdicts([clause('a.x/C1', 'failed'), clause('b.y/C1', 'passed'), clause('b.y/C2', 'failed')])).toEqual([
      'a.x/C1 failed',
      'b.y/C1 passed',
      'b.y/C2 failed',
    ]);
  });

  test.each([
    ['a signature', clause('a.x/signature', 'failed')],
    ['an attribute', clause('a.x/attributes', 'errored')],
    ['a refusal by name', clause('a.x/R1', 'failed')],
    [
      'a refusal',
      clause('a.x/C9', 'failed', { counterexample: { what: '', expected: 'an error', ratio: null, snippet: '' } }),
    ],
  ])('%s that fails blocks nothing', (_name, failure) => {
    expect(verdicts([failure, clause('b.y/C1', 'failed')])).toEqual([
      `${failure.id} ${failure.verdict}`,
      'b.y/C1 failed',
    ]);
  });

  test('advice is excused like a failure, and excuses nothing', () => {
    expect(verdicts([clause('a.x/C1', 'failed'), clause('b.y/C1', 'advice')])).toEqual([
      'a.x/C1 failed',
      'b.y/C1 blocked',
    ]);
    expect(verdicts([clause('a.x/C1', 'advice'), clause('b.y/C1', 'failed')])).toEqual([
      'a.x/C1 advice',
      'b.y/C1 failed',
    ]);
  });

  test('advice where the definition itself fails, and not where another clause does', () => {
    expect(
      markBlocked([clause('a.x/C2', 'advice'), clause('a.x/definition', 'failed')], lawOf).map(({ reason }) => reason),
    ).toEqual(['it is more than the definition promises, and a.x/definition fails', undefined]);
    expect(verdicts([clause('a.x/C2', 'advice'), clause('a.x/C1', 'failed')])).toEqual([
      'a.x/C2 advice',
      'a.x/C1 failed',
    ]);
  });

  test('two that fail only together do not excuse each other', () => {
    expect(verdicts([clause('b.y/C1', 'failed'), clause('a.x/C2', 'failed')])).toEqual([
      'b.y/C1 failed',
      'a.x/C2 failed',
    ]);
  });
});

describe('the ledger', () => {
  const [first, second] = lawsOf('linalg.dot').map(({ id }) => id);
  const [id, other] = [first ?? '', second ?? ''];
  const today = '2030-06-15';
  const failed = clause(id, 'failed', { counterexample: { what: 'c', ratio: 3, snippet: '', error: 'not today' } });

  test('a failure that it lists is known', () => {
    const entry = {
      clause: id,
      reason: 'upstream',
      link: 'https://example.org/1',
      expires: today,
      signature: 'not today',
    };
    const { clauses, problems } = applyLedger([failed, clause(other, 'failed')], [entry], today);
    expect(problems).toEqual([]);
    expect(clauses.map(({ verdict }) => verdict)).toEqual(['known', 'failed']);
    expect(clauses[0]?.reason).toBe('upstream (https://example.org/1)');
  });

  test.each([
    ['passes', clause(id, 'passed'), {}, 'passes: remove the entry'],
    ['could not be judged', clause(id, 'unjudged', { reason: 'no bound' }), {}, 'could not be judged: no bound'],
    ['is not supported', clause(id, 'unsupported', { reason: 'no dot' }), {}, 'is not supported: no dot'],
    ['fails differently', failed, { signature: 'tomorrow' }, '"tomorrow" does not occur'],
    ['has expired', failed, { expires: '2030-06-14' }, 'until 2030-06-14, which is over'],
    ['names nothing', failed, { clause: 'linalg.dot/C99' }, 'linalg.dot/C99 names no clause'],
  ])('an entry that %s is a problem', (_name, seen, more, message) => {
    const { clauses, problems } = applyLedger([seen], [{ clause: id, reason: 'x', ...more }], today);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(message);
    expect(clauses).toEqual([seen]);
  });

  test('an entry of a finding is left alone where part of its operation was judged, and stale where all of it was', () => {
    const entry = { clause: 'linalg.dot/state', reason: 'a buffer' };
    expect(applyLedger([failed], [entry], today).problems).toEqual([]);
    const whole = lawsOf('linalg.dot').map((law) => clause(law.id, 'passed'));
    expect(applyLedger(whole, [entry], today).problems).toEqual([
      'linalg.dot/state is listed as a known failure and was not found: remove the entry',
    ]);
    const found = applyLedger([...whole, clause('linalg.dot/state', 'failed')], [entry], today);
    expect([found.problems, found.clauses.at(-1)?.verdict]).toEqual([[], 'known']);
  });

  test('an entry beside this judgement is left alone, one that is there twice is not', () => {
    expect(applyLedger([failed], [{ clause: other, reason: 'x' }], today).problems).toEqual([]);
    expect(
      applyLedger(
        [failed],
        [
          { clause: id, reason: 'x' },
          { clause: id, reason: 'y' },
        ],
        today,
      ).problems,
    ).toEqual([`${id} is listed twice`]);
  });

  test.each([
    ['[', 'is not JSON'],
    ['[]', 'is not a ledger'],
    ['{"entries":[{"clause":"a.b/C1"}]}', 'reason'],
    ['{"entries":[{"clause":"a.b/C1","reason":"x","expires":"tomorrow"}]}', 'must be a date such as'],
    ['{"entries":[{"clause":"a.b/C1","reason":"x","until":"2030-01-01"}]}', 'until'],
    ['{"entries":[{"clause":"a.b/C1","reason":"x","replay":"x"}]}', 'not a replay token'],
  ])('%s is refused', (text, message) => {
    expect(() => readLedger(text, 'ledger.json')).toThrow(/^ledger.json/);
    expect(() => readLedger(text, 'ledger.json')).toThrow(message);
  });
});

const description = { operations: ['linalg.dot'], gradients: [], layouts: [] };
const plan = await planOf({ description, filter: 'linalg.dot,linalg.outer', runs: 1 });

describe('the exit code', () => {
  const run = plan.flatMap(({ laws }) => laws).filter(({ unsupported }) => unsupported === undefined);
  const judged = (verdictOf: (at: number) => ClauseReport | Verdict | undefined) => {
    const results = new Map<string, ClauseReport>();
    run.forEach(({ law }, at) => {
      const given = verdictOf(at);
      if (given !== undefined)
        results.set(law.id, typeof given === 'string' ? clause(law.id, given) : { ...given, id: law.id });
    });
    return assemble({ plan, results, ledger: [], today: '2030-01-01' });
  };

  test('0: everything that was planned conforms; what is missing is reported as unsupported', () => {
    const all = judged(() => 'passed');
    expect(exitCodeOf(all)).toBe(0);
    expect(all.operations.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual([
      'linalg.dot passed',
      'linalg.outer unsupported',
    ]);
    expect(all.summary).toMatchObject({ planned: run.length, executed: run.length, passed: run.length });
    expect(all.summary.unsupported).toBe(plan.flatMap(({ laws }) => laws).length - run.length);
  });

  test('0: what the adapter declines case by case was never planned', () => {
    const some = judged((at) => (at === 0 ? clause('', 'unsupported', { reason: 'no' }) : 'passed'));
    expect([exitCodeOf(some), some.summary.planned]).toEqual([0, run.length - 1]);
  });

  test('0: advice is told, and what cannot be judged shows beside what was', () => {
    const some = judged((at) => (at === 0 ? 'advice' : at === 1 ? 'unjudged' : 'passed'));
    expect(exitCodeOf(some)).toBe(0);
    expect(some.summary).toMatchObject({ planned: run.length, executed: run.length, advice: 1, unjudged: 1 });
    expect(some.operations[0]?.verdict).toBe('advice');
    expect(judged((at) => (at === 0 ? 'unjudged' : 'passed')).operations[0]?.verdict).toBe('passed');
  });

  test('3: most of it could not be judged', () => {
    expect(exitCodeOf(judged(() => 'unjudged'))).toBe(3);
    expect(exitCodeOf(judged((at) => (at % 3 === 0 ? 'passed' : 'unjudged')))).toBe(3);
    expect(exitCodeOf(judged((at) => (at % 3 === 0 ? 'unjudged' : 'passed')))).toBe(0);
  });

  test('1: a call leaves something behind, though every clause passes; told once, whoever found it', () => {
    const results = new Map(run.map(({ law }) => [law.id, clause(law.id, 'passed')]));
    const states = [clause('linalg.dot/state', 'failed'), clause('linalg.dot/state', 'failed', { cases: 2 })];
    const all = assemble({ plan, results, states, ledger: [], today: '2030-01-01' });
    expect(exitCodeOf(all)).toBe(1);
    expect(all.summary).toMatchObject({ planned: run.length, executed: run.length, failed: 1 });
    expect(all.operations[0]?.clauses.at(-1)).toMatchObject({ id: 'linalg.dot/state', cases: 3 });
    const elsewhere = assemble({
      plan,
      results,
      states: [clause('linalg.matmul/state', 'failed')],
      ledger: [],
      today: '',
    });
    expect(elsewhere.operations.map(({ id }) => id)).toEqual(['linalg.dot', 'linalg.outer', 'linalg.matmul']);
  });

  test('1: something fails, or the ledger has a problem', () => {
    expect(exitCodeOf(judged((at) => (at === 1 ? 'errored' : 'passed')))).toBe(1);
    expect(exitCodeOf({ ...judged(() => 'passed'), ledgerProblems: ['x'] })).toBe(1);
  });

  test('3: an operation was no longer called, though nothing failed; 0 where the ledger knows of it', () => {
    const untried = clause('', 'blocked', { reason: 'linalg.dot is not called again', untried: true });
    const some = judged((at) => (at === 0 ? untried : 'passed'));
    expect([exitCodeOf(some), some.summary.planned - some.summary.executed]).toEqual([3, 1]);
    const results = new Map(
      run.map(({ law }, at) => [law.id, { ...(at === 0 ? untried : clause('', 'passed')), id: law.id }]),
    );
    const ledger = [{ clause: run[0]?.law.id ?? '', reason: 'slow' }];
    expect(exitCodeOf(assemble({ plan, results, ledger, today: '2030-01-01' }))).toBe(0);
  });

  test('3: nothing was judged, or less than was planned', () => {
    expect(exitCodeOf(judged(() => clause('', 'unsupported', { reason: 'no' })))).toBe(3);
    expect(exitCodeOf(judged((at) => (at === 0 ? undefined : 'passed')))).toBe(3);
    expect(
      exitCodeOf(judged((at) => (at === 0 ? clause('', 'unsupported', { reason: nothingJudged }) : 'passed'))),
    ).toBe(3);
  });
});

describe('what was not tried', () => {
  const untried = (id: string, target: string): ClauseReport => ({
    ...clause(id, 'blocked'),
    untried: true,
    reason: `it is not called again: see ${target}`,
  });
  test('points to a failure in the end, also where the clause that met it first was not tried to its end', () => {
    const pointed = pointedToFailures([
      clause('a.x/C1', 'timedOut'),
      untried('a.x/C4', 'a.x/C1'),
      untried('b.y/C1', 'a.x/C4'),
    ]);
    expect(pointed.map(({ reason }) => reason?.slice(-6))).toEqual([undefined, 'a.x/C1', 'a.x/C1']);
  });

  test('points where it did where two point to each other', () => {
    const pointed = pointedToFailures([untried('a.x/C1', 'a.x/C2'), untried('a.x/C2', 'a.x/C1')]);
    expect(pointed.map(({ reason }) => reason?.slice(-6))).toEqual(['a.x/C2', 'a.x/C1']);
  });
});
