import { describe, expect, test } from 'vitest';
import { exponentialOf, gumbelOf, normals, uniforms } from '../../src/_internal/random/stream.ts';
import { threefry } from '../../src/_internal/random/threefry.ts';
import known from './threefry.json' with { type: 'json' };

const words = (text: string): [number, number] => {
  const [first = 0, second = 0] = text.split(' ').map((word) => Number.parseInt(word, 16));
  return [first, second];
};

// The known answers that the authors publish for threefry2x32 with 20 rounds: Random123 1.14, tests/kat_vectors.
test.each([
  ['00000000 00000000', '00000000 00000000', '6b200159 99ba4efe'],
  ['ffffffff ffffffff', 'ffffffff ffffffff', '1cb996fc bb002be7'],
  ['243f6a88 85a308d3', '13198a2e 03707344', 'c4923a9c 483df7a0'],
])('Threefry of counter %s and key %s', (counter, key, expected) => {
  expect(threefry(words(key), words(counter))).toEqual(words(expected));
});

describe('streams', () => {
  test.each(known)('of key $key begin as another implementation of Threefry has it', ({ key, numbers }) => {
    expect(numbers.map((_, position) => uniforms(key, 'uniform')(position))).toEqual(numbers);
  });

  test('are uniform numbers of 53 bits: 27 of the first word, then 26 of the second', () => {
    // The published FNV-1a hash of "foobar".
    const [high, low] = threefry([7, 0xbf9cf968], [5, 0]);
    const bits = (BigInt(high) >> 5n) * 2n ** 26n + (BigInt(low) >> 6n);
    expect(uniforms(7, 'foobar')(5)).toBe(Number(bits) / 2 ** 53);
  });

  test('differ by key, use, position and lane', () => {
    const drawn = [
      uniforms(7, 'normal')(5),
      uniforms(8, 'normal')(5),
      uniforms(7, 'dropout')(5),
      uniforms(7, 'normal')(6),
      uniforms(7, 'normal')(5, 1),
    ];
    expect(new Set(drawn).size).toBe(drawn.length);
  });

  test('of normal numbers are those of Box and Muller', () => {
    const [u, v] = [uniforms(7, 'normal')(5), uniforms(7, 'normal')(5, 1)];
    expect(normals(7, 'normal')(5)).toBe(Math.sqrt(-2 * Math.log(1 - u)) * Math.cos(2 * Math.PI * v));
  });
});

test('the least and the largest uniform number become finite ones', () => {
  const largest = 1 - 2 ** -53;
  expect([exponentialOf(0), exponentialOf(largest)]).toEqual([0, 53 * Math.LN2]);
  expect(gumbelOf(0)).toBeCloseTo(54 * Math.LN2, 12);
  expect(gumbelOf(largest)).toBeCloseTo(-Math.log(53 * Math.LN2), 12);
});
