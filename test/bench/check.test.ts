import { describe, expect, it } from 'vitest';
import { gemm } from '../../adapters/reference/kernels.ts';
import { checkProduct, checkWithinBound } from '../../bench/_internal/checkProduct.ts';
import { checkConvolution, convolve, operandsOf } from '../../bench/_internal/convolutionCase.ts';
import { type Operands, type Product, productFlops, randomOperands, rowMajor } from '../../bench/_internal/product.ts';

const product: Product = { dtype: 'float64', m: 5, n: 7, k: 9, form: 'TN' };

const multiply = ({ a, b, c }: Operands): void => gemm(a, b, c);

const spoiled =
  (at: number, value: number) =>
  (operands: Operands): void => {
    multiply(operands);
    operands.c.data[at] = value;
  };

describe('checkProduct', () => {
  it('accepts gemm, in every form', () => {
    for (const form of ['NN', 'NT', 'TN', 'TT'] as const) checkProduct({ ...product, form }, multiply);
    checkProduct({ ...product, dtype: 'float32' }, multiply);
  });

  it('names the element that is wrong, NaN too', () => {
    expect(() => checkProduct(product, spoiled(8, 0.5))).toThrow(
      'float64 TN 5 x 7 x 9 (integers, triple loop): c[1, 1] is 0.5',
    );
    expect(() => checkProduct(product, spoiled(34, Number.NaN))).toThrow('c[4, 6] is NaN');
  });

  it('wants the bits of the plain path, and of a path that fuses only the bound', () => {
    const lastBit = (operands: Operands): void => {
      multiply(operands);
      const [first = 0] = operands.c.data;
      if (!Number.isInteger(first)) operands.c.data[0] = first * (1 + 2 ** -52);
    };
    expect(() => checkProduct(product, lastBit)).toThrow('bits of the plain path');
    expect(() => checkProduct(product, lastBit, true)).not.toThrow();
  });
});

describe('checkWithinBound', () => {
  it('refuses what rounding cannot explain', () => {
    const operands = randomOperands(product);
    multiply(operands);
    checkWithinBound(product, operands, operands.c.data, 'ours');
    const wrong = operands.c.data.map((value, at) => (at === 3 ? value + 1e-12 : value));
    expect(() => checkWithinBound(product, operands, wrong, 'peer')).toThrow('(peer): c[0, 3]');
  });
});

describe('operands', () => {
  it('are neither zero nor subnormal, and neither is a product of two', () => {
    const { a, b } = randomOperands(product);
    for (const { data } of [a, b])
      expect(data.every((value) => Math.abs(value) >= 0.5 && Math.abs(value) < 1.5)).toBe(true);
  });

  it('lie transposed where the form says so', () => {
    const { a } = randomOperands({ dtype: 'float64', m: 2, n: 1, k: 2, form: 'TN' });
    expect(rowMajor(a)).toEqual(Float64Array.of(...[0, 2, 1, 3].map((at) => a.data[at] as number)));
    expect(productFlops(product)).toBe(630);
  });
});

describe('checkConvolution', () => {
  it('accepts ours and refuses a wrong value', () => {
    const layer = { c: 3, h: 7, o: 2, kernel: 3, stride: 2, padding: 1 };
    const { x, weight } = operandsOf(layer);
    const y = convolve(layer, x, weight);
    checkConvolution('ours', layer, x, weight, y.data);
    const wrong = Float32Array.from(y.data);
    wrong[17] = (wrong[17] as number) + 1e-3;
    expect(() => checkConvolution('peer', layer, x, weight, wrong)).toThrow('conv2d of peer: y[1, 0, 1]');
  });
});
