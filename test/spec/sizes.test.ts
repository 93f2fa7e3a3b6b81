import { expect, test } from 'vitest';
import { type AttributeValue, withDefaults } from '../../spec/attribute.ts';
import { bind, SignatureError, shapeOf } from '../../spec/binding.ts';
import { type AnyOperation, attributesOf } from '../../spec/operation.ts';
import { operations } from '../../spec/registry.generated.ts';
import { parseSignature } from '../../spec/signature.ts';

/*
 * The judge and the reference take the shapes of results, and what is refused, from the same records: neither can tell that they
 * are wrong. So they are told here, by hand.
 */

type Id = keyof typeof operations;
type Shape = readonly number[];
type Given = Readonly<Record<string, AttributeValue>>;

function shapesOf(id: Id, shapes: readonly (Shape | undefined)[], given: Given = {}): number[][] {
  const { inputs, outputs } = parseSignature(operations[id].signature);
  const named = Object.fromEntries(inputs.map(({ name }, at) => [name, shapes[at]]));
  const binding = bind(operations[id], named, withDefaults(attributesOf(operations[id]), given));
  return outputs.map((output) => shapeOf(output, binding));
}

const steps = { stride: [2, 1], padding: [1, 2], dilation: [1, 2], groups: 2 };

test.each<[Id, (Shape | undefined)[], Given, Shape[]]>([
  [
    'tensor.add',
    [
      [3, 1],
      [2, 1, 4],
    ],
    {},
    [[2, 3, 4]],
  ],
  ['tensor.sum', [[2, 3, 4]], { axes: [-1, 0] }, [[3]]],
  ['tensor.sum', [[2, 3, 4]], { axes: [1], keepdims: true }, [[2, 1, 4]]],
  ['tensor.mean', [[2, 3]], { axes: null }, [[]]],
  ['tensor.max', [[2, 3]], { axes: [] }, [[2, 3]]],
  ['tensor.argmax', [[2, 3, 4]], { axis: -2 }, [[2, 4]]],
  ['tensor.argmax', [[2, 3, 4]], { axis: 0, keepdims: true }, [[1, 3, 4]]],
  [
    'tensor.sort',
    [[2, 3, 4]],
    { axis: -1 },
    [
      [2, 3, 4],
      [2, 3, 4],
    ],
  ],
  [
    'tensor.topk',
    [[2, 3, 4]],
    { axis: -2, k: 2 },
    [
      [2, 2, 4],
      [2, 2, 4],
    ],
  ],
  ['tensor.permute', [[2, 3, 4]], { axes: [2, 0, 1] }, [[4, 2, 3]]],
  ['tensor.reshape', [[2, 3, 4]], { shape: [4, -1] }, [[4, 6]]],
  ['tensor.broadcastTo', [[3, 1]], { shape: [2, 3, 4] }, [[2, 3, 4]]],
  [
    'linalg.matmul',
    [
      [2, 1, 3, 4],
      [5, 4, 6],
    ],
    {},
    [[2, 5, 3, 6]],
  ],
  [
    'linalg.matmul',
    [
      [4, 3],
      [2, 5, 4],
    ],
    { transposeA: true, transposeB: true },
    [[2, 3, 5]],
  ],
  [
    'decompositions.qr',
    [[7, 3, 5]],
    {},
    [
      [7, 3, 3],
      [7, 3, 5],
    ],
  ],
  ['decompositions.svd', [[5, 3]], {}, [[5, 3], [3], [3, 3]]],
  [
    'decompositions.solve',
    [
      [2, 1, 4, 4],
      [3, 4, 2],
    ],
    {},
    [[2, 3, 4, 2]],
  ],
  [
    'multilinear.kron',
    [
      [2, 3],
      [4, 5],
    ],
    {},
    [[8, 15]],
  ],
  ['multilinear.vec', [[2, 3]], {}, [[6]]],
  // floor((7 + 2 - 3) / 2) + 1 rows and (9 + 4 - 2 (3 - 1) - 1) + 1 columns.
  ['layers.conv2d', [[5, 4, 7, 9], [6, 2, 3, 3], undefined], steps, [[5, 6, 4, 9]]],
  // (4 - 1) 2 - 2 + 3 + 1 rows and (9 - 1) - 4 + 2 (3 - 1) + 1 columns: one row more than what conv2d above was given.
  [
    'layers.convTranspose2d',
    [[5, 6, 4, 9], [6, 2, 3, 3], undefined],
    { ...steps, outputPadding: [1, 0] },
    [[5, 4, 8, 9]],
  ],
])('%s of %j at %j', (id, shapes, given, expected) => {
  expect(shapesOf(id, shapes, given)).toEqual(expected);
});

test.each<[string, Id, Shape[], Given]>([
  ['axes must be integers from -2 to 1 that name distinct axes, got [2]', 'tensor.sum', [[2, 3]], { axes: [2] }],
  [
    'axes must be integers from -2 to 1 that name distinct axes, got [0, -2]',
    'tensor.mean',
    [[2, 3]],
    { axes: [0, -2] },
  ],
  ['tensor.max/R2: the reduced axes must not be empty, got sizes [0]', 'tensor.max', [[2, 0]], { axes: [1] }],
  ['tensor.cumsum/R1: axis must be an integer from -2 to 1, got 2', 'tensor.cumsum', [[2, 3]], { axis: 2 }],
  ['tensor.argmax/R2: the axis must not be empty, got sizes [2, 0]', 'tensor.argmax', [[2, 0]], { axis: -1 }],
  ['tensor.topk/R2: k must be at most 3, the size of the axis, got 4', 'tensor.topk', [[2, 3]], { axis: -1, k: 4 }],
  ['tensor.clip/R2: min must be at most max, got 1 and 0', 'tensor.clip', [[2]], { min: 1, max: 0 }],
  ['tensor.permute/R1: axes must be a permutation of 0 to 1, got [1, 1]', 'tensor.permute', [[2, 3]], { axes: [1, 1] }],
  [
    'tensor.reshape/R1: shape must hold 6 elements, got [4, -1] for [2, 3]',
    'tensor.reshape',
    [[2, 3]],
    { shape: [4, -1] },
  ],
  ['tensor.reshape/R1: shape must hold 6 elements, got [5] for [2, 3]', 'tensor.reshape', [[2, 3]], { shape: [5] }],
  ['tensor.reshape/R2: shape must hold at most one -1', 'tensor.reshape', [[2, 3]], { shape: [-1, -1] }],
  ['tensor.reshape/R2: shape must hold no -1 beside a 0', 'tensor.reshape', [[2, 0]], { shape: [-1, 0] }],
  ['tensor.reshape/R2: shape must hold integers', 'tensor.reshape', [[2, 3]], { shape: [0.5, 12] }],
  [
    'tensor.broadcastTo/R1: shape must be one that [2] broadcasts to, got [3]',
    'tensor.broadcastTo',
    [[2]],
    { shape: [3] },
  ],
  [
    'multilinear.lowRankTruncate/R1: rank must be at most min(m, n) = 2, got 3',
    'multilinear.lowRankTruncate',
    [[2, 4]],
    { rank: 3 },
  ],
  ['layers.logSumExp/R1: axis n must not be empty, got 0', 'layers.logSumExp', [[2, 0]], {}],
  [
    'losses.crossEntropy/R2: there must be at least one row and one class, got n = 0',
    'losses.crossEntropy',
    [[0, 3], [0]],
    {},
  ],
  [
    'layers.conv2d/R1: c must be groups i = 4, got 2',
    'layers.conv2d',
    [
      [1, 2, 3, 3],
      [2, 2, 2, 2],
    ],
    { groups: 2 },
  ],
  [
    'layers.conv2d/R1: o must be a multiple of groups = 2, got 3',
    'layers.conv2d',
    [
      [1, 4, 3, 3],
      [3, 2, 2, 2],
    ],
    { groups: 2 },
  ],
  [
    'layers.conv2d/R2: the dilated kernel must fit',
    'layers.conv2d',
    [
      [1, 2, 3, 3],
      [2, 2, 2, 2],
    ],
    { dilation: [3, 1] },
  ],
  [
    'layers.convTranspose2d/R2: the output must have',
    'layers.convTranspose2d',
    [
      [1, 2, 3, 3],
      [2, 2, 2, 2],
    ],
    { padding: [2, 0] },
  ],
  [
    'optimizers.sgd/signature: axes s of gradient must be [2, 3], as in parameter, got [3, 2]',
    'optimizers.sgd',
    [
      [2, 3],
      [3, 2],
      [2, 3],
    ],
    { learningRate: 1 },
  ],
])('%s', (message, id, shapes, given) => {
  expect(() => shapesOf(id, shapes, given)).toThrow(SignatureError);
  expect(() => shapesOf(id, shapes, given)).toThrow(message);
});

test.each(Object.values<AnyOperation>(operations).map((operation) => [operation.id, operation] as const))(
  '%s: the numbers that it refuses are those of a clause',
  (_, operation) => {
    for (const [name, attribute] of Object.entries(attributesOf(operation))) {
      if (!['integer', 'integers', 'real'].includes(attribute.kind)) continue;
      // Of any number there is nothing to say.
      if (attribute.kind === 'real' && attribute.clause === undefined && attribute.min === -attribute.max) continue;
      if (attribute.kind === 'integer' && attribute.min === Number.NEGATIVE_INFINITY) continue;
      expect(operation.rejects?.[attribute.clause ?? 'R0']).toContain(name);
    }
  },
);
