import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gradientCases } from '../../properties/derived/gradientCases.ts';
import { operationCases } from '../../properties/generators/cases.ts';
import { dealt, dealtAmount, dealtBelow, levelAt, turnsOf } from '../../properties/generators/dealt.ts';
import { entriesFrom } from '../../properties/generators/entries.ts';
import { choicesFrom } from '../../properties/generators/stream.ts';
import type { Context } from '../../properties/law.ts';
import { operations } from '../../spec/registry.generated.ts';
import { sizeOf } from '../../spec/tensor.ts';

const context: Context = {
  dtype: 'float64',
  profile: { dtype: 'float64' },
  u: 2 ** -53,
  batches: 'broadcast',
  empty: true,
  deterministic: true,
  reproducible: true,
  nonfinite: 'propagates',
  ties: 'first',
  refusal: 'error',
  beyond: [],
};

const relu = operations['layers.relu'];

test('at kinks no gradient is asked for subnormal numbers that may be flushed to zero', () => {
  const hasSubnormal = (flushToZero: boolean) =>
    fc
      .sample(
        gradientCases(
          relu,
          { ...context, profile: { dtype: 'float64', flushToZero } },
          { kinds: ['subnormal'], entries: 'reals' },
        ),
        { numRuns: 60, seed: 1 },
      )
      .some(({ inputs }) => inputs['x']?.data.some((value) => value !== 0 && Math.abs(value) < 2 ** -1022));
  expect([hasSubnormal(false), hasSubnormal(true)]).toEqual([true, false]);
});

describe('what is dealt', () => {
  test('comes once in each round, in another order at another seed', () => {
    const draw = (seed: number) => fc.sample(dealtBelow(7), { numRuns: 21, seed });
    for (const seed of [1, 2, 3]) {
      const cards = draw(seed);
      for (const round of [0, 7, 14]) {
        expect([...cards.slice(round, round + 7)].sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
      }
    }
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });

  test('turns are counted for each value by itself', () => {
    for (const seed of [1, 2, 3]) {
      const turns = fc.sample(turnsOf(['small', 'tile', 'small', 'long']), { numRuns: 40, seed });
      for (const value of ['small', 'tile', 'long']) {
        const counts = turns.filter((turn) => turn.value === value).map(({ count }) => count);
        expect(counts.map((count) => count - (counts[0] ?? 0))).toEqual(counts.map((_, at) => at));
      }
    }
  });

  test.each([
    [2, 4],
    [3, 4],
    [4, 4],
    [6, 4],
    [8, 16],
  ])('%i levels meet each of %i others', (levels, others) => {
    const turns = Array.from({ length: levels * others }, (_, count) => count + 1_000_003);
    expect(new Set(turns.map((count) => `${levelAt(count, levels, others)} ${count % others}`)).size).toBe(
      levels * others,
    );
  });

  test('long axes leave each remainder of four in four turns, and pass 53 in three', () => {
    const sizes = fc
      .sample(operationCases(relu, context, { reach: ['tile'], batch: 'always' }), { numRuns: 40, seed: 1 })
      .map(({ inputs }) => Math.max(...Object.values(inputs).flatMap(({ shape }) => shape)));
    for (let from = 0; from < 36; from++) {
      expect(new Set(sizes.slice(from, from + 4).map((size) => size % 4)).size).toBe(4);
      expect(Math.max(...sizes.slice(from, from + 3))).toBeGreaterThan(53);
    }
  });

  test('shrinks to the first', () => {
    const found = fc.check(
      fc.property(dealt(['a', 'b', 'c', 'd']), fc.nat(100), (card, n) => card === 'a' || n < 10),
      { seed: 1, numRuns: 50 },
    );
    expect(found.counterexample).toEqual(['b', 10]);
  });
});

test('turns shrink to the simplest at which a failure stays, wherever that stands in the list', () => {
  const smallest = (fails: (value: string) => boolean) => {
    const found = fc.check(
      fc.property(turnsOf(['pair', 'small', 'long'], ['small', 'tile', 'pair']), ({ value }) => !fails(value)),
      { seed: 1, numRuns: 9 },
    );
    return found.counterexample?.[0].value;
  };
  expect(smallest(() => true)).toBe('small');
  expect(smallest((value) => value !== 'small')).toBe('pair');
  expect(smallest((value) => value === 'long')).toBe('long');
});

test('amounts that are dealt shrink to the nearest to 0 at which a failure stays', () => {
  const amounts = [1_000, -1_000, 500, 250];
  expect(fc.sample(dealtAmount(amounts), { numRuns: 4, seed: 1 }).toSorted()).toEqual(amounts.toSorted());
  const shrunk = (fails: (amount: number) => boolean) =>
    fc.check(
      fc.property(dealtAmount(amounts), (amount) => !fails(amount)),
      { seed: 1, numRuns: 8 },
    ).counterexample;
  expect(shrunk((amount) => amount > 217)).toEqual([218]);
  expect(shrunk((amount) => amount < -700)).toEqual([-701]);
  expect(shrunk(() => true)).toEqual([0]);
});

describe('streams never run dry', () => {
  test('choices go on beyond those that were drawn, and are 0 from key 0', () => {
    const go = choicesFrom([5, 6], 77);
    const taken = Array.from({ length: 1_000 }, go);
    expect(taken.slice(0, 2)).toEqual([5, 6]);
    expect(new Set(taken.slice(2)).size).toBeGreaterThan(500);
    expect(Array.from({ length: 10 }, choicesFrom([5, 6], 0))).toEqual([5, 6, 0, 0, 0, 0, 0, 0, 0, 0]);
  });

  test('entries beyond the drawn ones have no period', () => {
    const taken = Array.from({ length: 2_000 }, entriesFrom([1, 2, 3], 77, 'integers'));
    for (let period = 1; period <= 500; period++) {
      const agreeing = taken.slice(500, 1_500).filter((value, at) => value === taken[500 + at + period]).length;
      // 19 values: about one in 19 agrees by chance.
      expect(agreeing, `period ${period}`).toBeLessThan(120);
    }
    expect(Array.from({ length: 5 }, entriesFrom([4], 0, 'reals'))).toEqual([4, 4, 4, 4, 4]);
    expect(Array.from({ length: 3 }, entriesFrom([], 0, 'reals'))).toEqual([1, 1, 1]);
  });

  test('every class of a long list of targets is drawn, behind the first 26 too', () => {
    const { 'losses.crossEntropy': crossEntropy } = operations;
    const long = fc
      .sample(operationCases(crossEntropy, context, { reach: ['tile'], most: 4, budget: 30_000 }), {
        numRuns: 120,
        seed: 3,
      })
      .flatMap(({ inputs }) => {
        const targets = Array.from(inputs['target']?.data ?? []);
        return targets.length > 40 && (inputs['logits']?.shape[1] ?? 0) > 1 ? [targets.slice(26)] : [];
      });
    expect(long.length).toBeGreaterThan(10);
    for (const targets of long) expect(Math.max(...targets)).toBeGreaterThan(0);
  });
});

describe('cases', () => {
  test.each([1, 2, 3])('reach every size class and every kind within one run, at seed %d', (seed) => {
    const { 'linalg.matmul': matmul } = operations;
    const cases = fc.sample(
      operationCases(matmul, context, { reach: ['small', 'tile', 'pair', 'long', 'batch', 'empty'], budget: 30_000 }),
      { numRuns: 60, seed },
    );
    const shapes = cases.map(({ inputs }) => [...(inputs['a']?.shape ?? []), ...(inputs['b']?.shape ?? [])]);
    expect(shapes.some((shape) => shape.includes(0))).toBe(true);
    expect(shapes.some((shape) => Math.max(...shape) >= 96)).toBe(true);
    expect(shapes.filter((shape) => Math.max(...shape) >= 31).length).toBeGreaterThan(5);
    expect(shapes.some((shape) => new Set(shape.filter((size) => size >= 9)).size >= 2)).toBe(true);
    for (const transposeA of [true, false]) {
      for (const transposeB of [true, false]) {
        const both = cases.filter(
          ({ attributes }) => attributes['transposeA'] === transposeA && attributes['transposeB'] === transposeB,
        );
        expect(both.length).toBeGreaterThan(0);
      }
    }
  });

  test('no case is dearer than its budget, however its sizes were drawn', () => {
    const { 'layers.conv2d': conv2d } = operations;
    // A very long axis may take four times as many.
    for (const [reach, most] of [[['tile', 'pair'], 3_000] as const, [['long'], 12_000] as const]) {
      for (const { inputs } of fc.sample(operationCases(conv2d, context, { reach }), { numRuns: 60, seed: 1 })) {
        const elements = Object.values(inputs).reduce((sum, { shape }) => sum + sizeOf(shape), 0);
        expect(elements).toBeLessThanOrEqual(most);
      }
    }
  });
});
