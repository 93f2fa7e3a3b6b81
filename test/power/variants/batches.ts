import { slice } from '../../../src/ndArray.ts';
import { changed, type Given, gradientIds, lengthOf, overResults, type Variant, where } from '../variant.ts';

const batched = [
  'linalg.matmul',
  'linalg.frobeniusNorm',
  'linalg.spectralNorm',
  'decompositions.cholesky',
  'decompositions.det',
  'decompositions.eigh',
  'decompositions.inv',
  'decompositions.lu',
  'decompositions.pinv',
  'decompositions.qr',
  'decompositions.solve',
  'decompositions.svd',
  'decompositions.triangularSolve',
  'multilinear.lowRankTruncate',
  'layers.layerNorm',
  'layers.linear',
  'layers.logSumExp',
  'layers.softmax',
];

const first = ({ inputs }: Given): readonly number[] => Object.values(inputs)[0]?.shape ?? [];
const core = (id: string): number => (/layers/.test(id) ? 1 : 2);
const isEmpty = ({ inputs }: Given): boolean =>
  Object.values(inputs).some((array) => array !== undefined && lengthOf(array) === 0);

const contracting = [
  'tensor.sum',
  'linalg.dot',
  'linalg.matmul',
  'linalg.frobeniusNorm',
  'linalg.spectralNorm',
  'layers.linear',
  'decompositions.det',
];
const withEmptyGradient = [
  'layers.linear',
  'linalg.matmul',
  'tensor.add',
  'tensor.mul',
  'layers.layerNorm',
  'decompositions.solve',
];

const nan = (result: Parameters<typeof overResults>[0]) =>
  overResults(result, (array) => (array.dtype === 'int32' ? array : changed(array, () => Number.NaN)));

export const variants: readonly Variant[] = [
  ...batched.map((id) =>
    where(id, 'forward', 'wrong behind the eighth member', (given) =>
      first(given)
        .slice(0, first(given).length - core(id))
        .some((size) => size > 8),
    ),
  ),
  ...batched
    .filter((id) => gradientIds.includes(id))
    .map((id) =>
      where(id, 'gradient', 'wrong for two batch axes or more', (given) => first(given).length > core(id) + 1),
    ),
  ...batched
    .filter((_, at) => at % 2 === 0)
    .map((id) =>
      where(
        id,
        'forward',
        'wrong where the batch has more than two axes',
        (given) => first(given).length > core(id) + 2,
      ),
    ),
  ...contracting.map((id) => where(id, 'forward', 'NaN where an axis is empty', isEmpty, nan)),
  ...withEmptyGradient.map((id) => where(id, 'gradient', 'NaN where an axis is empty', isEmpty, nan)),
  ...['linalg.matmul', 'layers.linear', 'tensor.add', 'tensor.mul', 'decompositions.solve'].map(
    (id) =>
      ({
        name: 'only the first member of a batch behind the fourth is read',
        operation: id,
        kind: 'forward' as const,
        wrong: (right) => (call) => {
          const [name = ''] = Object.keys(call.inputs);
          const array = call.inputs[name];
          if (array === undefined || array.shape.length < 3 || (array.shape[0] ?? 0) <= 4) return right(call);
          const one = slice(array, 0, 0, 1);
          return right({
            ...call,
            inputs: { ...call.inputs, [name]: { ...one, shape: array.shape, strides: array.strides.with(0, 0) } },
          });
        },
      }) satisfies Variant,
  ),
];
