import { changed, damaged, type Given, given, type Result, type Variant, where } from '../variant.ts';

const shapesOf = ({ inputs }: Given): string =>
  Object.values(inputs)
    .map((array) => array?.shape.join('x'))
    .join(' ');

/** Wrong in the call after one with other shapes. */
const afterAnother = (operation: string, kind: Variant['kind']): Variant => ({
  name: 'wrong in a call after one with another shape',
  operation,
  kind,
  wrong: (right) => {
    let last: string | undefined;
    return async (call) => {
      const result = await right(call);
      const isOther = last !== undefined && last !== shapesOf(call);
      last = shapesOf(call);
      return isOther ? damaged(result) : result;
    };
  },
});

/** The result of the first call with these shapes, again and again. */
const cached = (operation: string): Variant => ({
  name: 'the result of earlier inputs of the same shapes and first element',
  operation,
  kind: 'forward',
  wrong: (right) => {
    const known = new Map<string, Result>();
    return async (call) => {
      const key = `${shapesOf(call)} ${JSON.stringify(call.attributes)} ${Object.values(call.inputs).map((array) => array?.data[array.offset])}`;
      const result = known.get(key) ?? (await right(call));
      known.set(key, result);
      return result;
    };
  },
});

const two = [
  'tensor.add',
  'tensor.mul',
  'tensor.div',
  'linalg.dot',
  'linalg.outer',
  'linalg.matmul',
  'multilinear.kron',
  'decompositions.solve',
  'optimizers.sgd',
  'optimizers.adam',
];
const isOne = ({ inputs }: Given): boolean => {
  const arrays = Object.values(inputs).filter((array) => array !== undefined);
  return arrays.some((array, at) => arrays.indexOf(array) !== at);
};
const isShared = ({ inputs }: Given): boolean =>
  Object.values(inputs).some((array) => (array?.data.byteOffset ?? 0) > 0);

/** An input overwritten with its own double. */
const overwriting = (operation: string, when: (call: Given) => boolean): Variant =>
  where(operation, 'forward', 'an input behind 8 elements overwritten', when, (result, { inputs }) => {
    const array = Object.values(inputs)[0];
    array?.data.fill(1);
    return result;
  });

export const variants: readonly Variant[] = [
  ...[
    'linalg.matmul',
    'decompositions.lu',
    'decompositions.qr',
    'layers.conv2d',
    'layers.layerNorm',
    'tensor.sum',
    'tensor.max',
    'losses.crossEntropy',
    'optimizers.adam',
  ].map((id) => afterAnother(id, 'forward')),
  ...['tensor.permute', 'layers.softmax', 'multilinear.kron', 'decompositions.cholesky'].map(cached),
  ...two.map((id) => where(id, 'forward', 'wrong where both operands are one value', isOne)),
  ...[
    'linalg.matmul',
    'layers.conv2d',
    'optimizers.adamw',
    'decompositions.triangularSolve',
    'losses.crossEntropy',
  ].map((id) => where(id, 'forward', 'wrong where inputs share a buffer', isShared)),
  ...['linalg.matmul', 'tensor.sum', 'decompositions.lu', 'layers.softmax'].map((id) =>
    overwriting(id, ({ inputs }) => (Object.values(inputs)[0]?.data.length ?? 0) > 8),
  ),
  given('tensor.add', 'forward', 'the second operand overwritten by the first where both are one', (call) =>
    isOne(call)
      ? { ...call, inputs: { ...call.inputs, b: call.inputs['b'] && changed(call.inputs['b'], (value) => value * 2) } }
      : call,
  ),
];
