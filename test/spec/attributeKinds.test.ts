import { describe, expect, test } from 'vitest';
import type { Attribute } from '../../spec/attribute.ts';
import { kindOf, partsOf } from '../../spec/attributeKinds.ts';

const infinity = Number.POSITIVE_INFINITY;

/** An attribute, values that are of its domain, others, the domain in words and the rule. */
const domains: readonly (readonly [
  attribute: Attribute,
  inside: readonly unknown[],
  outside: readonly unknown[],
  domain: string,
  rule: string,
])[] = [
  [{ kind: 'boolean' }, [true, false], [0, null, undefined], 'true or false', 'be true or false'],
  [
    { kind: 'integer', min: 1 },
    [1, 1e6],
    [0, 1.5, Number.NaN, infinity, '1'],
    'integer from 1',
    'be an integer that is at least 1',
  ],
  [
    { kind: 'real', min: 0, max: 1, open: true },
    [0, 0.5],
    [1, -1, Number.NaN, true],
    'real from 0 to 1',
    'be at least 0 and below 1',
  ],
  [
    { kind: 'real', min: 0, max: infinity },
    [0, 1e300],
    [infinity, -1],
    'real from 0',
    'be a finite number that is at least 0',
  ],
  [
    { kind: 'integers', length: 2, min: 1, max: 3 },
    [[1, 3]],
    [[1], [0, 1], [1, 4], [1, 1.5], 1],
    '2 integers from 1 to 3',
    'hold 2 integers that are at least 1 and at most 3',
  ],
  [{ kind: 'integer', min: -infinity }, [0, -7], [0.5, Number.NaN, -infinity], 'integer', 'be an integer'],
  [
    { kind: 'perAxis', of: 's', min: 0 },
    [[0, 2], []],
    [[-1], [0.5], 1, null],
    'an integer for every axis of s from 0',
    'hold integers that are at least 0',
  ],
  [
    { kind: 'perAxis', of: 's', min: -infinity },
    [[-3, 2]],
    [[0.5], [Number.NaN]],
    'an integer for every axis of s',
    'hold integers',
  ],
  [
    { kind: 'choice', options: ['sum', 'mean'] },
    ['sum', 'mean'],
    ['', 'Sum', 0, null, undefined],
    'one of sum, mean',
    'be one of sum, mean',
  ],
  [
    { kind: 'subscripts' },
    ['ij,jk->ik', 'ii', '...i -> i...', ''],
    ['i->k', 'i->ii', '.i', 0, undefined],
    'subscripts, such as ij,jk->ik',
    'be subscripts such as ij,jk->ik',
  ],
  [
    { kind: 'axes', of: 's' },
    [null, [], [-1, 0]],
    [0, undefined],
    'axes of s, or null for all of them',
    'be null or a list of axes',
  ],
  [{ kind: 'real', min: -infinity, max: infinity }, [-1e300, 0], [infinity, Number.NaN], 'real', 'be a finite number'],
  [{ kind: 'axis', of: 's' }, [0, -1], [[0], null, undefined], 'axis of s', 'be an axis'],
  [{ kind: 'place', of: 's' }, [0, -1], [[0], null], 'place of a new axis among those of s', 'be a place of an axis'],
  [
    { kind: 'parts', of: 's', along: 'axis' },
    [1, [3], [0, 2]],
    [0, 1.5, Number.NaN, [], [-1], [0.5], null],
    'number of equal parts along axis, an axis of s, or their sizes',
    'be a number of parts that is at least 1, or a list of their sizes',
  ],
  [{ kind: 'permutation', of: 's' }, [[1, 0]], [0, null], 'permutation of the axes of s', 'be a list of axes'],
  [{ kind: 'shape', of: 's', by: 'reshape' }, [[2, -1]], [2], 'shape that s can be reshaped to', 'be a list of sizes'],
  [{ kind: 'shape', of: 's', by: 'choice' }, [[], [2, 0]], [[-1], [0.5], 2], 'shape of s', 'be a list of sizes'],
  [
    { kind: 'key' },
    [0, 2 ** 32 - 1],
    [-1, 2 ** 32, 0.5, Number.NaN, '1'],
    'key: integer from 0 to 2^32 - 1',
    'be an integer that is at least 0 and at most 4294967295',
  ],
  [{ kind: 'dtype' }, ['float64', 'float32'], ['int32', 64], 'float64 or float32', 'be float64 or float32'],
];

describe.each(domains)('%o', (attribute, inside, outside, domain, rule) => {
  const kind = kindOf(attribute);

  test('holds what is of its domain, and nothing else', () => {
    expect(inside.filter((value) => !kind.contains(attribute, value))).toEqual([]);
    expect(outside.filter((value) => kind.contains(attribute, value))).toEqual([]);
  });

  test('is told in words', () => {
    expect([kind.domain(attribute), kind.rule(attribute)]).toEqual([domain, rule]);
  });
});

const distinct = 'be integers from -3 to 2 that name distinct axes';
const permutation = 'be a permutation of 0 to 2';

test.each<[Attribute, unknown, string | undefined]>([
  [{ kind: 'axes', of: 's' }, null, undefined],
  [{ kind: 'axes', of: 's' }, [-1, 0], undefined],
  [{ kind: 'axes', of: 's' }, [-1, 2], distinct],
  [{ kind: 'axes', of: 's' }, [3], distinct],
  [{ kind: 'axes', of: 's' }, [0.5], distinct],
  [{ kind: 'axis', of: 's' }, -3, undefined],
  [{ kind: 'axis', of: 's' }, 3, 'be an integer from -3 to 2'],
  [{ kind: 'axis', of: 's' }, Number.NaN, 'be an integer from -3 to 2'],
  [{ kind: 'place', of: 's' }, 3, undefined],
  [{ kind: 'place', of: 's' }, -4, undefined],
  [{ kind: 'place', of: 's' }, 4, 'be an integer from -4 to 3'],
  [{ kind: 'perAxis', of: 's', min: 0 }, [1, 0, 2], undefined],
  [{ kind: 'perAxis', of: 's', min: 0 }, [1, 0], 'hold one integer for each of 3 axes'],
  [{ kind: 'permutation', of: 's' }, [2, 0, 1], undefined],
  [{ kind: 'permutation', of: 's' }, [2, 0], permutation],
  [{ kind: 'permutation', of: 's' }, [2, 0, -2], permutation],
])('%o of three axes: %j', (attribute, value, rule) => {
  expect(kindOf(attribute).broken(value, [2, 3, 4])).toBe(rule);
});

test.each<[number, number | readonly number[], readonly number[] | undefined]>([
  [6, 3, [2, 2, 2]],
  [6, [1, 0, 5], [1, 0, 5]],
  [0, 2, [0, 0]],
  [6, 4, undefined],
  [6, [1, 2], undefined],
  [6, 0, undefined],
  [6, Number.NaN, undefined],
])('an axis of %i in parts %j', (size, parts, sizes) => {
  expect(partsOf(size, parts)).toEqual(sizes);
});
