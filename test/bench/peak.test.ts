import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { buildPeak } from '../../bench/_internal/peak/build.ts';
import { instantiate } from '../../bench/_internal/peak/instantiate.ts';
import { nameOf, operationsOf, separateProbes } from '../../bench/_internal/peak/source.ts';

describe('peak.generated.ts', () => {
  it('is what its sources compile to', async () => {
    const committed = new URL('../../bench/_internal/peak/peak.generated.ts', import.meta.url);
    expect(await buildPeak()).toBe(await readFile(committed, 'utf8'));
  });
});

describe('the probes', () => {
  type Probes = Record<string, (turns: number, factor: number, term: number) => number>;

  it('compute what they say', () => {
    const probes = instantiate<Probes>('separateProbes');
    for (const probe of separateProbes) {
      const run = probes?.[nameOf(probe, 'f64')];
      const { form, chains, steps } = probe;
      const start = Array.from({ length: chains }, (_, chain) => 1 + 0.01 * chain);
      const ends = start.map((s, chain) => {
        for (let step = 0; step < 3 * steps; step++) {
          if (form === 'dependent') s = s * 0.5 + 0.75;
          else s = chain % 2 === 0 ? s * 0.5 : s + 0.75;
        }
        return s;
      });
      expect(run?.(3, 0.5, 0.75)).toBe(ends.reduce((sum, s) => sum + s));
    }
  });

  it('count a multiplication and an addition for every two steps of split chains', () => {
    expect(operationsOf({ form: 'split', chains: 12, steps: 4 })).toBe(48);
    expect(operationsOf({ form: 'dependent', chains: 12, steps: 4 })).toBe(96);
  });
});

describe('the tile', () => {
  it('is the same product every turn, in both roundings about the same', () => {
    type Tile = { fill(): void; run(turns: number): number };
    const results = (['separateTileFloat64', 'fusedTileFloat64'] as const).map((name) => {
      const tile = instantiate<Tile>(name);
      tile?.fill();
      expect(tile?.run(1)).toBe(tile?.run(7));
      return tile?.run(1) ?? Number.NaN;
    });
    const [separate = Number.NaN, fused] = results;
    expect(Math.abs(separate)).toBeGreaterThan(0.01);
    expect(fused).toBeCloseTo(separate, 10);
  });
});
