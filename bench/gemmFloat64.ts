import type { Benchmark, Gate } from './_internal/benchmark.ts';
import { productCase } from './_internal/productCase.ts';

const gates = (n: number): readonly Gate[] => [
  { opponent: 'peak', least: 0.78, full: true },
  { opponent: 'tile', least: 0.82 },
  { opponent: 'ml-matrix', least: 9, ...(n > 512 && { full: true }) },
  { opponent: 'numpy-ts', least: 1.7 },
];

export const gemmFloat64: Benchmark = {
  name: 'gemmFloat64',
  meaning: 'Square products in float64, products and sums rounded apart.',
  cases: [
    ...[64, 128, 256].map((n) =>
      productCase({ dtype: 'float64', m: n, n, k: n, beside: ['peak', 'tile', 'ml-matrix', 'numpy-ts', 'openblas'] }),
    ),
    ...[512, 1024].map((n) => productCase({ dtype: 'float64', m: n, n, k: n, gates: gates(n), beside: ['openblas'] })),
  ],
};
