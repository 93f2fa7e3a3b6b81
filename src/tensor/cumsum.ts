import { cumsum as specification } from '../../spec/tensor/cumsum.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { alongAxis } from './_internal/alongAxis.ts';

export const cumsum = arrayReference(specification, {
  whole: ({ x }, { axis }) => alongAxis(x, axis, accumulate),
  // x(p) is a term of every y(i) with i >= p.
  pullback: (_, g, { axis }) => ({
    x: alongAxis(g, axis, (run) => {
      run.reverse();
      accumulate(run);
      run.reverse();
    }),
  }),
});

function accumulate(run: Float64Array): void {
  for (let i = 1; i < run.length; i++) run[i] = (run[i] as number) + (run[i - 1] as number);
}
