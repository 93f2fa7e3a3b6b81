import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../../conformance/report/report.ts';
import { reportSchema, reportSchemaText } from '../../conformance/report/reportSchema.ts';

const root = join(import.meta.dirname, '../..');
const adapters = join(import.meta.dirname, 'adapters');
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tensor-laws-test-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const tensorLaws = (parameters: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Run> =>
  run(['conformance/cli.ts', ...parameters], env);

function run(parameters: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Run> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, parameters, {
      cwd: root,
      env: { ...process.env, GITHUB_ACTIONS: '', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const text = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk) => {
      text.stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      text.stderr += chunk;
    });
    child.on('close', (code) => resolve({ code, ...text }));
  });
}

/** Judges an adapter briefly and reads its report. */
async function judge(adapter: string, ...more: string[]): Promise<Run & { report: Report }> {
  const json = join(folder, `${adapter.replaceAll('/', '-')}-${more.length}.json`);
  const path = adapter.includes('/') ? adapter : join(adapters, `${adapter}.ts`);
  const run = await tensorLaws(['check', path, '--runs', '5', '--json', json, ...more]);
  return { ...run, report: JSON.parse(readFileSync(json, 'utf8')) as Report };
}

const written = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

/** A report without what differs from run to run. */
const timeless = ({ operations, ...rest }: Report) => ({
  ...rest,
  operations: operations.map((operation) => ({
    ...operation,
    clauses: operation.clauses.map(({ spent: _, ...clause }) => clause),
  })),
});

const verdictOf = (report: Report, id: string) => report.operations.find((operation) => operation.id === id)?.verdict;

test('a Node that cannot read the sources is told which one can', async () => {
  const { code, stderr } = await run(['--no-experimental-strip-types', 'bin/tensor-laws.js', 'list']);
  expect([code, stderr]).toEqual([
    2,
    expect.stringMatching(/^error: tensor-laws needs Node 22\.18 or newer.*`npx tensor-laws`/s),
  ]);
});

describe.concurrent('tensor-laws check', { timeout: 120_000 }, () => {
  test('0: an adapter that conforms, every report written', async () => {
    const [junit, html] = [join(folder, 'good.xml'), join(folder, 'deep', 'good.html')];
    const { code, stdout, report } = await judge('good', '--junit', junit, '--html', html);
    expect(stdout).toMatch('good 1.0.0 conforms');
    expect(code).toBe(0);
    expect(reportSchema.parse(report)).toEqual(report);
    expect(report.summary.passed).toBe(report.summary.executed);
    expect(report.summary.executed).toBe(report.summary.planned);
    expect(report.summary.passed).toBeGreaterThan(8);
    expect(verdictOf(report, 'linalg.matmul')).toBe('unsupported');
    expect(readFileSync(junit, 'utf8')).toMatch('<testsuites');
    expect(readFileSync(html, 'utf8')).toMatch('good 1.0.0');
  });

  test('the same seed gives the same report, whatever it takes and however many workers', async () => {
    const [once, again] = [
      await judge('wrongShape', '--workers', '1', '--runs', '150'),
      await judge('wrongShape', '--workers', '2', '--no-color', '--runs', '150'),
    ];
    expect(timeless(again.report)).toEqual(timeless(once.report));
  });

  test('what was spent on every clause is told, and the slowest listed', async () => {
    const { stdout, report } = await judge('good', '--slowest-count', '2');
    const judged = report.operations.flatMap(({ clauses }) => clauses).filter(({ cases }) => cases > 0);
    for (const { id, spent, cases } of judged) {
      expect(spent?.cpu, id).toBeGreaterThan(0);
      expect(spent?.wall, id).toBeGreaterThan(0);
      expect(spent?.calls, id).toBeGreaterThanOrEqual(cases);
    }
    expect(stdout).toMatch(
      /CPU s +wall s +calls +cases +clause\n( *[\d.]+ +[\d.]+ +\d+ +\d+ +linalg\.\S+\n){2} *[\d.]+ +all \d+,/,
    );
  });

  test('1: an adapter that does not conform; its other operation is judged', async () => {
    const { code, stdout, report } = await judge('exits');
    expect(code).toBe(1);
    expect(stdout).toMatch('exit code 7');
    expect([verdictOf(report, 'linalg.dot'), verdictOf(report, 'linalg.outer')]).toEqual(['errored', 'passed']);
    expect(reportSchema.parse(report)).toEqual(report);
    const failed = report.operations.flatMap(({ clauses }) => clauses).find(({ verdict }) => verdict === 'errored');
    expect(failed?.counterexample?.snippet).toMatch("operations['linalg.dot']");
    expect(failed?.replay).toBeTypeOf('string');
  });

  test('1: an adapter whose every operation loops forever is judged soon', async () => {
    const { code, stdout, report } = await judge('allLoop', '--timeout', '0.3');
    expect(code).toBe(1);
    const { timedOut, blocked, executed, planned } = report.summary;
    expect(timedOut + blocked).toBe(planned);
    // What never ran is told as that, and is no failure.
    const clauses = report.operations.flatMap((operation) => operation.clauses);
    const untried = clauses.filter((clause) => clause.untried === true);
    expect(untried.length).toBe(planned - executed);
    expect(untried.length).toBeGreaterThan(20);
    const failures = clauses.filter(({ verdict }) => verdict === 'timedOut').map(({ id }) => id);
    for (const { verdict, replay, counterexample, reason = '' } of untried) {
      expect([verdict, replay, counterexample]).toEqual(['blocked', undefined, undefined]);
      expect(failures, reason).toContain(/ is not called.*: see (\S+)$/.exec(reason)?.[1]);
    }
    expect(stdout.replace(/\s+/g, ' ')).toMatch(/blocked \d+ clauses: [\w.]+ is not called again/);
  });

  test('a ledger beside the adapter makes its failures known, and must stay true', async () => {
    mkdirSync(join(folder, 'known'));
    const path = written(
      'known/adapter.mjs',
      `export { default } from ${JSON.stringify(join(adapters, 'nothing.ts'))};`,
    );
    const failing = await judge(path);
    const clauses = failing.report.operations
      .flatMap((operation) => operation.clauses)
      .filter(({ verdict }) => verdict !== 'passed' && verdict !== 'unsupported');
    const entries = clauses.map(({ id, replay }) => ({ clause: id, reason: 'null, so far', replay }));
    expect(entries.length).toBeGreaterThan(3);
    written('known/ledger.json', JSON.stringify({ entries }));
    const known = await judge(path, '--seed', '1');
    expect([failing.code, known.code, known.report.summary.known]).toEqual([1, 0, entries.length]);
    const stale = written(
      'stale.json',
      JSON.stringify({ entries: [...entries, { clause: 'linalg.outer/definition', reason: 'x' }] }),
    );
    const { code, report } = await judge(path, '--ledger', stale);
    expect([code, report.ledgerProblems]).toEqual([
      1,
      ['linalg.outer/definition is listed as a known failure and passes: remove the entry'],
    ]);
  });

  test('GitHub is shown the failures', async () => {
    const { stdout } = await tensorLaws(['check', join(adapters, 'text.ts'), '--runs', '2'], {
      GITHUB_ACTIONS: 'true',
    });
    expect(stdout).toMatch(/^::error file=.*text\.ts,title=linalg\.dot\/.*::/m);
  });

  test.each([
    ['without an adapter', [], 'name the module of an adapter, or a command by --exec'],
    ['with a file that is not there', ['nowhere.ts'], 'nowhere.ts: no such file'],
    ['with a folder', ['spec'], 'spec is a folder without adapter.ts'],
    ['with an unknown option', ['x.ts', '--sed', '3'], "unknown option '--sed'"],
    ['with an unknown tier', ['x.ts', '--tier', 'quick'], 'Allowed choices are smoke, ci, deep'],
    ['with no number of runs', ['x.ts', '--runs', 'many'], 'a number of cases is a whole number'],
    ['with half a seed', ['x.ts', '--seed', '1.5'], 'a seed is a whole number'],
    [
      'with an operation that there is none of',
      [join(adapters, 'good.ts'), '--operations', 'linalg.dott'],
      'no operation of the specification is called linalg.dott',
    ],
    [
      'with a dtype that is not declared',
      [join(adapters, 'good.ts'), '--dtype', 'float32'],
      'is not declared for float32',
    ],
    [
      'with a ledger that is not there',
      [join(adapters, 'good.ts'), '--ledger', 'none.json'],
      'none.json: no such file',
    ],
  ])('2: %s', async (_name, parameters, message) => {
    const { code, stderr } = await tensorLaws(['check', ...parameters]);
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
  });

  test('2: an adapter that cannot be loaded', async () => {
    const path = written('broken.mjs', 'export default {\n  name: {{\n};');
    const { code, stderr } = await tensorLaws(['check', path]);
    expect(stderr).toMatch(`error: ${path} cannot be loaded:`);
    expect(stderr).toMatch(/broken\.mjs:2\n.*name: \{\{.*SyntaxError/s);
    expect(code).toBe(2);
  });

  test('3: the judge itself fails, which is never the adapter’s doing', async () => {
    const module = (path: string) => JSON.stringify(pathToFileURL(join(root, path)).href);
    const code = `
      import { runPlan } from ${module('conformance/judge/_internal/engine.ts')};
      import { planOf } from ${module('conformance/judge/plan.ts')};
      const description = { operations: ['linalg.dot'], gradients: [], layouts: [] };
      const suite = { adapterPath: 'gone.ts', cwd: '/', limits: {}, description, dtype: 'float64', runs: 1, seed: 1, known: [] };
      const plan = await planOf({ description, runs: 5000, filter: 'linalg.dot' });
      const { results, errors } = await runPlan({ plan, suite, workers: 2, onClause() {} });
      console.log(results.size, errors.length > 0 && errors[0].includes('gone.ts: no such file'), process.exitCode);`;
    const { stdout } = await run(['--input-type=module', '-e', code]);
    expect(stdout).toBe('0 true undefined\n');
  });

  test('3: nothing was judged', async () => {
    const path = written(
      'empty.mjs',
      `import good from ${JSON.stringify(join(adapters, 'good.ts'))}; export default { ...good, operations: { 'linalg.dott': () => 0 } };`,
    );
    const { code, stderr, stdout } = await tensorLaws(['check', path]);
    expect(stderr).toMatch('offers linalg.dott (did you mean linalg.dot');
    expect(stdout).toMatch('nothing was judged');
    expect(code).toBe(3);
  });
});

test('report.schema.json is that of the sources; `node scripts/reportSchema.ts` writes it', () => {
  expect(readFileSync(join(root, 'conformance/report/report.schema.json'), 'utf8')).toBe(reportSchemaText());
});
