import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Report } from '../conformance/report/report.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
let copy: string;

/** Code blocks of CONTRIBUTING.md whose first line names a file. */
const snippets = [...readFileSync(`${root}CONTRIBUTING.md`, 'utf8').matchAll(/```ts\n\/\/ (\S+)\n(.*?)```/gs)].map(
  ([, file = '', code = '']) => ({ file, code }),
);

const node = (...parameters: string[]) => spawnSync(process.execPath, parameters, { cwd: copy, encoding: 'utf8' });
const judge = (...more: string[]) =>
  node('bin/tensor-laws.js', 'check', 'adapters/reference', '--operations', 'linalg.trace', '--tier', 'smoke', ...more);

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'tensor-laws-contributing-'));
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  for (const file of files.trim().split('\n')) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(root, file), join(copy, file));
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

test('the scaffold conforms as it stands', () => {
  const scaffold = node('scripts/new.ts', 'linalg/trace');
  expect(scaffold.stderr).toBe('');
  expect(scaffold.stdout).toContain('wrote spec/linalg/trace.ts');
  const verdict = judge();
  expect(verdict.stdout + verdict.stderr).toContain('linalg');
  expect(verdict.status).toBe(0);
});

test('an operation that is there already is not overwritten', () => {
  const again = node('scripts/new.ts', 'linalg/trace');
  expect(again.status).toBe(2);
  expect(again.stderr).toContain('already there; nothing was written');
  expect(node('scripts/new.ts', 'nonsense').stderr).toContain('give chapter/name');
});

test('the worked example compiles and conforms', () => {
  expect(snippets.map(({ file }) => file)).toEqual([
    'spec/linalg/trace.ts',
    'src/linalg/trace.ts',
    'properties/linalg/trace.ts',
    'test/faults/linalg/trace.ts',
    'spec/linalg/traceOfProduct.ts',
  ]);
  for (const { file, code } of snippets) writeFileSync(join(copy, file), code);
  expect(node('scripts/registry.ts').status).toBe(0);
  // What the example touches; `npm run types` looks at the rest.
  const include = ['spec', 'src', 'properties', 'adapters/reference', 'test/faults/linalg/trace.ts'];
  writeFileSync(join(copy, 'tsconfig.example.json'), JSON.stringify({ extends: './tsconfig.json', include }));
  const types = spawnSync(join(root, 'node_modules/.bin/tsc'), ['--noEmit', '-p', 'tsconfig.example.json'], {
    cwd: copy,
    encoding: 'utf8',
  });
  expect(types.stdout).toBe('');
  const verdict = judge();
  expect(verdict.status, verdict.stdout + verdict.stderr).toBe(0);
});

test('a clause of the worked example that no law covers is named', () => {
  const file = join(copy, 'spec/linalg/trace.ts');
  const right = readFileSync(file, 'utf8');
  writeFileSync(file, right.replace("on integers',", "on integers',\n    C2: 'tr(A + B) = tr(A) + tr(B)',"));
  const { status, stdout } = judge();
  expect(status).toBe(0);
  expect(stdout).toMatch(/no law +linalg\.trace\/C2: tr\(A \+ B\) = tr\(A\) \+ tr\(B\)/);
  writeFileSync(file, right);
  expect(judge().stdout).not.toContain('no law');
});

test('faults planted in the worked example are caught, in its gradient too', () => {
  const file = join(copy, 'src/linalg/trace.ts');
  const right = readFileSync(file, 'utf8');
  const faults = [
    ['let total = 0', 'let total = at(a, 0, 0)'],
    ['(a.rows), g)', '(a.rows), 2 * g)'],
  ] as const;
  for (const [code] of faults) expect(right.split(code), code).toHaveLength(2);
  writeFileSync(
    file,
    faults.reduce((text, [code, wrong]) => text.replace(code, wrong), right),
  );
  const json = join(copy, 'report.json');
  expect(judge('--json', json).status).toBe(1);
  const { operations }: Report = JSON.parse(readFileSync(json, 'utf8'));
  const failed = operations.flatMap(({ clauses }) => clauses).filter(({ verdict }) => verdict === 'failed');
  // The oracle of a gradient is the definition's own derivative: a wrong value elsewhere does not show in it.
  expect(failed.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['linalg.trace/definition', 'linalg.trace/jacobian']),
  );
  writeFileSync(file, right);
});

test('the faults of the worked example are caught by the laws that must, and by others', () => {
  const { status, stdout, stderr } = node('scripts/faults.ts', '--operations', 'linalg.trace', '--workers', '1');
  expect(status, stdout + stderr).toBe(0);
  const caught = [...stdout.matchAll(/^linalg\.trace: (.*)\n +(.*)$/gm)].map(([, name, laws = '']) => [
    name,
    laws.split(', '),
  ]);
  expect(caught).toEqual([
    ['the last row left out', expect.arrayContaining(['integers', 'definition'])],
    ['computed in single precision', expect.arrayContaining(['definition'])],
    ['gradient with the wrong sign', expect.arrayContaining(['jacobian', 'adjoint'])],
  ]);
});

test('the composed example is made of its parts', () => {
  const { stdout, stderr } = node('bin/tensor-laws.js', 'show', 'linalg.traceOfProduct');
  expect(stdout, stderr).toContain('It is made of:\n\n**linalg.matmul**');
  expect(stdout).toContain('**linalg.trace** `a[..., n, n] -> t[...]`');
  const file = join(copy, 'spec/linalg/traceOfProduct.ts');
  const right = readFileSync(file, 'utf8');
  writeFileSync(file, right.replace(', { transposeB: true }', ''));
  expect(node('bin/tensor-laws.js', 'show', 'linalg.traceOfProduct').stderr).toContain(
    'linalg.traceOfProduct/definition: linalg.matmul/signature: axis p of b must be 3, as in a, got 2',
  );
  writeFileSync(file, right);
});

test('where prints the files of the operation', () => {
  const { stdout } = node('scripts/where.ts', 'trace');
  for (const { file } of snippets.filter((one) => one.file.endsWith('/trace.ts'))) expect(stdout).toContain(file);
  expect(node('scripts/where.ts', 'nothing').status).toBe(2);
});
