import { sizeOf } from '../../spec/tensor.ts';

/** Arrays within arrays, as many deep as there are axes: what libraries without a type of their own take and give. */
export type Nested<E = number> = E | readonly Nested<E>[];

export class Unsupported extends Error {
  override readonly name = 'Unsupported';
}

const isList = <E>(value: Nested<E>): value is readonly Nested<E>[] => Array.isArray(value);

/** Arrays within arrays of a shape, by their elements in row-major order. */
export function nested<E>(shape: readonly number[], element: (index: number) => E): Nested<E> {
  const within = (start: number, [size, ...rest]: readonly number[]): Nested<E> => {
    if (size === undefined) return element(start);
    const step = sizeOf(rest);
    return Array.from({ length: size }, (_, i) => within(start + i * step, rest));
  };
  return within(0, shape);
}

/** The elements in row-major order. */
export const elementsOf = <E>(value: Nested<E>): E[] =>
  isList(value) ? value.flatMap((part) => elementsOf(part)) : [value];

/** The sizes, by the first member of every array. */
export function shapeOf<E>(value: Nested<E>): number[] {
  if (!isList(value)) return [];
  return [value.length, ...(value.length === 0 ? [] : shapeOf(value[0] as Nested<E>))];
}

/** The members of an array: the rows of a matrix, the elements of a vector. Throws TypeError for what is no array. */
export function listOf<E>(value: Nested<E>): readonly Nested<E>[] {
  if (!isList(value)) throw new TypeError('expected an array');
  return value;
}
