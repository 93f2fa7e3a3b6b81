import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Checkout, checkoutOf } from '../../bench/_internal/checkout.ts';
import { cpuTime } from '../../bench/_internal/cpuTime.ts';
import { figureTable } from '../../bench/_internal/figureTable.ts';
import { manyOperations } from '../../bench/_internal/manyOperations.ts';
import { UsageError } from '../../bench/_internal/options.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

describe('CPU time', () => {
  /** Works for some 200 ms of CPU, not of time. */
  const busy = 'const used = () => process.cpuUsage().user + process.cpuUsage().system; while (used() < 2e5);';
  const start = (options: string) =>
    `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(busy)}], ${options})`;
  const secondsOf = async (code: string) => (await cpuTime([process.execPath, '-e', code], tmpdir())).seconds;

  test('is that of the command, its children and those that outlive it', async () => {
    const [own, child, orphan] = await Promise.all([
      secondsOf(busy),
      secondsOf(`${start("{ stdio: 'inherit' }")}; ${busy}`),
      secondsOf(`${start("{ stdio: 'ignore' }")}.unref(); ${busy}`),
    ]);
    expect(own).toBeGreaterThanOrEqual(0.19);
    expect(child).toBeGreaterThanOrEqual(0.38);
    // Where there is no /proc, nobody knows of an orphan.
    expect(orphan).toBeGreaterThanOrEqual(existsSync('/proc/self/stat') ? 0.38 : 0.19);
    expect(Math.max(own, child, orphan)).toBeLessThan(2);
  });

  test('comes with the exit code and what was written', async () => {
    const { code, output } = await cpuTime([process.execPath, '-e', "console.log('out'); process.exit(4)"], root);
    expect([code, output]).toEqual([4, 'out\n']);
  });
});

describe('a copy with many operations', () => {
  let copy: Checkout;
  let count = 0;
  beforeAll(() => {
    count = 1 + 2 * operationsOf(root).length;
    copy = manyOperations(root, count);
  });
  afterAll(() => copy.remove());

  test('has as many, each with files, ids and fixtures of its own, and its reference conforms', async () => {
    const ids = operationsOf(copy.folder);
    expect(ids).toHaveLength(count);
    expect(new Set(ids).size).toBe(count);
    // A common word, internal parts that know their record, and a second copy.
    const operations = 'tensor.sum2,decompositions.eigh2,decompositions.cholesky3';
    const parameters = ['bin/tensor-laws.js', 'check', 'adapters/reference', '--operations', operations, '--runs', '1'];
    const { code, output } = await cpuTime([process.execPath, ...parameters, '--workers', '1'], copy.folder);
    expect(code, output).toBe(0);
    expect(output).toMatch(/tensor +1 /);
    expect(output).toMatch(/decompositions +2 /);
  });

  const operationsOf = (folder: string): string[] =>
    [...readFileSync(join(folder, 'src/registry.generated.ts'), 'utf8').matchAll(/^import .* from/gm)].map(String);
});

test('what to measure against is a checkout or a revision', () => {
  expect(checkoutOf(root, root).folder).toBe(root.slice(0, -1));
  expect(() => checkoutOf(tmpdir(), root)).toThrow(UsageError);
  expect(() => checkoutOf('no-such-revision', root)).toThrow('neither a folder nor a revision');
});

test('a table shows medians, ratios, and which targets are met', () => {
  const figures = [
    { check: [9, 1, 2], clause: [3], other: [1] },
    { check: [10, 20, 12], other: [2] },
  ];
  const { text, missed } = figureTable(figures, 'abc', { check: { times: 7 }, clause: { most: 3 } });
  expect(text.split('\n')).toEqual([
    'CPU time    here      abc  ratio  target',
    'check     2.00 s  12.00 s   6.00  7 times less  missed',
    'clause    3.00 s                  at most 3 s   met',
    'other     1.00 s   2.00 s   2.00',
  ]);
  expect(missed).toBe(1);
  expect(figureTable(figures.slice(0, 1), undefined, { check: { times: 7 } }).missed).toBe(0);
});
