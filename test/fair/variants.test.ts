import { describe, expect, test } from 'vitest';
import { alarmsOf } from './_internal/alarms.ts';
import { everyVariant } from './_internal/everyVariant.ts';

const variants = await everyVariant();

/** `npm run fair -- --seeds 100` is the long form. */
describe('right implementations by other algorithms raise no alarm', () => {
  test('there are at least thirty, over all chapters that compute', () => {
    expect(variants.length).toBeGreaterThanOrEqual(30);
    const names = variants.map(({ operation, name }) => `${operation}: ${name}`);
    expect(new Set(names).size).toBe(names.length);
  });

  // One data type each, in turn: the long form takes both.
  test.each(variants.map((variant, at) => [`${variant.operation}: ${variant.name}`, variant, at] as const))(
    '%s',
    async (_, variant, at) => {
      const dtype = at % 2 === 0 ? 'float64' : 'float32';
      const { alarms, cases } = await alarmsOf(variant, { dtype, tier: 'smoke', seed: 7 });
      expect(alarms).toEqual([]);
      expect(cases).toBeGreaterThan(50);
    },
    60_000,
  );
});

/** Seeds at which a law was once stricter than what it says. */
const once = [['decompositions.det: by reflections', 'float64', 2]] as const;

test.each(once)('%s raises no alarm in %s at seed %i any more', async (name, dtype, seed) => {
  const variant = variants.find((one) => `${one.operation}: ${one.name}` === name);
  expect(variant && (await alarmsOf(variant, { dtype, tier: 'ci', seed })).alarms).toEqual([]);
});

describe('what a variant promises is what it is forgiven', () => {
  const promising = variants.filter(({ promises }) => Object.keys(promises ?? {}).length > 0);
  // An order that changes shows only where a law compares two calls, which at this tier none may.
  const seen = promising.filter(({ promises }) => promises?.deterministic === undefined);
  test.each(seen.map((variant) => [`${variant.operation}: ${variant.name}`, variant] as const))(
    '%s',
    async (_, { promises, ...variant }) => {
      expect(promises).toBeDefined();
      let alarms: readonly string[] = [];
      for (let seed = 1; seed <= 8 && alarms.length === 0; seed++) {
        ({ alarms } = await alarmsOf(variant, { dtype: 'float32', tier: 'smoke', seed }));
      }
      expect(alarms.length).toBeGreaterThan(0);
    },
    60_000,
  );
});
