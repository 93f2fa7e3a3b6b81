import { membersOf, worstOf } from '../_internal/members.ts';
import { defineOperation } from '../operation.ts';
import type { Drawn } from '../random.ts';
import { diaconisShahshahani1994, mezzadri2007, scipy, stewart1980 } from '../sources.ts';
import { thresholds } from '../thresholds.ts';
import { moment } from './_internal/sphere.ts';

const trace = (q: ArrayLike<number>, n: number): number =>
  Array.from({ length: n }, (_, i) => q[i * (n + 1)] ?? Number.NaN).reduce((sum, entry) => sum + entry, 0);

interface Order {
  readonly n: number;
}

/** The positions of the entries in the corners. */
const corners = [() => 0, (n: number) => n - 1, (n: number) => n * (n - 1), (n: number) => n * n - 1];

/** By elimination without pivoting: no leading block of a matrix drawn from a density is singular. */
function determinant(q: Drawn, n: number): number {
  const a = Array.from({ length: n }, (_, i) => Array.from(q).slice(i * n, (i + 1) * n));
  return a.reduce((product, row, k) => {
    const pivot = row[k] ?? Number.NaN;
    for (const below of a.slice(k + 1)) {
      const factor = (below[k] ?? Number.NaN) / pivot;
      row.forEach((value, j) => {
        below[j] = (below[j] ?? Number.NaN) - factor * value;
      });
    }
    return product * pivot;
  }, 1);
}

export const haarOrthogonal = defineOperation({
  id: 'numerics.haarOrthogonal',
  meaning:
    'Independent orthogonal matrices from the Haar measure: no rotation or reflection changes their distribution.',
  signature: '() -> q[s*, n, n]',
  attributes: {
    shape: { kind: 'shape', of: 's', by: 'choice', clause: 'R1' },
    n: { kind: 'integer', min: 1, clause: 'R1' },
    key: { kind: 'key', clause: 'R2' },
    dtype: { kind: 'dtype', clause: 'R3' },
  },
  sizes: (_, { shape, n }) => ({ s: shape, n }),
  equations: {
    C1: ({ q }, { orthonormal }, _, { n }) =>
      worstOf(membersOf(q, n, n).map((one) => orthonormal(thresholds.linear, one))),
  },
  random: {
    at: [{ n: 2 }, { n: 3 }, { n: 5 }],
    coins: [([first = 0]) => first > 0],
    statistics: {
      C2: corners.map((corner) => ({
        quantity: (q: Drawn, { n }: Order) => q[corner(n)] ?? Number.NaN,
        mean: () => 0,
        variance: ({ n }: Order) => moment(n, 1),
        scale: () => 1 / 3,
      })),
      C3: {
        quantity: ([, second = 0]) => second ** 2,
        mean: ({ n }) => moment(n, 1),
        variance: ({ n }) => moment(n, 2) - moment(n, 1) ** 2,
        scale: () => 1 / 3,
      },
      C4: {
        quantity: ([first = 0]) => first ** 4,
        mean: ({ n }) => moment(n, 2),
        variance: ({ n }) => moment(n, 4) - moment(n, 2) ** 2,
        scale: () => 1 / 3,
      },
      C5: {
        quantity: (q, { n }) => trace(q, n),
        mean: () => 0,
        variance: () => 1,
        scale: ({ n }) => n / 3,
      },
      C6: {
        quantity: (q, { n }) => trace(q, n) ** 2,
        mean: () => 1,
        variance: () => 2,
        scale: ({ n }) => n ** 2 / 3,
      },
      C7: { happens: (q, { n }) => determinant(q, n) > 0, probability: () => 1 / 2 },
    },
  },
  freedom: 'the bits that a key gives; the same key gives the same ones again',
  special: 'undefined',
  rejects: {
    R1: 'shape must be a list of sizes, and n an integer that is at least 1',
    R2: 'key must be an integer; that it lies from 0 to 2^32 - 1 is a convention',
    R3: 'dtype must be float64 or float32',
  },
  clauses: {
    C1: 'Q^T Q = I: ||I - Q^T Q||_1 <= 30 n eps',
    C2: 'E Q_ij = 0 in each corner: the signs are as often one as the other',
    C3: 'E Q_12^2 = 1/n',
    C4: 'E Q_11^4 = 3 / (n (n + 2))',
    C5: 'E tr Q = 0',
    C6: 'E (tr Q)^2 = 1, n >= 2: there are reflections among them',
    C7: 'det Q is 1 as often as -1',
    C8: 'of order 1 it is 1 as often as -1, and nothing else',
  },
  sources: [
    stewart1980('section 3'),
    mezzadri2007('section 5: the signs of the diagonal of R'),
    diaconisShahshahani1994('theorem 4: the moments of the trace'),
    scipy('scipy.stats.ortho_group'),
  ],
});
