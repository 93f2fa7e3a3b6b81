import { mean as specification } from '../../spec/tensor/mean.ts';
import { total } from '../_internal/rows.ts';
import { reduction } from './_internal/reduction.ts';

/** The mean over no elements is NaN. */
export const mean = reduction(specification, {
  run: (run) => total(run) / run.length,
  pullback(run, g) {
    run.fill(g / run.length);
  },
});
