import type { Scalars } from './scalars/scalars.ts';
import { type Element, remembered, type Shaped } from './shaped.ts';
import { type AxisListName, type AxisName, axesFrom, type Sizes } from './signature.ts';

type Optional = 'detach' | 'mean' | 'variance' | 'reached' | 'either' | 'cis' | 'conj';

/** A list of axis names with spaces between them: itself where every name is one of `Axis`, never otherwise. */
type Named<List extends string, Axis extends string> = string extends Axis
  ? List
  : List extends `${infer First} ${infer Rest}`
    ? First extends Axis
      ? `${First} ${Named<Rest, Axis>}`
      : never
    : List & Axis;

/** The vocabulary of definitions that speaks of no axis: what a part that several definitions share is written in. */
export interface Arithmetic<T> extends Omit<Scalars<T>, 'sum' | 'max' | 'name' | Optional> {
  /** Sum of explicit terms. */
  total(terms: readonly T[]): T;
  /** Mean over every index of the named axes, or over explicit sizes: in one go, or updated from term to term. */
  mean(axes: string | readonly number[], term: Element<T>): T;
  /** Mean of the squared distances from the mean: in two passes, or updated from term to term. */
  variance(axes: string | readonly number[], term: Element<T>): T;
  /** The value itself, which an implementation may compute through partial results of these sizes, each of them rounded. */
  reached(value: T, through: () => readonly T[]): T;
  /** The value, or the same number computed in another way: an implementation may take either. */
  either(value: T, otherwise: () => T): T;
  /** cos a + i sin a for a real a, where the signature has complex operands. */
  cis(a: T): T;
  /** The complex conjugate; of a real number, itself. */
  conj(a: T): T;
  /** `same` where two integers are equal, labels or indices, else `otherwise`. */
  equal(a: number, b: number, same: () => T, otherwise: () => T): T;
  /** The larger of two; the first among equals. */
  larger(a: T, b: T): T;
  /**
   * The same value, held constant by derivatives. Only for a quantity that the function does not depend on, such as the shift
   * of a softmax: then derivatives are formed as in the textbook pullback, and so are their error bounds; or for one that `held` names.
   */
  detach(a: T): T;
  /** The same function, each element computed once: for recursions and for values that many elements share. */
  memo(element: Element<T>): Element<T>;
}

/** The vocabulary of definitions: the scalars of a number system, and sums, maxima and sizes over the signature's axes. */
export interface Notation<T, S extends string = string> extends Arithmetic<T> {
  /** Sum over every index of the named axes: `sum('i kh kw', (c, dy, dx) => ..)`; or over explicit sizes. */
  sum<const List extends string>(axes: Named<List, AxisName<S>> | readonly number[], term: Element<T>): T;
  /**
   * The terms of such a sum as a list, for one that has further terms: `total([...each('p', ..), bias(o)])`, which an implementation
   * may take in any order, where `add(sum(..), bias(o))` would prescribe that the bias comes last. A term that is undefined is left out.
   */
  each<const List extends string>(
    axes: Named<List, AxisName<S>> | readonly number[],
    term: (...index: number[]) => T | undefined,
  ): T[];
  /** Maximum over every index of the named axes, or over explicit sizes; the first among equals. */
  max<const List extends string>(axes: Named<List, AxisName<S>> | readonly number[], term: Element<T>): T;
  /** A tensor over the named axes, or of explicit sizes, for the parts of the definition: each of its elements is computed once. */
  tensor<const List extends string>(axes: Named<List, AxisName<S>> | readonly number[], element: Element<T>): Shaped<T>;
  /** Size of a named axis, or how many tensors a list of that name has. */
  size(axis: AxisName<S>): number;
  /** Sizes of a variadic axis; where every member of a list has its own, those of the first. */
  shape(axis: AxisListName<S>): readonly number[];
  /** Size of a named axis as a scalar. */
  count(axis: AxisName<S>): T;
}

/** Calls `visit` with every index of a shape, in row-major order. */
export function eachIndex(shape: readonly number[], visit: (index: readonly number[]) => void): void {
  if (shape.includes(0)) return;
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

/** An element by a list of indices; up to three are handed over one by one, which takes a fraction of the time. */
export function elementAt<T>(element: Element<T>, index: readonly number[]): T {
  const [i = 0, j = 0, k = 0] = index;
  switch (index.length) {
    case 0:
      return element();
    case 1:
      return element(i);
    case 2:
      return element(i, j);
    case 3:
      return element(i, j, k);
    default:
      return element(...index);
  }
}

function realOnly(id: string): never {
  throw new TypeError(`${id}/definition: cis needs complex numbers, and no operand of the signature is complex`);
}

/**
 * The notation over a number system and a binding of axis names to sizes; `id` is that of the operation, for messages.
 *
 * Its functions throw TypeError for an axis that the signature does not have, which is a mistake of the definition.
 */
export function notationOf<T>(scalars: Scalars<T>, sizes: Sizes, id = 'a definition'): Notation<T> {
  const unknown = (axis: string, kind: string, isOne: (size: Sizes[string]) => boolean): never => {
    const names = Object.keys(sizes).filter((name) => isOne(sizes[name] ?? 0));
    throw new TypeError(`${id}/definition: "${axis}" is no ${kind}; there is ${names.join(', ') || 'none'}`);
  };
  const size = (axis: string): number => {
    const bound = sizes[axis];
    return typeof bound === 'number' ? bound : unknown(axis, 'axis', (one) => typeof one === 'number');
  };
  const shape = (axis: string): readonly number[] => {
    const bound = sizes[axis];
    return axesFrom(bound) ?? unknown(axis, 'list of axes', (one) => typeof one === 'object');
  };
  const sizesOf = (axes: string | readonly number[]): readonly number[] =>
    typeof axes === 'string' ? axes.split(' ').map(size) : axes;
  const terms = (axes: string | readonly number[], term: Element<T>): T[] => {
    const values: T[] = [];
    const shape = sizesOf(axes);
    const [only] = shape;
    // Most sums are over a single axis.
    if (shape.length === 1 && only !== undefined) {
      for (let at = 0; at < only; at++) values.push(term(at));
    } else eachIndex(shape, (index) => values.push(elementAt(term, index)));
    return values;
  };
  const meanOf = (list: readonly T[]): T =>
    scalars.mean?.(list) ?? scalars.div(scalars.sum(list), scalars.constant(list.length));
  const varianceOf = (list: readonly T[]): T => {
    const centre = meanOf(list);
    const distances = list.map((one) => scalars.sub(one, centre));
    return meanOf(distances.map((distance) => scalars.mul(distance, distance)));
  };
  return {
    ...scalars,
    mean: (axes, term) => meanOf(terms(axes, term)),
    variance(axes, term) {
      const list = terms(axes, term);
      return scalars.variance?.(list) ?? varianceOf(list);
    },
    reached: (value, through) => scalars.reached?.(value, through()) ?? value,
    either: (value, otherwise) => scalars.either?.([value, otherwise()]) ?? value,
    sum: (axes, term) => scalars.sum(terms(axes, term)),
    // What is left out is no number of the system.
    each: (axes, term) => terms(axes, term as Element<T>).filter((one) => one !== undefined),
    total: (list) => scalars.sum(list),
    max: (axes, term) => scalars.max(terms(axes, term)),
    cis: (a) => scalars.cis?.(a) ?? realOnly(id),
    conj: (a) => scalars.conj?.(a) ?? a,
    equal: (a, b, same, otherwise) => (a === b ? same() : otherwise()),
    larger: (a, b) => scalars.max([a, b]),
    detach: (a) => scalars.detach?.(a) ?? a,
    tensor: (axes, element) => remembered(sizesOf(axes), element),
    size,
    shape,
    count: (axis) => scalars.constant(size(axis)),
    memo: (element) => {
      const known = new Map<string | number, T>();
      return (...index) => {
        const [only] = index;
        const key = index.length === 1 && only !== undefined ? only : index.join();
        const found = known.get(key);
        if (found !== undefined) return found;
        const value = element(...index);
        known.set(key, value);
        return value;
      };
    },
  };
}
