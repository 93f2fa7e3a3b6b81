import { attempt } from '../../../_internal/webAssembly.ts';
import { kernels } from '../kernel.generated.ts';
import { MEMORY_PAGES, type Rounding } from './blocking.ts';

export type ElementType = 'float64' | 'float32';

/** Adds the product of packed panels to a block of sums. */
export type MultiplyBlock = (
  a: number,
  b: number,
  sums: number,
  rowTiles: number,
  columnTiles: number,
  depth: number,
  accumulate: boolean,
  cachedTiles: number,
) => void;

/** What assembly/kernel.ts exports: addresses and leading dimensions in bytes, sizes in elements. */
export interface KernelExports {
  readonly multiplyBlock: MultiplyBlock;
  multiplySmall(a: number, b: number, sums: number, rows: number, columns: number, depth: number): void;
  packRows(from: number, ldFrom: number, to: number, width: number, lanes: number, depth: number, zeros: number): void;
  packColumns(
    from: number,
    ldFrom: number,
    to: number,
    ldPanel: number,
    width: number,
    lanes: number,
    depth: number,
  ): void;
  packIndexed(
    from: number,
    depthOffsets: number,
    laneOffsets: number,
    to: number,
    ldPanel: number,
    width: number,
    lanes: number,
    depth: number,
  ): void;
  storeRows(
    sums: number,
    rowTiles: number,
    first: number,
    end: number,
    columns: number,
    c: number,
    alpha: number,
    beta: number,
  ): void;
}

/** A WebAssembly memory of MEMORY_PAGES, a size that never changes. */
export interface KernelMemory {
  readonly buffer: ArrayBuffer | SharedArrayBuffer;
}

/** Memory for the kernels of this thread, or of several; undefined where the platform has none, or no room for it. */
export function createMemory(shared: boolean): KernelMemory | undefined {
  return attempt(({ Memory }) => new Memory({ initial: MEMORY_PAGES, maximum: MEMORY_PAGES, shared }));
}

/**
 * The kernel for an element type on a memory; undefined where the platform has no WebAssembly with SIMD128 (relaxed, for
 * 'fused') or forbids code generation.
 */
export function instantiate(type: ElementType, rounding: Rounding, memory: KernelMemory): KernelExports | undefined {
  return attempt(({ Module, Instance }) => {
    const variants = memory.buffer instanceof ArrayBuffer ? kernels.own : kernels.shared;
    const bytes = Uint8Array.from(atob(variants[rounding][type]), (character) => character.charCodeAt(0));
    return new Instance(new Module(bytes), { env: { memory } }).exports as KernelExports;
  });
}
