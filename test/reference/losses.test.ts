import { expect, test } from 'vitest';
import { crossEntropy } from '../../spec/losses/crossEntropy.ts';
import { tensorOf } from '../../spec/tensor.ts';
import { crossEntropy as loss } from '../../src/losses/crossEntropy.ts';
import { fromTensor } from '../../src/ndArray.ts';
import { labels, tensor, verify } from './_internal/verify.ts';

const operation = crossEntropy;

verify(
  [
    { operation, inputs: { logits: tensor(4, 3), target: labels(0, 2, 1, 2) } },
    { operation, inputs: { logits: tensor(3, 3), target: labels(1, 1, 1) } },
    { operation, inputs: { logits: tensor(2, 1), target: labels(0, 0) } },
    { operation, inputs: { logits: tensorOf('float64', [1, 2], [1e4, -1e4]), target: labels(1) } },
  ],
  [
    { operation, inputs: { logits: tensor(2, 3), target: labels(0, 3) }, because: /losses\.crossEntropy\/R1: .*got 3/ },
    {
      operation,
      inputs: { logits: tensor(2, 3), target: labels(0, -1) },
      because: /losses\.crossEntropy\/R1: .*got -1/,
    },
    {
      operation,
      inputs: { logits: tensor(2, 3), target: labels(0) },
      because: /axis n of target must be 2, as in logits, got 1/,
    },
    { operation, inputs: { logits: tensor(0, 3), target: labels() }, because: /losses\.crossEntropy\/R2/ },
    { operation, inputs: { logits: tensor(2, 0), target: labels(0, 0) }, because: /losses\.crossEntropy\/R2/ },
    { operation, inputs: { logits: tensor(2, 3), target: tensor(2) }, because: /target must be int32, got float64/ },
  ],
);

test.each([1, 20, 40, 100, 700])('a margin of %i gives log(1 + e^-margin), not 0', async (margin) => {
  const logits = fromTensor(tensorOf('float64', [1, 2], [margin, 0]));
  const value = await loss({ logits, target: fromTensor(labels(0)) }, {});
  expect(value.data[0]).toBe(Math.log1p(Math.exp(-margin)));
});
