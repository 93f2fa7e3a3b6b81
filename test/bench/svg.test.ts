import { describe, expect, it } from 'vitest';
import type { Row } from '../../bench/_internal/measure.ts';
import { panelsOf } from '../../bench/_internal/roofline.ts';
import { spaced } from '../../bench/_internal/spaced.ts';
import { roofline } from '../../bench/_internal/svg.ts';
import { markupFault } from '../present/markup.ts';

const row = (n: number, opponent: string, ours: number, theirs: number): Row => ({
  benchmark: 'gemmFloat64',
  case: `float64 n = ${n}`,
  roofline: { dtype: 'float64', path: 'auto', n },
  opponent,
  ours,
  theirs,
  ratio: { median: ours / theirs, lower: 0, upper: 2 },
  rounds: 9,
});

const rows = [row(64, 'peak', 17, 22), row(64, 'numpy-ts', 19, 18), row(8, 'peak', 2, 24), row(64, 'a<b & "c"', 18, 1)];

describe('panelsOf', () => {
  const [panel] = panelsOf([...rows, { ...row(16, 'tfjs-wasm', 1, 1), rounds: 0 }]);
  const marksOf = (name: string) => panel?.series.find((series) => series.name === name)?.marks;

  it('draws ours once a size, by the median of what was measured beside different opponents', () => {
    expect(marksOf('gemm, auto')).toEqual([
      { n: 8, rate: 2 },
      { n: 64, rate: 18 },
    ]);
  });

  it('draws a roof over all sizes, and nobody who was not timed', () => {
    expect(marksOf('peak')).toEqual([
      { n: 8, rate: 23 },
      { n: 64, rate: 23 },
    ]);
    expect(marksOf('tfjs-wasm')).toBeUndefined();
  });
});

describe('roofline', () => {
  it('is well-formed, whatever the names are', () => {
    const text = roofline('rate & size', '"cpu" <x>', panelsOf(rows));
    expect(markupFault(text)).toBeUndefined();
    expect(text).not.toMatch(/NaN|Infinity|undefined/);
    expect(text).toContain('a&lt;b &amp; &quot;c&quot;');
  });

  it('is well-formed with one mark only, and with nothing', () => {
    for (const some of [rows.slice(0, 1), []]) {
      const text = roofline('t', 's', panelsOf(some));
      expect(markupFault(text)).toBeUndefined();
      expect(text).not.toMatch(/NaN|Infinity/);
    }
  });
});

describe('spaced', () => {
  it('keeps labels apart, in order, and inside', () => {
    expect(spaced([10, 11, 50], 15, 0, 100)).toEqual([10, 25, 50]);
    expect(spaced([98, 99, 97], 15, 0, 100)).toEqual([85, 100, 70]);
    expect(spaced([-5], 15, 0, 100)).toEqual([0]);
  });
});
