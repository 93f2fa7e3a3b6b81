import type { Benchmark } from './_internal/benchmark.ts';
import { factorCase, LEAST_OF_GEMM } from './_internal/factorCase.ts';

export const lu: Benchmark = {
  name: 'lu',
  meaning: 'P A = L U with partial pivoting, 2/3 n^3 operations, against gemm of the same size.',
  cases: [
    factorCase({ operation: 'lu', dtype: 'float64', n: 256, beside: ['gemm', 'ml-matrix'] }),
    factorCase({ operation: 'lu', dtype: 'float64', n: 1024, gates: [{ opponent: 'gemm', least: LEAST_OF_GEMM }] }),
  ],
};
