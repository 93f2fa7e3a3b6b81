import { describe, expect, it } from 'vitest';
import { judge, precise, settled } from '../../bench/_internal/verdict.ts';

const gate = { opponent: 'numpy-ts', least: 1.7 };
const times = (count: number, ratio: number): number[] => Array.from({ length: count }, () => ratio);

describe('judge', () => {
  it('passes at the least ratio and fails below', () => {
    expect(judge(gate, [1.6, 1.7, 1.8])).toBe('pass');
    expect(judge(gate, [1.6, 1.69, 1.8])).toBe('fail');
  });

  it('fails NaN and no rounds at all', () => {
    expect(judge(gate, [2, Number.NaN, 2])).toBe('fail');
    expect(judge(gate, [])).toBe('fail');
    expect(judge(gate, [Number.NaN], 0.5)).toBe('fail');
  });

  it('does not ask a peer gate that 90 % of the peak would miss', () => {
    expect(judge(gate, [1.5], 0.85)).toBe('out of reach');
    expect(judge(gate, [1.5], 0.75)).toBe('fail');
  });

  it('always asks the gate of the peak', () => {
    expect(judge({ opponent: 'peak', least: 0.95 }, [0.94], 0.94)).toBe('fail');
    expect(judge({ opponent: 'fused peak', least: 0.95 }, [0.94], 0.94)).toBe('fail');
  });
});

describe('settled', () => {
  it('takes ten rounds on one side', () => {
    expect(settled(gate, times(9, 3))).toBe(false);
    expect(settled(gate, times(10, 3))).toBe(true);
    expect(settled(gate, times(10, 1))).toBe(true);
  });

  it('goes on while rounds disagree', () => {
    expect(settled(gate, [...times(6, 3), ...times(6, 1)])).toBe(false);
  });

  it('ends with a NaN, which fails', () => {
    expect(settled(gate, [3, Number.NaN])).toBe(true);
  });
});

describe('precise', () => {
  it('says whether the interval of the median is narrow', () => {
    expect(precise(times(6, 2))).toBe(true);
    expect(precise(times(5, 2))).toBe(false);
    expect(precise([1, 2, 1, 2, 1, 2, 1, 2])).toBe(false);
  });
});
