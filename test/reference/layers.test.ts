import { expect, test } from 'vitest';
import { conv2d } from '../../spec/layers/conv2d.ts';
import { convTranspose2d } from '../../spec/layers/convTranspose2d.ts';
import { layerNorm } from '../../spec/layers/layerNorm.ts';
import { linear } from '../../spec/layers/linear.ts';
import { logSumExp } from '../../spec/layers/logSumExp.ts';
import { relu } from '../../spec/layers/relu.ts';
import { softmax } from '../../spec/layers/softmax.ts';
import { tensorOf } from '../../spec/tensor.ts';
import { softmax as activation } from '../../src/layers/softmax.ts';
import { fromTensor } from '../../src/ndArray.ts';
import { tensor, verify } from './_internal/verify.ts';

const image = { x: tensor(2, 4, 4, 5), weight: tensor(6, 2, 3, 2), bias: tensor(6) };
const strided = { stride: [2, 1], padding: [1, 2], dilation: [1, 2], groups: 2 };
const responses = { x: tensor(2, 4, 3, 4), weight: tensor(4, 3, 3, 2), bias: tensor(6) };
const plain = { x: tensor(1, 2, 3, 3), weight: tensor(2, 2, 2, 2) };
const steps: readonly (readonly [string, readonly number[]])[] = [
  ['stride', [0, 1]],
  ['stride', [1]],
  ['dilation', [1, 0.5]],
  ['padding', [-1, 0]],
  ['padding', [0, 0, 0]],
];

verify(
  [
    { operation: linear, inputs: { x: tensor(2, 3, 4), weight: tensor(5, 4), bias: tensor(5) } },
    { operation: linear, inputs: { x: tensor(4), weight: tensor(5, 4) } },
    { operation: linear, inputs: { x: tensor(2, 0), weight: tensor(3, 0), bias: tensor(3) } },
    { operation: relu, inputs: { x: tensor(2, 3) } },
    { operation: relu, inputs: { x: tensorOf('float64', [3], [0, -0, 1]) }, smooth: false },
    { operation: softmax, inputs: { x: tensor(2, 5) } },
    { operation: softmax, inputs: { x: tensorOf('float64', [3], [1e4, 0, -1e4]) }, smooth: false },
    { operation: softmax, inputs: { x: tensor(2, 0) } },
    { operation: logSumExp, inputs: { x: tensor(2, 5) } },
    { operation: logSumExp, inputs: { x: tensorOf('float64', [2, 2], [1e4, -1e4, 40, 0]) }, smooth: false },
    { operation: layerNorm, inputs: { x: tensor(2, 5), weight: tensor(5), bias: tensor(5) } },
    { operation: layerNorm, inputs: { x: tensor(2, 5) }, attributes: { epsilon: 0 } },
    { operation: layerNorm, inputs: { x: tensor(0, 2, 5), bias: tensor(5) } },
    { operation: layerNorm, inputs: { x: tensorOf('float64', [3], [2, 2, 2]) }, smooth: false },
    { operation: conv2d, inputs: image, attributes: strided },
    { operation: conv2d, inputs: plain },
    { operation: conv2d, inputs: { x: tensor(0, 2, 3, 3), weight: tensor(2, 2, 2, 2) } },
    { operation: convTranspose2d, inputs: responses, attributes: { ...strided, outputPadding: [1, 0] } },
    { operation: convTranspose2d, inputs: plain },
  ],
  [
    {
      operation: linear,
      inputs: { x: tensor(2, 3), weight: tensor(4, 2) },
      because: /axis i of weight must be 3, as in x/,
    },
    {
      operation: linear,
      inputs: { x: tensor(3), weight: tensor(4, 3), bias: tensor(3) },
      because: /axis o of bias must be 4/,
    },
    { operation: logSumExp, inputs: { x: tensor(2, 0) }, because: /layers\.logSumExp\/R1/ },
    { operation: softmax, inputs: { x: tensor() }, because: /x must have at least 1 axes/ },
    ...[-1, Number.NaN].map((epsilon) => ({
      operation: layerNorm,
      inputs: { x: tensor(2, 3) },
      attributes: { epsilon },
      because: /layers\.layerNorm\/R1: epsilon must be/,
    })),
    ...[conv2d, convTranspose2d].flatMap((operation) => [
      ...steps.map(([name, value]) => ({
        operation,
        inputs: plain,
        attributes: { [name]: value },
        because: new RegExp(`/R3: ${name}`),
      })),
      ...[0, 1.5].map((groups) => ({ operation, inputs: plain, attributes: { groups }, because: /\/R4: groups/ })),
    ]),
    {
      operation: conv2d,
      inputs: plain,
      attributes: { groups: 2 },
      because: /layers\.conv2d\/R1: c must be groups i = 4, got 2/,
    },
    { operation: conv2d, inputs: plain, attributes: { dilation: [3, 1] }, because: /layers\.conv2d\/R2/ },
    { operation: convTranspose2d, inputs: plain, attributes: { groups: 3 }, because: /layers\.convTranspose2d\/R1/ },
    {
      operation: convTranspose2d,
      inputs: plain,
      attributes: { padding: [2, 0] },
      because: /layers\.convTranspose2d\/R2/,
    },
    {
      operation: convTranspose2d,
      inputs: plain,
      attributes: { outputPadding: [-1, 0] },
      because: /\/R3: outputPadding/,
    },
  ],
);

test('the pullback of softmax keeps its digits where one probability is nearly 1, and is 0 for a constant cotangent', async () => {
  const x = fromTensor(tensorOf('float64', [2], [40, 0]));
  const pull = async (...g: number[]) =>
    activation.gradient({ x }, fromTensor(tensorOf('float64', [2], g)), {}).x?.data;
  const small = Math.exp(-40);
  expect(await pull(1, 0)).toEqual(Float64Array.of(small, -small));
  expect(await pull(3, 3)).toEqual(Float64Array.of(0, 0));
});
