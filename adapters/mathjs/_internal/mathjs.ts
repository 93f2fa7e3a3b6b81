import { all, create } from 'mathjs';
import { listOf, type Nested } from '../../_internal/nested.ts';

/** A number of two parts, as the library has it. */
export interface Complex {
  readonly re: number;
  readonly im: number;
}

/** A matrix of the library, dense or sparse. */
export interface Matrix {
  toArray(): Nested<number | Complex>;
  storage(): 'dense' | 'sparse';
}

export type Value = Nested<number | Complex> | Matrix;

type Unary = (x: Value) => Value;
type Binary = (a: Value, b: Value) => Value;
type Along = (x: Value, dimension?: number) => Value;

/** The functions of the library that are judged; its own types take fewer kinds of values than it does. */
interface Calls {
  config(options: { randomSeed: string }): void;
  random(shape?: readonly number[]): Value;
  matrix: (x: Value) => Matrix;
  sparse: (x: Value) => Matrix;
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

const isMatrix = (value: Value): value is Matrix => typeof value === 'object' && 'storage' in value;

export const isSparse = (value: Value): boolean => isMatrix(value) && value.storage() === 'sparse';

/** The elements as arrays within arrays, whatever holds them. */
export const arraysOf = (value: Value): Nested<number | Complex> => (isMatrix(value) ? value.toArray() : value);

/** The rows of what has two axes, or the elements of what has one. */
export const rowsOf = (value: Value) => listOf(arraysOf(value));
