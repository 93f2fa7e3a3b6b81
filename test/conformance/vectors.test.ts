import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadOperations } from '../../conformance/judge/laws.ts';
import { vectorsOf } from '../../conformance/judge/vectors.ts';
import { npz } from '../../conformance/present/npz.ts';
import type { Report } from '../../conformance/report/report.ts';
import { mean } from '../../spec/tensor/mean.ts';
import { tensorOf } from '../../spec/tensor.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tensor-laws-vectors-'));
afterAll(() => rmSync(folder, { recursive: true }));

const tensorLaws = (...parameters: readonly string[]) =>
  spawnSync(process.execPath, ['conformance/cli.ts', ...parameters], { cwd: root, encoding: 'utf8' });
const filter = 'tensor.mul,tensor.sum,tensor.stack,tensor.split,tensor.clip,linalg.matmul,linalg.dft';
const exported = (format: string, name = format): string => {
  const out = join(folder, name);
  const { status, stderr } = tensorLaws(
    'export',
    '--format',
    format,
    '--out',
    out,
    '--operations',
    filter,
    '--runs',
    '4',
  );
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return out;
};

test('the exact result is the sum of two doubles, and nothing is allowed where nothing rounds', async () => {
  await loadOperations([mean.id]);
  const vectors = await vectorsOf(mean, { dtype: 'float64', runs: 8, seed: 1 });
  expect(new Set(vectors.map(({ law }) => law))).toEqual(
    new Set(['tensor.mean/definition', 'tensor.mean/tiles', 'tensor.mean/integers']),
  );
  const parts = vectors.flatMap(({ results }) => Object.values(results));
  expect(parts.some(({ lo }) => lo.data.some((value) => value !== 0))).toBe(true);
  for (const { hi, lo, allowed } of parts) {
    hi.data.forEach((value, at) => {
      expect(value + (lo.data[at] ?? 0)).toBe(value);
      expect(allowed.data[at]).toBeGreaterThanOrEqual(0);
    });
  }
});

test('what is written is a function of what is asked, and is hashed', () => {
  const [one, other] = [exported('npz'), exported('npz', 'again')];
  const index = readFileSync(join(one, 'index.json'), 'utf8');
  expect(readFileSync(join(other, 'index.json'), 'utf8')).toBe(index);
  const { version, files } = JSON.parse(index) as { version: number; files: { file: string; sha256: string }[] };
  expect(version).toBe(1);
  expect(files.map(({ file }) => file)).toContain('linalg.matmul.npz');
  for (const { file, sha256 } of files)
    expect(
      createHash('sha256')
        .update(readFileSync(join(one, file)))
        .digest('hex'),
    ).toBe(sha256);
}, 300_000);

test('what no definition judges is not exported', () => {
  const { status, stderr } = tensorLaws('export', '--out', join(folder, 'none'), '--operations', 'decompositions.qr');
  expect(status).toBe(2);
  expect(stderr).toContain('nothing is compared with a definition among decompositions.qr');
});

const hasNumPy = spawnSync('python3', ['-c', 'import numpy']).status === 0;
const python = (...parameters: readonly string[]) =>
  execFileSync('python3', parameters, { cwd: root, encoding: 'utf8' });
const functions = 'test/conformance/commands/functions.py';

describe.skipIf(!hasNumPy)('with NumPy', () => {
  let printed: readonly string[] = [];
  beforeAll(() => {
    printed = ['npz', 'safetensors', 'json'].map((format) =>
      python('kits/python/run_vectors.py', exported(format, `of-${format}`), functions),
    );
  }, 300_000);

  test('every format holds the same', () => {
    expect(printed[1]).toBe(printed[0]);
    expect(printed[2]).toBe(printed[0]);
  });

  test('the ratios are those of check', () => {
    const ratios = new Map(
      (printed[0] ?? '')
        .trim()
        .split('\n')
        .map((line) => line.split(' ') as [string, string]),
    );
    const json = join(folder, 'report.json');
    const names = [...ratios.keys()];
    tensorLaws(
      'check',
      '--exec',
      `python3 ${functions}`,
      '--operations',
      names.join(','),
      '--runs',
      '4',
      '--json',
      json,
    );
    const report = JSON.parse(readFileSync(json, 'utf8')) as Report;
    const clauses = report.operations.flatMap((operation) => operation.clauses);
    expect(names.length).toBeGreaterThan(15);
    // An error of less than the smallest double is rounded up to it by check: subnormal results have such ones.
    const subnormal = ['linalg.dft/definition', 'linalg.matmul/definition'];
    const fine = clauses.filter(({ id }) => !subnormal.includes(id));
    const told = fine.map(({ id, worstRatio }) => [id, Number(worstRatio).toPrecision(3)]);
    expect(told).toEqual(fine.map(({ id }) => [id, Number(ratios.get(id)).toPrecision(3)]));
    expect(told.some(([, ratio]) => Number(ratio) > 0)).toBe(true);
  }, 300_000);

  test('every data type is read back as it was', () => {
    const tensors = {
      scalar: tensorOf('float64', [], [-0]),
      'a.b': tensorOf('float32', [2, 1], [1.5, Number.NaN]),
      half: tensorOf('float16', [3], [1, 2, 2 ** -24]),
      whole: tensorOf('int32', [0], []),
      complex: tensorOf('complex64', [1], [1, -2]),
    };
    const text = python(
      '-c',
      'import io, sys, base64, numpy as np\n' +
        'for name, one in np.load(io.BytesIO(base64.b64decode(sys.argv[1]))).items(): print(name, one.dtype.name, one.shape, one.tolist())',
      npz(tensors).toString('base64'),
    );
    expect(text.trim().split('\n')).toEqual([
      'scalar float64 () -0.0',
      'a.b float32 (2, 1) [[1.5], [nan]]',
      'half float16 (3,) [1.0, 2.0, 5.960464477539063e-08]',
      'whole int32 (0,) []',
      'complex complex64 (1,) [(1-2j)]',
    ]);
  });
});
