import { describe, expect, test } from 'vitest';
import { sarif } from '../../conformance/present/sarif.ts';
import { clause, failed, operation, realisticReport, reportOf } from './fakeReport.ts';

const runOf = (report: Parameters<typeof sarif>[0]) => JSON.parse(sarif(report)).runs[0];

describe('SARIF', () => {
  const run = runOf(
    reportOf(
      [
        operation('linalg.dot', [
          clause('linalg.dot/C1'),
          failed('linalg.dot/C2', { cause: 'the sum is wrong\x1b[1m' }),
          failed('linalg.dot/C3', { verdict: 'known', reason: 'issue 12' }),
          failed('linalg.dot/C4', { verdict: 'advice' }),
        ]),
      ],
      { unknown: ['linalg.dott'] },
    ),
  );

  test('has a rule for every clause with something to say, and a result for each failure', () => {
    expect(run.tool.driver).toMatchObject({ name: 'tensor-laws', version: '0.1.0' });
    expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual([
      'linalg.dot/C2',
      'linalg.dot/C3',
      'linalg.dot/C4',
    ]);
    const [wrong, known, advice] = run.results;
    expect(wrong).toMatchObject({
      ruleId: 'linalg.dot/C2',
      ruleIndex: 0,
      level: 'error',
      properties: { replay: 'abc123' },
    });
    expect(wrong.message.text).toMatch(/^the sum is wrong\\x1b\[1m\n.*received: 3\n/s);
    expect(wrong.message.text).toContain('npx tensor-laws replay abc123 --adapter ./adapter.mjs');
    expect(wrong.locations[0].physicalLocation.artifactLocation.uri).toBe('adapter.mjs');
    expect(known).toMatchObject({ suppressions: [{ kind: 'external', justification: 'issue 12' }] });
    expect(advice).toMatchObject({ level: 'note' });
    expect(wrong.suppressions).toBeUndefined();
  });

  test('tells what is no clause as notifications', () => {
    expect(run.invocations[0]).toMatchObject({
      executionSuccessful: true,
      toolExecutionNotifications: [{ level: 'warning', message: { text: expect.stringContaining('linalg.dott') } }],
    });
  });

  test('holds a whole report, and an empty one', () => {
    const { results, tool } = runOf(realisticReport());
    expect(results.length).toBeGreaterThan(8);
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
    expect(runOf(reportOf([])).results).toEqual([]);
  });
});
