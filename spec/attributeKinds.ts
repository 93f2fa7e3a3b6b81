import type { Attribute, AttributeOf, AttributeValue, Kind, ValueOf } from './attribute.ts';
import { parseSubscripts } from './subscripts.ts';

/** What a kind of attribute means. */
interface AttributeKind<A, Value> {
  /** Whether a value is one of the domain, as far as that can be told without the sizes of axes. */
  contains(attribute: A, value: unknown): boolean;
  /** What a value must do, for messages: `be an integer that is at least 1`. */
  rule(attribute: A): string;
  /** What it must do besides for axes of these sizes, and does not; `unsaid` for a kind of which that is left to `sizes`. */
  broken(value: unknown, shape: readonly number[]): string | undefined;
  /** A value of the domain; of one that speaks of axes, for the two axes 2 and 3. */
  example(attribute: A): Value;
  /** The domain in words: `integer from 1`. */
  domain(attribute: A): string;
  /** Where a value is not the plainest one of its domain, in words; undefined where it is. */
  unusual(attribute: A, name: string, value: unknown): string | undefined;
}

const largestKey = 2 ** 32 - 1;

const passive = { reshape: 'reshaped', broadcast: 'broadcast', sum: 'summed' } as const;

const unsaid = (): undefined => undefined;

const kinds: { readonly [K in Kind]: AttributeKind<AttributeOf<K>, ValueOf<K>> } = {
  boolean: {
    contains: (_, value) => typeof value === 'boolean',
    rule: () => 'be true or false',
    broken: unsaid,
    example: () => false,
    domain: () => 'true or false',
    unusual: (_, name, value) => (value === true ? `where ${name} is true` : undefined),
  },
  integer: {
    contains: ({ min, max }, value) => isInteger(value, min, max),
    rule: (attribute) => (isBounded(attribute) ? `be an integer that is ${limits(attribute)}` : 'be an integer'),
    broken: unsaid,
    example: ({ min }) => (Number.isFinite(min) ? min : 0),
    domain: ({ min, max }) => `integer${range(min, max)}`,
    unusual: ({ min }, name, value) => {
      const usual = Number.isFinite(min) ? min : 0;
      return value === usual ? undefined : `where ${name} is not ${usual}`;
    },
  },
  real: {
    contains: ({ min, max, open }, value) =>
      typeof value === 'number' &&
      Number.isFinite(value) &&
      value >= min &&
      (open === true ? value < max : value <= max),
    rule(attribute) {
      if (attribute.min === Number.NEGATIVE_INFINITY) return 'be a finite number';
      return `be ${Number.isFinite(attribute.max) ? '' : 'a finite number that is '}${limits(attribute)}`;
    },
    broken: unsaid,
    example: ({ min }) => (Number.isFinite(min) ? min : 0),
    domain: ({ min, max }) => `real${range(min, max)}`,
    unusual: () => undefined,
  },
  integers: {
    contains: ({ length, min, max }, value) =>
      Array.isArray(value) && value.length === length && value.every((one) => isInteger(one, min, max)),
    rule: (attribute) => `hold ${attribute.length} integers that are ${limits(attribute)}`,
    broken: unsaid,
    example: ({ length, min }) => new Array<number>(length).fill(min),
    domain: ({ length, min, max }) => `${length} integers${range(min, max)}`,
    unusual: ({ min }, name, value) =>
      !Array.isArray(value) || value.every((one) => one === min)
        ? undefined
        : `where ${name} is not [${value.map(() => min).join(', ')}]`,
  },
  perAxis: {
    contains: ({ min, max }, value) => Array.isArray(value) && value.every((one) => isInteger(one, min, max)),
    rule: (attribute) => (isBounded(attribute) ? `hold integers that are ${limits(attribute)}` : 'hold integers'),
    broken: (value, { length: rank }) =>
      Array.isArray(value) && value.length === rank ? undefined : `hold one integer for each of ${rank} axes`,
    example: ({ min }) => (Number.isFinite(min) ? [min, min] : [0, 0]),
    domain: ({ of, min, max }) => `an integer for every axis of ${of}${range(min, max)}`,
    unusual: ({ min }, name, value) => {
      const usual = Number.isFinite(min) ? min : 0;
      return Array.isArray(value) && value.some((one) => one !== usual) ? `where ${name} are not ${usual}` : undefined;
    },
  },
  choice: {
    contains: ({ options }, value) => options.some((option) => option === value),
    rule: ({ options }) => `be one of ${options.join(', ')}`,
    broken: unsaid,
    example: ({ options }) => options[0] ?? '',
    domain: ({ options }) => `one of ${options.join(', ')}`,
    unusual: ({ options, default: usual = options[0] }, name, value) =>
      value === usual ? undefined : `where ${name} is ${value}`,
  },
  subscripts: {
    contains: (_, value) => typeof value === 'string' && parseSubscripts(value) !== undefined,
    rule: () => 'be subscripts such as ij,jk->ik',
    broken: unsaid,
    example: () => 'ij->ij',
    domain: () => 'subscripts, such as ij,jk->ik',
    unusual: (_, name, value) => `where ${name} are ${value}`,
  },
  axes: {
    contains: (_, value) => value === null || Array.isArray(value),
    rule: () => 'be null or a list of axes',
    broken: (value, { length: rank }) =>
      value === null || isAxes(value, rank) ? undefined : `be integers ${span(rank)} that name distinct axes`,
    example: () => null,
    domain: ({ of }) => `axes of ${of}, or null for all of them`,
    unusual: (_, name, value) => (Array.isArray(value) ? `where ${name} are named` : undefined),
  },
  axis: {
    contains: (_, value) => typeof value === 'number',
    rule: () => 'be an axis',
    broken: (value, { length: rank }) => (isAxes([value], rank) ? undefined : `be an integer ${span(rank)}`),
    example: () => 1,
    domain: ({ of }) => `axis of ${of}`,
    unusual: ({ default: usual = 0 }, name, value) => (value === usual ? undefined : `where ${name} is not ${usual}`),
  },
  place: {
    contains: (_, value) => typeof value === 'number',
    rule: () => 'be a place of an axis',
    broken: (value, { length: rank }) => (isAxes([value], rank + 1) ? undefined : `be an integer ${span(rank + 1)}`),
    example: () => 1,
    domain: ({ of }) => `place of a new axis among those of ${of}`,
    unusual: ({ default: usual = 0 }, name, value) => (value === usual ? undefined : `where ${name} is not ${usual}`),
  },
  parts: {
    contains: (_, value) => isInteger(value, 1) || (isSizes(value) && value.length > 0),
    rule: () => 'be a number of parts that is at least 1, or a list of their sizes',
    // That they fill the axis is a matter of `sizes`: see `partsOf`.
    broken: unsaid,
    example: () => 1,
    domain: ({ of, along }) => `number of equal parts along ${along}, an axis of ${of}, or their sizes`,
    unusual: (_, name, value) => (value === 1 ? undefined : `where ${name} is not 1`),
  },
  permutation: {
    contains: (_, value) => Array.isArray(value),
    rule: () => 'be a list of axes',
    broken: (value, { length: rank }) =>
      isAxes(value, rank) && value.length === rank && value.every((axis) => axis >= 0)
        ? undefined
        : `be a permutation of 0 to ${rank - 1}`,
    example: () => [1, 0],
    domain: ({ of }) => `permutation of the axes of ${of}`,
    unusual: () => undefined,
  },
  shape: {
    contains: ({ by }, value) => Array.isArray(value) && (by !== 'choice' || value.every((size) => isInteger(size, 0))),
    rule: () => 'be a list of sizes',
    broken: unsaid,
    example: () => [2, 3],
    domain: ({ of, by }) => (by === 'choice' ? `shape of ${of}` : `shape that ${of} can be ${passive[by]} to`),
    unusual: () => undefined,
  },
  key: {
    contains: (_, value) => isInteger(value, 0, largestKey),
    rule: () => `be an integer that is ${limits({ min: 0, max: largestKey })}`,
    broken: unsaid,
    example: () => 0,
    domain: () => 'key: integer from 0 to 2^32 - 1',
    unusual: () => undefined,
  },
  dtype: {
    contains: (_, value) => value === 'float64' || value === 'float32',
    rule: () => 'be float64 or float32',
    broken: unsaid,
    example: () => 'float64',
    domain: () => 'float64 or float32',
    unusual: () => undefined,
  },
};

/** What the kind of an attribute means; methods, so that it may be asked about any attribute that it is the kind of. */
export const kindOf = (attribute: Attribute): AttributeKind<Attribute, AttributeValue> => kinds[attribute.kind];

/** The axis counted from the front. */
export const axisFromFront = (axis: number, rank: number): number => (axis < 0 ? axis + rank : axis);

const isInteger = (value: unknown, min: number, max = Number.POSITIVE_INFINITY): boolean =>
  Number.isInteger(value) && (value as number) >= min && (value as number) <= max;

const isSizes = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.every((size) => isInteger(size, 0));

/** The sizes of the parts of an axis; undefined where they do not fill it. */
export function partsOf(size: number, parts: number | readonly number[]): readonly number[] | undefined {
  if (typeof parts === 'number')
    return parts >= 1 && size % parts === 0 ? new Array<number>(parts).fill(size / parts) : undefined;
  return parts.reduce((sum, part) => sum + part, 0) === size ? parts : undefined;
}

const isAxes = (value: unknown, rank: number): value is readonly number[] =>
  Array.isArray(value) &&
  value.every((axis) => isInteger(axis, -rank, rank - 1)) &&
  new Set(value.map((axis) => axisFromFront(axis, rank))).size === value.length;

/** The axes that there are, in words. */
const span = (rank: number): string => `from ${0 - rank} to ${rank - 1}`;

function limits({ min, max, open }: { readonly min: number; readonly max?: number; readonly open?: boolean }): string {
  if (max === undefined || max === Number.POSITIVE_INFINITY) return `at least ${min}`;
  return `at least ${min} and ${open === true ? 'below' : 'at most'} ${max}`;
}

const isBounded = ({ min }: { readonly min: number }): boolean => Number.isFinite(min);

const range = (min: number, max: number | undefined): string =>
  `${Number.isFinite(min) ? ` from ${min}` : ''}${max !== undefined && Number.isFinite(max) ? ` to ${max}` : ''}`;
