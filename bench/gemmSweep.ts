import { gemm } from '../adapters/reference/kernels.ts';
import type { WideDtype } from '../spec/tensor.ts';
import { contest } from './_internal/contest.ts';
import { type Contestant, contestant } from './_internal/contestant.ts';
import { cliffs, type Point } from './_internal/neighbours.ts';
import { peak } from './_internal/peak/probe.ts';
import { productFlops, randomOperands } from './_internal/product.ts';
import { median } from './_internal/statistics.ts';

export const LARGEST = 1100;

/** The square products of a sweep, and those among them that are slower than 60 % of their neighbours. */
export interface Sweep {
  readonly dtype: WideDtype;
  /** Speeds are fractions of the peak. */
  readonly points: readonly Point[];
  readonly cliffs: readonly Point[];
}

export interface SweepOptions {
  readonly dtype: WideDtype;
  readonly sizes: readonly number[];
  /** How many times slower ours is made from which size on, to show that it is noticed. */
  readonly planted?: { readonly n: number; readonly slower: number };
}

/** All sizes to 128, then those around the multiples of `step`, where tiles and blocks end: m - 1, m and m + 1. */
export function edgeSizes(step: number): number[] {
  const sizes = Array.from({ length: LARGEST }, (_, at) => at + 1);
  return sizes.filter((n) => n <= 128 || (n + 1) % step <= 2);
}

export const everySize = (): number[] => Array.from({ length: LARGEST }, (_, at) => at + 1);

const WARM_UP = 5; // ms; the code is the same at every size
const ROUNDS = 3;
const ROUNDS_FOR_SUSPECTS = 15;
const ATTEMPTS = 3;

/**
 * Times square products of many sizes, each in slices beside slices of the peak. A size that seems a cliff is timed anew and
 * longer, with its neighbours, and is condemned when it seems one every time.
 */
export async function sweep({ dtype, sizes, planted }: SweepOptions): Promise<Sweep> {
  const probe = peak('separate', dtype);
  if (probe === undefined) throw new Error('gemmSweep: no SIMD128 here, so no peak to measure against');
  const time = async (n: number, rounds: number): Promise<Point> => {
    const ours = productOf(dtype, n, planted?.n === n ? planted.slower : 1);
    const [pairing] = await contest(ours, [probe], {
      limit: 60,
      warmUp: WARM_UP,
      enough: (_, ratios) => ratios.length >= rounds,
    });
    return { n, speed: median(pairing?.ratios ?? []) };
  };
  const points: Point[] = [];
  for (const n of sizes) points.push(await time(n, ROUNDS));
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const suspects = cliffs(points);
    if (suspects.length === 0) break;
    const again = new Set(suspects.flatMap((at) => [at - 1, at, at + 1]).filter((at) => at in points));
    for (const at of again) points[at] = await time((points[at] as Point).n, ROUNDS_FOR_SUSPECTS);
  }
  return { dtype, points, cliffs: cliffs(points).map((at) => points[at] as Point) };
}

function productOf(dtype: WideDtype, n: number, slower: number): Contestant {
  const product = { dtype, m: n, n, k: n };
  const { a, b, c } = randomOperands(product);
  const call = (): number => {
    gemm(a, b, c);
    return c.data[c.data.length - 1] as number;
  };
  const times = Math.round(slower);
  return contestant(
    'gemm',
    productFlops(product),
    times === 1 ? call : () => Math.max(...Array.from({ length: times }, call)),
  );
}
