import { type Arithmetic, pairwise } from '../_internal/arithmetic.ts';
import type { Variant } from '../variant.ts';

/** The p-th root of a sum of p-th powers, as they are; of entries whose powers are out of range, over the largest of them. */
function byPowers(x: readonly number[], p: number, f: Arithmetic): number {
  const sizes = x.map(Math.abs);
  const most = sizes.reduce((one, size) => (size > one || Number.isNaN(size) ? size : one), 0);
  if (most === 0 || !Number.isFinite(most)) return most;
  const isOrdinary = Math.abs(p * Math.log2(most)) < 100;
  const unit = isOrdinary ? 1 : most;
  const powers = sizes.map((size) => f.round(f.div(size, unit) ** p));
  return f.mul(unit, f.round(pairwise(powers, f) ** f.div(1, p)));
}

export const variants: readonly Variant[] = [
  {
    name: 'by powers, scaled only where they are out of range',
    operation: 'linalg.lpNorm',
    compute: ({ x }, { p }, f) => ({ norm: [byPowers(x?.values ?? [], Number(p), f)] }),
  },
];
