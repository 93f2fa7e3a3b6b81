import { describe, expect, it } from 'vitest';
import { junit } from '../../conformance/present/junit.ts';
import { clause, failed, operation, raising, realisticReport, reportOf } from './fakeReport.ts';
import { markupFault } from './markup.ts';

describe('junit', () => {
  const xml = junit(realisticReport());

  it('is well-formed, with a suite per operation and a case per clause', () => {
    expect(markupFault(xml)).toBeUndefined();
    expect(xml.match(/<testsuite /g)).toHaveLength(32);
    expect(xml.match(/<testcase /g)).toHaveLength(201);
  });

  it('counts failures, errors and skipped clauses', () => {
    expect(xml).toContain(
      '<testsuites name="tensor-laws ml-matrix 6.15.1" tests="201" failures="7" errors="2" skipped="26">',
    );
    expect(xml.match(/<failure /g)).toHaveLength(7);
    expect(xml.match(/<error /g)).toHaveLength(2);
    expect(xml.match(/<skipped /g)).toHaveLength(26);
  });

  it('tells what failed and why a clause was skipped', () => {
    const text = junit(
      reportOf([
        operation('linalg.matmul', [
          failed('linalg.matmul/C1', { cause: 'a cause' }, { ratio: 3 }),
          clause('linalg.matmul/C2', 'unsupported', { reason: 'no gradient' }),
        ]),
      ]),
    );
    expect(text).toContain('<failure message="a cause" type="failed">(AB)C = A(BC)\n');
    expect(text).toContain('ratio: 3 times what is allowed');
    expect(text).toContain('npx tensor-laws replay abc123 --adapter ./adapter.mjs');
    expect(text).toContain('<skipped message="unsupported: no gradient"/>');
  });

  it('passes what only breaks advice, and says so; skips what could not be judged', () => {
    const text = junit(
      reportOf([
        operation('linalg.matmul', [
          failed('linalg.matmul/C1', { verdict: 'advice', cause: 'a cause' }),
          clause('linalg.matmul/C2', 'unjudged', { reason: 'no bound' }),
          failed('linalg.matmul/C3', { verdict: 'known', reason: 'issue 12' }),
        ]),
      ]),
    );
    expect(markupFault(text)).toBeUndefined();
    expect(text).toContain('<system-out>advice: a cause\n(AB)C = A(BC)\n');
    expect(text).toContain('<skipped message="unjudged: no bound"/>');
    expect(text).toContain('<skipped message="known failure: issue 12"/>');
    expect(text).toContain('tests="3" failures="0" errors="0" skipped="2"');
  });

  it('says what every clause took', () => {
    const spent = (wall: number) => ({ spent: { cpu: 1, wall, calls: 3 } });
    const text = junit(
      reportOf([
        operation('linalg.dot', [
          clause('linalg.dot/C1', 'passed', spent(0.25)),
          clause('linalg.dot/C2', 'passed', spent(1)),
        ]),
      ]),
    );
    expect(text).toContain('name="linalg.dot/C1" time="0.250"/>');
    expect(text).toMatch(/<testsuite name="linalg\.dot" .* time="1\.250">/);
    expect(text).toMatch(/<testsuites .* time="1\.250">/);
  });

  it('escapes messages, control characters and line breaks', () => {
    const text = junit(
      reportOf([operation('linalg.dot', [raising('linalg.dot/C1', 'a <b> & "c"\nnext\x00\x1b[1m\ufffe\ud800')])], {
        ledgerProblems: ['<stale>'],
      }),
    );
    expect(markupFault(text)).toBeUndefined();
    expect(text).toContain('message="a &lt;b&gt; &amp; &quot;c&quot;&#10;next\\x00\\x1b[1m');
    expect(text).toContain('<failure message="&lt;stale&gt;"/>');
  });

  it('holds an empty report', () => {
    expect(markupFault(junit(reportOf([])))).toBeUndefined();
    expect(junit(reportOf([]))).toContain('tests="0" failures="0" errors="0" skipped="0"');
  });
});
