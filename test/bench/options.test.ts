import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { parse, positive, UsageError, wantedPeers } from '../../bench/_internal/options.ts';

const flags = { only: { type: 'string', help: '' }, quick: { type: 'boolean', help: '' } } as const;

describe('parse', () => {
  it('reads flags', () => {
    expect(parse('x', flags, ['--only', 'lu', '--quick'])).toMatchObject({ only: 'lu', quick: true });
  });

  it('refuses what it does not know', () => {
    expect(() => parse('x', flags, ['--fast'])).toThrow(UsageError);
    expect(() => parse('x', flags, ['lu'])).toThrow(UsageError);
    expect(() => parse('x', flags, ['--only'])).toThrow(UsageError);
  });
});

describe('wantedPeers', () => {
  it('selects peers, and always what is no peer', () => {
    expect(['peak', 'gemm', 'ml-matrix', 'openblas'].filter(wantedPeers('ml-matrix'))).toEqual([
      'peak',
      'gemm',
      'ml-matrix',
    ]);
    expect(['peak', 'openblas'].filter(wantedPeers('none'))).toEqual(['peak']);
    expect(['peak', 'openblas'].filter(wantedPeers('all'))).toEqual(['peak', 'openblas']);
  });

  it('refuses a peer that does not exist', () => {
    expect(() => wantedPeers('numpy')).toThrow(/no peer numpy, only ml-matrix/);
  });
});

describe('positive', () => {
  it('refuses what is no positive number', () => {
    expect(positive('runs', '1.5')).toBe(1.5);
    for (const text of ['0', '-1', 'x', 'Infinity', '']) expect(() => positive('runs', text)).toThrow(UsageError);
  });
});

describe('the programs', () => {
  const run = (...args: string[]) => spawnSync(process.execPath, args, { encoding: 'utf8' });

  it.each(['run', 'gate', 'prove'])(
    'bench/%s.ts has help, and ends with code 2 on a flag that does not exist',
    (name) => {
      const help = run(`bench/${name}.ts`, '--help');
      expect(help.status).toBe(0);
      expect(help.stdout).toMatch(/^usage: /);
      const wrong = run(`bench/${name}.ts`, '--no-such-flag');
      expect(wrong.status).toBe(2);
      expect(wrong.stderr).toContain('--no-such-flag');
    },
  );

  it('end with code 2 on a baseline that cannot be read', () => {
    const wrong = run('bench/run.ts', '--compare', '--baseline', 'no/such.json');
    expect(wrong.status).toBe(2);
    expect(wrong.stderr).toContain('no/such.json');
  });

  it('end with code 2 on a selection of nothing', () => {
    expect(run('bench/gate.ts', '--only', 'nothing').status).toBe(2);
    expect(run('bench/run.ts', '--only', 'nothing', '--out', 'no-folder').status).toBe(2);
  });
});
