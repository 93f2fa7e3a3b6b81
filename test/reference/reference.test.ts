import { describe, expect, expectTypeOf, test } from 'vitest';
import { solve as solveRecord } from '../../spec/decompositions/solve.ts';
import { layerNorm } from '../../spec/layers/layerNorm.ts';
import { matmul as matmulRecord } from '../../spec/linalg/matmul.ts';
import { defineOperation } from '../../spec/operation.ts';
import { adam } from '../../spec/optimizers/adam.ts';
import { refuse } from '../../spec/refusal.ts';
import { sum } from '../../spec/tensor/sum.ts';
import { tensorOf } from '../../spec/tensor.ts';
import { arrayReference } from '../../src/_internal/arrayReference.ts';
import { type Matrix, times, transposed } from '../../src/_internal/dense/matrix.ts';
import { reference } from '../../src/_internal/reference.ts';
import { solve } from '../../src/decompositions/solve.ts';
import { fromTensor, type NdArray, toTensor, transpose } from '../../src/ndArray.ts';

const array = (shape: readonly number[], values: readonly number[]): NdArray =>
  fromTensor(tensorOf('float64', shape, values));
const labels = (...values: number[]): NdArray => fromTensor(tensorOf('int32', [values.length], values));
const valuesOf = (given: NdArray | undefined): number[] | undefined => given && Array.from(toTensor(given).data);

/** y = A x + b for a vector and a pick of its entries, in batches. */
const affine = defineOperation({
  id: 'linalg.affine',
  meaning: 'A matrix times a vector, plus a number.',
  signature: 'a[..., m, n], x[..., n], b?[...] -> y[..., m], int size[...]',
  attributes: {
    turned: { kind: 'boolean', default: false },
    times: { kind: 'integer', min: 1, default: 1, clause: 'R2' },
    steps: { kind: 'integers', length: 2, min: 0, max: 3, default: [0, 0], clause: 'R2' },
    rate: { kind: 'real', min: 0, max: 1, open: true, default: 0 },
  },
  transposable: { a: 'turned' },
  sizes: ({ n }) => (n < 1 ? refuse('R1', `axis n must not be empty, got ${n}`) : {}),
  rejects: { R1: 'axis n must not be empty', R2: 'times and steps must be integers' },
  clauses: {},
  sources: [],
});
const plain = { turned: false, times: 1, steps: [0, 0], rate: 0 };

const product = (a: Matrix, x: Float64Array): Float64Array =>
  times(a, { rows: x.length, columns: 1, data: Float64Array.from(x) }).data;

const run = reference(affine, {
  member: ({ a, x, b }, { times }, { sizes, dtype }) => {
    const y = product(a, x).map((value) => times * value + (b ?? 0));
    // Members are an implementation's own.
    a.data.fill(Number.NaN);
    x.fill(Number.NaN);
    return { y, size: sizes.m + (dtype === 'float64' ? 0 : 0.5) };
  },
  pullback({ a, x }, { y: g }) {
    const outer = times({ rows: g.length, columns: 1, data: g }, { rows: 1, columns: x.length, data: x });
    return { a: outer, x: product(transposed(a), g), b: g.reduce((total, value) => total + value, 0) };
  },
});

const a = array([2, 2], [1, 2, 3, 4]);
const x = array([3, 2], [1, 0, 0, 1, 1, 1]);

describe('members', () => {
  test('a batch that one input lacks: each member has it to itself', () => {
    const { y, size } = run({ a, x, b: array([3], [0, 10, 20]) }, plain);
    expect(y.shape).toEqual([3, 2]);
    expect(valuesOf(y)).toEqual([1, 3, 12, 14, 23, 27]);
    expect([size.dtype, valuesOf(size)]).toEqual(['int32', [2, 2, 2]]);
    expect(valuesOf(a)).toEqual([1, 2, 3, 4]);
    expect(valuesOf(x)).toEqual([1, 0, 0, 1, 1, 1]);
  });
  test('gradients are summed over the batch that the input lacks, and are there for given inputs only', () => {
    const y = array([3, 2], [1, 2, 3, 4, 5, 6]);
    const gradients = run.gradient({ a, x, b: array([], [1]) }, { y, size: labels(0, 0, 0) }, plain);
    expect(valuesOf(gradients.a)).toEqual([1 + 5, 3 + 5, 2 + 6, 4 + 6]);
    expect(valuesOf(gradients.x)).toEqual([7, 10, 15, 22, 23, 34]);
    expect([gradients.b?.shape, valuesOf(gradients.b)]).toEqual([[], [21]]);
    expect(Object.keys(run.gradient({ a, x }, { y, size: labels(0, 0, 0) }, plain))).toEqual(['a', 'x']);
  });
  test('an input given transposed has a transposed gradient', () => {
    const y = array([2], [1, 2]);
    const one = array([2], [5, 7]);
    const straight = run.gradient({ a, x: one }, { y, size: labels(0) }, plain);
    const turned = run.gradient({ a: transpose(a), x: one }, { y, size: labels(0) }, { ...plain, turned: true });
    expect(valuesOf(turned.a && transpose(turned.a))).toEqual(valuesOf(straight.a));
    expect(valuesOf(turned.x)).toEqual(valuesOf(straight.x));
  });
  test('no members: results of the right shape', () => {
    const { y } = run({ a, x: array([0, 2], []) }, plain);
    expect(y.shape).toEqual([0, 2]);
    const gradients = run.gradient({ a, x: array([0, 2], []) }, { y, size: labels() }, plain);
    expect(valuesOf(gradients.a)).toEqual([0, 0, 0, 0]);
  });
  test('a broadcast matrix that is eliminated in place is a new one for every member', () => {
    const [n, b] = [array([2, 2], [2, 1, 1, 3]), array([2, 2, 1], [3, 4, 1, -2])];
    expect(valuesOf(solve({ a: n, b }, {}))).toEqual([1, 1, 1, -1]);
  });
  test('a rule that gives too few elements is told so', () => {
    const short = reference(affine, { member: ({ x }) => ({ y: x.subarray(1), size: 0 }) });
    expect(() => short({ a, x }, plain)).toThrow('y must have 2 elements, got 1');
  });
  test('a rule without a pullback has no gradient', () => {
    const forward = reference(affine, { member: ({ x }) => ({ y: x, size: 0 }) });
    expect(() => forward.gradient({ a, x }, { y: x, size: labels(0) }, plain)).toThrow('linalg.affine has no pullback');
  });
  test('members have at most two axes', () => {
    const rules = { member: () => 0 as never };
    expect(() => reference(sum, rules)).toThrow('tensor.sum: members of x must have at most two axes');
  });
});

describe('refusals name argument, rule and what was received', () => {
  const single = fromTensor(tensorOf('float32', [2], [1, 2]));
  test.each<[string, () => unknown]>([
    [
      'linalg.affine/signature: x must be float64 like the other inputs, got float32',
      () => run({ a, x: single }, plain),
    ],
    ['linalg.affine/signature: a must be float64 or float32, got int32', () => run({ a: labels(1), x }, plain)],
    [
      'linalg.affine/signature: axis n of x must be 2, as in a, got 3',
      () => run({ a, x: array([3], [1, 2, 3]) }, plain),
    ],
    ['linalg.affine/signature: input x is missing', () => run({ a } as never, plain)],
    [
      'linalg.affine/R1: axis n must not be empty, got 0',
      () => run({ a: array([2, 0], []), x: array([0], []) }, plain),
    ],
    [
      'linalg.affine/R2: times must be an integer that is at least 1, got 0',
      () => run({ a, x }, { ...plain, times: 0 }),
    ],
    [
      'linalg.affine/R2: steps must hold 2 integers that are at least 0 and at most 3, got [1, 4]',
      () => run({ a, x }, { ...plain, steps: [1, 4] }),
    ],
    [
      'linalg.affine/attributes: rate must be at least 0 and below 1, got 1',
      () => run({ a, x }, { ...plain, rate: 1 }),
    ],
    [
      'linalg.affine/signature: the cotangent of y must have shape [3, 2], got [2]',
      () => run.gradient({ a, x }, { y: array([2], [1, 2]), size: labels(0) }, plain),
    ],
    [
      'linalg.affine/signature: the cotangent of y must be float64 like the other inputs, got float32',
      () => run.gradient({ a, x }, { y: single, size: labels(0) }, plain),
    ],
    ['linalg.affine/signature: the cotangent of y is missing', () => run.gradient({ a, x }, {} as never, plain)],
  ])('%s', (message, call) => {
    expect(call).toThrow(message);
  });
  test('a clause that the record does not have', () => {
    const record = { ...affine, sizes: () => refuse('R3', 'never') } as unknown as typeof affine;
    expect(() => reference(record, { member: () => ({ y: [], size: 0 }) })({ a, x }, plain)).toThrow(
      'linalg.affine/sizes: "R3" is no rejection; there is R1, R2',
    );
  });
});

test('whole arrays: gradients are summed to the shape of their input', () => {
  const matmul = arrayReference(matmulRecord, { whole: ({ a }) => a, pullback: (_, g) => ({ a: g, b: g }) });
  const [one, many] = [array([1, 1], [3]), array([2, 1, 1], [5, 7])];
  const gradients = matmul.gradient({ a: one, b: many }, many, { transposeA: false, transposeB: false });
  expect([valuesOf(gradients.a), valuesOf(gradients.b)]).toEqual([[12], [5, 7]]);
});

test('types follow from the signature, and results come at once', () => {
  reference(solveRecord, {
    member({ a, b }) {
      expectTypeOf(a).toEqualTypeOf<Matrix>();
      return b;
    },
    // @ts-expect-error: a gradient is missing.
    pullback: ({ b }) => ({ b }),
  });
  reference(layerNorm, {
    member({ x, weight }, { epsilon }, { sizes }) {
      expectTypeOf(x).toEqualTypeOf<Float64Array<ArrayBuffer>>();
      expectTypeOf(weight).toEqualTypeOf<Float64Array<ArrayBuffer> | undefined>();
      expectTypeOf(epsilon).toEqualTypeOf<number>();
      expectTypeOf(sizes.n).toEqualTypeOf<number>();
      return x;
    },
  });
  // @ts-expect-error: a result is missing.
  reference(adam, { member: ({ parameter }) => ({ nextParameter: parameter, nextM: parameter }) });
  expectTypeOf(solve).returns.toEqualTypeOf<NdArray>();
});
