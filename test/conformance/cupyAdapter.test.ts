import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { check } from '../../conformance/judge/check.ts';
import { isFailure } from '../../conformance/report/report.ts';
import { pathOfCommand } from '../../conformance/subject/command.ts';

const hasSciPy = spawnSync('python3', ['-c', 'import numpy, scipy']).status === 0;
const cwd = fileURLToPath(new URL('../..', import.meta.url));

describe.skipIf(!hasSciPy)('the adapter of CuPy, with NumPy in the place of CuPy', () => {
  test('answers every fixture', { timeout: 120_000 }, async () => {
    const adapter = pathOfCommand('PYTHONPATH=test/conformance/cupy python3 adapters/cupy/adapter.py');
    const report = await check({
      adapter,
      cwd,
      operations: '*/golden/*,numerics.*/shapes',
      tier: 'smoke',
      workers: 1,
      today: '2026-01-01',
    });
    const failed = report.operations.flatMap(({ clauses }) => clauses.filter(isFailure));
    expect(failed.map(({ id }) => id)).toEqual([]);
    expect(report.summary.passed).toBeGreaterThan(200);
  });
});
