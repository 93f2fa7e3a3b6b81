import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
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

const typed = `import { defineAdapter } from 'tensor-laws';
import { evaluate, operations } from 'tensor-laws/spec';
import reference from 'tensor-laws/reference';

export default defineAdapter({
  name: 'typed',
  version: '1',
  profile: { dtype: 'float64' },
  toNative: (tensor) => tensor,
  fromNative: (tensor) => tensor,
  operations: { 'tensor.add': ({ a, b }) => ({ ...a, data: Float64Array.from(a.data, (x, i) => x + (b.data[i] ?? 0)) }) },
});
export const known: string[] = [...Object.keys(operations), reference.name, evaluate.name];
`;

const uses = `const [main, spec, reference] = await Promise.all([import('tensor-laws'), import('tensor-laws/spec'), import('tensor-laws/reference')]);
const count = Object.keys(spec.operations).length;
if (typeof main.defineAdapter !== 'function' || count < 35 || reference.default.name !== 'reference') throw new Error('an export is missing');
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
  console.log('the package installs, runs and types');
} finally {
  rmSync(project, { recursive: true, force: true });
}
