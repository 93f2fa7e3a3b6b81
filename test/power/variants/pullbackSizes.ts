import { deepest, longest, mapped, offAt, sizes } from '../probes.ts';
import { damaged, type Given, gradientIds, type Result, type Variant, where } from '../variant.ts';

const isMatrix = (id: string): boolean => /decompositions|lowRank|spectral/.test(id);
const explicit = gradientIds.filter((id) => !isMatrix(id));
const matrices = gradientIds.filter(isMatrix);

const pick = <T>(list: readonly T[], at: number): T => list[at % list.length] as T;

const damages: readonly ((result: Result) => Result)[] = [
  damaged,
  offAt('first'),
  offAt('middle'),
  (result) => mapped(result, (value, at) => (at % 8 === 7 ? 0 : value)),
];

const square = ({ inputs }: Given): number => Object.values(inputs)[0]?.shape.at(-1) ?? 0;
const tall = ({ inputs }: Given): boolean => {
  const [m = 0, n = 0] = Object.values(inputs)[0]?.shape.slice(-2) ?? [];
  return m > 2 * n && m > 8;
};
const wide = ({ inputs }: Given): boolean => {
  const [m = 0, n = 0] = Object.values(inputs)[0]?.shape.slice(-2) ?? [];
  return n > 2 * m && n > 8;
};

/** Pullbacks that are wrong beyond a size, or at a remainder of one. */
export const variants: readonly Variant[] = [
  ...explicit.map((id, at) => {
    const limit = pick([16, 49, 8, 64], at);
    return where(id, 'gradient', `wrong from ${limit} on`, (call) => longest(call) >= limit, pick(damages, at));
  }),
  ...matrices.map((id, at) => {
    const limit = pick([6, 8, 12, 16], at);
    return where(id, 'gradient', `wrong from order ${limit} on`, (call) => square(call) >= limit, pick(damages, at));
  }),
  ...explicit
    .filter((_, at) => at % 2 === 0)
    .map((id) =>
      where(id, 'gradient', 'wrong where four leave three', (call) =>
        sizes(call).some((size) => size > 4 && size % 4 === 3),
      ),
    ),
  ...matrices
    .filter((_, at) => at % 2 === 0)
    .map((id) =>
      where(
        id,
        'gradient',
        'wrong where blocks of eight leave some',
        (call) => square(call) > 8 && square(call) % 8 > 4,
        offAt('middle'),
      ),
    ),
  ...['decompositions.qr', 'decompositions.svd', 'decompositions.pinv', 'multilinear.lowRankTruncate'].flatMap((id) => [
    where(id, 'gradient', 'wrong for a tall matrix', tall, offAt('middle')),
    where(id, 'gradient', 'wrong for a wide matrix', wide, damaged),
  ]),
  ...['tensor.sum', 'tensor.max', 'tensor.permute', 'tensor.add', 'layers.relu'].map((id) =>
    where(id, 'gradient', 'wrong from rank 5 on', (call) => deepest(call) > 4),
  ),
  ...['tensor.mul', 'layers.softmax', 'optimizers.adam', 'layers.layerNorm', 'tensor.mean', 'linalg.dot'].map((id) =>
    where(id, 'gradient', 'wrong behind 128', (call) => longest(call) > 128, offAt('middle')),
  ),
];
