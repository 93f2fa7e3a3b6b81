import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeToken, encodeToken, TokenError } from '../../conformance/report/token.ts';
import { tensorOf } from '../../spec/tensor.ts';

const token = (given: Record<string, unknown>) =>
  ({ law: 'linalg.dot/C1', dtype: 'float64', case: given, seed: 7 }) as const;
const roundTrip = (given: Record<string, unknown>) => decodeToken(encodeToken(token(given))).case;

describe('a replay token', () => {
  test('keeps every bit of every tensor', () => {
    const bits = fc.float64Array({ maxLength: 9 });
    fc.assert(
      fc.property(bits, fc.float32Array({ maxLength: 9 }), fc.int32Array({ maxLength: 9 }), (a, b, c) => {
        const given = {
          a: tensorOf('float64', [a.length], a),
          b: tensorOf('float32', [b.length, 1], b),
          list: [tensorOf('int32', [1, c.length], c)],
          z: tensorOf('complex128', [a.length], [...a, ...a]),
          w: tensorOf('complex64', [1, b.length], [...b, ...b]),
        };
        expect(roundTrip(given)).toEqual(given);
      }),
    );
    const signs = tensorOf('float64', [4], [-0, Number.NaN, Number.NEGATIVE_INFINITY, 5e-324]);
    expect(Array.from((roundTrip({ signs }) as { signs: typeof signs }).signs.data, (x) => Object.is(x, -0))).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(roundTrip({ signs })).toEqual({ signs });
  });

  test('keeps what JSON would lose', () => {
    const given = {
      zero: -0,
      bad: Number.NaN,
      huge: Number.POSITIVE_INFINITY,
      none: null,
      open: undefined,
      list: [1.5, 'a', true, 2n ** 70n],
      deep: { x: { y: -1e-300 } },
    };
    expect(roundTrip(given)).toEqual(given);
    expect(Object.is(roundTrip(given)['zero'], -0)).toBe(true);
  });

  test('is text for a command line, the same every time', () => {
    const text = encodeToken(token({ x: tensorOf('float64', [100], new Array(100).fill(1)) }));
    expect(text).toMatch(/^[\w-]+$/);
    expect(text.length).toBeLessThan(200);
    expect(encodeToken(decodeToken(text))).toBe(text);
  });

  test.each([
    ['a path', './report.json', 'was it copied completely'],
    ['nothing', '', 'was it copied completely'],
    ['half a token', encodeToken(token({ x: 1 })).slice(0, 20), 'does not unpack'],
    ['another version', deflateRawSync(JSON.stringify({ v: 2 })).toString('base64url'), 'another version'],
    ['a list', deflateRawSync('[]').toString('base64url'), 'not a replay token'],
    [
      'too few bytes',
      deflateRawSync(JSON.stringify({ v: 1, ...token({ x: { $tensor: ['float64', [2], 'AAAA'] } }) })).toString(
        'base64url',
      ),
      'a tensor of shape [2] has 3 bytes',
    ],
  ])('%s is refused', (_name, text, message) => {
    expect(() => decodeToken(text)).toThrow(TokenError);
    expect(() => decodeToken(text)).toThrow(message);
  });

  test('refuses a case that is not data', () => {
    expect(() => encodeToken(token({ f: () => 1 }))).toThrow('a case must be data');
    expect(() => encodeToken(token({ raw: new Float64Array(1) }))).toThrow('a case must be data');
  });
});
