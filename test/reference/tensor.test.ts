import { add } from '../../spec/tensor/add.ts';
import { argmax } from '../../spec/tensor/argmax.ts';
import { broadcastTo } from '../../spec/tensor/broadcastTo.ts';
import { clip } from '../../spec/tensor/clip.ts';
import { cumsum } from '../../spec/tensor/cumsum.ts';
import { div } from '../../spec/tensor/div.ts';
import { max } from '../../spec/tensor/max.ts';
import { mean } from '../../spec/tensor/mean.ts';
import { mul } from '../../spec/tensor/mul.ts';
import { permute } from '../../spec/tensor/permute.ts';
import { reshape } from '../../spec/tensor/reshape.ts';
import { sum } from '../../spec/tensor/sum.ts';
import { where } from '../../spec/tensor/where.ts';
import { labels, tensor, verify } from './_internal/verify.ts';

const x = tensor(2, 3, 4);

verify(
  [
    ...[add, mul, div].flatMap((operation) => [
      { operation, inputs: { a: tensor(3, 1), b: tensor(2, 1, 4) } },
      { operation, inputs: { a: tensor(), b: tensor(2, 2) } },
      { operation, inputs: { a: tensor(0, 2), b: tensor(2) } },
    ]),
    ...[sum, mean, max].flatMap((operation) => [
      { operation, inputs: { x } },
      { operation, inputs: { x }, attributes: { axes: [1], keepdims: true } },
      { operation, inputs: { x }, attributes: { axes: [-1, 0] } },
      { operation, inputs: { x }, attributes: { axes: [] } },
      { operation, inputs: { x: tensor() } },
    ]),
    { operation: where, inputs: { condition: labels(0, 1, -2), a: tensor(2, 3), b: tensor(4, 1, 1) } },
    { operation: clip, inputs: { x }, attributes: { min: -1, max: 2 } },
    { operation: clip, inputs: { x: tensor() }, attributes: { min: 0, max: 0 } },
    ...[0, 1, -1].map((axis) => ({ operation: cumsum, inputs: { x }, attributes: { axis } })),
    { operation: cumsum, inputs: { x: tensor(2, 0) }, attributes: { axis: 1 } },
    { operation: sum, inputs: { x: tensor(2, 0) }, attributes: { axes: [1] } },
    { operation: reshape, inputs: { x }, attributes: { shape: [4, -1] } },
    { operation: reshape, inputs: { x: tensor(1, 1) }, attributes: { shape: [] } },
    { operation: reshape, inputs: { x: tensor(0, 3) }, attributes: { shape: [2, 0] } },
    { operation: permute, inputs: { x }, attributes: { axes: [2, 0, 1] } },
    { operation: permute, inputs: { x: tensor() }, attributes: { axes: [] } },
    { operation: broadcastTo, inputs: { x: tensor(3, 1) }, attributes: { shape: [2, 3, 4] } },
    { operation: broadcastTo, inputs: { x: tensor(1, 2) }, attributes: { shape: [0, 2] } },
  ],
  [
    { operation: add, inputs: { a: tensor(3), b: tensor(4) }, because: /tensor\.add\/signature: .*broadcast/ },
    {
      operation: mul,
      inputs: { a: tensor(3), b: labels(1, 2, 3) },
      because: /tensor\.mul\/signature: b must be float64/,
    },
    ...[sum, mean, max].flatMap((operation) =>
      [[3], [-4], [0, 0], [0, -3], [0.5], [Number.NaN]].map((axes) => ({
        operation,
        inputs: { x },
        attributes: { axes },
        because: /\/R1: axes must be integers from -3 to 2 that name distinct axes, got/,
      })),
    ),
    {
      operation: clip,
      inputs: { x },
      attributes: { min: Number.NaN, max: 1 },
      because: /tensor\.clip\/R1: min must be/,
    },
    {
      operation: where,
      inputs: { condition: tensor(2), a: tensor(2), b: tensor(2) },
      because: /tensor\.where\/signature: condition must be int32/,
    },
    { operation: argmax, inputs: { x: tensor(2, 0) }, attributes: { axis: 1 }, because: /tensor\.argmax\/R2/ },
    { operation: clip, inputs: { x }, attributes: { min: 2, max: 1 }, because: /tensor\.clip\/R2/ },
    ...[3, -4, 0.5, Number.NaN].map((axis) => ({
      operation: cumsum,
      inputs: { x },
      attributes: { axis },
      because: /tensor\.cumsum\/R1: axis must be an integer from -3 to 2, got/,
    })),
    { operation: max, inputs: { x: tensor(2, 0) }, attributes: { axes: [1] }, because: /tensor\.max\/R2/ },
    ...[[5], [24, 2], [-1, 5]].map((shape) => ({
      operation: reshape,
      inputs: { x },
      attributes: { shape },
      because: /tensor\.reshape\/R1/,
    })),
    ...[
      [-1, -1],
      [-2, -12],
      [0.5, 48],
      [-1, 0],
    ].map((shape) => ({
      operation: reshape,
      inputs: { x },
      attributes: { shape },
      because: /tensor\.reshape\/R2/,
    })),
    ...[
      [0, 1],
      [0, 1, 1],
      [0, 1, 3],
      [0, 1, 2, 2],
      [0, 1, 0.5],
    ].map((axes) => ({
      operation: permute,
      inputs: { x },
      attributes: { axes },
      because: /tensor\.permute\/R1: axes must be a permutation of 0 to 2/,
    })),
    ...[[3, 4], [2, 2, 4], [2, 3, -4], [24]].map((shape) => ({
      operation: broadcastTo,
      inputs: { x },
      attributes: { shape },
      because: /tensor\.broadcastTo\/R1/,
    })),
  ],
);
