import { expect, test } from 'vitest';
import { dot } from '../../spec/linalg/dot.ts';
import { frobeniusNorm } from '../../spec/linalg/frobeniusNorm.ts';
import { matmul } from '../../spec/linalg/matmul.ts';
import { outer } from '../../spec/linalg/outer.ts';
import { tensorOf } from '../../spec/tensor.ts';
import { frobeniusNorm as norm } from '../../src/linalg/frobeniusNorm.ts';
import { fromTensor, toTensor } from '../../src/ndArray.ts';
import { labels, tensor, verify } from './_internal/verify.ts';

verify(
  [
    { operation: matmul, inputs: { a: tensor(2, 1, 3, 4), b: tensor(2, 4, 5) } },
    { operation: matmul, inputs: { a: tensor(4, 3), b: tensor(4, 5) }, attributes: { transposeA: true } },
    { operation: matmul, inputs: { a: tensor(2, 3, 4), b: tensor(5, 4) }, attributes: { transposeB: true } },
    {
      operation: matmul,
      inputs: { a: tensor(4, 3), b: tensor(2, 5, 4) },
      attributes: { transposeA: true, transposeB: true },
    },
    { operation: matmul, inputs: { a: tensor(2, 0), b: tensor(0, 3) } },
    { operation: dot, inputs: { a: tensor(7), b: tensor(7) } },
    { operation: dot, inputs: { a: tensor(0), b: tensor(0) } },
    { operation: outer, inputs: { a: tensor(3), b: tensor(4) } },
    { operation: frobeniusNorm, inputs: { a: tensor(2, 3, 4) } },
    { operation: frobeniusNorm, inputs: { a: tensor(0, 3) }, smooth: false },
    { operation: frobeniusNorm, inputs: { a: tensorOf('float64', [2, 2], [0, 0, 0, 0]) }, smooth: false },
  ],
  [
    {
      operation: matmul,
      inputs: { a: tensor(2, 3), b: tensor(4, 3) },
      because: /linalg\.matmul\/signature: axis p of b must be 3, as in a, got 4/,
    },
    { operation: matmul, inputs: { a: tensor(3), b: tensor(3, 3) }, because: /a must have at least 2 axes/ },
    { operation: matmul, inputs: { a: tensor(2, 3, 3), b: tensor(3, 3, 3) }, because: /broadcast/ },
    { operation: dot, inputs: { a: tensor(2), b: tensor(3) }, because: /axis n of b must be 2, as in a, got 3/ },
    { operation: dot, inputs: { a: tensor(2, 1), b: tensor(2) }, because: /a must have 1 axes/ },
    { operation: outer, inputs: { a: tensor(2, 2), b: tensor(2) }, because: /linalg\.outer\/signature/ },
    { operation: outer, inputs: { a: labels(1), b: tensor(2) }, because: /a must be float64 or float32, got int32/ },
    { operation: frobeniusNorm, inputs: { a: tensor(3) }, because: /linalg\.frobeniusNorm\/signature/ },
  ],
);

test.each([-1074, -1022, -600, 0, 600, 1021])(
  'the Frobenius norm of [3, 4] 2^%i is 5 2^%i: no overflow, no underflow',
  async (k) => {
    const a = fromTensor(tensorOf('float64', [1, 2], [3 * 2 ** k, 4 * 2 ** k]));
    expect(toTensor(norm({ a }, {})).data[0]).toBe(5 * 2 ** k);
  },
);

test('the gradient of the Frobenius norm at 0 is 0', async () => {
  const a = fromTensor(tensorOf('float64', [1, 2], [0, 0]));
  const { a: gradient } = norm.gradient({ a }, fromTensor(tensorOf('float64', [], [1])), {});
  expect(gradient?.data).toEqual(Float64Array.of(0, 0));
});
