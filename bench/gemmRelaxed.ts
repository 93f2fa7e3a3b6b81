import type { Benchmark, Gate } from './_internal/benchmark.ts';
import { productCase } from './_internal/productCase.ts';

const gates: readonly Gate[] = [
  { opponent: 'fused peak', least: 0.88, full: true },
  { opponent: 'fused tile', least: 0.8 },
  { opponent: 'openblas', least: 0.48 },
];

export const gemmRelaxed: Benchmark = {
  name: 'gemmRelaxed',
  meaning: 'Square products by the path that fuses, against OpenBLAS and the peak of fused instructions.',
  cases: (['float64', 'float32'] as const).flatMap((dtype) => [
    ...[64, 256].map((n) =>
      productCase({ dtype, m: n, n, k: n, kernel: 'relaxed', beside: ['fused peak', 'fused tile', 'openblas'] }),
    ),
    ...[512, 1024].map((n) =>
      productCase({ dtype, m: n, n, k: n, kernel: 'relaxed', gates, beside: ['ml-matrix', 'numpy-ts'] }),
    ),
  ]),
};
