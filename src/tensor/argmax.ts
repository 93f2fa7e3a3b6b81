import { argmax as specification } from '../../spec/tensor/argmax.ts';
import { sizeOf } from '../../spec/tensor.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { argmax as firstLargest } from '../_internal/exponentials.ts';
import { doubles, store } from '../_internal/values.ts';
import { zeros } from '../ndArray.ts';
import { reducedLast, runsOf } from './_internal/reduction.ts';

export const argmax = arrayReference(specification, {
  whole({ x }, { axis }, { sizes }) {
    const result = zeros('int32', sizes.t);
    store(result, runsOf(doubles(reducedLast(x, [axis])), sizeOf(sizes.t)).map(firstLargest));
    return result;
  },
});
