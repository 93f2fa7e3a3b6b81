import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { buildKernel } from '../../scripts/buildKernel.ts';
import { instantiate } from '../../src/linalg/gemm/_internal/instantiate.ts';
import { gemm } from '../../src/linalg/gemm/gemm.ts';
import { kernelBase64, kernelSha256 } from '../../src/linalg/gemm/kernel.generated.ts';
import { expectIdentical, matrix, reals } from './matrices.ts';

class NoRoom {
  constructor() {
    throw new RangeError('out of memory');
  }
}

describe('the kernel of gemm', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  it('is what its source compiles to', async () => {
    for (const { path, text } of await buildKernel()) expect(await readFile(path, 'utf8')).toBe(text);
    expect(createHash('sha256').update(Buffer.from(kernelBase64, 'base64')).digest('hex')).toBe(kernelSha256);
  });

  it('has a memory of 4 MiB', () => {
    expect(instantiate()?.memory.byteLength).toBe(4 * 2 ** 20);
  });

  it.each([
    ['WebAssembly', undefined],
    ['SIMD', { validate: (): boolean => false }],
    ['room for its memory', { validate: (): boolean => true, Memory: NoRoom }],
  ])('is not needed: without %s the plain path serves', async (_, api) => {
    const [a, b] = [matrix(Float64Array, 40, 40, reals(1)), matrix(Float64Array, 40, 40, reals(2))];
    const [c, expected] = [matrix(Float64Array, 40, 40), matrix(Float64Array, 40, 40)];
    gemm(a, b, expected, { kernel: 'simd' });
    vi.stubGlobal('WebAssembly', api);
    vi.resetModules();
    const { gemm: portable } = await import('../../src/linalg/gemm/gemm.ts');
    portable(a, b, c);
    expectIdentical(c.data, expected.data);
    expect(() => portable(a, b, c, { kernel: 'simd' })).toThrow('needs WebAssembly with SIMD128');
  });
});
