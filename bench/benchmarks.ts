import type { Benchmark } from './_internal/benchmark.ts';
import { cholesky } from './cholesky.ts';
import { conv2d } from './conv2d.ts';
import { decompositions } from './decompositions.ts';
import { gemmFloat32 } from './gemmFloat32.ts';
import { gemmFloat64 } from './gemmFloat64.ts';
import { gemmRelaxed } from './gemmRelaxed.ts';
import { gemmShapes } from './gemmShapes.ts';
import { gemmSmall } from './gemmSmall.ts';
import { gemmThreads } from './gemmThreads.ts';
import { lu } from './lu.ts';

/** Everything that is timed against opponents; the sweep over sizes is apart, in gemmSweep.ts. */
export const benchmarks: readonly Benchmark[] = [
  gemmFloat64,
  gemmFloat32,
  gemmRelaxed,
  gemmSmall,
  gemmShapes,
  gemmThreads,
  conv2d,
  lu,
  cholesky,
  ...decompositions,
];
