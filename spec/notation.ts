import type { Sizes } from './operation.ts';
import type { Scalars } from './scalars/scalars.ts';

type Term<T> = (...index: number[]) => T;

/** The vocabulary of definitions: the scalars of a number system, and sums, maxima and sizes over named axes. */
export interface Notation<T> extends Omit<Scalars<T>, 'sum' | 'max' | 'name' | 'detach'> {
  /** Sum over every index of the named axes: `sum('i kh kw', (c, dy, dx) => ..)`; or over explicit sizes. */
  sum(axes: string | readonly number[], term: Term<T>): T;
  /** Sum of explicit terms. */
  total(terms: readonly T[]): T;
  /** Maximum over every index of the named axes, or over explicit sizes; the first among equals. */
  max(axes: string | readonly number[], term: Term<T>): T;
  /** The larger of two; the first among equals. */
  larger(a: T, b: T): T;
  /**
   * The same value, held constant by derivatives. Only for a quantity that the function does not depend on, such as the shift
   * of a softmax: then derivatives are formed as in the textbook pullback, and so are their error bounds.
   */
  detach(a: T): T;
  /** Size of a named axis. */
  size(axis: string): number;
  /** Sizes of a variadic axis. */
  shape(axis: string): readonly number[];
  /** Size of a named axis as a scalar. */
  count(axis: string): T;
  /** The same function, each element computed once: for recursions and for values that many elements share. */
  memo(element: Term<T>): Term<T>;
}

/** Calls `visit` with every index of a shape, in row-major order. */
export function eachIndex(shape: readonly number[], visit: (index: readonly number[]) => void): void {
  if (shape.some((size) => size === 0)) return;
  const index = new Array<number>(shape.length).fill(0);
  for (;;) {
    visit(index);
    let axis = shape.length - 1;
    for (; axis >= 0; axis--) {
      const next = (index[axis] ?? 0) + 1;
      if (next < (shape[axis] ?? 0)) {
        index[axis] = next;
        break;
      }
      index[axis] = 0;
    }
    if (axis < 0) return;
  }
}

/** The notation over a number system and a binding of axis names to sizes. */
export function notationOf<T>(scalars: Scalars<T>, sizes: Sizes): Notation<T> {
  const size = (axis: string): number => {
    const bound = sizes[axis];
    if (typeof bound !== 'number') throw new RangeError(`axis ${axis} is not bound to one size`);
    return bound;
  };
  const shape = (axis: string): readonly number[] => {
    const bound = sizes[axis];
    if (typeof bound !== 'object') throw new RangeError(`axis ${axis} is not bound to a list of sizes`);
    return bound;
  };
  const terms = (axes: string | readonly number[], term: Term<T>): T[] => {
    const values: T[] = [];
    eachIndex(typeof axes === 'string' ? axes.split(' ').map(size) : axes, (index) => values.push(term(...index)));
    return values;
  };
  return {
    ...scalars,
    sum: (axes, term) => scalars.sum(terms(axes, term)),
    total: (list) => scalars.sum(list),
    max: (axes, term) => scalars.max(terms(axes, term)),
    larger: (a, b) => scalars.max([a, b]),
    detach: (a) => scalars.detach?.(a) ?? a,
    size,
    shape,
    count: (axis) => scalars.constant(size(axis)),
    memo: (element) => {
      const known = new Map<string, T>();
      return (...index) => {
        const key = index.join();
        const found = known.get(key);
        if (found !== undefined) return found;
        const value = element(...index);
        known.set(key, value);
        return value;
      };
    },
  };
}
