import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tensor-laws-init-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const tensorLaws = (...parameters: string[]) =>
  spawnSync(process.execPath, [join(root, 'conformance/cli.ts'), ...parameters], { cwd: folder, encoding: 'utf8' });
const conforms = (...adapter: string[]) => {
  const { status, stdout, stderr } = tensorLaws('check', ...adapter, '--runs', '4');
  expect(status, stdout + stderr).toBe(0);
  expect(stdout).toMatch(/conforms on 2 of \d+ operations: \d{2} clauses judged/);
};
const packageOf = (name: string, type?: string): string => {
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, 'package.json'), JSON.stringify({ name, type }));
  return name;
};
const hasNumPy = spawnSync('python3', ['-c', 'import numpy']).status === 0;

describe('init', { timeout: 120_000 }, () => {
  test('writes an adapter that conforms', () => {
    expect(tensorLaws('init', 'plain').status).toBe(0);
    conforms('./plain/tensor-laws.adapter.mjs');
  });

  test('--ts writes one that is typed against the specification and conforms', () => {
    const name = packageOf('modules', 'module');
    expect(tensorLaws('init', '--ts', name).stdout).toContain('check ./modules/tensor-laws.adapter.ts');
    conforms('./modules/tensor-laws.adapter.ts');
    const compilerOptions = {
      strict: true,
      noEmit: true,
      noUncheckedIndexedAccess: true,
      module: 'nodenext',
      target: 'es2024',
      types: ['node'],
      typeRoots: [join(root, 'node_modules/@types')],
      allowImportingTsExtensions: true,
      skipLibCheck: true,
      paths: { 'tensor-laws': [join(root, 'conformance/index.ts')] },
    };
    writeFileSync(
      join(folder, name, 'tsconfig.json'),
      JSON.stringify({ compilerOptions, files: ['tensor-laws.adapter.ts'] }),
    );
    const tsc = spawnSync(join(root, 'node_modules/.bin/tsc'), ['-p', join(folder, name)], { encoding: 'utf8' });
    expect(tsc.stdout.split('\n').filter((line) => line.includes('tensor-laws.adapter'))).toEqual([]);
  });

  test('--ts calls it .mts where the package is CommonJS, and a check says so of a .ts', () => {
    for (const [at, type] of ['commonjs', undefined].entries()) {
      const name = packageOf(`scripts${at}`, type);
      expect(tensorLaws('init', '--ts', name).stdout).toContain(`Wrote ${name}/tensor-laws.adapter.mts`);
    }
    conforms('scripts0/tensor-laws.adapter.mts');
    writeFileSync(join(folder, 'scripts0/a.ts'), readFileSync(join(folder, 'scripts0/tensor-laws.adapter.mts')));
    const { status, stderr } = tensorLaws('check', 'scripts0/a.ts');
    expect(status).toBe(2);
    expect(stderr).toContain('In a package of CommonJS a module is to be called .mts.');
  });

  test.skipIf(!hasNumPy)('--python writes one that conforms, with the kit beside it', () => {
    expect(tensorLaws('init', '--python', 'py').status).toBe(0);
    expect(existsSync(join(folder, 'py/tensor_laws.py'))).toBe(true);
    conforms('--exec', 'python3 py/tensor_laws_adapter.py');
  });

  test('leaves alone what is there, and takes one language', () => {
    tensorLaws('init', '--python', 'twice');
    const { status, stderr } = tensorLaws('init', '--python', 'twice');
    expect([status, stderr]).toEqual([2, expect.stringContaining('exists already and is left as it is')]);
    expect(tensorLaws('init', '--python', '--ts', 'both').stderr).toContain('either --ts or --python');
    expect(existsSync(join(folder, 'both'))).toBe(false);
  });
});
