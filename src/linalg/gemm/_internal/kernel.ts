import type { FloatArray } from '../matrixView.ts';
import type { Rounding } from './blocking.ts';
import { tileColumns, tileRows } from './blocking.ts';
import { type ElementType, instantiate, type KernelExports, type KernelMemory } from './instantiate.ts';

/** A compiled kernel with the memory that it works in, seen as its elements. */
export interface Kernel extends KernelExports {
  readonly memory: KernelMemory;
  readonly elements: FloatArray;
  /** The memory as offsets of packIndexed. */
  readonly offsets: Int32Array;
  readonly bytes: number;
  readonly tileRows: number;
  readonly tileColumns: number;
}

/** The kernel for an element type and a rounding on a memory; undefined where the platform lacks what it needs. */
export function makeKernel(type: ElementType, rounding: Rounding, memory: KernelMemory): Kernel | undefined {
  const exports = instantiate(type, rounding, memory);
  if (exports === undefined) return undefined;
  const elements = type === 'float64' ? new Float64Array(memory.buffer) : new Float32Array(memory.buffer);
  const bytes = elements.BYTES_PER_ELEMENT;
  return {
    ...exports,
    memory,
    elements,
    offsets: new Int32Array(memory.buffer),
    bytes,
    tileRows: tileRows(rounding),
    tileColumns: tileColumns(bytes),
  };
}
