import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refuseUnwritable, writeOutputs } from '../../conformance/commands/_internal/outputs.ts';
import { unmetBy } from '../../conformance/judge/required.ts';
import { annotations } from '../../conformance/present/annotations.ts';
import { html } from '../../conformance/present/html.ts';
import { junit } from '../../conformance/present/junit.ts';
import { terminal } from '../../conformance/present/terminal.ts';
import { exitCodeOf } from '../../conformance/report/exitCode.ts';
import type { Report } from '../../conformance/report/report.ts';
import { reportText } from '../../conformance/report/reportFile.ts';
import { UsageError } from '../../conformance/usageError.ts';
import { clause, failed, operation, reportOf } from '../present/fakeReport.ts';
import { markupFault } from '../present/markup.ts';
import { root, tensorLaws } from './commands/run.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tensor-laws-strict-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const holds = operation('linalg.dot', [clause('linalg.dot/C1')]);
const plain = (report: Report) => terminal(report, { color: false, width: 120 });

describe('what surrounds the clauses', () => {
  const more = { unknown: ['linalg.dott'], warnings: ['x promises something of linalg.q*'] };
  const [loose, strict] = [reportOf([holds], more), reportOf([holds], { ...more, strict: true })];

  test.each([
    ['the terminal', plain],
    ['JSON', reportText],
    ['JUnit', junit],
    ['HTML', html],
    ['annotations', annotations],
  ])('an unknown operation is told in %s, strict or not', (_name, present) => {
    expect(present(loose)).toContain('linalg.dott');
    expect(present(strict)).toContain('linalg.dott');
  });

  test('fails the run where it is strict', () => {
    expect([exitCodeOf(loose), exitCodeOf(strict)]).toEqual([0, 1]);
    expect(plain(strict)).toContain('does not conform: 2 warnings, and --strict was given.');
    expect(annotations(loose)).toMatch(/^::warning /);
    expect(annotations(strict)).toMatch(/^::error /);
    for (const report of [loose, strict]) expect(markupFault(junit(report))).toBeUndefined();
    expect(junit(loose)).toContain('tests="3" failures="0" errors="0" skipped="2"');
    expect(junit(strict)).toContain('tests="3" failures="2" errors="0" skipped="0"');
  });

  test('a clause without a law fails it too, unless its operation was not judged at all', () => {
    const bare = (verdict: 'passed' | 'unsupported') =>
      reportOf(
        [
          holds,
          {
            id: 'linalg.outer',
            verdict,
            clauses: [clause('linalg.outer/C1', verdict)],
            uncovered: ['linalg.outer/C9'],
          },
        ],
        { strict: true },
      );
    expect([exitCodeOf(bare('passed')), exitCodeOf(bare('unsupported'))]).toEqual([1, 0]);
    expect(plain(bare('passed'))).toContain('linalg.outer/C9: no law covers it');
  });

  test('the headline says on how many operations an adapter conforms', () => {
    const absent = operation('linalg.outer', [clause('linalg.outer/C1', 'unsupported')]);
    expect(plain(reportOf([holds, absent]))).toContain('conforms on 1 of 2 operations: 1 clause judged.');
    const other = operation('linalg.outer', [clause('linalg.outer/C1')]);
    expect(plain(reportOf([holds, other]))).toContain('conforms on all 2 operations: 2 clauses judged.');
  });
});

describe('what is required', () => {
  const operations = [
    operation('linalg.dot', [
      clause('linalg.dot/definition'),
      failed('linalg.dot/integers'),
      clause('linalg.dot/special', 'unjudged', { reason: 'no bound' }),
    ]),
    operation('linalg.outer', [
      clause('linalg.outer/definition', 'unsupported', { reason: 'the adapter has no linalg.outer' }),
    ]),
  ];

  test('is an operation of which something was judged', async () => {
    expect(await unmetBy('linalg.dot', operations, 'float64')).toEqual([]);
    expect(await unmetBy('linalg.dot,linalg.oute*', operations, 'float64')).toEqual([
      'linalg.outer is required and was not judged: the adapter has no linalg.outer',
    ]);
    const [absent] = await unmetBy('tensor.add', operations, 'float64');
    expect(absent).toBe('tensor.add is required and was not judged: it was not asked for');
  });

  test('is a clause that was judged, whether it holds or not', async () => {
    expect(await unmetBy('linalg.dot/definition,linalg.dot/integers', operations, 'float64')).toEqual([]);
    expect(await unmetBy('linalg.dot/special', operations, 'float64')).toEqual([
      'linalg.dot/special is required and was not judged: no bound',
    ]);
  });

  test('fails the run, by name, in every form', () => {
    const unmet = ['linalg.outer is required and was not judged: the adapter has no linalg.outer'];
    const report = reportOf([holds], { unmet });
    expect(exitCodeOf(report)).toBe(1);
    expect(plain(report)).toContain('does not conform: 1 of what is required was not judged.');
    for (const present of [plain, junit, annotations, reportText])
      expect(present(report)).toContain('linalg.outer is required');
  });
});

describe('files that a report is written to', () => {
  test('are tried before the run', () => {
    mkdirSync(join(folder, 'taken'));
    writeFileSync(join(folder, 'file'), '');
    const refused = (outputs: Parameters<typeof refuseUnwritable>[0]) => () => refuseUnwritable(outputs);
    expect(refused({ json: join(folder, 'taken') })).toThrow(UsageError);
    expect(refused({ json: join(folder, 'taken') })).toThrow('cannot be written: it is a folder');
    expect(refused({ html: join(folder, 'file', 'x.html') })).toThrow('a part of its path is a file');
    const same = join(folder, 'same');
    expect(refused({ json: same, junit: same })).toThrow('--json and --junit name the same file');
    expect(refused({ json: join(folder, 'deep', 'er', 'x.json') })).not.toThrow();
    expect(() => readFileSync(join(folder, 'deep', 'er', 'x.json'))).toThrow('ENOENT');
  });

  test('that cannot be written after all are named', () => {
    const failures = writeOutputs(reportOf([holds]), { json: join(folder, 'taken'), junit: join(folder, 'x.xml') });
    expect(failures).toEqual([expect.stringMatching(/taken cannot be written: it is a folder$/)]);
    expect(readFileSync(join(folder, 'x.xml'), 'utf8')).toContain('<testsuites');
  });
});

test('a run whose report cannot be written shows its verdict and exits with 3; what it can see is refused before', {
  timeout: 120_000,
}, async () => {
  const gone = join(folder, 'gone');
  const adapter = join(folder, 'adapter.mjs');
  // The folder of the report is taken away while the adapter is judged.
  writeFileSync(
    adapter,
    `import { rmSync, writeFileSync } from 'node:fs';
     import good from ${JSON.stringify(pathToFileURL(join(root, 'test/conformance/adapters/good.ts')).href)};
     rmSync(${JSON.stringify(gone)}, { recursive: true, force: true });
     writeFileSync(${JSON.stringify(gone)}, '');
     export default { ...good, operations: { ...good.operations, 'linalg.dott': () => 0 } };`,
  );
  const parameters = ['check', adapter, '--operations', 'linalg.dot', '--runs', '2'];
  const { code, stdout, stderr } = await tensorLaws([...parameters, '--json', join(gone, 'x.json')]);
  expect([code, stdout, stderr]).toEqual([
    3,
    expect.stringContaining('good 1.0.0 conforms'),
    expect.stringMatching(/error: .*x\.json cannot be written/),
  ]);
  const strict = await tensorLaws([...parameters, '--strict', '--require', 'linalg.*']);
  expect([strict.code, strict.stderr]).toEqual([1, expect.stringContaining('linalg.dott (did you mean linalg.dot')]);
  expect(strict.stdout).toMatch(/required +linalg\.matmul is required and was not judged/);
});
