import { rowMajorStrides } from './tensor.ts';

/** An element of a tensor by its indices, in a number system: `a(i, p)`. */
export type Element<T> = (...index: number[]) => T;

/** A tensor within a definition: its elements, and the sizes of its axes. */
export interface Shaped<T> {
  (...index: number[]): T;
  readonly shape: readonly number[];
}

/** A tensor by its elements. The function must be no one else's: its shape is written on it. */
export function shaped<T>(shape: readonly number[], element: Element<T> & { shape?: readonly number[] }): Shaped<T> {
  element.shape = shape;
  // Its shape was written just now.
  return element as Shaped<T>;
}

/** A tensor by its elements, each computed once, when it is first read. Reading outside of the shape throws RangeError. */
export function remembered<T>(shape: readonly number[], element: Element<T>): Shaped<T> {
  const strides = rowMajorStrides(shape);
  const known: (T | undefined)[] = [];
  return shaped(shape, (...index) => {
    let position = 0;
    for (let axis = 0; axis < shape.length; axis++) {
      const at = index[axis] ?? 0;
      if (!(at >= 0 && at < (shape[axis] ?? 0))) throw outside('a tensor', index, shape);
      position += at * (strides[axis] ?? 0);
    }
    const found = known[position];
    if (found !== undefined) return found;
    const value = element(...index);
    known[position] = value;
    return value;
  });
}

/** One tensor of a list. Throws RangeError where there is none. */
export function tensorAt<T>(list: readonly Shaped<T>[], at: number): Shaped<T> {
  const found = list[at];
  if (found === undefined) throw outside('a list', [at], [list.length]);
  return found;
}

/** What is thrown where something is read outside of its shape. */
export const outside = (name: string, index: readonly number[], shape: readonly number[]): RangeError =>
  new RangeError(`${name}(${index.join(', ')}) lies outside the shape [${shape.join(', ')}]`);
