import type { Benchmark } from './_internal/benchmark.ts';
import { decompositionCase, decompositionNames } from './_internal/decompositionCase.ts';

/** Rates of decompositions against ml-matrix and LAPACK, a benchmark each. */
export const decompositions: readonly Benchmark[] = decompositionNames.map((name) => ({
  name: `decompositions.${name}`,
  meaning: `${name} as the reference offers it, against ml-matrix and against LAPACK on one thread.`,
  cases: [256, 512].map((n) => decompositionCase(name, n, [])),
}));
