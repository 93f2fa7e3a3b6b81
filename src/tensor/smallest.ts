import * as specification from '../../spec/tensor/smallest.ts';
import { sizeOf } from '../../spec/tensor.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { argmax } from '../_internal/exponentials.ts';
import { arrayFrom, doubles } from '../_internal/values.ts';
import { reducedLast, reduction, runsOf } from './_internal/reduction.ts';

/** The position of the first smallest element; of the first NaN, where there is one. */
const firstSmallest = (run: Float64Array): number => argmax(run.map((value) => -value));

export const min = reduction(specification.min, {
  run: (run) => run[firstSmallest(run)] as number,
  pullback(run, g) {
    const at = firstSmallest(run);
    run.fill(0);
    run[at] = g;
  },
});

export const argmin = arrayReference(specification.argmin, {
  whole: ({ x }, { axis }, { sizes }) =>
    arrayFrom('int32', sizes.t, runsOf(doubles(reducedLast(x, [axis])), sizeOf(sizes.t)).map(firstSmallest)),
});
