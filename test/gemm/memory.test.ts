import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { gemm, type MatrixView } from '../../src/linalg/gemm/gemm.ts';
import { matmul } from '../../src/linalg/matmul.ts';
import type { NdArray } from '../../src/ndArray.ts';
import { matrix, reals } from './matrices.ts';

describe('memory', () => {
  it('stays flat over a million small products', { timeout: 120_000 }, () => {
    const shapes = [2, 3, 5].map((n) => [0, 1, 2].map((seed) => matrix(Float64Array, n, n, reals(seed))));
    const multiply = (times: number) => {
      for (let k = 0; k < times; k++) {
        for (const [a, b, c] of shapes) gemm(a as MatrixView, b as MatrixView, c as MatrixView);
      }
    };
    multiply(20_000);
    const before = settled();
    multiply(333_334);
    const after = settled();
    expect(after.arrayBuffers).toBeLessThanOrEqual(before.arrayBuffers);
    expect(after.heapUsed - before.heapUsed).toBeLessThan(2 ** 20);
  });

  it('of an operation holds no more than its result', () => {
    const operand = (seed: number): NdArray => {
      const { data } = matrix(Float32Array, 48, 48, reals(seed));
      return { dtype: 'float32', shape: [48, 48], strides: [48, 1], offset: 0, data };
    };
    const inputs = { a: operand(1), b: operand(2) };
    const attributes = { transposeA: false, transposeB: false };
    const multiply = (times: number) => {
      for (let k = 0; k < times; k++) matmul(inputs, attributes);
    };
    multiply(2000);
    const before = settled();
    multiply(2000);
    const after = settled();
    expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(2 ** 20);
    expect(after.heapUsed - before.heapUsed).toBeLessThan(2 ** 20);
  });

  it('that cannot be had is a clear error', () => {
    const size = 300_000;
    const one = { dtype: 'float64', offset: 0, strides: [0, 0], data: Float64Array.of(1) } as const;
    const inputs = { a: { ...one, shape: [size, 1] }, b: { ...one, shape: [1, size] } };
    expect(() => matmul(inputs, { transposeA: false, transposeB: false })).toThrow(
      'a float64 array of shape [300000, 300000] needs 720000000000 bytes, more than this platform allocates at once',
    );
  });
});

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** What is held once nothing is waiting to be collected. */
function settled(): NodeJS.MemoryUsage {
  collect();
  collect();
  return process.memoryUsage();
}
