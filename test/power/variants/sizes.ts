import { forwardIds, type Given, gradientIds, type Variant, where } from '../variant.ts';

const shapes = ({ inputs }: Given): number[][] =>
  Object.values(inputs).flatMap((array) => (array === undefined ? [] : [[...array.shape]]));

const longest = (given: Given): number => Math.max(0, ...shapes(given).flat());

/** Kernels that are wrong behind a number of elements, or in what a tile leaves over. */
const limits = [8, 12, 16, 32, 48, 64] as const;
const tiles = [4, 8, 12, 6, 3, 16] as const;

const pick = <T>(list: readonly T[], at: number): T => list[at % list.length] as T;

export const variants: readonly Variant[] = [
  ...forwardIds.map((id, at) => {
    const limit = pick(limits, at);
    return where(id, 'forward', `the last element wrong behind ${limit}`, (given) => longest(given) > limit);
  }),
  ...forwardIds.map((id, at) => {
    const tile = pick(tiles, at);
    return where(
      id,
      'forward',
      `the last element wrong where a tile of ${tile} leaves ${1 + (at % (tile - 1))} over`,
      (given) =>
        shapes(given)
          .flat()
          .some((size) => size > tile && size % tile === 1 + (at % (tile - 1))),
    );
  }),
  ...gradientIds.map((id, at) => {
    const limit = pick([4, 6, 8, 10, 12] as const, at);
    // What has no cheap definition is differentiated on small matrices alone.
    const isMatrix = /decompositions|lowRank|spectral/.test(id);
    return where(
      id,
      'gradient',
      `the last element wrong behind ${isMatrix ? 3 : limit}`,
      (given) => longest(given) > (isMatrix ? 3 : limit),
    );
  }),
  ...gradientIds
    .filter((id) => !/decompositions|lowRank|spectral/.test(id))
    .map((id, at) => {
      const tile = pick([3, 4, 8] as const, at);
      return where(id, 'gradient', `wrong where a tile of ${tile} leaves one over`, (given) =>
        shapes(given)
          .flat()
          .some((size) => size > tile && size % tile === 1),
      );
    }),
  ...[
    'linalg.matmul',
    'linalg.outer',
    'multilinear.kron',
    'multilinear.vec',
    'tensor.add',
    'decompositions.qr',
    'layers.linear',
  ].map((id) =>
    where(
      id,
      'forward',
      'wrong where two axes are longer than 8',
      (given) =>
        new Set(
          shapes(given)
            .flat()
            .filter((size) => size > 8),
        ).size > 1,
    ),
  ),
  ...[
    'tensor.sum',
    'tensor.max',
    'tensor.mean',
    'tensor.permute',
    'tensor.reshape',
    'tensor.broadcastTo',
    'tensor.add',
    'layers.relu',
  ].map((id) =>
    where(id, 'forward', 'wrong from rank 5 on', (given) => shapes(given).some((shape) => shape.length > 4)),
  ),
  ...[
    'tensor.sum',
    'tensor.mean',
    'linalg.dot',
    'layers.softmax',
    'layers.logSumExp',
    'linalg.frobeniusNorm',
    'layers.relu',
    'optimizers.sgd',
    'tensor.mul',
  ].map((id) => where(id, 'forward', 'wrong behind 1000', (given) => longest(given) >= 1_000)),
];
