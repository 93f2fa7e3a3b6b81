import { membersOf, worstOf } from '../_internal/members.ts';
import { defineOperation } from '../operation.ts';
import type { Drawn } from '../random.ts';
import { muller1959, scipy } from '../sources.ts';
import { sample } from './_internal/sample.ts';
import { moment } from './_internal/sphere.ts';

interface Dimension {
  readonly n: number;
}

/** The first two coordinates, and the last two. */
const ends = [() => 0, (n: number) => n - 2];
const coordinate = (x: Drawn, at: number): number => x[at] ?? Number.NaN;

export const unitSphere = defineOperation({
  id: 'numerics.unitSphere',
  meaning: 'Independent points of the unit sphere in n dimensions, no direction before another, as a key says.',
  signature: '() -> x[s*, n]',
  attributes: { ...sample.attributes, n: { kind: 'integer', min: 1, clause: 'R1' } },
  sizes: (_, { shape, n }) => ({ s: shape, n }),
  equations: {
    C1: ({ x }, { times, transpose, minus, identity, largest, ratio, u }, _, { n }) =>
      worstOf(
        membersOf(x, n).map((one) => ratio(largest(minus(times(transpose(one), one), identity(1))), (n + 4) * u)),
      ),
  },
  random: {
    at: [{ n: 2 }, { n: 3 }, { n: 5 }],
    coins: [([x = 0]) => x > 0, ([x = 0, y = 0]) => Math.abs(x) > Math.abs(y)],
    statistics: {
      C2: ends.map((end) => ({
        quantity: (x: Drawn, { n }: Dimension) => coordinate(x, end(n)),
        mean: () => 0,
        variance: ({ n }: Dimension) => moment(n, 1),
        scale: () => 1 / 3,
      })),
      C3: ends.map((end) => ({
        quantity: (x: Drawn, { n }: Dimension) => coordinate(x, end(n)) ** 2,
        mean: ({ n }: Dimension) => moment(n, 1),
        variance: ({ n }: Dimension) => moment(n, 2) - moment(n, 1) ** 2,
        scale: () => 1 / 3,
      })),
      C4: ends.map((end) => ({
        quantity: (x: Drawn, { n }: Dimension) => coordinate(x, end(n)) * coordinate(x, end(n) + 1),
        mean: () => 0,
        variance: ({ n }: Dimension) => moment(n, 1, 1),
        scale: () => 1 / 6,
      })),
      C5: {
        quantity: ([x = 0, y = 0]) => (x * y) ** 2,
        mean: ({ n }) => moment(n, 1, 1),
        variance: ({ n }) => moment(n, 2, 2) - moment(n, 1, 1) ** 2,
        scale: () => 1 / 12,
      },
      C6: {
        quantity: ([x = 0]) => x ** 4,
        mean: ({ n }) => moment(n, 2),
        variance: ({ n }) => moment(n, 4) - moment(n, 2) ** 2,
        scale: () => 1 / 3,
      },
    },
  },
  freedom: sample.freedom,
  special: 'undefined',
  rejects: { ...sample.rejects, R1: 'shape must be a list of sizes, and n an integer that is at least 1' },
  clauses: {
    C1: '||x|| = 1: | ||x||^2 - 1 | <= (n + 4) u, a rounding for every term of the sum and for its root and the quotient',
    C2: 'E x_i = 0, of the first and of the last but one',
    C3: 'E x_i^2 = 1/n',
    C4: 'E x_i x_j = 0, of neighbours at either end',
    C5: 'E x_1^2 x_2^2 = 1 / (n (n + 2))',
    C6: 'E x_1^4 = 3 / (n (n + 2))',
    C7: 'in one dimension it is 1 as often as -1, and nothing else',
  },
  sources: [muller1959('the method'), scipy('scipy.stats.uniform_direction')],
});
