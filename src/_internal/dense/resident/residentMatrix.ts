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

let known: { readonly products: Products | null } | undefined;

/** Those of this thread, compiled when they are first asked for; null where the platform has none. */
function ownProducts(): Products | null {
  known ??= { products: productsOf(Uint8Array.from(atob(products), (character) => character.charCodeAt(0))) ?? null };
  return known.products;
}

/** The memory, grown to so many bytes; undefined where there is no room. */
function roomFor(bytes: number, { memory }: Products): ArrayBuffer | SharedArrayBuffer | undefined {
  const missing = Math.ceil((bytes - memory.buffer.byteLength) / PAGE);
  return missing > 0 && attempt(() => memory.grow(missing)) === undefined ? undefined : memory.buffer;
}

/** The compiled loops, and room for a vector and a product that they share. */
interface Workplace {
  readonly exports: Exports | undefined;
  readonly x: Float64Array;
  readonly p: Float64Array;
}

/**
 * Copies in the memory of compiled loops, of matrices that a reduction needs at once. The memory is one a thread: the next ones take
 * the place of these.
 */
export function residentMatrices(
  matrices: readonly Matrix[],
  compiled: Products | null = ownProducts(),
): ResidentMatrix[] {
  const room = Math.max(...matrices.flatMap(({ rows, columns }) => [rows, columns]));
  const elements = matrices.reduce((sum, { data }) => sum + data.length, 2 * room);
  const buffer = compiled === null ? undefined : roomFor(BYTES * elements, compiled);
  let used = 0;
  const next = (length: number): Float64Array => {
    used += length;
    return buffer ? new Float64Array(buffer, BYTES * (used - length), length) : new Float64Array(length);
  };
  const workplace: Workplace = { exports: buffer ? compiled?.exports : undefined, x: next(room), p: next(room) };
  return matrices.map(({ rows, columns, data }) => {
    const own = next(data.length);
    own.set(data);
    return new ResidentMatrix(matrix(rows, columns, own), workplace);
  });
}

/** A matrix in the memory of compiled loops, which multiply parts of it by vectors. A reduction makes half of its operations there. */
export class ResidentMatrix {
  readonly matrix: Matrix;
  readonly #exports: Exports | undefined;
  readonly #x: Float64Array;
  readonly #p: Float64Array;

  constructor(resident: Matrix, { exports, x, p }: Workplace) {
    this.matrix = resident;
    this.#exports = exports;
    this.#x = x;
    this.#p = p;
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
    const p = this.#exports ? this.#p.subarray(0, columns).fill(0) : new Float64Array(columns);
    this.#addTransposeTimesVector(row, column, x, p);
    return p.slice();
  }

  /** Subtracts A^T x from row `target` from `column` on, A the x.length rows from `row` on over the same columns up to the last. */
  subtractRows(target: number, row: number, column: number, x: Float64Array): void {
    const { columns, data } = this.matrix;
    const p = data.subarray(target * columns + column, (target + 1) * columns);
    this.#addTransposeTimesVector(
      row,
      column,
      x.map((value) => -value),
      p,
    );
  }

  #addTransposeTimesVector(row: number, column: number, x: Float64Array, p: Float64Array): void {
    const { columns: stride, data } = this.matrix;
    const corner = row * stride + column;
    if (this.#exports === undefined) {
      loops.addTransposeTimesVector(data, corner, stride, x, p);
      return;
    }
    this.#x.set(x);
    const a = data.byteOffset + BYTES * corner;
    this.#exports.addTransposeTimesVector(a, BYTES * stride, x.length, p.length, 0, p.byteOffset);
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
