import { clipNorm as specification } from '../../spec/optimizers/clipping.ts';
import { normOf } from '../_internal/dense/scale.ts';
import { reference } from '../_internal/reference.ts';

export const clipNorm = reference(specification, {
  halves: true,
  member({ g }, { maxNorm, epsilon }) {
    const length = normOf(g) + epsilon;
    return length > maxNorm ? g.map((value) => value * (maxNorm / length)) : g;
  },
  // y = c g / (|g| + epsilon): dy = c / (|g| + epsilon) (dg - g / (|g| + epsilon) <g / |g|, dg>).
  pullback({ g }, cotangent, { maxNorm, epsilon }) {
    const norm = normOf(g);
    const length = norm + epsilon;
    if (!(length > maxNorm)) return { g: cotangent };
    const along = norm === 0 ? 0 : g.reduce((sum, value, i) => sum + (value / norm) * (cotangent[i] as number), 0);
    const share = maxNorm / length;
    return { g: cotangent.map((value, i) => share * (value - ((g[i] as number) / length) * along)) };
  },
});
