import { kernelBase64 } from '../kernel.generated.ts';
import { MEMORY_PAGES } from './blocking.ts';

/** Adds the product of two packed blocks to a block of sums; addresses in bytes, sizes in tiles and in p. */
export type MultiplyBlock = (
  a: number,
  b: number,
  c: number,
  rowTiles: number,
  columnTiles: number,
  depth: number,
  accumulate: boolean,
) => void;

export interface SimdKernel {
  readonly memory: ArrayBuffer;
  readonly multiplyFloat64: MultiplyBlock;
  readonly multiplyFloat32: MultiplyBlock;
}

/** What is used of WebAssembly; the platform's types are not in TypeScript's es2024 library. */
interface WebAssemblyApi {
  validate(bytes: Uint8Array): boolean;
  Memory: new (limits: { initial: number; maximum: number }) => { readonly buffer: ArrayBuffer };
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { readonly exports: unknown };
}

/**
 * The compiled kernel with a memory of its own, of a size that never changes; undefined where the platform has no
 * WebAssembly with SIMD128, forbids code generation, or has no room for the memory.
 */
export function instantiate(): SimdKernel | undefined {
  const api = (globalThis as { WebAssembly?: WebAssemblyApi }).WebAssembly;
  if (api === undefined) return undefined;
  try {
    const bytes = Uint8Array.from(atob(kernelBase64), (character) => character.charCodeAt(0));
    if (!api.validate(bytes)) return undefined;
    const memory = new api.Memory({ initial: MEMORY_PAGES, maximum: MEMORY_PAGES });
    const { exports } = new api.Instance(new api.Module(bytes), { env: { memory } });
    return { ...(exports as Omit<SimdKernel, 'memory'>), memory: memory.buffer };
  } catch {
    return undefined; // A missing kernel costs speed, never a result: the plain path gives the same bits.
  }
}
