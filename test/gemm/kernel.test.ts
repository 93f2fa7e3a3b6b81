import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { buildKernel } from '../../scripts/buildKernel.ts';
import { evenly } from '../../src/linalg/gemm/_internal/blocking.ts';
import { createMemory, instantiate, type KernelMemory } from '../../src/linalg/gemm/_internal/instantiate.ts';
import { gemm } from '../../src/linalg/gemm/gemm.ts';
import { kernelSha256, kernels } from '../../src/linalg/gemm/kernel.generated.ts';
import { expectIdentical, matrix, reals } from './matrices.ts';

const { Memory } = (globalThis as unknown as { WebAssembly: { Memory: object } }).WebAssembly;

class NoRoom {
  constructor() {
    throw new RangeError('out of memory');
  }
}

describe('the kernels of gemm', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  it('are what their source compiles to', { timeout: 60_000 }, async () => {
    for (const { path, text } of await buildKernel()) expect(await readFile(path, 'utf8')).toBe(text);
    const hash = createHash('sha256');
    for (const { separate, fused } of [kernels.own, kernels.shared]) {
      for (const { float64, float32 } of [separate, fused]) {
        for (const base64 of [float64, float32]) {
          const binary = Buffer.from(base64, 'base64');
          hash.update(binary);
          expect(binary.length).toBeLessThan(4096); // browsers compile no more at once on their main thread
        }
      }
    }
    expect(hash.digest('hex')).toBe(kernelSha256);
  });

  it('have a memory of 18 MiB that never grows', () => {
    const memory = createMemory(false) as KernelMemory & { grow(pages: number): number };
    expect(memory.buffer.byteLength / 2 ** 20).toBeCloseTo(17.5, 0);
    expect(() => memory.grow(1)).toThrow(RangeError);
  });

  it('exist for both types, both roundings, own and shared memory', () => {
    for (const shared of [false, true]) {
      const memory = createMemory(shared) as KernelMemory;
      for (const type of ['float64', 'float32'] as const) {
        for (const rounding of ['separate', 'fused'] as const) {
          expect(instantiate(type, rounding, memory)?.multiplyBlock).toBeTypeOf('function');
        }
      }
    }
  });

  it.each([
    ['WebAssembly', undefined],
    ['SIMD', { Memory, Module: NoRoom }],
    ['room for their memory', { Memory: NoRoom }],
  ])('are not needed: without %s the plain path serves', async (_, api) => {
    const [a, b] = [matrix(Float64Array, 40, 40, reals(1)), matrix(Float64Array, 40, 40, reals(2))];
    const [c, expected] = [matrix(Float64Array, 40, 40), matrix(Float64Array, 40, 40)];
    gemm(a, b, expected, { kernel: 'simd' });
    vi.stubGlobal('WebAssembly', api);
    vi.resetModules();
    const { gemm: portable } = await import('../../src/linalg/gemm/gemm.ts');
    portable(a, b, c);
    expectIdentical(c.data, expected.data);
    expect(() => portable(a, b, c, { kernel: 'simd' })).toThrow("kernel 'simd' needs WebAssembly with SIMD128");
    expect(() => portable(a, b, c, { kernel: 'relaxed' })).toThrow(
      "kernel 'relaxed' needs WebAssembly with relaxed SIMD",
    );
  });
});

describe('evenly', () => {
  it('cuts into as few blocks as possible, of sizes that differ by less than a tile', () => {
    for (const most of [12, 24]) {
      for (let extent = 1; extent <= 100; extent++) {
        const size = evenly(extent, most, 6);
        expect(size % 6).toBe(0);
        expect(size).toBeLessThanOrEqual(most);
        expect(Math.ceil(extent / size)).toBe(Math.ceil(extent / most));
      }
    }
  });
});
