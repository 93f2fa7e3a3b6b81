import type { Benchmark, Gate } from './_internal/benchmark.ts';
import { productCase } from './_internal/productCase.ts';

const sizes = Array.from({ length: 31 }, (_, at) => at + 2);

/** The sizes in bench:gate: the smallest, where the call costs most, and some on. */
const quick = [2, 3, 4, 5, 6, 7, 8, 12, 16, 24, 32];

/**
 * Twice as fast as the peer. At 3 and 5 the tiles of 2 x 2 compute a line twice or are half empty, and the ratio follows the
 * processor: 1.8 to 2.1 were measured at 3, and 1.7 (of three attempts, n = 7 and 8 above 2 in the same run) to 2.7 at 5.
 */
const gates = (n: number): readonly Gate[] => [
  { opponent: 'ml-matrix', least: n === 3 || n === 5 ? 1.6 : 2, ...(!quick.includes(n) && { full: true }) },
];

export const gemmSmall: Benchmark = {
  name: 'gemmSmall',
  meaning: 'Square products of 2 to 32, where the call itself costs: ours into a C that exists, mmul as it is offered.',
  cases: [
    ...sizes.map((n) => productCase({ dtype: 'float64', m: n, n, k: n, gates: gates(n) })),
    ...[2, 4, 8, 16, 32].map((n) => productCase({ dtype: 'float32', m: n, n, k: n, beside: ['ml-matrix'] })),
  ],
};
