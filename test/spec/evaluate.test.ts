import { describe, expect, test } from 'vitest';
import { bind, broadcastShapes, SignatureError } from '../../spec/binding.ts';
import { evaluate, outputShapes } from '../../spec/evaluate.ts';
import { softmax } from '../../spec/layers/softmax.ts';
import { matmul } from '../../spec/linalg/matmul.ts';
import { cost } from '../../spec/scalars/cost.ts';
import { float } from '../../spec/scalars/float.ts';
import { add } from '../../spec/tensor/add.ts';
import { tensorOf } from '../../spec/tensor.ts';

const float64 = float('float64');
const values = (name: string, outputs: ReturnType<typeof evaluate<number>>) => outputs[name]?.values;

describe('binding', () => {
  test('broadcasts shapes aligned at the right', () => {
    expect(broadcastShapes([3, 1], [4])).toEqual([3, 4]);
    expect(broadcastShapes([], [2])).toEqual([2]);
    expect(broadcastShapes([0], [1])).toEqual([0]);
    expect(broadcastShapes([3], [4])).toBeUndefined();
  });

  test.each([
    [{ a: [2, 3], b: [4, 2] }, 'axis p of b must be 3, as in a, got 4'],
    [{ a: [3], b: [3, 2] }, 'a must have at least 2 axes, got shape [3]'],
    [{ a: [2, 2, 3], b: [3, 3, 2] }, 'do not broadcast'],
    [{ a: [2, 3] }, 'input b is missing'],
  ])('refuses %o', (shapes, message) => {
    expect(() => bind(matmul, shapes, { transposeA: false, transposeB: false })).toThrow(SignatureError);
    expect(() => bind(matmul, shapes, { transposeA: false, transposeB: false })).toThrow(message);
  });
});

describe('evaluation', () => {
  test('a batch broadcasts member by member', () => {
    const a = tensorOf('float64', [2, 1, 2], [1, 2, 3, 4]);
    const b = tensorOf('float64', [2, 1], [10, 1]);
    const outputs = evaluate(matmul, { a, b }, {}, float64);
    expect(outputs['c']?.shape).toEqual([2, 1, 1]);
    expect(values('c', outputs)).toEqual([12, 34]);
  });

  test('a transposed operand is read with its axes swapped', () => {
    const a = tensorOf('float64', [3, 2], [1, 2, 3, 4, 5, 6]);
    const outputs = evaluate(matmul, { a, b: a }, { transposeA: true }, float64);
    expect(values('c', outputs)).toEqual([35, 44, 44, 56]);
  });

  test('elementwise operations are batches of scalars', () => {
    const outputs = evaluate(
      add,
      { a: tensorOf('float64', [2, 1], [1, 2]), b: tensorOf('float64', [3], [10, 20, 30]) },
      {},
      float64,
    );
    expect(outputs['c']?.shape).toEqual([2, 3]);
    expect(values('c', outputs)).toEqual([11, 21, 31, 12, 22, 32]);
  });

  test('an empty sum is 0 and an empty batch has no members', () => {
    expect(
      values(
        'c',
        evaluate(matmul, { a: tensorOf('float64', [1, 0], []), b: tensorOf('float64', [0, 1], []) }, {}, float64),
      ),
    ).toEqual([0]);
    expect(outputShapes(softmax, { x: tensorOf('float64', [0, 3], []) })).toEqual({ y: [0, 3] });
  });

  test('counts what the record states', () => {
    const [m, p, n] = [3, 4, 5];
    const { scalars, counted } = cost();
    const ones = (shape: number[]) => tensorOf('float64', shape, new Array(shape.reduce((a, b) => a * b)).fill(1));
    evaluate(matmul, { a: ones([m, p]), b: ones([p, n]) }, {}, scalars);
    expect(counted.multiplications).toBe(matmul.cost?.multiplications?.({ m, p, n }));
    expect(counted.additions).toBe(matmul.cost?.additions?.({ m, p, n }));
  });
});
