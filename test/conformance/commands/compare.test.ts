import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { comparisonMarkdown, comparisonText } from '../../../conformance/present/comparison.ts';
import { compareReports, comparisonExitCode, refuseUnlike } from '../../../conformance/report/compare.ts';
import type { ClauseReport, Report } from '../../../conformance/report/report.ts';
import { readReport, reportText } from '../../../conformance/report/reportFile.ts';
import { UsageError } from '../../../conformance/usageError.ts';
import { clause, failed, operation, reportOf } from '../../present/fakeReport.ts';
import { tensorLaws } from './run.ts';

const of = (...clauses: readonly ClauseReport[]): Report => reportOf([operation('linalg.dot', clauses)]);

const before = of(
  clause('linalg.dot/C1'),
  failed('linalg.dot/C2'),
  failed('linalg.dot/C3'),
  clause('linalg.dot/C4'),
  clause('linalg.dot/C5', 'known', { reason: 'issue 12' }),
  clause('linalg.dot/C6'),
  clause('linalg.dot/C7'),
  clause('linalg.dot/C8', 'unjudged'),
);
const now = of(
  failed('linalg.dot/C1', { cause: 'a <b> | c' }),
  clause('linalg.dot/C2'),
  failed('linalg.dot/C3'),
  clause('linalg.dot/C4', 'blocked', { reason: 'it needs linalg.outer' }),
  failed('linalg.dot/C5'),
  clause('linalg.dot/C6', 'known', { reason: 'issue 13' }),
  clause('linalg.dot/C8'),
);

describe('what became of the clauses of a report', () => {
  const comparison = compareReports(before, now);
  const ids = (changes: readonly { readonly id: string }[]) => changes.map(({ id }) => id.slice('linalg.dot/'.length));

  test('stands in one group each', () => {
    expect(ids(comparison.broken)).toEqual(['C1', 'C5']);
    expect(ids(comparison.mended)).toEqual(['C2']);
    expect(ids(comparison.still)).toEqual(['C3']);
    expect(ids(comparison.lost)).toEqual(['C4', 'C7']);
    expect(ids(comparison.known)).toEqual(['C6']);
    expect(ids(comparison.gained)).toEqual(['C8']);
    expect(comparison.unchanged).toBe(0);
  });

  test('is worse where something broke or is judged no longer', () => {
    expect(comparisonExitCode(comparison)).toBe(1);
    expect(comparisonExitCode(compareReports(before, before))).toBe(0);
    expect(comparisonExitCode(compareReports(now, before))).toBe(1);
    const [holds, absent] = [of(clause('linalg.dot/C1')), reportOf([])];
    expect(comparisonExitCode(compareReports(holds, absent))).toBe(1);
    expect(comparisonExitCode(compareReports(absent, holds))).toBe(0);
    expect(comparisonExitCode(compareReports(of(failed('linalg.dot/C1')), holds))).toBe(0);
  });

  test('is told in text', () => {
    const text = comparisonText({ before, now, comparison });
    expect(text).toContain('newly broken: 2 clauses\n  linalg.dot/C1: a <b> | c; c[0, 0]: expected 2, received 3, ');
    expect(text).toContain('  linalg.dot/C5: its ledger lists it no longer: ');
    expect(text).toContain(
      '  linalg.dot/C4: passed, now blocked: it needs linalg.outer\n  linalg.dot/C7: passed, now absent',
    );
    expect(text).toContain(
      '\n2 newly broken, 2 no longer judged, 1 still broken, 1 newly known to be broken, 1 mended, 1 newly judged, which hold, 0 as before.\n',
    );
  });

  test('is told in Markdown, with the counterexample of what is newly broken', () => {
    const text = comparisonMarkdown({ before, now, comparison });
    expect(text).toContain('#### Newly broken: 2 clauses\n\n- `linalg.dot/C1`: a &lt;b> \\| c; ');
    expect(text).toContain('  npx tensor-laws replay abc123 --adapter ./adapter.mjs\n  ```\n\n  </details>');
    expect(text).toContain('<details><summary>Mended: 1 clause</summary>\n\n- `linalg.dot/C2`\n\n</details>');
  });
});

describe('tensor-laws compare', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tensor-laws-compare-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const written = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };

  test('1 where something is worse, 0 where nothing is; the summary of the job holds it too', async () => {
    const [a, b] = [written('a.json', reportText(before)), written('b.json', reportText(now))];
    const summary = join(folder, 'summary.md');
    const worse = await tensorLaws(['compare', a, b, '--markdown'], { GITHUB_STEP_SUMMARY: summary });
    expect([worse.code, worse.stderr]).toEqual([1, '']);
    expect(worse.stdout).toContain('### tensor-laws: some-library 1.2.3');
    expect(readFileSync(summary, 'utf8')).toBe(`${worse.stdout}\n`);
    const same = await tensorLaws(['compare', a, a]);
    expect([same.code, same.stdout]).toEqual([0, expect.stringContaining('0 newly broken')]);
  });

  test.each([
    ['of another seed', { ...now, seed: 8 }, 'seed: 7 in a.json, 8 in b.json'],
    ['of another data type', { ...now, dtype: 'float32' }, 'data type: float64 in'],
    ['of another version', { ...now, version: '9.0.0' }, 'version of tensor-laws: 0.1.0 in'],
  ])('a report %s is refused', (_name, report, message) => {
    expect(() => refuseUnlike(before, report, ['a.json', 'b.json'])).toThrow(UsageError);
    expect(() => refuseUnlike(before, report, ['a.json', 'b.json'])).toThrow(message);
  });

  test('a ratio that is infinite comes back, and is not one that was not measured', () => {
    const infinite = failed(
      'linalg.dot/C1',
      { worstRatio: Number.POSITIVE_INFINITY },
      { ratio: Number.POSITIVE_INFINITY },
    );
    const none = failed('linalg.dot/C2', { worstRatio: null });
    const path = written('ratios.json', reportText(of(infinite, none)));
    expect(readFileSync(path, 'utf8')).toContain('"worstRatio": "infinite"');
    expect(readReport(path)).toEqual(of(infinite, none));
  });

  test.each([
    ['is not there', undefined, 'cannot be read: no such file'],
    ['is empty', '', 'is not JSON: it is empty'],
    ['is cut off', reportText(before).slice(0, -3), 'it ends where "," or the end of the list or object must come'],
    ['is not JSON', '{\n  "a": }', 'line 2, column 8 has "}" where a value must come'],
    ['has a comma too many', '{"a": [1, 2,]}', 'line 1, column 13 has "]" where a value must come'],
    ['goes on', '{"a": {}} x', 'line 1, column 11 has "x" where nothing more must come'],
    [
      'is of something else',
      '{ "entries": [] }',
      'is no report: `tensor-laws check <adapter> --json <file>` writes one',
    ],
    ['has lost a part', JSON.stringify({ ...before, operations: 3 }), 'operations must be a list, got 3'],
    ['knows too much', JSON.stringify({ ...before, more: 1 }), 'has "more", which it knows nothing of'],
    [
      'is of another form',
      JSON.stringify({ ...before, schemaVersion: 1 }),
      'is a report of form 1, which tensor-laws 0.1.0 wrote',
    ],
    ['has lost a field', JSON.stringify({ ...before, seed: undefined }), 'has no "seed"'],
  ])('a file that %s is no report', (name, text, message) => {
    const path = text === undefined ? join(folder, 'none.json') : written(`${name}.json`, text);
    expect(() => readReport(path)).toThrow(UsageError);
    expect(() => readReport(path)).toThrow(message);
  });
});
