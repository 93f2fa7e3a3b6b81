import { describe, expect, it } from 'vitest';
import { cliffs, expectedSpeed, type Point } from '../../bench/_internal/neighbours.ts';
import { edgeSizes, everySize } from '../../bench/gemmSweep.ts';

const points = (sizes: readonly number[], speed: (n: number) => number): Point[] =>
  sizes.map((n) => ({ n, speed: speed(n) }));

/** A rise like that of gemm: n^2 at first, then flat. */
const rise = (n: number): number => n ** 2 / (n ** 2 + 400);

describe('cliffs', () => {
  it('finds none in a rise, steep as it is at the lower end', () => {
    expect(cliffs(points(everySize(), rise))).toEqual([]);
    expect(cliffs(points(edgeSizes(16), rise))).toEqual([]);
    expect(cliffs(points(everySize().slice(0, 64), (n) => n ** 3))).toEqual([]);
  });

  it('finds one size that is slow, wherever it is', () => {
    for (const slow of [9, 65, 513, 1100]) {
      const found = cliffs(points(everySize(), (n) => (n === slow ? 0.5 : 1) * rise(n)));
      expect(found, `n = ${slow}`).toEqual([slow - 1]);
    }
  });

  it('lets a tenth less pass', () => {
    expect(cliffs(points(everySize(), (n) => (n % 8 === 1 ? 0.7 : 1) * rise(n)))).toEqual([]);
  });

  it('finds where a fall begins that lasts', () => {
    const found = cliffs(points(everySize(), (n) => (n >= 700 ? 0.5 : 1) * rise(n)));
    expect(found[0]).toBe(699);
  });

  it('condemns NaN', () => {
    expect(cliffs(points([1, 2, 3, 4, 5], (n) => (n === 3 ? Number.NaN : 1)))).toContain(2);
  });
});

describe('expectedSpeed', () => {
  it('is the speed itself on a power law', () => {
    const list = points([10, 20, 40, 80, 160], (n) => n ** 2);
    expect(expectedSpeed(list, 2)).toBeCloseTo(1600, 9);
  });

  it('expects nothing of the smallest size', () => {
    expect(expectedSpeed(points([1, 2, 3], rise), 0)).toBeUndefined();
  });
});

describe('edgeSizes', () => {
  it('has every small size and both sides of every edge', () => {
    const sizes = edgeSizes(16);
    expect(sizes.slice(0, 128)).toEqual(everySize().slice(0, 128));
    for (const n of [255, 256, 257, 1023, 1024, 1025]) expect(sizes).toContain(n);
    expect(sizes.every((n, at) => n > (sizes[at - 1] ?? 0))).toBe(true);
  });
});
