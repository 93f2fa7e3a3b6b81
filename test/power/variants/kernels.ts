import { type NdArray, toTensor } from '../../../src/ndArray.ts';
import {
  coarse,
  deepest,
  elements,
  inputsOf,
  isPadded,
  isReversed,
  isSliced,
  isStretched,
  isSubnormal,
  isTurned,
  largest,
  listOf,
  longest,
  made,
  mapFloats,
  mapped,
  numberOf,
  offAt,
  sizes,
  values,
} from '../probes.ts';
import { changed, damaged, type Given, given, lengthOf, type Variant, where } from '../variant.ts';

const shapeOf = ({ inputs }: Given, name: string): readonly number[] => inputs[name]?.shape ?? [];
const isOne = ({ inputs }: Given): boolean => {
  const arrays = Object.values(inputs).filter((array) => array !== undefined);
  return arrays.some((array, at) => arrays.indexOf(array) !== at);
};

/** The vector path of a kernel: wrong for a layout where the longest axis has a size. */
const vectorised = (id: string, holds: (array: NdArray) => boolean, name: string, least: number): Variant =>
  where(id, 'forward', `wrong where inputs are ${name} and an axis has ${least}`, (call) =>
    inputsOf(call).some((array) => holds(array) && Math.max(0, ...array.shape) >= least),
  );

const single = (id: string, least: number): Variant =>
  given(id, 'forward', `single precision along axes of ${least}`, (call) =>
    longest(call) >= least && largest(values(call)) < 1e30
      ? { ...call, inputs: mapFloats(call.inputs, Math.fround) }
      : call,
  );

const flushed = (id: string, only: string): Variant =>
  given(id, 'forward', `a subnormal ${only} flushed`, (call) => ({
    ...call,
    inputs: mapFloats(call.inputs, (value) => (isSubnormal(value) ? 0 : value), only),
  }));

const remembering = (id: string): Variant =>
  made(id, 'forward', 'attributes of the call before', (right) => {
    let last: Given['attributes'] | undefined;
    return async (call) => {
      const result = await right(call);
      const isOther = last !== undefined && JSON.stringify(last) !== JSON.stringify(call.attributes);
      last = call.attributes;
      return isOther ? damaged(result) : result;
    };
  });

/** Kernels that are wrong for a size, layout or kind of value, alone or together. */
export const variants: readonly Variant[] = [
  ...[
    'tensor.sum',
    'layers.linear',
    'multilinear.kron',
    'linalg.outer',
    'decompositions.cholesky',
    'layers.softmax',
  ].map((id) => where(id, 'forward', 'wrong from 49 on', (call) => longest(call) >= 49, offAt('middle'))),
  ...['tensor.mul', 'layers.layerNorm', 'optimizers.adamw', 'linalg.matmul', 'tensor.permute', 'layers.logSumExp'].map(
    (id) =>
      where(id, 'forward', 'wrong where four leave three, behind sixteen', (call) =>
        sizes(call).some((size) => size > 16 && size % 4 === 3),
      ),
  ),
  ...['decompositions.lu', 'decompositions.svd', 'decompositions.solve', 'decompositions.eigh'].map((id) =>
    where(
      id,
      'forward',
      'wrong where blocks of eight leave five',
      (call) => sizes(call).some((size) => size > 8 && size % 8 === 5),
      offAt('middle'),
    ),
  ),
  where(
    'tensor.add',
    'forward',
    'wrong from 65 elements of two axes on',
    (call) =>
      inputsOf(call).some((array) => array.shape.length > 1 && lengthOf(array) > 64 && Math.min(...array.shape) > 1),
    damaged,
  ),
  where(
    'layers.conv2d',
    'forward',
    'wrong where both kernel axes have 3 or more and channels 4',
    (call) => Math.min(...shapeOf(call, 'weight').slice(2)) > 2 && (shapeOf(call, 'weight')[1] ?? 0) > 3,
    damaged,
  ),
  where(
    'layers.conv2d',
    'forward',
    'wrong where 16 channels go out',
    (call) => (shapeOf(call, 'weight')[0] ?? 0) >= 16,
    damaged,
  ),
  where(
    'layers.convTranspose2d',
    'forward',
    'wrong for images as wide as 9',
    (call) => (shapeOf(call, 'x').at(-1) ?? 0) >= 9,
    damaged,
  ),
  vectorised('linalg.matmul', isTurned, 'turned', 16),
  vectorised('layers.softmax', isTurned, 'turned', 6),
  vectorised('tensor.add', isSliced, 'sliced', 16),
  vectorised('tensor.sum', isReversed, 'reversed', 9),
  vectorised('tensor.mul', isStretched, 'stretched', 8),
  vectorised('layers.layerNorm', isPadded, 'padded', 6),
  vectorised('linalg.dot', isSliced, 'sliced', 32),
  vectorised('decompositions.qr', isTurned, 'turned', 9),
  vectorised('decompositions.solve', isPadded, 'padded', 9),
  vectorised('layers.conv2d', isTurned, 'turned', 6),
  vectorised('tensor.max', isSliced, 'sliced', 9),
  vectorised('multilinear.vec', isPadded, 'padded', 8),
  single('tensor.mean', 16),
  single('layers.logSumExp', 16),
  single('layers.layerNorm', 9),
  single('multilinear.kron', 9),
  single('layers.convTranspose2d', 6),
  single('decompositions.triangularSolve', 9),
  single('optimizers.sgd', 16),
  flushed('tensor.mul', 'b'),
  flushed('tensor.div', 'a'),
  flushed('tensor.div', 'b'),
  flushed('linalg.outer', 'b'),
  flushed('linalg.matmul', 'a'),
  flushed('layers.linear', 'weight'),
  flushed('layers.linear', 'bias'),
  flushed('multilinear.kron', 'b'),
  flushed('linalg.frobeniusNorm', 'a'),
  where(
    'linalg.outer',
    'forward',
    'the sign of a zero lost',
    () => true,
    (result) => mapped(result, (value) => value + 0),
  ),
  where(
    'multilinear.vec',
    'forward',
    'the sign of a zero lost',
    () => true,
    (result) => mapped(result, (value) => value + 0),
  ),
  where(
    'tensor.permute',
    'forward',
    'the sign of a zero lost from rank 3 on',
    (call) => deepest(call) > 2,
    (result) => mapped(result, (value) => value + 0),
  ),
  where(
    'tensor.broadcastTo',
    'forward',
    'wrong from rank 5 on',
    (call) => deepest(call) > 4 || listOf(call, 'shape').length > 4,
  ),
  where('tensor.div', 'forward', 'wrong from rank 5 on', (call) => deepest(call) > 4),
  where('optimizers.adam', 'forward', 'wrong from rank 4 on', (call) => deepest(call) > 3),
  ...['linalg.dot', 'linalg.outer', 'multilinear.kron', 'tensor.div'].map((id) =>
    where(id, 'forward', 'wrong where both are one value of 6 or more', (call) => isOne(call) && longest(call) > 5),
  ),
  where(
    'linalg.matmul',
    'forward',
    'a product with its own transpose',
    (call) => isOne(call) && (call.attributes['transposeA'] === true) !== (call.attributes['transposeB'] === true),
  ),
  ...['tensor.sum', 'linalg.matmul', 'decompositions.triangularSolve', 'layers.conv2d'].map(remembering),
  where('tensor.max', 'forward', '-0 before 0', (call) => {
    const list = inputsOf(call).flatMap(elements);
    return list.length > 4 && list.every((value) => value <= 0) && list.some((value) => value < 0);
  }),
  where(
    'tensor.max',
    'forward',
    'starts from -1e30',
    () => true,
    (result) => mapped(result, (value) => Math.max(value, -1e30)),
  ),
  where('layers.logSumExp', 'forward', 'wrong where all are equal', (call) => {
    const list = inputsOf(call).flatMap(elements);
    return list.length > 3 && new Set(list).size === 1;
  }),
  where(
    'layers.softmax',
    'forward',
    'does not sum to one for entries below -700',
    (call) => values(call).some((value) => value < -700),
    coarse,
  ),
  where('losses.crossEntropy', 'forward', 'wrong for one class', (call) => shapeOf(call, 'logits')[1] === 1),
  made('losses.crossEntropy', 'forward', 'labels behind the eighth row are read twice', (right) => (call) => {
    const target = call.inputs['target'];
    if (target === undefined || lengthOf(target) <= 8) return right(call);
    const { data } = toTensor(target);
    return right({
      ...call,
      inputs: { ...call.inputs, target: changed(target, (label, at) => (at > 7 ? (data[at - 1] ?? 0) : label)) },
    });
  }),
  where(
    'tensor.mean',
    'forward',
    'a count that is no power of two',
    (call) => listOf(call, 'axes').length > 1 && lengthOf(inputsOf(call)[0] as NdArray) > 12,
    coarse,
  ),
  where(
    'optimizers.adam',
    'forward',
    'a power of beta by single precision',
    (call) => numberOf(call, 'step') > 20,
    coarse,
  ),
  where(
    'optimizers.adamw',
    'forward',
    'decay behind a learning rate of 0',
    (call) => call.attributes['learningRate'] === 0 && numberOf(call, 'weightDecay') > 0,
    damaged,
  ),
  where(
    'decompositions.det',
    'forward',
    'wrong behind order 4 with a negative sign',
    (call) => longest(call) > 4,
    (result) => mapped(result, (value) => (value < 0 ? value * (1 - 2 ** -12) : value)),
  ),
  where(
    'decompositions.cholesky',
    'forward',
    'a diagonal matrix',
    (call) => {
      const list = values(call);
      return list.length > 3 && list.filter((value) => value !== 0).length ** 2 === list.length;
    },
    coarse,
  ),
  where(
    'decompositions.eigh',
    'forward',
    'no rotation where off-diagonal elements are below 1e-8',
    () => true,
    (result, call) => {
      const list = values(call);
      const [most, small] = [largest(list), list.some((value) => value !== 0 && Math.abs(value) < 1e-8)];
      return small && most > 1e-3 && most < 1e3 ? damaged(result) : result;
    },
  ),
  where('multilinear.lowRankTruncate', 'forward', 'full rank for wide matrices', (call) => {
    const [m = 0, n = 0] = shapeOf(call, 'a').slice(-2);
    return numberOf(call, 'rank') === m && m < n && m > 0;
  }),
  where(
    'linalg.spectralNorm',
    'forward',
    'too few iterations',
    (call) => longest(call) > 6,
    (result) => mapped(result, (value) => value * (1 - 1e-9)),
  ),
];
