import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Packs the package, installs the tarball into an empty project and uses it there as a stranger would: the command, the
 * types and every export; publint and attw look at its shape.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const project = mkdtempSync(join(tmpdir(), 'tensor-laws-package-'));
const bin = (name: string): string => join(root, 'node_modules/.bin', name);
const run = (file: string, parameters: readonly string[], cwd = project): void => {
  console.log(`$ ${file} ${parameters.join(' ')}`);
  execFileSync(file, parameters, { cwd, stdio: 'inherit' });
};

/** An example of docs/testing.md. */
const example = /```js\n\/\/ (\S+)\n(.*?)```/gs;

const versionOf = (name: string): string =>
  (JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')) as { version: string }).version;

const typed = `import { type CheckOptions, check, defineAdapter, openSuite, type Report, type Suite } from 'tensor-laws';
import { evaluate, operations } from 'tensor-laws/spec';
import reference from 'tensor-laws/reference';
import { testConformance, type VitestSettings } from 'tensor-laws/vitest';

export default defineAdapter({
  name: 'typed',
  version: '1',
  profile: { dtype: 'float64' },
  toNative: (tensor) => tensor,
  fromNative: (tensor) => tensor,
  operations: { 'tensor.add': ({ a, b }) => ({ ...a, data: Float64Array.from(a.data, (x, i) => x + (b.data[i] ?? 0)) }) },
});
const options: CheckOptions = { adapter: './adapter.mjs', today: '2030-01-01', budget: 60, shard: { index: 1, of: 2 } };
export const judged: Promise<Report> = check(options);
export const suite: Promise<Suite> = openSuite({ adapter: new URL('file:///adapter.mjs'), operations: 'linalg.*' });
export const settings: VitestSettings = { adapter: './adapter.mjs', timeout: 1000 };
export const registered: Promise<void> = testConformance(settings);
export const known: string[] = [...Object.keys(operations), reference.name, evaluate.name];
`;

const uses = `const [main, spec, reference] = await Promise.all([import('tensor-laws'), import('tensor-laws/spec'), import('tensor-laws/reference')]);
const count = Object.keys(spec.operations).length;
if (typeof main.defineAdapter !== 'function' || typeof main.check !== 'function' || count < 35 || reference.default.name !== 'reference') throw new Error('an export is missing');
console.log(count + ' operations');
`;

try {
  run('npm', ['pack', '--silent', '--pack-destination', project], root);
  const tarball = readdirSync(project).find((file) => file.endsWith('.tgz'));
  if (tarball === undefined) throw new Error('npm pack wrote no tarball');
  run(bin('publint'), ['run', join(project, tarball), '--strict']);
  run(bin('attw'), [join(project, tarball), '--profile', 'esm-only']);
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'stranger', private: true, type: 'module' }));
  run('npm', ['install', '--silent', '--no-fund', '--no-audit', `./${tarball}`]);
  run('npx', ['--no-install', 'tensor-laws', '--version']);
  run('npx', ['--no-install', 'tensor-laws', 'init']);
  run('npx', ['--no-install', 'tensor-laws', 'check', './tensor-laws.adapter.mjs', '--tier', 'smoke']);
  writeFileSync(join(project, 'uses.mjs'), uses);
  run(process.execPath, ['uses.mjs']);
  writeFileSync(join(project, 'typed.ts'), typed);
  const strict = [
    '--noEmit',
    '--strict',
    '--module',
    'nodenext',
    '--target',
    'es2024',
    '--skipLibCheck',
    'false',
    '--types',
    '',
  ];
  run(bin('tsc'), [...strict, 'typed.ts']);
  for (const [, name = '', code = ''] of readFileSync(join(root, 'docs/testing.md'), 'utf8').matchAll(example)) {
    writeFileSync(join(project, name), code);
  }
  copyFileSync(join(project, 'tensor-laws.adapter.mjs'), join(project, 'adapter.mjs'));
  run(process.execPath, ['judge.mjs']);
  run(process.execPath, ['--test', 'conformance.node.test.mjs']);
  run('npm', ['install', '--silent', '--no-fund', '--no-audit', `vitest@${versionOf('vitest')}`]);
  run('npx', ['--no-install', 'vitest', 'run', 'conformance.vitest']);
  console.log('the package installs, runs, types and tests');
} finally {
  rmSync(project, { recursive: true, force: true });
}
