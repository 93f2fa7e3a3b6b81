import { describe, expect, test } from 'vitest';
import { defineOperation } from '../../spec/operation.ts';
import { refuse } from '../../spec/refusal.ts';
import { tensorOf } from '../../spec/tensor.ts';
import { reference } from '../../src/_internal/reference.ts';
import { createTape } from '../../src/autodiff/tape.ts';
import { fromTensor, type NdArray, toTensor } from '../../src/ndArray.ts';
import { concat } from '../../src/tensor/concat.ts';
import { split } from '../../src/tensor/split.ts';

const array = (
  shape: readonly number[],
  values: readonly number[],
  dtype: 'float64' | 'float32' = 'float64',
): NdArray => fromTensor(tensorOf(dtype, shape, values));
const valuesOf = (one: NdArray | undefined): number[] => (one === undefined ? [] : Array.from(toTensor(one).data));

describe('an implementation from what it does with members', () => {
  const means = defineOperation({
    id: 'toy.means',
    meaning: 'The mean of every vector, and the distances from it.',
    signature: 'xs*[..., each n] -> ys*[..., each n], m[...]',
    sizes: ({ xs }) => (xs === 0 ? refuse('R1', 'there must be a vector') : {}),
    feasible: ({ xs, n }) => (xs === 0 ? { xs: 1, n: [1] } : { xs, n }),
    definition: ({ xs }, { constant }) => ({ ys: xs, m: () => constant(0) }),
    clauses: {},
    rejects: { R1: 'there must be a vector' },
    sources: [],
  });
  const lists = reference(means, {
    member: ({ xs }) => ({ ys: xs.map((x) => x.map((value) => 2 * value)), m: xs.length }),
    pullback: ({ xs }, { ys }) => ({ xs: xs.map((_, k) => ys[k] ?? []) }),
  });
  const xs = [array([2, 1], [1, 2]), array([3], [3, 4, 5])];

  test('gets and gives lists, batch by batch', () => {
    const { ys, m } = lists({ xs }, {});
    expect(ys.map(({ shape }) => shape)).toEqual([
      [2, 1],
      [2, 3],
    ]);
    expect(ys.map(valuesOf)).toEqual([
      [2, 4],
      [6, 8, 10, 6, 8, 10],
    ]);
    expect(valuesOf(m)).toEqual([2, 2]);
  });

  test('gradients of members that the batch shares are summed', () => {
    const ys = [array([2, 1], [1, 1]), array([2, 3], [1, 2, 3, 4, 5, 6])];
    const { xs: pulled } = lists.gradient({ xs }, { ys, m: array([2], [0, 0]) }, {});
    expect(pulled?.map(valuesOf)).toEqual([
      [1, 1],
      [5, 7, 9],
    ]);
  });
});

describe('a list is refused', () => {
  test.each([
    ['an array in the place of it', { xs: array([1], [1]) }, 'tensor.concat/signature: xs must be a list of arrays'],
    [
      'of two types',
      { xs: [array([1], [1]), array([1], [1], 'float32')] },
      'xs.1 must be float64 like the other inputs, got float32',
    ],
    ['without a member', { xs: [] }, 'tensor.concat/R1: there must be at least one tensor'],
  ])('%s', (_, inputs, message) => {
    expect(() => concat(inputs as unknown as { xs: NdArray[] }, { axis: 0 })).toThrow(message);
  });

  test('of too few cotangents', () => {
    const x = array([2], [1, 2]);
    expect(() => split.gradient({ x }, [array([1], [1])], { axis: 0, parts: 2 })).toThrow(
      'tensor.split/signature: the cotangent of ys.1 is missing',
    );
  });
});

test('a tape differentiates through lists', () => {
  const tape = createTape();
  const x = tape.variable(array([4], [1, 2, 3, 4]));
  const [a, b] = tape.apply('tensor.split', { x }, { axis: 0, parts: [1, 3] });
  if (a === undefined || b === undefined) throw new TypeError('two parts');
  const y = tape.apply('tensor.concat', { xs: [b, a, b, array([1], [9])] }, { axis: 0 });
  expect(valuesOf(y.value)).toEqual([2, 3, 4, 1, 2, 3, 4, 9]);
  tape.backward(y, array([8], [1, 2, 3, 4, 5, 6, 7, 8]));
  expect(valuesOf(tape.gradient(x))).toEqual([4, 6, 8, 10]);
});
