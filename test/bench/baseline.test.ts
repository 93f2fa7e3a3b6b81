import { describe, expect, it } from 'vitest';
import { alike, parseBaseline, readBaseline, recorded, recordOf } from '../../bench/_internal/baseline.ts';
import { compare } from '../../bench/_internal/compare.ts';
import type { Machine } from '../../bench/_internal/machine.ts';
import type { Row } from '../../bench/_internal/measure.ts';
import { UsageError } from '../../bench/_internal/options.ts';

const machine: Machine = { cpu: 'A', cores: 2, architecture: 'x64', node: 'v24.1.0', v8: '13.6', load: 0.123 };

const row = (median: number, spread = 0.01): Row => ({
  benchmark: 'gemmFloat64',
  case: 'float64 n = 512',
  opponent: 'peak',
  ours: 20,
  theirs: 22,
  ratio: { median, lower: median * (1 - spread), upper: median * (1 + spread) },
  rounds: 10,
});

const baseline = { records: [recordOf('2026-01-31', machine, [row(0.9)])] };

describe('parseBaseline', () => {
  it('reads what recordOf leaves', () => {
    expect(parseBaseline('a.json', JSON.stringify(baseline))).toEqual(baseline);
  });

  it('names the file and the rule that it breaks', () => {
    expect(() => parseBaseline('a.json', '{')).toThrow(UsageError);
    expect(() => parseBaseline('a.json', '{"records": [{"date": "yesterday"}]}')).toThrow(
      /a\.json is no baseline[\s\S]*date/,
    );
    const missing = JSON.stringify({ records: [{ ...baseline.records[0], ratios: [{ benchmark: 'x' }] }] });
    expect(() => parseBaseline('a.json', missing)).toThrow(/median/);
    expect(() => readBaseline('no/such/file.json')).toThrow(/cannot read no\/such\/file\.json/);
  });

  it('reads the committed one', () => {
    const path = new URL('../../bench/baseline.json', import.meta.url);
    expect(readBaseline(path).records.every(({ ratios }) => ratios.length > 0)).toBe(true);
  });
});

describe('recorded', () => {
  it('replaces the record of a machine that is alike, and keeps others', () => {
    const again = recordOf('2026-02-01', { ...machine, node: 'v24.9.0', load: 1 }, [row(0.8)]);
    const other = recordOf('2026-02-01', { ...machine, cpu: 'B' }, [row(0.8)]);
    expect(recorded(baseline, again).records).toEqual([again]);
    expect(recorded(baseline, other).records).toEqual([...baseline.records, other]);
    expect(alike(machine, { ...machine, node: 'v26.0.0' })).toBe(false);
  });

  it('leaves out who was not timed', () => {
    expect(
      recordOf('2026-01-31', machine, [{ ...row(Number.NaN), rounds: 0, reason: 'not installed' }]).ratios,
    ).toEqual([]);
  });
});

describe('compare', () => {
  it('calls moved what changed by more than 5 % and beyond the quartiles', () => {
    expect(compare(baseline, machine, [row(0.87)])?.moves).toEqual([]);
    expect(compare(baseline, machine, [row(0.8)])?.moves).toHaveLength(1);
    expect(compare(baseline, machine, [row(1)])?.moves).toHaveLength(1);
    expect(compare(baseline, machine, [row(0.8, 0.2)])?.moves).toEqual([]);
    expect(compare(baseline, machine, [row(Number.NaN)])?.moves).toHaveLength(1);
  });

  it('says when the record is of another machine, and when there is none', () => {
    expect(compare(baseline, { ...machine, cpu: 'B' }, [row(0.8)])?.sameMachine).toBe(false);
    expect(compare({ records: [] }, machine, [row(0.8)])).toBeUndefined();
  });
});
