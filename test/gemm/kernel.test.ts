import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { buildKernel } from '../../scripts/buildKernel.ts';
import { evenly } from '../../src/linalg/gemm/_internal/blocking.ts';
import { createMemory, instantiate, type KernelMemory } from '../../src/linalg/gemm/_internal/instantiate.ts';
import { gemm } from '../../src/linalg/gemm/gemm.ts';
import { kernelSha256, kernels } from '../../src/linalg/gemm/kernel.generated.ts';
import type { MatrixView } from '../../src/linalg/gemm/matrixView.ts';
import { expectIdentical, matrix, reals } from './matrices.ts';

/** The product of two matrices in a process of its own, whose WebAssembly is another one; and what it says of two kernels. */
function productWith(api: string, a: MatrixView, b: MatrixView): { product: number[]; simd: string; relaxed: string } {
  const file = (path: string): string => JSON.stringify(new URL(path, import.meta.url).href);
  const view = ({ data, ...rest }: MatrixView): string =>
    `{ ...${JSON.stringify(rest)}, data: Float64Array.of(${Array.from(data)}) }`;
  const code = `
    class NoRoom { constructor() { throw new RangeError('out of memory'); } }
    // Node strips types by WebAssembly, which it keeps from the first time on.
    await import(${file('../../src/linalg/gemm/defaultKernel.ts')});
    globalThis.WebAssembly = ${api};
    const { gemm } = await import(${file('../../src/linalg/gemm/gemm.ts')});
    const [a, b, c] = [${view(a)}, ${view(b)}, ${view(matrix(Float64Array, a.rows, b.columns))}];
    gemm(a, b, c);
    const refusal = (kernel) => { try { gemm(a, b, c, { kernel }); return 'none'; } catch (error) { return error.message; } };
    console.log(JSON.stringify({ product: [...c.data], simd: refusal('simd'), relaxed: refusal('relaxed') }));`;
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' }));
}

describe('the kernels of gemm', () => {
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
    ['WebAssembly', 'undefined'],
    ['SIMD', '{ Memory: WebAssembly.Memory, Module: NoRoom }'],
    ['room for their memory', '{ Memory: NoRoom }'],
  ])('are not needed: without %s the plain path serves', (_, api) => {
    const [a, b] = [matrix(Float64Array, 40, 40, reals(1)), matrix(Float64Array, 40, 40, reals(2))];
    const expected = matrix(Float64Array, 40, 40);
    gemm(a, b, expected, { kernel: 'simd' });
    const { product, simd, relaxed } = productWith(api, a, b);
    expectIdentical(Float64Array.from(product), expected.data);
    expect(simd).toContain("kernel 'simd' needs WebAssembly with SIMD128");
    expect(relaxed).toContain("kernel 'relaxed' needs WebAssembly with relaxed SIMD");
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
