import { transpose } from '../../../src/ndArray.ts';
import {
  coarse,
  cotangentsOf,
  elements,
  inputsOf,
  isReversed,
  isSliced,
  isStretched,
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
import { damaged, forwardIds, type Given, given, gradientIds, type Variant, where } from '../variant.ts';

const shapeOf = ({ inputs }: Given, name: string): readonly number[] => inputs[name]?.shape ?? [];
const isMatrix = (id: string): boolean => /decompositions|lowRank|spectral/.test(id);
const last = ({ inputs }: Given): number => Object.values(inputs)[0]?.shape.at(-1) ?? 0;
const first = ({ inputs }: Given): number => Object.values(inputs)[0]?.shape[0] ?? 0;
const pick = <T>(list: readonly T[], at: number): T => list[at % list.length] as T;

/** Drawn up after the generators had been changed for the other files, at limits and for operations that those do not name. */
export const variants: readonly Variant[] = [
  ...gradientIds.map((id, at) => {
    const limit = isMatrix(id) ? pick([7, 10, 14], at) : pick([10, 20, 24, 40, 56], at);
    return where(
      id,
      'gradient',
      `wrong along axes of ${limit} and more`,
      (call) => longest(call) >= limit,
      offAt('second'),
    );
  }),
  ...gradientIds
    .filter((_, at) => at % 2 === 1)
    .map((id, at) => {
      const [tile, left] = pick(
        [
          [8, 1],
          [3, 2],
          [4, 2],
          [6, 5],
        ] as const,
        at,
      );
      return where(
        id,
        'gradient',
        `wrong where ${tile} leave ${left}, behind ${tile}`,
        (call) => sizes(call).some((size) => size > tile && size % tile === left),
        offAt('first'),
      );
    }),
  ...forwardIds
    .filter((_, at) => at % 2 === 0)
    .map((id, at) => {
      const limit = isMatrix(id) ? pick([11, 20, 30], at) : pick([24, 40, 57, 100], at);
      return where(
        id,
        'forward',
        `wrong along axes of ${limit} and more`,
        (call) => longest(call) >= limit,
        offAt('second'),
      );
    }),
  ...(['tensor.mean', 'layers.layerNorm', 'multilinear.kron', 'decompositions.lu', 'losses.crossEntropy'] as const).map(
    (id) =>
      where(
        id,
        'forward',
        'wrong for turned inputs with more than 20 elements',
        (call) => inputsOf(call).some((array) => isTurned(array) && array.data.length > 20),
        damaged,
      ),
  ),
  ...(
    [
      'tensor.max',
      'linalg.frobeniusNorm',
      'decompositions.inv',
      'layers.logSumExp',
      'optimizers.sgd',
      'decompositions.svd',
    ] as const
  ).map((id) =>
    where(
      id,
      'gradient',
      'wrong for reversed inputs or cotangents',
      (call) => [...inputsOf(call), ...cotangentsOf(call)].some(isReversed),
      damaged,
    ),
  ),
  ...(['layers.conv2d', 'linalg.matmul', 'decompositions.triangularSolve', 'layers.linear', 'tensor.mul'] as const).map(
    (id) =>
      where(
        id,
        'gradient',
        'wrong for sliced cotangents behind 8 elements',
        (call) => cotangentsOf(call).some((array) => isSliced(array) && elements(array).length > 8),
        damaged,
      ),
  ),
  ...(['tensor.div', 'tensor.mul', 'optimizers.adam', 'layers.relu'] as const).map((id) =>
    where(id, 'gradient', 'wrong for stretched cotangents', (call) => cotangentsOf(call).some(isStretched), damaged),
  ),
  ...(
    [
      'decompositions.solve',
      'decompositions.qr',
      'multilinear.kron',
      'layers.linear',
      'linalg.outer',
      'decompositions.pinv',
    ] as const
  ).map((id) =>
    given(id, 'gradient', 'cotangents in single precision', (call) => ({
      ...call,
      cotangents: mapFloats(call.cotangents, Math.fround),
    })),
  ),
  ...(
    [
      'decompositions.solve',
      'decompositions.lu',
      'decompositions.det',
      'decompositions.pinv',
      'linalg.spectralNorm',
    ] as const
  ).map((id) =>
    given(id, 'gradient', 'inputs in single precision behind order 5', (call) =>
      longest(call) > 5 && largest(values(call)) < 1e30
        ? { ...call, inputs: mapFloats(call.inputs, Math.fround) }
        : call,
    ),
  ),
  ...(
    [
      'decompositions.eigh',
      'decompositions.svd',
      'multilinear.lowRankTruncate',
      'decompositions.cholesky',
      'decompositions.qr',
    ] as const
  ).map((id) =>
    where(
      id,
      'gradient',
      'wrong where entries are below 1e-12',
      (call) => largest(values(call)) < 1e-12 && largest(values(call)) > 0,
      coarse,
    ),
  ),
  ...(
    ['tensor.add', 'linalg.matmul', 'layers.linear', 'decompositions.inv', 'layers.softmax', 'tensor.sum'] as const
  ).map((id) =>
    where(
      id,
      'gradient',
      'wrong in the third member of a batch',
      (call) => first(call) > 2 && shapeOf(call, Object.keys(call.inputs)[0] ?? '').length > 2,
      (result, call) => {
        const count = first(call);
        return mapped(result, (value, at) => (at % count === 2 ? value + 1e-5 : value));
      },
    ),
  ),
  ...(['linalg.outer', 'decompositions.solve', 'optimizers.sgd', 'tensor.add'] as const).map((id) =>
    where(
      id,
      'gradient',
      'the first gradient doubled where two inputs are one',
      ({ inputs }) => {
        const list = Object.values(inputs).filter((array) => array !== undefined);
        return new Set(list).size < list.length;
      },
      (result, call) => mapped(result, (value) => 3 * value, Object.keys(call.inputs)[0]),
    ),
  ),
  ...(['tensor.mul', 'layers.layerNorm', 'decompositions.cholesky', 'losses.crossEntropy'] as const).map((id) =>
    where(
      id,
      'gradient',
      'writes into its cotangent',
      (call) => longest(call) > 4,
      (result, call) => {
        for (const { data } of cotangentsOf(call)) data[0] = 17;
        return result;
      },
    ),
  ),
  made(
    'decompositions.solve',
    'gradient',
    'the system is not transposed for symmetric-looking orders',
    (right) => async (call) => {
      const a = call.inputs['a'];
      return a === undefined || last(call) < 5
        ? right(call)
        : right({ ...call, inputs: { ...call.inputs, a: transpose(a) } });
    },
  ),
  where(
    'layers.conv2d',
    'gradient',
    'wrong for strides that differ and padding',
    (call) => new Set(listOf(call, 'stride')).size > 1 && Math.max(...listOf(call, 'padding')) > 0,
    damaged,
  ),
  where(
    'optimizers.adamw',
    'gradient',
    'wrong for a weight decay above a half',
    (call) => numberOf(call, 'weightDecay') > 0.5,
    damaged,
  ),
  where('optimizers.adam', 'gradient', 'wrong for a step above 50', (call) => numberOf(call, 'step') > 50, damaged),
  where('tensor.permute', 'gradient', 'wrong from rank 4 on', (call) => shapeOf(call, 'x').length > 3, damaged),
  where('tensor.reshape', 'gradient', 'wrong from rank 4 on', (call) => listOf(call, 'shape').length > 3, damaged),
  where(
    'tensor.max',
    'gradient',
    'ties behind the fourth share',
    (call) => elements(call.inputs['x'] ?? inputsOf(call)[0] ?? (undefined as never)).length > 20,
    damaged,
  ),
  given('tensor.mul', 'forward', 'subnormal numbers flushed', (call) => ({
    ...call,
    inputs: mapFloats(call.inputs, (value) => (Math.abs(value) < 2 ** -1022 ? 0 : value)),
  })),
  given('layers.conv2d', 'forward', 'subnormal weights flushed', (call) => ({
    ...call,
    inputs: mapFloats(call.inputs, (value) => (Math.abs(value) < 2 ** -1022 ? 0 : value), 'weight'),
  })),
  given('linalg.dot', 'forward', 'subnormal numbers of b flushed', (call) => ({
    ...call,
    inputs: mapFloats(call.inputs, (value) => (Math.abs(value) < 2 ** -1022 ? 0 : value), 'b'),
  })),
  given('tensor.div', 'forward', 'large divisors by their reciprocal squares', (call) => ({
    ...call,
    inputs: mapFloats(call.inputs, (value) => (Math.abs(value) > 2 ** 515 ? value * (1 + 2 ** -30) : value), 'b'),
  })),
  where(
    'linalg.matmul',
    'forward',
    'wrong for one value twice from order 9 on',
    ({ inputs }) => inputs['a'] === inputs['b'] && (inputs['a']?.shape.at(-1) ?? 0) > 8,
    damaged,
  ),
  where(
    'tensor.add',
    'forward',
    'wrong for one value twice behind 30',
    ({ inputs }) => inputs['a'] === inputs['b'] && (inputs['a']?.data.length ?? 0) > 30,
    damaged,
  ),
];
