import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { replay } from '../../conformance/commands/replay.ts';
import { loadOperations } from '../../conformance/judge/laws.ts';
import { encodeToken } from '../../conformance/report/token.ts';
import { pathOfCommand } from '../../conformance/subject/command.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';

await loadOperations(['linalg.dot', 'decompositions.qr', 'linalg.matmul']);
const root = fileURLToPath(new URL('../..', import.meta.url));
const style = { color: false, width: 100 };
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tensor-laws-replay-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const vector = (...values: number[]): Tensor => tensorOf('float64', [values.length], values);
const token = (law: string, inputs: Readonly<Record<string, Tensor>>): string =>
  encodeToken({ law, dtype: 'float64', case: { inputs, attributes: {} }, seed: 1 });

/** A token of a case with these inputs, or the place of one. */
const recorded = (law: string, inputs?: Readonly<Record<string, Tensor>>): string =>
  inputs === undefined ? law : token(law, inputs);

const writeAdapter = (name: string, operations: string): string => {
  const path = join(folder, name);
  writeFileSync(
    path,
    `export default { name: 'toy', version: '1', profile: { dtype: 'float64' }, toNative: (t) => t, fromNative: (t) => t,
      operations: { ${operations} } };`,
  );
  return path;
};

const sum = 'a.data.reduce((sum, value, at) => sum + value * b.data[at], 0)';
const fits = "if (a.shape.join() !== b.shape.join()) throw new RangeError('dot: of one length');";
const mended = `'linalg.dot': ({ a, b }) => { ${fits} return ${sum}; }`;
const run = (file: string, cwd = folder) => {
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  return spawnSync(process.execPath, ['--test', file], { cwd, encoding: 'utf8', env });
};

describe('replay --test of a module', { timeout: 60_000 }, () => {
  const cases = [
    {
      what: 'a wrong number',
      law: 'linalg.dot/definition',
      inputs: { a: vector(1, 2), b: vector(3, 4) },
      broken: `'linalg.dot': ({ a, b }) => ${sum} + 1`,
      says: /Math\.abs\(received - 11\) <= /,
    },
    {
      what: 'a refusal that does not come',
      law: 'linalg.dot/signature@float64:1:0',
      broken: "'linalg.dot': () => 0",
      says: /assert\.rejects/,
    },
    {
      what: 'an error on valid input',
      law: 'linalg.dot/integers',
      inputs: { a: vector(1), b: vector(2) },
      broken: "'linalg.dot': () => { throw new Error('not today'); }",
      says: /operations\['linalg\.dot'\]/,
    },
  ];
  for (const [at, { what, law, inputs, broken, says }] of cases.entries()) {
    test(`${what}: it fails on the broken adapter and passes on a mended one`, async () => {
      const name = `adapter${at}.mjs`;
      const [path, file] = [writeAdapter(name, broken), join(folder, `case${at}.test.mjs`)];
      const { text } = await replay(recorded(law, inputs), path, style, { test: file });
      expect(text).toContain(`Wrote ${file}.`);
      expect(readFileSync(file, 'utf8')).toMatch(says);
      expect(run(file).status).toBe(1);
      writeAdapter(name, mended);
      const { status, stdout } = run(file);
      expect(status, stdout).toBe(0);
    });
  }

  test('what is no number of an output is left to the law', async () => {
    const identity = tensorOf('float64', [1, 1], [1]);
    const qr = (r: number) => `'decompositions.qr': ({ a }) => ({ q: a, r: { ...a, data: Float64Array.of(${r}) } })`;
    const [path, file] = [writeAdapter('qr.mjs', qr(2)), join(folder, 'qr.test.mjs')];
    const { text } = await replay(token('decompositions.qr/C1', { a: identity }), path, style, { test: file });
    expect(text.replace(/\s+/g, ' ')).toContain('entry [0, 0] is 2 on one side, 1 on the other: 1 apart');
    expect(run(file, root).status).toBe(1);
    writeAdapter('qr.mjs', qr(1));
    const { status, stdout } = run(file, root);
    expect(status, stdout).toBe(0);
  });
});

const hasPytest = spawnSync('python3', ['-c', 'import numpy, pytest']).status === 0;

describe.skipIf(!hasPytest)('replay --test of a command', { timeout: 60_000 }, () => {
  const write = (dot: string) =>
    writeFileSync(
      join(folder, 'adapter.py'),
      `import numpy as np
from tensor_laws import Adapter, serve

def dot(a, b):
    print("called")
    ${dot}

serve(Adapter(name="toy", version="1", profile={"dtype": "float64"}, operations={"linalg.dot": dot}))
`,
    );
  const pytest = (file: string) =>
    spawnSync('python3', ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', file], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, PYTEST_DISABLE_PLUGIN_AUTOLOAD: '1' },
    });
  const exec = () => pathOfCommand(`python3 ${join(folder, 'adapter.py')}`);
  beforeAll(() => cpSync(`${root}kits/python/tensor_laws.py`, join(folder, 'tensor_laws.py')));

  for (const [what, law, inputs, broken, good] of [
    [
      'a wrong number',
      'linalg.dot/definition',
      { a: vector(1, 2), b: vector(3, 4) },
      'return a @ b + 1',
      'return a @ b',
    ],
    ['a refusal', 'linalg.dot/signature@float64:1:0', undefined, 'return np.float64(0)', 'return a @ b'],
    ['an error', 'linalg.dot/integers', { a: vector(1), b: vector(2) }, 'raise ValueError("no")', 'return a @ b'],
  ] as const) {
    test(`${what}: it fails on the broken adapter and passes on a mended one`, async () => {
      write(broken);
      const file = join(folder, `test_${what.replaceAll(' ', '_')}.py`);
      await replay(recorded(law, inputs), exec(), style, { test: file });
      expect(pytest(file).status).toBe(1);
      write(good);
      const { status, stdout } = pytest(file);
      expect(status, stdout).toBe(0);
    });
  }

  test('--verbose shows calls, stacks and what the adapter wrote', async () => {
    write('raise ValueError("no")');
    const { text } = await replay(token('linalg.dot/integers', { a: vector(1), b: vector(2) }), exec(), style, {
      verbose: true,
    });
    expect(text).toMatch(/^calls\n {2}linalg\.dot\n {4}a = float64\[1\] \(1\)/);
    expect(text).toMatch(/the adapter wrote\n {2}called\n {2}Traceback[\s\S]*adapter\.py", line 6, in dot/);
  });
});

describe('replay', () => {
  test('--verbose shows the stack of a module', async () => {
    const path = writeAdapter(
      'throws.mjs',
      "'linalg.dot': function dot() { console.log('hello'); throw new Error('no'); }",
    );
    const given = token('linalg.dot/integers', { a: vector(1), b: vector(2) });
    const { text } = await replay(given, path, style, { verbose: true });
    expect(text).toMatch(/the adapter wrote\n {2}hello\n {2}Error: no\n +at .*throws\.mjs:2/);
    expect((await replay(given, path, style)).text).not.toContain('hello');
  });

  test('takes the place of a case, which it draws again', async () => {
    const path = writeAdapter('off.mjs', `'linalg.dot': ({ a, b }) => ${sum} * 1.0001`);
    const told = await replay('linalg.dot/definition@float64:1:5', path, style);
    expect(told.exitCode).toBe(1);
    const [, packed = ''] = /replay +npx tensor-laws replay (\S+)/.exec(told.text) ?? [];
    expect((await replay(packed, path, style)).text).toBe(told.text);
    expect((await replay('linalg.dot/definition@float64:1:5', path, style)).text).toBe(told.text);
    await expect(replay('linalg.dot/definition@float64:1:x', path, style)).rejects.toThrow('which case of');
  });
});
