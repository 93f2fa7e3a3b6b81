import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { check, openSuite } from '../../conformance/index.ts';
import { root } from './commands/run.ts';

const urlOf = (path: string): string => pathToFileURL(join(root, path)).href;
let folder = '';

/** The examples of docs/testing.md, each beside an adapter that is right, or not, of one operation and few cases. */
beforeAll(() => {
  mkdirSync(join(root, '.tensor-laws'), { recursive: true });
  // Within the repository, where vitest is found.
  folder = mkdtempSync(join(root, '.tensor-laws', 'examples-'));
  const text = readFileSync(join(root, 'docs/testing.md'), 'utf8');
  for (const [, name = '', code = ''] of text.matchAll(/```js\n\/\/ (\S+)\n(.*?)```/gs)) {
    const here = code
      .replaceAll("'tensor-laws'", `'${urlOf('conformance/index.ts')}'`)
      .replaceAll("'tensor-laws/vitest'", `'${urlOf('conformance/vitest.ts')}'`)
      .replaceAll("operations: 'linalg.*'", "operations: 'linalg.dot,linalg.matmul/C1', runs: 3");
    writeFileSync(join(folder, name), here);
  }
  writeFileSync(
    join(folder, 'adapter.mjs'),
    `import good, { withDot } from ${JSON.stringify(urlOf('test/conformance/adapters/good.ts'))};
     export default process.env.WRONG ? withDot(() => 0) : good;`,
  );
  writeFileSync(
    join(folder, 'vitest.config.mjs'),
    "export default { test: { include: ['*.vitest.test.mjs'], experimental: { viteModuleRunner: false, nodeLoader: false } } };",
  );
  writeFileSync(join(folder, 'runner.mjs'), runner);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What Mocha and Jest have in common, as far as the examples go. */
const runner = `
const [tests, ends, skipped, failed] = [[], [], [], []];
const it = (name, run) => tests.push([name, run]);
it.skip = (name) => skipped.push(name);
Object.assign(globalThis, { it, test: it, describe: (_, body) => body(), after: (end) => ends.push(end), afterAll: (end) => ends.push(end) });
await import(process.argv[2]);
for (const [name, run] of tests) {
  try {
    await run.call({ timeout() {}, skip: () => skipped.push(name) });
  } catch (error) {
    failed.push(name + ': ' + error.message);
  }
}
for (const end of ends) await end();
console.log(JSON.stringify({ run: tests.length, skipped, failed }));
`;

function run(parameters: readonly string[], env: NodeJS.ProcessEnv): Promise<{ code: number | null; text: string }> {
  return new Promise((resolve) => {
    const inherited = Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_TEST)/.test(name)),
    );
    const child = spawn(process.execPath, parameters, {
      cwd: folder,
      env: { ...inherited, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        text += chunk;
      });
    }
    child.on('close', (code) => resolve({ code, text }));
  });
}

const vitest = join(root, 'node_modules/vitest/vitest.mjs');

describe('the examples of docs/testing.md', { timeout: 120_000 }, () => {
  test.each([
    ['Vitest', [vitest, 'run', '--no-color', '--reporter=verbose'], /Tests +\d+ passed \| \d+ skipped/],
    ['node:test', ['--test', '--test-reporter=tap', 'conformance.node.test.mjs'], /# fail 0\n/],
    ['Mocha', ['runner.mjs', './conformance.mocha.test.mjs'], /"failed":\[\]/],
    ['Jest', ['runner.mjs', './conformance.jest.test.mjs'], /"failed":\[\]/],
    ['a run from code', ['judge.mjs'], /linalg\.dot passed\n/],
  ])('%s: pass where the adapter is right, and fail where it is not', async (_name, parameters, passed) => {
    const [right, wrong] = [await run(parameters, {}), await run(parameters, { WRONG: '1' })];
    expect(right.text).toMatch(passed);
    expect(right.code).toBe(0);
    expect(wrong.text).not.toMatch(passed);
    if (parameters[0] !== 'runner.mjs') expect(wrong.code).toBe(1);
    if (parameters[0] === 'judge.mjs') return;
    expect(right.text).toMatch(/linalg\.matmul/);
    expect(wrong.text).toMatch(/npx tensor-laws replay/);
  });
});

describe('a suite', { timeout: 120_000 }, () => {
  test('says of every clause what check says, in whatever order, and ends', async () => {
    const adapter = pathToFileURL(join(root, 'test/conformance/adapters/wrongShape.ts'));
    const options = { operations: 'linalg.dot', runs: 3, tier: 'smoke' } as const;
    const suite = await openSuite({ adapter, ...options });
    const whole = await check({ adapter: 'test/conformance/adapters/wrongShape.ts', cwd: root, ...options });
    const expected = new Map(
      whole.operations.flatMap(({ clauses }) => clauses.map((clause) => [clause.id, clause] as const)),
    );
    const tests = [...suite];
    expect(tests.map(({ id }) => id)).toEqual([...expected.keys()]);
    const outcomes = await Promise.all(
      tests
        .filter(({ unsupported }) => unsupported === undefined)
        .toReversed()
        .map(({ id, run }) =>
          run().then(
            ({ report, skipped }) => ({ id, verdict: report.verdict, skipped, message: '' }),
            (error) => ({ id, verdict: error.report.verdict, skipped: undefined, message: String(error.message) }),
          ),
        ),
    );
    for (const { id, verdict, skipped, message } of outcomes) {
      const { verdict: wanted, replay } = expected.get(id) ?? {};
      if (wanted === 'blocked') continue;
      expect([id, verdict]).toEqual([id, wanted]);
      if (wanted === 'failed') expect(message).toContain(`replay    npx tensor-laws replay ${replay?.slice(0, 20)}`);
      if (wanted === 'passed') expect(skipped).toBeUndefined();
    }
    expect(outcomes.some(({ verdict }) => verdict === 'failed')).toBe(true);
    await suite.close();
    await suite.close();
  });

  test('has what its ledger knows skipped, and says what no longer holds', async () => {
    const ledger = join(folder, 'known.json');
    const entries = [
      { clause: 'linalg.dot/definition', reason: 'it is zero' },
      { clause: 'linalg.outer/definition', reason: 'mended' },
    ];
    writeFileSync(ledger, JSON.stringify({ entries }));
    process.env['WRONG'] = '1';
    const suite = await openSuite({
      adapter: join(folder, 'adapter.mjs'),
      ledger,
      runs: 3,
      operations: '*/definition,linalg.*/definition',
    });
    const runOf = (id: string) => [...suite].find((one) => one.id === id)?.run();
    try {
      expect((await runOf('linalg.dot/definition'))?.skipped).toBe('known failure: it is zero');
      await expect(runOf('linalg.outer/definition')).rejects.toThrow('is listed as a known failure and passes');
    } finally {
      delete process.env['WRONG'];
      await suite.close();
    }
  });
});
