import { all, create } from 'mathjs';

/** A number of two parts, as the library has it. */
export interface Complex {
  readonly re: number;
  readonly im: number;
}

/** A matrix of the library, dense or sparse. */
export interface Matrix {
  valueOf(): Nested;
  toArray(): Nested;
  storage(): 'dense' | 'sparse';
}

export type Nested = number | Complex | readonly Nested[];
export type Value = Nested | Matrix;

type Unary = (x: Value) => Value;
type Binary = (a: Value, b: Value) => Value;
type Along = (x: Value, dimension?: number) => Value;

/** The functions of the library that are judged; its own types take fewer kinds of values than it does. */
interface Calls {
  config(options: { randomSeed: string }): void;
  random(shape: readonly number[]): Value;
  matrix: (x: Nested) => Matrix;
  sparse: (x: Nested) => Matrix;
  complex(re: number, im: number): Complex;
  size(x: Value): Value;
  add: Binary;
  dotMultiply: Binary;
  dotDivide: Binary;
  multiply: Binary;
  dot: Binary;
  kron: Binary;
  sum: Along;
  mean: Along;
  max: Along;
  cumsum(x: Value, dimension: number): Value;
  round: Unary;
  transpose: Unary;
  flatten: Unary;
  det: Unary;
  inv: Unary;
  pinv: Unary;
  fft: Unary;
  ifft: Unary;
  reshape(x: Value, shape: readonly number[]): Value;
  concat(...given: readonly (Value | number)[]): Value;
  matrixFromRows(...rows: readonly Value[]): Value;
  matrixFromColumns(...columns: readonly Value[]): Value;
  column(x: Value, index: number): Value;
  sort(x: Value, order: 'asc' | 'desc' | ((a: number, b: number) => number)): Value;
  compare(a: number | Complex, b: number | Complex): number;
  equal(a: number | Complex, b: number | Complex): boolean;
  norm(x: Value, p: number | string): Value;
  lup(x: Value): { L: Value; U: Value; p: number[] };
  qr(x: Value): { Q: Value; R: Value };
  schur(x: Value): { U: Value; T: Value };
  eigs(x: Value): { values: Value; eigenvectors: { value: number | Complex; vector: Value }[] };
  lsolve: Binary;
  usolve: Binary;
  lusolve(a: Value | { L: Value; U: Value; p: number[] }, b: Value, order?: number, threshold?: number): Value;
}

export const math = create(all ?? {}) as unknown as Calls;

const isList = (value: Nested): value is readonly Nested[] => Array.isArray(value);
const isMatrix = (value: Value): value is Matrix => typeof value === 'object' && 'storage' in value;

/** The elements as arrays within arrays, whatever holds them. */
export const nestedOf = (value: Value): Nested => (isMatrix(value) ? value.toArray() : value);

/** The elements in order, from arrays within arrays. */
export function elementsOf(value: Nested): (number | Complex)[] {
  if (!isList(value)) return [value];
  return value.flatMap(elementsOf);
}

/** The sizes of arrays within arrays, by their first members. */
export function shapeOf(value: Nested): number[] {
  if (!isList(value)) return [];
  return [value.length, ...(value[0] === undefined ? [] : shapeOf(value[0]))];
}

/** The rows of what has two axes, or the elements of what has one. */
export function listOf(value: Value): readonly Nested[] {
  const nested = nestedOf(value);
  if (!isList(nested)) throw new TypeError('expected an array or a matrix of the library');
  return nested;
}

/** The columns of a matrix that are to be kept, the first of them. */
export const firstColumns = (value: Value, count: number): Nested =>
  listOf(value).map((row) => listOf(row).slice(0, count));
