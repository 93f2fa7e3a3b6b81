import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Report } from '../conformance/report/report.ts';
import { findPython } from '../golden/_internal/findPython.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
// Most of it starts processes that judge, and a machine may be shared.
vi.setConfig({ testTimeout: 300_000 });
let copy: string;

/** Code blocks of CONTRIBUTING.md whose first line names a file. */
const contributing = readFileSync(`${root}CONTRIBUTING.md`, 'utf8');
const snippets = [...contributing.matchAll(/```(?:ts|py)\n(?:\/\/|#) (\S+)\n(.*?)```/gs)].map(
  ([, file = '', code = '']) => ({ file, code }),
);

/** What is scaffolded, by kind; the worked example among them. */
const scaffolded = {
  reduction: 'linalg/grandSum',
  reductionOverAxes: 'tensor/sumOfSquares',
  elementwise: 'tensor/doubled',
  layer: 'layers/centre',
  decomposition: 'decompositions/symmetricParts',
  composition: 'linalg/gram',
  random: 'numerics/randomSigns',
  recursion: 'sequence/runningAverage',
  list: 'multilinear/sums',
  program: 'programs/productAndSum',
  phenomenon: 'phenomena/P999',
};
const ids = Object.values(scaffolded).map((path) => path.replace('/', '.'));

const run = (command: string, ...parameters: string[]) =>
  spawnSync(command, parameters, { cwd: copy, encoding: 'utf8', maxBuffer: 2 ** 26 });
const node = (...parameters: string[]) => run(process.execPath, ...parameters);
const tool = (name: string, ...parameters: string[]) => run(join(root, 'node_modules/.bin', name), ...parameters);
const judge = (...more: string[]) =>
  node(
    'bin/tensor-laws.js',
    'check',
    'adapters/reference',
    '--operations',
    'linalg.grandSum',
    '--tier',
    'smoke',
    ...more,
  );

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

test('the scaffold of every kind conforms as it stands', () => {
  for (const [kind, path] of Object.entries(scaffolded)) {
    const own = ['program', 'phenomenon'].includes(kind) ? [] : ['--kind', kind];
    const scaffold = node('scripts/new.ts', path, ...own);
    expect(scaffold.stderr).toBe('');
    expect(scaffold.stdout).toContain(`wrote test/faults/${path}.ts`);
  }
  const check = ['bin/tensor-laws.js', 'check', 'adapters/reference', '--tier', 'smoke', '--operations'];
  for (const dtype of ['float64', 'float32']) {
    const verdict = node(...check, `${ids}`, '--dtype', dtype);
    expect(verdict.stdout + verdict.stderr).toContain('all');
    expect(verdict.status, verdict.stdout).toBe(0);
  }
  const halves = scaffoldedFiles('src').filter((file) =>
    readFileSync(join(copy, file), 'utf8').includes('halves: true'),
  );
  const ofHalves = halves.map((file) => file.slice('src/'.length, -'.ts'.length).replace('/', '.'));
  const verdict = node(...check, `${ofHalves}`, '--dtype', 'float16');
  expect(verdict.status, verdict.stdout).toBe(0);
  expect(verdict.stdout).not.toMatch(/ 0\/\d/);
});

test('what cannot be scaffolded is refused, with what can be', () => {
  const refused = (...parameters: string[]) => {
    const { status, stderr } = node('scripts/new.ts', ...parameters);
    expect(status).toBe(2);
    return stderr;
  };
  expect(refused('linalg/grandSum', '--kind', 'reduction')).toContain('already there; nothing was written');
  expect(refused('nonsense')).toContain('give chapter/name');
  expect(refused('phenomena/halving')).toContain('P and three digits');
  expect(refused('programs/one', '--kind', 'layer')).toContain('what lies in programs/ is a program');
  for (const none of [[], ['--kind', 'loop'], ['--kind', 'program']]) {
    const kinds = refused('linalg/other', ...none);
    for (const kind of Object.keys(scaffolded).slice(0, -2)) expect(kinds).toContain(`\n  ${kind} `);
  }
});

test('every kind has a row in the table', () => {
  const rows = [...contributing.matchAll(/^\| `(\w+)`(?:, as `[^`]*`)? \|/gm)].map(([, kind]) => kind);
  expect(rows).toEqual(expect.arrayContaining(Object.keys(scaffolded)));
  expect(readdirSync(`${root}scripts/_internal/templates`).sort()).toEqual(
    Object.keys(scaffolded)
      .map((kind) => `${kind}.ts`)
      .sort(),
  );
});

test('the worked example and the scaffolds compile, conform and are formatted', () => {
  expect(snippets.map(({ file }) => file)).toEqual([
    'spec/linalg/grandSum.ts',
    'src/linalg/grandSum.ts',
    'properties/linalg/grandSum.ts',
    'test/faults/linalg/grandSum.ts',
    'golden/generators/operations/linalg/grandSum.py',
    'spec/linalg/traceOfProduct.ts',
  ]);
  for (const { file, code } of snippets) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    writeFileSync(join(copy, file), code);
  }
  expect(node('scripts/registry.ts').status).toBe(0);
  // What the examples touch; `npm run types` looks at the rest.
  const include = ['spec', 'src', 'properties', 'adapters/reference', ...scaffoldedFiles('test/faults')];
  writeFileSync(join(copy, 'tsconfig.example.json'), JSON.stringify({ extends: './tsconfig.json', include }));
  expect(tool('tsc', '--noEmit', '-p', 'tsconfig.example.json').stdout).toBe('');
  const files = ['spec', 'src', 'properties', 'test/faults'].flatMap(scaffoldedFiles);
  const format = tool('biome', 'check', '--vcs-enabled=false', ...files);
  expect(format.status, format.stdout + format.stderr).toBe(0);
  const verdict = judge();
  expect(verdict.status, verdict.stdout + verdict.stderr).toBe(0);
});

const scaffoldedFiles = (tree: string): string[] =>
  Object.values(scaffolded)
    .map((path) => `${tree}/${path}.ts`)
    .filter((file) => existsSync(join(copy, file)));

test('a clause and a rejection of the worked example that no law covers are named', () => {
  const file = join(copy, 'spec/linalg/grandSum.ts');
  const right = readFileSync(file, 'utf8');
  const more =
    "on integers',\n    C2: 'the sum of A + B is that of both',\n  },\n  rejects: {\n    R1: 'a must be small',";
  writeFileSync(file, right.replace("on integers',", more));
  const { status, stdout } = judge();
  expect(status).toBe(0);
  expect(stdout).toMatch(/no law +linalg\.grandSum\/C2: the sum of A \+ B is that of both/);
  expect(stdout).toMatch(/no law +linalg\.grandSum\/R1: a must be small/);
  expect(stdout).toMatch(/conforms: \d+ clauses judged; 2 clauses have no law\./);
  writeFileSync(file, right);
  expect(judge().stdout).not.toContain('no law');
});

test('faults planted in the worked example are caught, in its gradient too', () => {
  const file = join(copy, 'src/linalg/grandSum.ts');
  const right = readFileSync(file, 'utf8');
  const faults = [
    ['let total = 0', 'let total = a.rows'],
    ['() => g)', '() => 2 * g)'],
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
    expect.arrayContaining(['linalg.grandSum/definition', 'linalg.grandSum/jacobian']),
  );
  writeFileSync(file, right);
});

test('the faults of the examples are caught by the laws that must, and by others', () => {
  const { status, stdout, stderr } = node('scripts/faults.ts', '--operations', `${ids}`, '--workers', '1');
  expect(status, stdout + stderr).toBe(0);
  const caught = [...stdout.matchAll(/^linalg\.grandSum: (.*)\n +(.*)$/gm)].map(([, name, laws = '']) => [
    name,
    laws.split(', '),
  ]);
  expect(caught).toEqual([
    ['the last row left out', expect.arrayContaining(['integers', 'definition'])],
    ['the first column summed', expect.arrayContaining(['C1', 'integers'])],
    ['computed in single precision', expect.arrayContaining(['definition'])],
    ['gradient with the wrong sign', expect.arrayContaining(['jacobian', 'adjoint'])],
  ]);
});

const python = findPython();

test.skipIf(python === undefined || python.missing.some((name) => name !== 'torch'))(
  'the fixture of the worked example is generated, and is a clause',
  () => {
    const { stdout, stderr } = run(python?.command ?? '', 'golden/generators/generate.py', '--only', 'linalg.grandSum');
    expect(stdout, stderr).toContain('1 fixtures of 1 operations: 1 rational');
    const verdict = node(
      'bin/tensor-laws.js',
      'check',
      'adapters/reference',
      '--operations',
      'linalg.grandSum/golden*',
    );
    expect(verdict.stdout, verdict.stderr).toContain('conforms: 2 clauses');
    expect(sourceOf('golden/linalg/grandSum.json')).toBe('rational, exact rational, rounded once');
  },
);

test.skipIf(python === undefined || python.missing.some((name) => name !== 'torch'))(
  'a fixture says by itself that it is from mpmath, and takes lists',
  () => {
    const file = join(copy, 'golden/generators/operations/multilinear/exponentials.py');
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, ofExponentials);
    const generate = ['golden/generators/generate.py', 'elsewhere', '--only', 'multilinear.exponentials'];
    const { stdout, stderr } = run(python?.command ?? '', ...generate);
    expect(stdout, stderr).toContain('1 fixtures of 1 operations: 1 mpmath');
    expect(sourceOf('elsewhere/multilinear/exponentials.json')).toBe('mpmath, 60 and 110 digits, rounded once');
    rmSync(file);
  },
);

const sourceOf = (file: string): string => {
  const [fixture] = JSON.parse(readFileSync(join(copy, file), 'utf8'));
  return `${fixture.source}, ${fixture.precision}`;
};

const ofExponentials = `from mpmath import mp
from fixture import exact, nearest
from precise import exp


def define(xs):
    return {'ys': [exp(x) for x in xs]}


def fixtures(make):
    xs = [exact([1]), exact([0, 2])]
    with mp.workdps(60):
        ys = [exact([nearest(mp.exp(float(value))) for value in x]) for x in xs]
    yield make('two', 'One of two lengths.', {'xs': xs}, {'ys': ys})
`;

test('our own tests are green with all of them, and nothing was listed by hand', () => {
  const asked = ['the committed', 'lists every', ...ids.flatMap((id) => [`${id}: `, `${id} `, ` ${id}$`])].join('|');
  const files = [
    'registry',
    'golden',
    'faults',
    'scripts/reference',
    'conformance/programs',
    'conformance/phenomena',
    'power/doNothing',
    'spec/derivative',
  ];
  expect(node('scripts/faultIndex.ts').status).toBe(0);
  expect(node('scripts/reference.ts').status).toBe(0);
  const { status, stdout, stderr } = tool(
    'vitest',
    'run',
    ...files.map((file) => `test/${file}.test.ts`),
    '--maxWorkers=1',
    '-t',
    asked,
  );
  expect(status, stdout + stderr).toBe(0);
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
  const { stdout } = node('scripts/where.ts', 'grandSum');
  for (const { file } of snippets.filter((one) => /\/grandSum\.\w+$/.test(one.file))) expect(stdout).toContain(file);
  expect(stdout).not.toContain('adapters/');
  const adapters = [...node('scripts/where.ts', 'linalg.matmul').stdout.matchAll(/adapters\/([\w-]+)/g)];
  expect(adapters.map(([, name]) => name)).toEqual(expect.arrayContaining(['ml-matrix', 'numpy']));
  expect(node('scripts/where.ts', 'nothing').status).toBe(2);
});
