import { softmax as specification } from '../../spec/layers/softmax.ts';
import { softmaxPullback, softmaxRow } from '../_internal/exponentials.ts';
import { reference } from '../_internal/reference.ts';
import { withHalves } from '../_internal/withHalves.ts';

export const softmax = withHalves(
  specification,
  reference(specification, {
    member: ({ x }) => softmaxRow(x),
    pullback: ({ x }, g) => ({ x: softmaxPullback(softmaxRow(x), g) }),
  }),
);
