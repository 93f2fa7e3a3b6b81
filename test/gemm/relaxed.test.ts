import { afterEach, describe, expect, it } from 'vitest';
import { KC, tileColumns, tileRows } from '../../src/linalg/gemm/_internal/blocking.ts';
import { defaultKernel, setDefaultKernel } from '../../src/linalg/gemm/defaultKernel.ts';
import { gemm } from '../../src/linalg/gemm/gemm.ts';
import { expectIdentical, matrix, promised, promisedFused, reals, valuesOf } from './matrices.ts';

const types = [
  { type: 'float64', Elements: Float64Array, round: (value: number) => value },
  { type: 'float32', Elements: Float32Array, round: Math.fround },
] as const;

describe.each(types)('the relaxed path of gemm in $type', ({ type, Elements, round }) => {
  it('fuses every multiplication with its addition, or none, in ascending p and at every tile edge', () => {
    const [m, p, n] = [2 * tileRows('fused') + 1, KC + 9, tileColumns(Elements.BYTES_PER_ELEMENT) + 3];
    const [a, b, c] = [matrix(Elements, m, p, reals(1)), matrix(Elements, p, n, reals(2)), matrix(Elements, m, n)];
    gemm(a, b, c, { kernel: 'relaxed' });
    const separate = promised(a, b, c, round, {});
    const fused = promisedFused(a, b, type);
    // WebAssembly leaves it to the machine, but a machine does one or the other.
    const telling = fused.findIndex((value, k) => value !== separate[k]);
    expect(telling).toBeGreaterThanOrEqual(0);
    expectIdentical(valuesOf(c), c.data[telling] === fused[telling] ? fused : separate);
  });

  it('has the same bits for small products and for packed ones', () => {
    for (const [m, p, n] of [
      [3, 5, 4],
      [8, 8, 8],
      [1, 64, 9],
    ] as const) {
      const [a, b] = [matrix(Elements, m, p, reals(5)), matrix(Elements, p, n, reals(6))];
      const [small, packed] = [matrix(Elements, m, n), matrix(Elements, m, n)];
      gemm(a, b, small, { kernel: 'relaxed' });
      gemm(a, b, packed, { kernel: 'fused' });
      expectIdentical(small.data, packed.data);
    }
  });
});

describe('the default kernel', () => {
  afterEach(() => setDefaultKernel('auto'));

  it('is the path of every product that does not name one', () => {
    const [m, p, n] = [9, 300, 9];
    const [a, b] = [matrix(Float64Array, m, p, reals(3)), matrix(Float64Array, p, n, reals(4))];
    const multiply = (kernel?: 'relaxed' | 'simd') => {
      const c = matrix(Float64Array, m, n);
      gemm(a, b, c, kernel === undefined ? {} : { kernel });
      return c.data;
    };
    expect(defaultKernel()).toBe('auto');
    expectIdentical(multiply(), multiply('simd'));
    setDefaultKernel('relaxed');
    expectIdentical(multiply(), multiply('relaxed'));
    expect(() => setDefaultKernel('fast' as 'simd')).toThrow(
      'setDefaultKernel: the kernel must be one of auto, relaxed, plain, small, simd, fused, got fast',
    );
  });
});
