import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { findLaw, loadOperations } from '../conformance/judge/laws.ts';
import { readLedger } from '../conformance/judge/ledger.ts';
import { derivedLaws } from '../properties/derived/index.ts';
import { figures, sample, withPart } from '../scripts/_internal/readmeParts.ts';
import { operations } from '../spec/registry.generated.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(`${root}README.md`, 'utf8');

test('the adapter in the README conforms', () => {
  const [, file = '', code = ''] = /```js\n\/\/ (\S+)\n(.*?)```/s.exec(readme) ?? [];
  expect(file).toBe('add.adapter.mjs');
  const folder = mkdtempSync(join(tmpdir(), 'tensor-laws-readme-'));
  try {
    writeFileSync(join(folder, file), code);
    const parameters = [
      `${root}bin/tensor-laws.js`,
      'check',
      `./${file}`,
      '--operations',
      'linalg.*',
      '--tier',
      'smoke',
    ];
    const { status, stdout, stderr } = spawnSync(process.execPath, parameters, { cwd: folder, encoding: 'utf8' });
    expect(status, stdout + stderr).toBe(0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('nothing is wrong with the adapter in docs/adapters.md, and it conforms', () => {
  const guide = readFileSync(`${root}docs/adapters.md`, 'utf8');
  const [, file = '', code = ''] = /```js\n\/\/ (\S+)\n(.*?)```/s.exec(guide) ?? [];
  const folder = mkdtempSync(join(tmpdir(), 'tensor-laws-guide-'));
  try {
    writeFileSync(join(folder, file), code);
    for (const parameters of [
      ['smoke', file],
      ['check', file, '--operations', 'multilinear.vec', '--tier', 'smoke'],
    ]) {
      const { status, stdout, stderr } = spawnSync(process.execPath, [`${root}bin/tensor-laws.js`, ...parameters], {
        cwd: folder,
        encoding: 'utf8',
      });
      expect(status, stdout + stderr).toBe(0);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

const hasNumPy = spawnSync('python3', ['-c', 'import numpy; numpy.linalg.outer']).status === 0;

test.skipIf(!hasNumPy)('the adapter in Python in the README runs', () => {
  const [, file = '', code = ''] = /```python\n# (\S+)\n(.*?)```/s.exec(readme) ?? [];
  const folder = mkdtempSync(join(tmpdir(), 'tensor-laws-readme-'));
  try {
    writeFileSync(join(folder, file), code);
    const clauses = 'linalg.outer/*,decompositions.svd/C1,decompositions.svd/layouts';
    const parameters = ['check', '--exec', `python3 ${file}`, '--operations', clauses, '--tier', 'smoke'];
    const env = { ...process.env, PYTHONPATH: `${root}kits/python` };
    const { status, stdout, stderr } = spawnSync(process.execPath, [`${root}bin/tensor-laws.js`, ...parameters], {
      cwd: folder,
      encoding: 'utf8',
      env,
    });
    expect(status, stdout + stderr).toBe(0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('the figures of the README are those of docs/; `node scripts/readme.ts` writes them', () => {
  expect(withPart(readme, 'figures', figures(root))).toBe(readme);
  expect(() => withPart('nothing', 'figures', '')).toThrow('no part');
});

test('figures count the defects of every library, the most first', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tensor-laws-figures-'));
  const write = (name: string, kinds: readonly string[]) =>
    writeFileSync(
      join(folder, 'docs/findings', `${name}.json`),
      JSON.stringify({ title: name.toUpperCase(), findings: kinds.map((kind) => ({ kind })) }),
    );
  try {
    mkdirSync(join(folder, 'docs/findings'), { recursive: true });
    writeFileSync(join(folder, 'docs/faults.md'), 'judged. 1200 faults, 1199 caught. More.');
    expect(figures(`${folder}/`)).not.toContain('defects');
    write('a', ['defect', 'limit']);
    write('b', ['defect', 'defect', 'convention']);
    const told = figures(`${folder}/`);
    expect(told).toContain('**1,199 of 1,200 planted faults caught.**');
    expect(told).toContain('**3 defects in 2 published libraries**');
    expect(told).toContain('[B](docs/findings/b.md) 2, [A](docs/findings/a.md) 1.');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('the sample of the README is what a run prints; `node scripts/readme.ts --sample` writes it', {
  timeout: 60_000,
}, () => {
  expect(withPart(readme, 'sample', sample(root))).toBe(readme);
});

test('the README is short, and its picture light', () => {
  expect(readme.split('\n').length).toBeLessThan(260);
  expect(readme).toContain('](docs/report.png)');
  expect(statSync(`${root}docs/report.png`).size).toBeLessThan(150_000);
});

test('what the README links to is there', () => {
  for (const file of ['README.md', 'docs/verdicts.md']) {
    const text = readFileSync(`${root}${file}`, 'utf8');
    for (const [, target = ''] of text.matchAll(/\]\(([\w./-]+)[)#]/g))
      expect(existsSync(join(root, file, '..', target)), target).toBe(true);
  }
});

test('the README says about how many laws follow from a record, and counts no operations', () => {
  const most = Math.max(...Object.values(operations).map((operation) => derivedLaws(operation).length));
  expect(readme).toContain('up to two dozen laws');
  expect(Math.round(most / 12)).toBe(2);
  for (const text of [readme, readFileSync(`${root}CONTRIBUTING.md`, 'utf8')])
    expect(text).not.toMatch(/\d operations/);
});

test('the ledger in the documentation is one', async () => {
  const text = readFileSync(`${root}docs/ledger.md`, 'utf8');
  const [, example = ''] = /```json\n(.*?)```/s.exec(text) ?? [];
  await loadOperations();
  const [entry] = readLedger(example, 'docs/ledger.md').entries;
  expect(findLaw(entry?.clause ?? '')).toBeDefined();
  for (const field of Object.keys(entry ?? {})) expect(text).toContain(`| \`${field}\` |`);
  expect(Object.keys(entry ?? {})).toHaveLength(6);
  expect(() => readLedger('[]', 'x.json')).toThrow('a ledger is { "entries"');
});

test('the definition in the README is the one that runs', () => {
  const squeezed = (text: string) => text.replace(/\s/g, '').replaceAll(',}', '}');
  const [printed = 'none'] = /definition: \(\{ a, b \}.*/.exec(readme) ?? [];
  expect(squeezed(readFileSync(`${root}spec/linalg/matmul.ts`, 'utf8'))).toContain(squeezed(printed));
});

test('every command of the README is one of the scripts', () => {
  const { scripts } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
  for (const text of [readme, readFileSync(`${root}CONTRIBUTING.md`, 'utf8')]) {
    for (const [, script = ''] of text.matchAll(/npm run ([\w:-]+)/g)) expect(Object.keys(scripts)).toContain(script);
  }
});

test('every option that docs/ci.md names is one of its command', async () => {
  const text = readFileSync(`${root}docs/ci.md`, 'utf8').replaceAll(/\n +--/g, ' --');
  for (const [line, command = ''] of text.matchAll(/npx tensor-laws (\w+) .*/g)) {
    const source = [command, '_internal/outputOptions'].map((name) =>
      readFileSync(`${root}conformance/commands/${name}.ts`, 'utf8'),
    );
    for (const [, option = ''] of line.matchAll(/ (--[a-z-]+)/g)) expect(source.join('')).toContain(`'${option}`);
  }
  expect([...text.matchAll(/npx tensor-laws (\w+)/g)].map(([, command]) => command)).toEqual([
    'check',
    'compare',
    'check',
    'check',
    'merge',
  ]);
});
