import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import * as doubleDouble from '../../spec/scalars/_internal/doubleDouble.ts';
import { abs, compare, fromNumber, sub, sum } from '../../spec/scalars/dyadic.ts';
import { type Enclosure, enclosedAt } from '../../spec/scalars/enclosed.ts';

type Arithmetic = typeof doubleDouble;
type DoubleDouble = doubleDouble.DoubleDouble;

const fine = enclosedAt(400);

/** Doubles whose low bits are busy, over a range of exponents, with the ends of the range and small integers among them. */
const double = fc.oneof(
  {
    arbitrary: fc.tuple(fc.maxSafeInteger(), fc.integer({ min: -60, max: -51 })).map(([x, e]) => x * 2 ** e),
    weight: 5,
  },
  {
    arbitrary: fc
      .tuple(fc.double({ min: -2, max: 2, noNaN: true }), fc.integer({ min: -40, max: 40 }))
      .map(([x, e]) => x * 2 ** e),
    weight: 1,
  },
  { arbitrary: fc.integer({ min: -9, max: 9 }), weight: 1 },
  {
    arbitrary: fc.constantFrom(2 ** 500, 2 ** -500, 1 + 2 ** -52, 2 ** -1074, 1.5 * 2 ** 1023, 2 ** -960, 0),
    weight: 1,
  },
);

/** Numbers as they occur: sums and products of doubles, thirds, roots; their negatives, so that sums cancel. */
const operand = fc.record({ x: double, y: double, z: double, how: fc.nat(7) });
type Drawn = { readonly x: number; readonly y: number; readonly z: number; readonly how: number };

function made(of: Arithmetic, { x, y, z, how }: Drawn): { readonly fast: DoubleDouble; readonly slow: Enclosure } {
  const [a, b, d] = [of.ofDouble(x), of.ofDouble(y), of.ofDouble(z)];
  const [p, q, r] = [fine.constant(x), fine.constant(y), fine.constant(z)];
  if (how === 0) return { fast: a, slow: p };
  if (how === 1) return { fast: of.mul(a, b), slow: fine.mul(p, q) };
  if (how === 2) return { fast: of.sumOf([a, b, d]), slow: fine.sum([p, q, r]) };
  if (how === 3) return { fast: of.div(a, of.ofDouble(3)), slow: fine.div(p, fine.constant(3)) };
  if (how === 4) return { fast: of.sqrt(of.mul(a, a)), slow: fine.abs(p) };
  if (how > 5) {
    // At an end of a wide interval: what forgets a radius shows.
    const width = Math.abs(x) < 2 ** 900 ? Math.abs(x) * 2 ** -30 : 0;
    return { fast: { ...a, radius: width }, slow: fine.add(p, fine.constant(how === 6 ? width : -width)) };
  }
  return {
    fast: of.mul(of.div(a, of.ofDouble(7)), of.sumOf([b, d])),
    slow: fine.mul(fine.div(p, fine.constant(7)), fine.sum([q, r])),
  };
}

/** Whether the interval holds the true number, which lies in `slow`. */
function holds(fast: DoubleDouble, slow: Enclosure): boolean {
  if (!doubleDouble.isKnown(fast)) return true;
  const { midpoint, radius } = doubleDouble.toEnclosure(fast);
  return compare(abs(sub(midpoint, slow.midpoint)), sum([radius, slow.radius])) <= 0;
}

/** Whether the true number is at most a double in absolute value. */
const isBelow = ({ midpoint, radius }: Enclosure, magnitude: number): boolean =>
  magnitude === Infinity || compare(sub(abs(midpoint), radius), fromNumber(magnitude)) <= 0;

const isNormalised = ({ hi, lo }: DoubleDouble): boolean => hi + lo === hi;

/** Every operation on drawn operands: the interval holds the truth, is normalised, and is exact where it says so. */
function check(of: Arithmetic, numRuns: number): fc.RunDetails<[Drawn, Drawn, boolean]> {
  return fc.check(
    fc.property(operand, operand, fc.boolean(), (first, second, isOpposite) => {
      const [a, b] = [made(of, first), made(of, isOpposite ? { ...first, z: second.z } : second)];
      const results: [DoubleDouble, Enclosure][] = [
        [a.fast, a.slow],
        [of.sumOf([a.fast, of.neg(b.fast)]), fine.sub(a.slow, b.slow)],
        [of.sumOf([a.fast, b.fast, of.neg(a.fast), b.fast]), fine.add(b.slow, b.slow)],
        [of.mul(a.fast, b.fast), fine.mul(a.slow, b.slow)],
      ];
      if (of.isKnown(of.div(a.fast, b.fast))) results.push([of.div(a.fast, b.fast), fine.div(a.slow, b.slow)]);
      if (of.isKnown(of.sqrt(a.fast))) results.push([of.sqrt(a.fast), fine.sqrt(a.slow)]);
      return results.every(
        ([fast, slow]) =>
          holds(fast, slow) &&
          (!of.isKnown(fast) || isNormalised(fast)) &&
          holds(of.fromEnclosure(slow), slow) &&
          isBelow(slow, of.magnitudeOf(fast)),
      );
    }),
    { numRuns, seed: 1 },
  );
}

describe('double-doubles', () => {
  test('hold the true value, whatever is computed', () => {
    const run = check(doubleDouble, 3000);
    expect(run.failed, JSON.stringify(run.counterexample)).toBe(false);
  });

  test('are exact where two doubles hold the result', () => {
    const { ofDouble, mul, sumOf, div, sqrt } = doubleDouble;
    expect(mul(ofDouble(1 + 2 ** -52), ofDouble(1 + 2 ** -52))).toEqual({ hi: 1 + 2 ** -51, lo: 2 ** -104, radius: 0 });
    expect(sumOf([ofDouble(2 ** 80), ofDouble(1), ofDouble(-(2 ** 80))])).toEqual({ hi: 1, lo: 0, radius: 0 });
    expect(div(ofDouble(3), ofDouble(8))).toEqual({ hi: 0.375, lo: 0, radius: 0 });
    expect(sqrt(mul(ofDouble(0.1), ofDouble(0.1)))).toEqual({ hi: 0.1, lo: 0, radius: 0 });
  });

  test('are narrow: 100 bits', () => {
    const { ofDouble, div, sqrt } = doubleDouble;
    for (const value of [div(ofDouble(1), ofDouble(3)), sqrt(ofDouble(2))]) {
      expect(value.radius / value.hi).toBeLessThan(2 ** -100);
      expect(value.radius).toBeGreaterThan(0);
    }
  });
});

/** Mistakes in the fast path, each of which the property above must find: what it lets pass would judge wrongly. */
const mistakes: readonly (readonly [name: string, from: string, to: string])[] = [
  ['a dropped low part of the sum is forgotten', ' + Math.abs(h - (l - q) + (rest - q));', ';'],
  ['the radii of the terms are forgotten', 'radius += term.radius;', ''],
  [
    'a carry of the sum has the wrong sign',
    'const e = hi - (s - v) + (term.hi - v);',
    'const e = hi - (s - v) - (term.hi - v);',
  ],
  ['a carry of the sum is lost', 'const g = e - (c - x) + (t - x);', 'const g = 0;'],
  ['the error term of a product is lost', 'const e = al * bl - (p - ah * bh - al * bh - ah * bl);', 'const e = 0;'],
  ['factors are split in the wrong place', 'SPLITTER = 2 ** 27 + 1', 'SPLITTER = 2 ** 29 + 1'],
  ['the crossed products are not enclosed', 'ROUNDINGS * (Math.abs(e) + crossed) + UNDERFLOW', '0'],
  [
    'a product forgets the radius of its second factor',
    'magnitudeOf(a) * b.radius + magnitudeOf(b) * a.radius + UNDERFLOW',
    'magnitudeOf(b) * a.radius',
  ],
  ['a product with 0 forgets radii', 'radius: upward(spread) + UNDERFLOW', 'radius: 0'],
  ['products near the ends of the range are trusted', '[2 ** -960, 2 ** 960]', '[0, Infinity]'],
  [
    'the remainder of a quotient is forgotten',
    '(rest + a.radius + (magnitudeOf(quotient) + rest / least) * b.radius)',
    '(a.radius + (magnitudeOf(quotient) + rest / least) * b.radius)',
  ],
  [
    'a quotient forgets the radius of the divisor',
    '(rest + a.radius + (magnitudeOf(quotient) + rest / least) * b.radius)',
    '(rest + a.radius)',
  ],
  [
    'a quotient forgets the radius of the dividend',
    '(rest + a.radius + (magnitudeOf(quotient)',
    '(rest + (magnitudeOf(quotient)',
  ],
  [
    'an inexact quotient is taken for exact',
    'if (rest === 0 && a.radius === 0 && b.radius === 0) return quotient;',
    'if (a.radius === 0 && b.radius === 0) return quotient;',
  ],
  ['a root forgets its remainder', 'upward((rest + a.radius) / leastOf(root))', 'upward(a.radius / leastOf(root))'],
  [
    'a root forgets the radius of its argument',
    'upward((rest + a.radius) / leastOf(root))',
    'upward(rest / leastOf(root))',
  ],
  [
    'a root divides by twice too much',
    'upward((rest + a.radius) / leastOf(root))',
    'upward((rest + a.radius) / (4 * leastOf(root)))',
  ],
  ['a negation keeps the low half', '({ hi: -hi, lo: -lo, radius })', '({ hi: -hi, lo, radius })'],
  [
    'an enclosure loses what two doubles cannot hold',
    'const spread = toNumberAbove(magnitude(lost)) + toNumberAbove(radius);',
    'const spread = 0;',
  ],
  ['a magnitude forgets the radius', 'upward(Math.abs(hi) + Math.abs(lo) + radius)', 'upward(Math.abs(hi))'],
];

describe('a mistake in the fast path is found', () => {
  const folder = mkdtempSync(join(tmpdir(), 'double-double-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const path = new URL('../../spec/scalars/_internal/doubleDouble.ts', import.meta.url);
  const source = readFileSync(path, 'utf8').replaceAll(
    /from '(\..*?)'/g,
    (_, to: string) => `from '${new URL(to, path).href}'`,
  );

  test.each(mistakes)('%s', async (name, from, to) => {
    expect(source.split(from).length, `${from} occurs once`).toBe(2);
    const file = join(folder, `${name.replaceAll(/\W/g, '-')}.ts`);
    writeFileSync(file, source.replace(from, to));
    const wrong: Arithmetic = await import(/* @vite-ignore */ pathToFileURL(file).href);
    expect(check(wrong, 3000).failed).toBe(true);
  });
});
