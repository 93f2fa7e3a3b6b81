import type { Benchmark, Case } from './_internal/benchmark.ts';
import { type ProductCase, productCase } from './_internal/productCase.ts';

interface Shape extends Omit<ProductCase, 'dtype'> {
  readonly label: string;
  /** The least fraction of the tile; what it is missing there is packing, which these shapes repeat less. */
  readonly tile: number;
}

/** Every operand transposed where it lies; many rows, many columns, and a product of low rank. */
const shapes: readonly Shape[] = [
  ...(['NT', 'TN', 'TT'] as const).map((form) => ({ label: 'square', m: 512, n: 512, k: 512, form, tile: 0.82 })),
  { label: 'tall', m: 4096, n: 128, k: 512, tile: 0.76 },
  { label: 'wide', m: 128, n: 4096, k: 512, tile: 0.74 },
  { label: 'rank-k', m: 1024, n: 1024, k: 64, tile: 0.68 },
];

const leastOfPeak = { float64: 0.78, float32: 0.75 };

/** float64 stands for both types in bench:gate. */
const shapeCase = (dtype: 'float64' | 'float32', { tile, ...shape }: Shape): Case =>
  productCase({
    dtype,
    ...shape,
    gates: [
      { opponent: 'peak', least: leastOfPeak[dtype], full: true },
      { opponent: 'tile', least: tile, ...(dtype === 'float32' && { full: true }) },
    ],
  });

export const gemmShapes: Benchmark = {
  name: 'gemmShapes',
  meaning: 'Products that are not square, or of transposed operands.',
  cases: [...shapes.map((shape) => shapeCase('float64', shape)), ...shapes.map((shape) => shapeCase('float32', shape))],
};
