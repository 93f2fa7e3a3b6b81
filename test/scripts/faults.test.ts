import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { faultCache, keyOf } from '../../scripts/_internal/faultCache.ts';
import { faultFiles } from '../../scripts/_internal/faultFiles.ts';
import { faultProgress } from '../../scripts/_internal/faultProgress.ts';
import { faultTable, lawsIn, listedIn } from '../../scripts/_internal/faultTable.ts';
import { importGraph } from '../../scripts/_internal/importGraph.ts';
import { workOff } from '../../scripts/_internal/workers.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tensor-laws-faults-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const written = (file: string, text: string): string => {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
  return join(folder, file);
};

describe('the files that a fault depends on', () => {
  const filesOf = (file: string, operation: string) => faultFiles(importGraph(root), { file, operation });
  const permute = filesOf('test/faults/tensor/shapes.ts', 'tensor.permute');

  test('are its record, laws, reference, fixtures, plan and judge, and the kernel that the reference runs', () => {
    for (const file of [
      'spec/tensor/permute.ts',
      'properties/tensor/permute.ts',
      'src/tensor/permute.ts',
      'golden/tensor/permute.json',
      'test/faults/tensor/shapes.ts',
      'test/faults/_internal/plain.ts',
      'test/_internal/plantedFaults.ts',
      'conformance/judge/runLaw.ts',
      'properties/derived/index.ts',
      'properties/generators/cases.ts',
      'spec/scalars/exact.ts',
      'src/ndArray.ts',
      'package-lock.json',
    ]) {
      expect(permute).toContain(file);
    }
    expect(filesOf('test/faults/linalg/matmul.ts', 'linalg.matmul')).toContain('src/linalg/gemm/kernel.generated.ts');
  });

  test('are not those of operations that it cannot reach', () => {
    for (const tree of ['spec', 'properties', 'src']) {
      expect(permute).not.toContain(`${tree}/layers/conv2d.ts`);
      expect(permute).not.toContain(`${tree}/registry.generated.ts`);
    }
    expect(permute).not.toContain('conformance/present/html.ts');
  });

  test('are those of every operation whose record the laws import or whose id the fault quotes', () => {
    expect(filesOf('test/faults/optimizers/adaptive.ts', 'optimizers.adamw')).toContain('src/optimizers/adam.ts');
    expect(filesOf('test/faults/widths.ts', 'tensor.add')).toContain('src/linalg/dot.ts');
  });
});

test('an import graph sees imports, exports, workers and nothing that is only a type', () => {
  written(
    'a.ts',
    `import type { T } from './t.ts';\nimport {\n  b,\n  type B,\n} from './deep/b.ts';\nexport * from './c.ts';`,
  );
  written('deep/b.ts', `const w = new Worker(new URL('../w.ts', import.meta.url));\nconst d = await import('./d.ts');`);
  for (const file of ['c.ts', 't.ts', 'w.ts', 'deep/d.ts']) written(file, '');
  const graph = importGraph(folder);
  expect(graph.importsOf('a.ts')).toEqual(['deep/b.ts', 'c.ts']);
  expect(graph.importsOf('deep/b.ts')).toEqual(['deep/d.ts', 'w.ts']);
});

test('a key changes with the contents of any file, and with nothing else', () => {
  written('x.ts', '1');
  written('y.ts', '2');
  const key = (files: readonly string[]) => keyOf(importGraph(folder), files);
  const before = key(['x.ts', 'y.ts']);
  expect(key(['x.ts', 'y.ts'])).toBe(before);
  expect(key(['x.ts'])).not.toBe(before);
  written('y.ts', '3');
  expect(key(['x.ts', 'y.ts'])).not.toBe(before);
});

describe('the cache of findings', () => {
  let path = '';
  beforeEach(() => {
    path = join(folder, 'cache', 'faults.jsonl');
    rmSync(dirname(path), { recursive: true, force: true });
  });
  const finding = { caught: ['C1', 'golden/x'], milliseconds: 7 };

  test('gives what was put under the same key, to a later process too', () => {
    faultCache(path).put('op: wrong', 'k1', finding);
    const later = faultCache(path);
    expect(later.get('op: wrong', 'k1')).toMatchObject(finding);
    expect(later.get('op: wrong', 'k2')).toBeUndefined();
    expect(later.get('op: other', 'k1')).toBeUndefined();
    expect(later.expected('op: wrong')).toBe(7);
  });

  test('survives a line that was cut off', () => {
    faultCache(path).put('a', 'k', finding);
    appendFileSync(path, '\n{"fault":"b","key":"k","cau');
    faultCache(path).put('c', 'k', finding);
    const later = faultCache(path);
    expect(['a', 'b', 'c'].map((fault) => later.get(fault, 'k') !== undefined)).toEqual([true, false, true]);
  });

  test('forgets faults that there are no more, and the older findings of the others', () => {
    const cache = faultCache(path);
    cache.put('a', 'k1', finding);
    cache.put('a', 'k2', finding);
    cache.put('gone', 'k', finding);
    cache.keep(new Set(['a']));
    expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(1);
    expect(faultCache(path).get('a', 'k2')).toMatchObject(finding);
  });
});

test('work goes on after a job that ends its process or outlasts it', async () => {
  written(
    'worker.mjs',
    `process.on('message', (job) => {
      if (job === 'exit') process.exit(3);
      if (job !== 'hang') process.send(job + '!');
    });
    process.send('ready');`,
  );
  const results: unknown[] = [];
  const failures: string[] = [];
  await workOff<string, string>({
    module: new URL(`file://${folder}/worker.mjs`),
    jobs: ['one', 'exit', 'hang', 'two'],
    count: 1,
    limit: 1_000,
    onResult: (job, result) => results.push([job, result]),
    onFailure: (job, reason) => failures.push(`${job}: ${reason}`),
  });
  expect(results).toEqual([
    ['one', 'one!'],
    ['two', 'two!'],
  ]);
  expect(failures).toEqual(['exit: its process ended (exit code 3)', 'hang: no answer within 1 s']);
});

test('the table names what was caught, counts the derived laws and lists what was missed', () => {
  const [wrong, worse] = [
    { name: 'wrong | -x |', operation: 'a.b', caughtBy: 'a.b/C1' },
    { name: 'worse', operation: 'a.b', caughtBy: 'a.b/definition' },
  ];
  const { text, missed } = faultTable([
    { fault: wrong, laws: lawsIn(['C1', 'definition', 'golden/x', 'golden/y']) },
    { fault: worse, laws: lawsIn([]) },
  ]);
  expect(text).toContain('| a.b | wrong | -x | | C1 | C1, definition, 2 fixtures |');
  expect(text).toContain('2 faults, 1 caught');
  expect(text).toContain('| definition | 1 |');
  expect(missed).toEqual(['a.b: worse']);
  expect([...listedIn(text)]).toEqual([
    ['a.b: wrong | -x |', 'C1, definition, 2 fixtures'],
    ['a.b: worse', ''],
  ]);
});

test('progress without a terminal is a line every 50 faults or 5 s, and names what is judged for the longest time', () => {
  vi.useFakeTimers();
  try {
    const stream = new PassThrough({ encoding: 'utf8' });
    const progress = faultProgress(stream, 120);
    progress.started('it hangs');
    for (let fault = 0; fault < 60; fault++) {
      progress.started(`${fault}`);
      progress.done(`${fault}`);
    }
    expect(stream.read()).toBe('50/120 judged, at it hangs\n');
    vi.advanceTimersByTime(10_000);
    expect(stream.read()).toBe('60/120 judged, at it hangs\n'.repeat(2));
    progress.end();
    vi.advanceTimersByTime(10_000);
    expect(stream.read()).toBeNull();
  } finally {
    vi.useRealTimers();
  }
});

test.each([
  ['an operation without a fault', ['--operations', 'linalg.dotty']],
  ['an option that is none', ['--fool']],
])('wrong use, %s, says how it is used', (_, parameters) => {
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'scripts/faults.ts'), ...parameters], {
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([2, expect.stringContaining("[--operations '")]);
});
