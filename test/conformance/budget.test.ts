import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { duration } from '../../conformance/commands/_internal/duration.ts';
import { timesText } from '../../conformance/commands/_internal/progress.ts';
import { sharesByWeight } from '../../conformance/judge/_internal/shares.ts';
import { check } from '../../conformance/judge/check.ts';
import { findLaw, isDefining, loadOperations } from '../../conformance/judge/laws.ts';
import { planOf } from '../../conformance/judge/plan.ts';
import { junit } from '../../conformance/present/junit.ts';
import { terminal } from '../../conformance/present/terminal.ts';
import { exitCodeOf } from '../../conformance/report/exitCode.ts';
import type { Report } from '../../conformance/report/report.ts';
import { clause, failed, operation, reportOf } from '../present/fakeReport.ts';
import { markupFault } from '../present/markup.ts';
import { root } from './commands/run.ts';

let folder = '';
/** An adapter each of whose calls takes a while, so that no run of it ends soon. */
let slow = '';
beforeAll(async () => {
  await loadOperations(['linalg.dot', 'linalg.outer', 'linalg.matmul']);
  folder = mkdtempSync(join(tmpdir(), 'tensor-laws-budget-'));
  slow = join(folder, 'slow.mjs');
  writeFileSync(
    slow,
    `import good from ${JSON.stringify(pathToFileURL(join(root, 'test/conformance/adapters/good.ts')).href)};
     import { writeFileSync } from 'node:fs';
     writeFileSync(${JSON.stringify(join(folder, 'pid'))} + process.pid, '');
     const wait = (call) => async (...given) => { await new Promise((resolve) => setTimeout(resolve, 20)); return call(...given); };
     const operations = Object.fromEntries(Object.entries(good.operations).map(([name, call]) => [name, wait(call)]));
     export default { ...good, operations };`,
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const plain = (report: Report) => terminal(report, { color: false, width: 120 });
const idsOf = (report: Report) =>
  report.operations.flatMap(({ clauses }) =>
    clauses.filter(({ verdict }) => verdict !== 'unsupported').map(({ id }) => id),
  );

test.each([
  ['90s', 90],
  ['5m', 300],
  ['1h30m', 5400],
  ['45', 45],
  ['2.5m', 150],
])('%s is a time', (text, seconds) => expect(duration(text)).toBe(seconds));

test.each(['', 'soon', '5 m', '-3s', '0s', '2d', '48h'])('"%s" is none', (text) => {
  expect(() => duration(text)).toThrow(/a time is/);
});

test('the progress says how long it took and about how long it will', () => {
  expect(timesText(3, 0)).toBe('3 s');
  expect(timesText(60, 0.25)).toBe('60 s, about 3 min left');
  expect(timesText(60, 1)).toBe('60 s');
});

test('what counts most is judged first: the definitions, then the shortest, special values last', async () => {
  const description = { operations: ['linalg.dot', 'linalg.outer'], gradients: ['linalg.dot'], layouts: [] };
  const plan = await planOf({ description, filter: 'linalg.dot,linalg.outer', runs: 24 });
  const order = sharesByWeight(plan).flat();
  const asked = plan.flatMap(({ laws }) => laws).filter(({ unsupported }) => unsupported === undefined);
  expect(order.toSorted()).toEqual(asked.map(({ law }) => law.id).toSorted());
  const first = order.findIndex((id) => !isDefining(findLaw(id)));
  expect(order.slice(first).some((id) => isDefining(findLaw(id)))).toBe(false);
  expect(new Set(order.slice(0, first).map((id) => id.split('/')[0]))).toEqual(new Set(['linalg.dot', 'linalg.outer']));
  expect(order.at(-1)).toMatch(/\/special$/);
});

describe('a run that was ended', () => {
  const judged = [operation('linalg.dot', [clause('linalg.dot/C1'), clause('linalg.dot/C2')])];
  const summary = { ...reportOf(judged).summary, planned: 5 };
  const left = ['linalg.dot/C3', 'linalg.outer/C1', 'linalg.outer/C2'];
  const spent = reportOf(judged, { summary, left, budget: 300 });
  const ended = reportOf(judged, { summary, left, endedBy: 'SIGINT' });

  test('by its budget is decided by what was judged, and names the rest', () => {
    expect(exitCodeOf(spent)).toBe(0);
    expect(plain(spent)).toContain('conforms: 2 clauses judged; 3 were left when the budget of 5 min was spent.');
    expect(plain(spent)).toContain('3 clauses not judged, the budget was spent: linalg.dot (1), linalg.outer (2)');
    const broken = [operation('linalg.dot', [failed('linalg.dot/C1')])];
    expect(exitCodeOf(reportOf(broken, { left, budget: 300 }))).toBe(1);
    expect(exitCodeOf(reportOf([], { left, budget: 300 }))).toBe(3);
  });

  test('by a signal is not complete', () => {
    expect(exitCodeOf(ended)).toBe(3);
    expect(plain(ended)).toContain('SIGINT ended the run; what was judged holds, 2 of 5 planned clauses.');
    expect(exitCodeOf({ ...ended, budget: 300 })).toBe(3);
  });

  test('shows what was left in JUnit', () => {
    expect(markupFault(junit(spent))).toBeUndefined();
    expect(junit(spent)).toContain('tests="5" failures="0" errors="0" skipped="3"');
  });
});

describe.each([1, 2])('with %d processes', (workers) => {
  test('a budget is kept, and what was judged by then is told', { timeout: 60_000 }, async () => {
    const report = await check({
      adapter: slow,
      operations: 'linalg.dot,linalg.outer',
      runs: 300,
      workers,
      budget: 4,
      today: '2030-01-01',
    });
    expect(report.left.length).toBeGreaterThan(0);
    expect(idsOf(report).length + report.left.length).toBe(report.summary.planned);
    expect(report.summary.failed + report.summary.errored + report.summary.timedOut).toBe(0);
    expect(report.budget).toBe(4);
  });
});

/** Starts a check of the slow adapter and waits until it has found something. */
async function started(
  json: string,
  ...more: string[]
): Promise<{ readonly run: ChildProcess; readonly output: () => string }> {
  const parameters = [
    'check',
    slow,
    '--operations',
    'linalg.dot,linalg.outer',
    '--runs',
    '200',
    '--json',
    json,
    ...more,
  ];
  const run = spawn(process.execPath, [join(root, 'conformance/cli.ts'), ...parameters], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [run.stdout, run.stderr]) {
    stream?.on('data', (chunk) => {
      text += chunk;
    });
  }
  const partial = `${json}.partial`;
  while (!existsSync(partial) || readFileSync(partial, 'utf8').split('\n').length < 4) {
    if (run.exitCode !== null) throw new Error(text);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { run, output: () => text };
}

const exitOf = (run: ChildProcess) =>
  new Promise<readonly [number | null, NodeJS.Signals | null]>((resolve) => {
    run.once('close', (code, signal) => resolve([code, signal]));
  });

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe.skipIf(process.platform === 'win32')('a process that is asked to end', () => {
  test.each(['1', '2'])(
    'tells what it found and leaves nothing behind, with %s workers',
    { timeout: 120_000 },
    async (workers) => {
      const json = join(folder, `ended${workers}.json`);
      const { run, output } = await started(json, '--workers', workers);
      const exit = exitOf(run);
      run.kill('SIGINT');
      expect(await exit, output()).toEqual([3, null]);
      const report: Report = JSON.parse(readFileSync(json, 'utf8'));
      expect([report.endedBy, existsSync(`${json}.partial`)]).toEqual(['SIGINT', false]);
      expect(idsOf(report).length).toBeGreaterThan(0);
      expect(output()).toContain('SIGINT ended the run');
      const pids = readdirSync(folder).flatMap((name) => (name.startsWith('pid') ? [Number(name.slice(3))] : []));
      // What its judge could not end sees within a second that nobody is there.
      await expect.poll(() => pids.filter(isRunning), { timeout: 10_000 }).toEqual([]);
    },
  );

  test('keeps what it found even where it is killed', { timeout: 120_000 }, async () => {
    const json = join(folder, 'killed.json');
    const { run } = await started(json, '--workers', '1');
    const exit = exitOf(run);
    run.kill('SIGKILL');
    expect(await exit).toEqual([null, 'SIGKILL']);
    const [head, ...lines] = readFileSync(`${json}.partial`, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(head).toMatchObject({ kind: 'started', tool: 'tensor-laws', adapter: { name: 'good' } });
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) expect(line).toMatchObject({ kind: 'clause', clause: { verdict: 'passed' } });
  });
});
