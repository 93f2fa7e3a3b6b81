import { describe, expect, test } from 'vitest';
import { eigenvalue, gram, symmetricFunctions } from '../../spec/_internal/characteristic.ts';
import { evaluate } from '../../spec/evaluate.ts';
import { algebra, exactMatrixOf } from '../../spec/exactMatrix.ts';
import { float } from '../../spec/scalars/float.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { expectEquations, inSingle, named, outputsOf } from './_internal/expectEquations.ts';
import {
  hilbert,
  product,
  random,
  rectangular,
  signs,
  tensorBy,
  transposeOf,
  withSingularValues,
} from './_internal/hardMatrices.ts';

const integers = (rows: number, columns: number, seed: number): Tensor => {
  const values = random(rows, columns, seed).data;
  return tensorBy(rows, columns, (i, j) => Math.round(9 * (values[i * columns + j] ?? 0)));
};
const kron = async (a: Tensor, b: Tensor) => (await outputsOf('multilinear.kron', { a, b })).c as Tensor;
const vec = async (a: Tensor) => (await outputsOf('multilinear.vec', { a })).x as Tensor;
const column = (x: Tensor): Tensor => tensorOf('float64', [x.data.length, 1], x.data);

describe('kron and vec', () => {
  test('agree with their definitions, bitwise', async () => {
    for (const [m, n, p, q] of [
      [2, 3, 4, 5],
      [1, 4, 3, 1],
      [0, 2, 3, 3],
    ] as const) {
      const inputs = { a: random(m, n, 1), b: random(p, q, 2) };
      const { c } = evaluate(named('multilinear.kron').operation, inputs, {}, float('float64'));
      expect(Array.from((await kron(inputs.a, inputs.b)).data)).toEqual(c?.values);
      const { x } = evaluate(named('multilinear.vec').operation, { a: inputs.a }, {}, float('float64'));
      expect(Array.from((await vec(inputs.a)).data)).toEqual(x?.values);
    }
  });
  test('vec stacks columns', async () => {
    expect((await vec(tensorBy(2, 3, (i, j) => 10 * i + j))).data).toEqual(Float64Array.of(0, 10, 1, 11, 2, 12));
  });
  test('(A kron B)(C kron D) = AC kron BD and vec(AXB) = (B^T kron A) vec X on integers', async () => {
    const [a, b, c, d] = [integers(3, 2, 3), integers(2, 4, 4), integers(2, 3, 5), integers(4, 2, 6)];
    expect(product(await kron(a, b), await kron(c, d))).toEqual(await kron(product(a, c), product(b, d)));
    const x = integers(2, 3, 7);
    const right = integers(3, 4, 8);
    const left = column(await vec(product(product(a, x), right)));
    expect(product(await kron(transposeOf(right), a), column(await vec(x)))).toEqual(left);
  });
});

describe.each([
  ['float64', (cases: typeof rectangular) => cases],
  ['float32', inSingle],
] as const)('equations hold on hard matrices in %s', (_, round) => {
  test('spectralNorm', async () => {
    for (const [label, a] of round(rectangular)) await expectEquations('linalg.spectralNorm', label, { a });
  });
  test('lowRankTruncate', async () => {
    for (const [label, a] of round(rectangular)) {
      const most = Math.min(...a.shape);
      for (const rank of new Set([0, Math.min(1, most), Math.floor(most / 2), most])) {
        await expectEquations('multilinear.lowRankTruncate', `${label}, rank ${rank}`, { a }, { rank });
      }
    }
  });
});

test('Eckart, Young and Mirsky: the distance is what the truncated singular values say', async () => {
  const values = [5, 3, 1, 0.5];
  const a = withSingularValues(6, 4, values, 9);
  for (const rank of [0, 1, 2, 3, 4]) {
    const { x } = await outputsOf('multilinear.lowRankTruncate', { a }, { rank });
    const rest = { ...a, data: a.data.map((value, at) => value - (x?.data[at] ?? 0)) };
    const { norm } = await outputsOf('linalg.spectralNorm', { a: rest });
    expect(norm?.data[0]).toBeCloseTo(values[rank] ?? 0, 14);
    expect(Math.hypot(...rest.data)).toBeCloseTo(Math.hypot(...values.slice(rank)), 14);
  }
});

test('a rank outside 0 .. min(m, n) is refused', async () => {
  for (const rank of [-1, 3, 1.5, Number.NaN]) {
    const call = async () => outputsOf('multilinear.lowRankTruncate', { a: random(2, 4, 1) }, { rank });
    await expect(call).rejects.toThrow('multilinear.lowRankTruncate/R1');
  }
});

test('NaN and infinities are refused', async () => {
  for (const value of [Number.NaN, Number.NEGATIVE_INFINITY]) {
    const a = tensorBy(2, 2, (i, j) => (i === j ? value : 1));
    await expect(async () => outputsOf('linalg.spectralNorm', { a })).rejects.toThrow('linalg.spectralNorm/R1');
    const truncated = async () => outputsOf('multilinear.lowRankTruncate', { a }, { rank: 1 });
    await expect(truncated).rejects.toThrow('multilinear.lowRankTruncate/R2');
  }
});

describe('exact characteristic functions', () => {
  const exactMatrix = (a: Tensor) => {
    const found = exactMatrixOf(a, a.shape[0] ?? 0, a.shape[1] ?? 0);
    if (found === undefined) throw new Error('not finite');
    return found;
  };
  test('of [[2, 1], [1, 3]]: trace 5, determinant 5', () => {
    const a = exactMatrix(tensorOf('float64', [2, 2], [2, 1, 1, 3]));
    const values = symmetricFunctions(a).map((value, k) => Number(value) * 2 ** (k * a.exponent));
    expect(values).toEqual([1, 5, 5]);
  });
  test('the functions of the Gram matrix vanish beyond the rank', () => {
    const functions = symmetricFunctions(gram(exactMatrix(product(signs(6, 2, 3), signs(2, 5, 4)))));
    expect(functions.map((value) => value === 0n)).toEqual([false, false, false, true, true, true]);
  });
  test('the largest eigenvalue, simple, repeated and zero', () => {
    const { at } = algebra(2 ** -53);
    const largest = (a: Tensor) => at(eigenvalue(exactMatrix(a), 0), 0, 0);
    expect(largest(tensorOf('float64', [2, 2], [2, 1, 1, 2]))).toBe(3);
    expect(largest(tensorBy(7, 7, (i, j) => (i === j ? 3 : 0)))).toBeCloseTo(3, 15);
    expect(largest(tensorBy(3, 3, () => 0))).toBe(0);
    // The largest eigenvalue of the Hilbert matrix of order 5.
    expect(largest(hilbert(5))).toBeCloseTo(1.567050691098231, 15);
  });
});
