import type { NdArray } from '../../../src/ndArray.ts';
import { changed, damaged, type Given, given, overResults, type Variant, where } from '../variant.ts';

const floats = (call: Given): NdArray[] =>
  Object.values(call.inputs).filter((array): array is NdArray => array !== undefined && array.dtype !== 'int32');

const values = (call: Given): number[] => floats(call).flatMap(({ data }) => Array.from(data));

const mapInputs = (call: Given, f: (value: number) => number): Given => ({
  ...call,
  inputs: Object.fromEntries(
    Object.entries(call.inputs).map(([name, array]) => [
      name,
      array === undefined || array.dtype === 'int32' ? array : changed(array, f),
    ]),
  ),
});

const linear = [
  'tensor.add',
  'tensor.sum',
  'tensor.mean',
  'tensor.max',
  'tensor.permute',
  'layers.relu',
  'multilinear.vec',
  'linalg.frobeniusNorm',
  'optimizers.sgd',
];
const factorisations = [
  'decompositions.qr',
  'decompositions.lu',
  'decompositions.svd',
  'decompositions.eigh',
  'decompositions.cholesky',
];
const largest = (list: readonly number[]): number => list.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
const gapsBelow = (call: Given, gap: number): boolean => {
  const sorted = values(call).sort((a, b) => a - b);
  return sorted.some((value, at) => at > 0 && value !== sorted[at - 1] && value - (sorted[at - 1] ?? 0) < gap);
};

export const variants: readonly Variant[] = [
  ...linear.map((id) =>
    given(id, 'forward', 'subnormal inputs flushed', (call) =>
      mapInputs(call, (value) => (Math.abs(value) < 2 ** -1022 ? 0 : value)),
    ),
  ),
  ...linear.map((id) =>
    where(
      id,
      'forward',
      'results below 1e-12 dropped',
      () => true,
      (result) =>
        overResults(result, (array) =>
          array.dtype === 'int32' ? array : changed(array, (value) => (Math.abs(value) < 1e-12 ? 0 : value)),
        ),
    ),
  ),
  ...[
    ...factorisations,
    'linalg.matmul',
    'linalg.dot',
    'linalg.outer',
    'tensor.mul',
    'tensor.div',
    'layers.linear',
    'decompositions.solve',
    'decompositions.inv',
    'decompositions.pinv',
  ].map((id) =>
    given(id, 'forward', 'inputs in single precision from 7 elements on', (call) =>
      values(call).length > 6 && largest(values(call)) < 1e30 ? mapInputs(call, Math.fround) : call,
    ),
  ),
  ...[
    ...factorisations,
    'linalg.matmul',
    'tensor.mul',
    'linalg.spectralNorm',
    'multilinear.lowRankTruncate',
    'linalg.frobeniusNorm',
  ].map((id) =>
    where(
      id,
      'forward',
      'wrong where an entry is larger than 2^600',
      (call) => largest(values(call)) > 2 ** 600,
      (result) =>
        overResults(result, (array) =>
          array.dtype === 'int32' ? array : changed(array, (value) => value * (1 + 1e-6)),
        ),
    ),
  ),
  ...[
    ...factorisations,
    'linalg.spectralNorm',
    'linalg.frobeniusNorm',
    'multilinear.lowRankTruncate',
    'tensor.sum',
    'linalg.dot',
  ].map((id) =>
    where(
      id,
      'forward',
      'nothing left of inputs below 2^-500',
      (call) => largest(values(call)) < 2 ** -400 && largest(values(call)) > 0,
      (result) => overResults(result, (array) => (array.dtype === 'int32' ? array : changed(array, () => 0))),
    ),
  ),
  ...[
    'layers.softmax',
    'layers.logSumExp',
    'tensor.max',
    'losses.crossEntropy',
    'layers.layerNorm',
    'decompositions.eigh',
    'decompositions.svd',
  ].map((id) =>
    where(id, 'forward', 'wrong where two entries differ by less than 1e-6', (call) => gapsBelow(call, 1e-6)),
  ),
  ...['layers.softmax', 'layers.logSumExp', 'losses.crossEntropy', 'layers.relu', 'layers.layerNorm', 'tensor.mul'].map(
    (id) =>
      where(
        id,
        'gradient',
        'wrong where all entries lie below 1e-3',
        (call) => largest(values(call)) < 1e-3 && largest(values(call)) > 0,
      ),
  ),
  ...[
    'tensor.max',
    'layers.softmax',
    'layers.logSumExp',
    'decompositions.lu',
    'tensor.mean',
    'decompositions.eigh',
  ].map((id) =>
    where(id, 'forward', 'wrong where half of the entries are equal', (call) => {
      const list = values(call);
      return (
        list.length > 4 &&
        list.filter((value) => value === list[0]).length * 2 > list.length &&
        list.some((value) => value !== list[0])
      );
    }),
  ),
  given('tensor.mul', 'forward', 'the sign of zero lost', (call) => mapInputs(call, (value) => value + 0)),
  given('tensor.div', 'forward', 'the sign of zero lost', (call) => mapInputs(call, (value) => value + 0)),
  where(
    'tensor.add',
    'gradient',
    'cotangents rounded to single precision behind 8',
    (call) => Object.values(call.cotangents).some((array) => (array?.data.length ?? 0) > 8),
    (result) => overResults(result, (array) => changed(array, Math.fround)),
  ),
  where('linalg.matmul', 'gradient', 'wrong where more than half of the entries are 0', (call) => {
    const list = values(call);
    return (
      list.length > 3 &&
      list.filter((value) => value === 0).length * 2 > list.length &&
      list.some((value) => value !== 0)
    );
  }),
  where(
    'layers.relu',
    'forward',
    'a little of what is barely negative left',
    (call) => values(call).some((value) => value < 0 && value > -1e-4),
    (result, call) =>
      overResults(result, (array) =>
        changed(array, (value, at) => {
          const x = call.inputs['x'];
          return value === 0 && x !== undefined && x.data.length === array.data.length && (x.data[at] ?? 0) > -1e-4
            ? (x.data[at] ?? 0)
            : value;
        }),
      ),
  ),
  where(
    'layers.softmax',
    'forward',
    'a mask of -1e9 leaks',
    (call) => values(call).some((value) => value < -1e8),
    damaged,
  ),
  where('losses.crossEntropy', 'forward', 'wrong for margins of 1e4', (call) => largest(values(call)) > 9_000),
  where('layers.layerNorm', 'forward', 'wrong where the variance is below epsilon', (call) => {
    const list = Array.from(call.inputs['x']?.data ?? []);
    return list.length > 1 && Math.max(...list) - Math.min(...list) < 1e-4 && list.some((value) => value !== list[0]);
  }),
];
