import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { contextOf } from '../../conformance/judge/context.ts';
import { describe as describeAdapter, readAdapter } from '../../conformance/subject/description.ts';
import { type Promises, promisedOf, unlessPromised } from '../../conformance/subject/profile.ts';
import { dot } from '../../spec/linalg/dot.ts';
import { matmul } from '../../spec/linalg/matmul.ts';
import { good } from './adapters/good.ts';

const text = readFileSync(new URL('../../docs/profile.md', import.meta.url), 'utf8');

/** The profile that docs/profile.md shows. */
const shown = (): unknown => {
  const [, code = ''] = /```js\n(.*?)```/s.exec(text) ?? [];
  return new Function(`return ({ ${code} }).profile;`)();
};

describe('docs/profile.md', () => {
  test('lists every promise with what holds without it', () => {
    const rows = new Map(
      [...text.matchAll(/^\| `(\w+)` \| (.*?) \| .* \|$/gm)].map(([, name = '', otherwise = '']) => [name, otherwise]),
    );
    const names: (keyof Promises | 'dtype')[] = ['dtype', 'unitRoundoff', 'inputRoundoff', 'halvesIn', 'ranks'];
    expect([...rows.keys()].sort()).toEqual([...names, ...Object.keys(unlessPromised)].sort());
    for (const [name, value] of Object.entries(unlessPromised)) {
      const written = JSON.stringify(value)
        .replace(/"(\w+)":/g, ' $1: ')
        .replaceAll(',', ',')
        .replaceAll('"', "'")
        .replace('}', ' }');
      expect(rows.get(name)).toBe(`\`${written}\``);
    }
  });

  test('shows a profile that can be read', () => {
    const adapter = readAdapter({ ...good, profile: shown() });
    const { profile, dtypes } = describeAdapter(adapter);
    expect(dtypes).toEqual(['float32', 'float64']);
    expect(promisedOf(profile, 'linalg.matmul')).toMatchObject({
      inputRoundoff: 2 ** -11,
      ulps: { exp: 2, sqrt: 0.5 },
    });
    expect(promisedOf(profile, 'linalg.dot')).not.toHaveProperty('inputRoundoff');
    expect(promisedOf(profile, 'decompositions.inv')).toMatchObject({ refusal: 'nan', deterministic: true });
  });
});

describe('what is promised', () => {
  const profile = {
    deterministic: false,
    ranks: [1, 4],
    operations: {
      'linalg.*': { ulps: { sqrt: 3 }, deterministic: true },
      'linalg.dot': { ranks: [1, 1], batches: 'none' },
    },
  } as const;

  test('of one operation stands over what is promised of all', () => {
    expect(promisedOf(profile, 'linalg.matmul')).toMatchObject({
      deterministic: true,
      ranks: [1, 4],
      ulps: { sqrt: 3, div: 0.5 },
    });
    expect(promisedOf(profile, 'linalg.dot')).toMatchObject({ deterministic: true, ranks: [1, 1], batches: 'none' });
    expect(promisedOf(profile, 'layers.relu')).toMatchObject({ deterministic: false, ulps: { sqrt: 0.5 } });
    // A dot of a glob is a dot.
    expect(promisedOf({ operations: { 'linalg.m*': { empty: false } } }, 'linalgXmatmul').empty).toBe(true);
  });

  test('for a law is the weakest promise of the operations that it calls', () => {
    const some = {
      operations: {
        'linalg.matmul': { inputRoundoff: 2 ** -11, deterministic: false, nonfinite: 'refuses' },
        'linalg.dot': { unitRoundoff: 2 ** -30, refusal: 'nan', ranks: [1, 1], ulps: { exp: 1 } },
      },
    } as const;
    const own = contextOf({ profile: some }, 'float64', { operation: dot, needs: [] });
    expect(own).toMatchObject({
      u: 2 ** -30,
      deterministic: true,
      nonfinite: 'propagates',
      refusal: 'nan',
      ranks: [1, 1],
    });
    const both = contextOf({ profile: some }, 'float64', { operation: matmul, needs: [dot] });
    expect(both).toMatchObject({
      u: 2 ** -30 + 2 ** -10,
      deterministic: false,
      nonfinite: 'refuses',
      refusal: 'error',
      ranks: [1, 1],
    });
    expect(both.profile).toMatchObject({ dtype: 'float64', inputRoundoff: 2 ** -11, ulps: { exp: 4 } });
    // What is promised to be better than the data type holds does not better the other operation.
    const finer = { operations: { 'linalg.dot': { unitRoundoff: 2 ** -60 } } };
    expect(contextOf({ profile: finer }, 'float64', { operation: matmul, needs: [dot] }).u).toBe(2 ** -53);
  });
});
