import { softmax as specification } from '../../spec/layers/softmax.ts';
import { softmaxPullback, softmaxRow } from '../_internal/exponentials.ts';
import { reference } from '../_internal/reference.ts';

export const softmax = reference(specification, {
  halves: true,
  member: ({ x }) => softmaxRow(x),
  pullback: ({ x }, g) => ({ x: softmaxPullback(softmaxRow(x), g) }),
});
