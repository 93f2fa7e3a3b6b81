import { max as specification } from '../../spec/tensor/max.ts';
import { argmax } from '../_internal/exponentials.ts';
import { reduction } from './_internal/reduction.ts';

export const max = reduction(specification, {
  run: (run) => run[argmax(run)] as number,
  pullback(run, g) {
    const at = argmax(run);
    run.fill(0);
    run[at] = g;
  },
});
