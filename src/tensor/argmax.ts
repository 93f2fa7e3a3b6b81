import { argmax as specification } from '../../spec/tensor/argmax.ts';
import { sizeOf } from '../../spec/tensor.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { argmax as firstLargest } from '../_internal/exponentials.ts';
import { arrayFrom, doubles } from '../_internal/values.ts';
import { reducedLast, runsOf } from './_internal/reduction.ts';

export const argmax = arrayReference(specification, {
  whole: ({ x }, { axis }, { sizes: { t } }) =>
    arrayFrom('int32', t, runsOf(doubles(reducedLast(x, [axis])), sizeOf(t)).map(firstLargest)),
});
