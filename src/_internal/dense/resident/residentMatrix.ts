import { attempt, type Memory } from '../../webAssembly.ts';
import { type Matrix, matrix } from '../matrix.ts';
import * as loops from './loops.ts';
import { products } from './products.generated.ts';

/** What assembly/products.ts exports. */
interface Exports {
  timesVector(a: number, stride: number, rows: number, columns: number, x: number, p: number): void;
  addTransposeTimesVector(a: number, stride: number, rows: number, columns: number, x: number, p: number): void;
  addSymmetricTimesVector(a: number, stride: number, rows: number, x: number, p: number): void;
}

/** Compiled products and the memory that they read. */
export interface Products {
  readonly memory: Memory;
  readonly exports: Exports;
}

const PAGE = 2 ** 16;
const BYTES = 8;

/** The products of a module; undefined where the platform has no WebAssembly with SIMD128. */
export const productsOf = (binary: Uint8Array): Products | undefined =>
  attempt(({ Memory, Module, Instance }) => {
    const memory = new Memory({ initial: 1 });
    return { memory, exports: new Instance(new Module(binary), { env: { memory } }).exports as Exports };
  });

let known: { readonly products: Products | undefined } | undefined;

/** Those of this thread, compiled when they are first asked for. */
function ownProducts(): Products | undefined {
  known ??= { products: productsOf(Uint8Array.from(atob(products), (character) => character.charCodeAt(0))) };
  return known.products;
}

/** The memory, grown to so many bytes; undefined where there is no room. */
function roomFor(bytes: number, { memory }: Products): ArrayBuffer | SharedArrayBuffer | undefined {
  const missing = Math.ceil((bytes - memory.buffer.byteLength) / PAGE);
  return missing > 0 && attempt(() => memory.grow(missing)) === undefined ? undefined : memory.buffer;
}

/**
 * A matrix in the memory of compiled loops, which multiply parts of it by vectors. A reduction makes half of its operations
 * there. The memory is one a thread: the next resident matrix takes the place of this one.
 */
export class ResidentMatrix {
  readonly matrix: Matrix;
  readonly #exports: Exports | undefined;
  /** A vector and a product, before the matrix. */
  readonly #x: Float64Array;
  readonly #p: Float64Array;

  /** A copy of the given one. */
  constructor({ rows, columns, data }: Matrix, compiled: Products | undefined = ownProducts()) {
    const room = Math.max(rows, columns);
    const buffer = compiled && roomFor(BYTES * (2 * room + data.length), compiled);
    this.#exports = buffer && compiled?.exports;
    this.#x = buffer ? new Float64Array(buffer, 0, room) : new Float64Array(0);
    this.#p = buffer ? new Float64Array(buffer, BYTES * room, room) : this.#x;
    const own = buffer ? new Float64Array(buffer, 2 * BYTES * room, data.length) : new Float64Array(data.length);
    own.set(data);
    this.matrix = matrix(rows, columns, own);
  }

  /** A x, A the `rows` rows from (row, column) on. */
  timesVector(row: number, column: number, rows: number, x: Float64Array): Float64Array {
    const { columns, data } = this.matrix;
    const corner = row * columns + column;
    if (this.#exports === undefined) return loops.timesVector(data, corner, columns, rows, x);
    this.#x.set(x);
    this.#exports.timesVector(data.byteOffset + BYTES * corner, BYTES * columns, rows, x.length, 0, this.#p.byteOffset);
    return this.#p.slice(0, rows);
  }

  /** A^T x, A the `columns` columns from (row, column) on. */
  transposeTimesVector(row: number, column: number, columns: number, x: Float64Array): Float64Array {
    const { columns: stride, data } = this.matrix;
    const corner = row * stride + column;
    if (this.#exports === undefined) {
      const p = new Float64Array(columns);
      loops.addTransposeTimesVector(data, corner, stride, x, p);
      return p;
    }
    this.#x.set(x);
    this.#p.fill(0, 0, columns);
    this.#exports.addTransposeTimesVector(
      data.byteOffset + BYTES * corner,
      BYTES * stride,
      x.length,
      columns,
      0,
      this.#p.byteOffset,
    );
    return this.#p.slice(0, columns);
  }

  /** A x for the trailing symmetric matrix of which the lower triangle, from the diagonal element `first` on, is read. */
  symmetricTimesVector(first: number, x: Float64Array): Float64Array {
    const { columns: stride, data } = this.matrix;
    const corner = first * stride + first;
    let p = new Float64Array(x.length);
    if (this.#exports === undefined) loops.addSymmetricTimesVector(data, corner, stride, x, p);
    else {
      this.#x.set(x);
      this.#p.fill(0, 0, x.length);
      this.#exports.addSymmetricTimesVector(
        data.byteOffset + BYTES * corner,
        BYTES * stride,
        x.length,
        0,
        this.#p.byteOffset,
      );
      p = this.#p.slice(0, x.length);
    }
    const full = x.length - (x.length % 4);
    for (let i = 0; i < full; i += 4) addTriangle(data, corner, stride, i, i + 4, i, x, p);
    addTriangle(data, corner, stride, full, x.length, 0, x, p);
    return p;
  }
}

/** Adds what rows `from` to before `end` give with their elements from column `start` to the diagonal. */
function addTriangle(
  data: Float64Array,
  corner: number,
  stride: number,
  from: number,
  end: number,
  start: number,
  x: Float64Array,
  p: Float64Array,
): void {
  for (let i = from; i < end; i++) {
    const row = corner + i * stride;
    const own = x[i] as number;
    let sum = (data[row + i] as number) * own;
    for (let j = start; j < i; j++) {
      const value = data[row + j] as number;
      sum += value * (x[j] as number);
      p[j] = (p[j] as number) + value * own;
    }
    p[i] = (p[i] as number) + sum;
  }
}
