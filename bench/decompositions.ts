import type { Benchmark } from './_internal/benchmark.ts';
import { type DecompositionName, decompositionCase, decompositionNames } from './_internal/decompositionCase.ts';

/** At n = 512: what is asked of all is five times ml-matrix and a third of LAPACK; less where that is not reached, or not safely. */
const asked: Readonly<Record<DecompositionName, { readonly 'ml-matrix': number; readonly openblas: number }>> = {
  cholesky: { 'ml-matrix': 2.5, openblas: 1 / 3 },
  lu: { 'ml-matrix': 4, openblas: 1 / 3 },
  inv: { 'ml-matrix': 5, openblas: 1 / 3 },
  qr: { 'ml-matrix': 5, openblas: 1 / 3 },
  eigh: { 'ml-matrix': 5, openblas: 0.3 },
  eig: { 'ml-matrix': 4, openblas: 1 / 3 },
  svd: { 'ml-matrix': 5, openblas: 1 / 3 },
  pinv: { 'ml-matrix': 4, openblas: 1 / 3 },
};

/** Rates of decompositions against ml-matrix and LAPACK, a benchmark each. */
export const decompositions: readonly Benchmark[] = decompositionNames.map((name) => ({
  name: `decompositions.${name}`,
  meaning: `${name} as the reference offers it, against ml-matrix and against LAPACK on one thread.`,
  cases: [
    decompositionCase(name, 256, []),
    decompositionCase(
      name,
      512,
      Object.entries(asked[name]).map(([opponent, least]) => ({ opponent, least, full: true })),
    ),
  ],
}));
