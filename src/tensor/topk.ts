import { topk as specification } from '../../spec/tensor/topk.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { ordered, putBack } from './_internal/ordered.ts';

export const topk = arrayReference(specification, {
  whole: ({ x }, { axis, k, largest }) => ordered(x, { axis, descending: largest, count: k }),
  pullback: ({ x }, { values: g }, { axis, k, largest }) => ({
    x: putBack(x, g, { axis, descending: largest, count: k }),
  }),
});
