import { describe, expect, expectTypeOf, test } from 'vitest';
import { bind } from '../../spec/binding.ts';
import { defineOperation } from '../../spec/operation.ts';
import { type AxisName, type InputSizes, parseSignature } from '../../spec/signature.ts';

const record = (signature: string, attributes = {}) => ({ id: 'toy.sizes', signature, attributes });
const heads = { heads: { kind: 'integer', min: 1 } } as const;

describe('sizes by arithmetic', () => {
  test.each([
    ['w[4h] -> y[h]', { w: [12] }, { h: 3 }],
    ['w[4h], x[h] -> y[h]', { w: [0], x: [0] }, { h: 0 }],
    ['c[m+n-1], a[m] -> b[n]', { c: [6], a: [3] }, { m: 3, n: 4 }],
    ['x[h*d], y[2h+1] -> z[d]', { x: [12], y: [7] }, { h: 3, d: 4 }],
    ['x[3] -> y[]', { x: [3] }, {}],
  ])('%s are solved, whatever settles them first', (signature, shapes, sizes) => {
    expect(bind(record(signature), shapes, {}).sizes).toEqual(sizes);
  });

  test('an integer attribute gives the size of the axis of its name', () => {
    const split = record('x[n, heads*d] -> y[heads, n, d]', heads);
    expect(bind(split, { x: [5, 6] }, { heads: 3 }).sizes).toEqual({ heads: 3, n: 5, d: 2 });
    expect(() => bind(split, { x: [5, 7] }, { heads: 3 })).toThrow(
      'toy.sizes/signature: axis heads*d of x must be heads*d for a size d, as heads = 3, got 7',
    );
  });

  test.each([
    ['w[4h] -> y[h]', { w: [10] }, 'axis 4h of w must be 4h for a size h, got 10'],
    ['w[4h], x[h] -> y[]', { w: [8], x: [3] }, 'axis 4h of w must be 12, as h = 3, got 8'],
    ['c[m+n-1], a[m] -> b[n]', { c: [1], a: [3] }, 'axis m+n-1 of c must be m+n-1 for a size n, as m = 3, got 1'],
    ['x[h*d] -> y[]', { x: [6] }, 'axis h*d of x does not tell h and d'],
    ['x[h*d], y[h] -> z[d]', { x: [0], y: [0] }, 'axis h*d of x must be h*d for a size d, as h = 0, got 0'],
    ['a[m], b[n] -> c[m+n-1]', { a: [0], b: [0] }, 'axis m+n-1 of c must not be negative, got -1'],
  ])('%s refuse %o', (signature, shapes, message) => {
    expect(() => bind(record(signature), shapes, {})).toThrow(`toy.sizes/signature: ${message}`);
  });

  test.each(['a[h*h] -> b[h]', 'a[h+] -> b[h]', 'a[4] -> b[h**2]', 'a[h/2] -> b[h]', 'a[(h)] -> b[h]'])(
    '%s cannot be read',
    (signature) => {
      expect(() => parseSignature(signature)).toThrow(SyntaxError);
    },
  );

  test('their names are axes for the types; one that is calculated with is not exchangeable', () => {
    type Lstm = 'x[..., d], w[4h, d], u[h*k, s*] -> y[h+k-1]';
    expectTypeOf<AxisName<Lstm>>().toEqualTypeOf<'d' | 'h' | 'k'>();
    expectTypeOf<keyof InputSizes<Lstm>>().toEqualTypeOf<'d' | 'h' | 'k' | 's'>();
    expect(() =>
      defineOperation({
        id: 'toy.lstm',
        meaning: '',
        signature: 'x[h], w[4h] -> y[h]',
        exchangeable: ['h'],
        clauses: {},
        sources: [],
      }),
    ).toThrow('toy.lstm/exchangeable: "h" is no axis of one size; there is none');
  });
});
