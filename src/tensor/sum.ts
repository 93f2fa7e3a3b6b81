import { sum as specification } from '../../spec/tensor/sum.ts';
import { total } from '../_internal/rows.ts';
import { reduction } from './_internal/reduction.ts';

export const sum = reduction(specification, {
  run: total,
  pullback(run, g) {
    run.fill(g);
  },
});
