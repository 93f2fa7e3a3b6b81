import { median } from './statistics.ts';

/** The speed at one size of a sweep, in any unit that is comparable between sizes. */
export interface Point {
  readonly n: number;
  readonly speed: number;
}

/** Sizes on either side that count as neighbours, at most; the same number on both sides, so that a slope cancels out. */
const REACH = 4;

/** What falls below this fraction of its neighbours' speed is a cliff. */
export const CLIFF = 0.6;

/**
 * The speed that the neighbours of `points[at]` let expect, of points in ascending order of size: the geometric mean of the
 * medians below and above, which on a power law is the speed itself, but no less than the median below: a fall that lasts is
 * a cliff too. At the upper end the median below; undefined at the lower end, where a rise is nobody's fault.
 */
export function expectedSpeed(points: readonly Point[], at: number): number | undefined {
  const reach = Math.min(REACH, at, Math.max(points.length - 1 - at, 1));
  if (reach === 0) return undefined;
  const middle = (from: number, to: number): number =>
    Math.exp(median(points.slice(from, to).map(({ speed }) => Math.log(speed))));
  const below = middle(at - reach, at);
  return at === points.length - 1 ? below : Math.max(below, Math.sqrt(below * middle(at + 1, at + 1 + reach)));
}

/** The indices of points that lie below 60 % of what their neighbours let expect; a speed that is NaN does. */
export function cliffs(points: readonly Point[]): number[] {
  return points.flatMap((point, at) => {
    const expected = expectedSpeed(points, at);
    return expected === undefined || point.speed >= CLIFF * expected ? [] : [at];
  });
}
