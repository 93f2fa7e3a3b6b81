import { logSumExp as specification } from '../../spec/layers/logSumExp.ts';
import { logSumExpParts, softmaxRow } from '../_internal/exponentials.ts';
import { reference } from '../_internal/reference.ts';

export const logSumExp = reference(specification, {
  member({ x }) {
    const { largest, logarithm } = logSumExpParts(x);
    return largest + logarithm;
  },
  pullback: ({ x }, g) => ({ x: softmaxRow(x).map((p) => p * g) }),
});
