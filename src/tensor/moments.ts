import * as specification from '../../spec/tensor/moments.ts';
import { total } from '../_internal/rows.ts';
import { reduction } from './_internal/reduction.ts';

/** The distances from the mean. */
function distances(run: Float64Array): Float64Array {
  const mean = total(run) / run.length;
  return run.map((value) => value - mean);
}

/** In two passes: the squares of what is far from 0 would cancel. */
const varianceOf = (run: Float64Array, correction: number): number =>
  distances(run).reduce((sum, distance) => sum + distance * distance, 0) / (run.length - correction);

export const variance = reduction(specification.variance, {
  run: (run, { correction }) => varianceOf(run, correction),
  pullback(run, g, { correction }) {
    const slope = (2 / (run.length - correction)) * g;
    distances(run).forEach((distance, at) => {
      run[at] = slope * distance;
    });
  },
});

export const std = reduction(specification.std, {
  run: (run, { correction }) => Math.sqrt(varianceOf(run, correction)),
  pullback(run, g, { correction }) {
    const root = Math.sqrt(varianceOf(run, correction));
    distances(run).forEach((distance, at) => {
      run[at] = root === 0 ? 0 : (distance / root / (run.length - correction)) * g;
    });
  },
});
