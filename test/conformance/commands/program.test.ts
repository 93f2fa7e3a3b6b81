import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readReport } from '../../../conformance/report/reportFile.ts';
import { root, tensorLaws } from './run.ts';

test('every file of commands/ is a command', { timeout: 120_000 }, async () => {
  const files = readdirSync(join(root, 'conformance/commands')).filter((file) => file.endsWith('.ts'));
  const { stdout } = await tensorLaws(['--help']);
  for (const file of files) expect(stdout).toMatch(new RegExp(`^  ${file.slice(0, -3)}\\b`, 'm'));
});

test('merge makes one report of shards, with the exit codes of check', { timeout: 240_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tensor-laws-shards-'));
  try {
    const paths = ['1', '2'].map((shard) => join(folder, `${shard}.json`));
    for (const [at, path] of paths.entries()) {
      const adapter = [
        'test/conformance/adapters/nothing.ts',
        '--operations',
        'linalg.dot,linalg.outer',
        '--runs',
        '2',
      ];
      await tensorLaws(['check', ...adapter, '--shard', `${at + 1}/2`, '--json', path]);
    }
    const merged = join(folder, 'merged.json');
    const { code, stdout, stderr } = await tensorLaws(['merge', ...paths, '--json', merged]);
    expect([code, stderr]).toEqual([1, '']);
    expect(stdout).toContain('misbehaving 1.0.0 does not conform');
    expect(readReport(merged).shard).toBeNull();
    const missing = await tensorLaws(['merge', ...paths.slice(0, 1)]);
    expect([missing.code, missing.stderr]).toEqual([2, expect.stringContaining('of 2 shards these are missing: 2')]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
