import type { Benchmark, Gate } from './_internal/benchmark.ts';
import { productCase } from './_internal/productCase.ts';

const gates: readonly Gate[] = [
  { opponent: 'peak', least: 0.75, full: true },
  { opponent: 'tile', least: 0.82 },
  { opponent: 'tfjs-wasm', least: 1.4 },
  { opponent: 'numpy-ts', least: 1.6 },
  { opponent: 'jax-js', least: 1.7 },
];

export const gemmFloat32: Benchmark = {
  name: 'gemmFloat32',
  meaning: 'Square products in float32, products and sums rounded apart.',
  cases: [
    ...[64, 128, 256].map((n) =>
      productCase({
        dtype: 'float32',
        m: n,
        n,
        k: n,
        beside: ['peak', 'tile', 'tfjs-wasm', 'numpy-ts', 'jax-js', 'openblas', 'tfjs-cpu'],
      }),
    ),
    ...[512, 1024].map((n) => productCase({ dtype: 'float32', m: n, n, k: n, gates, beside: ['openblas'] })),
  ],
};
