import type { Benchmark } from './_internal/benchmark.ts';
import { factorCase, LEAST_OF_GEMM } from './_internal/factorCase.ts';

export const cholesky: Benchmark = {
  name: 'cholesky',
  meaning: 'A = L L^T of a positive definite matrix, 1/3 n^3 operations, against gemm of the same size.',
  cases: [
    factorCase({ operation: 'cholesky', dtype: 'float64', n: 256, beside: ['gemm', 'ml-matrix'] }),
    factorCase({
      operation: 'cholesky',
      dtype: 'float64',
      n: 1024,
      gates: [{ opponent: 'gemm', least: LEAST_OF_GEMM }],
    }),
  ],
};
