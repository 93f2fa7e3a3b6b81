import { logSoftmax as specification } from '../../spec/layers/logSoftmax.ts';
import { logSumExpParts, softmaxRow } from '../_internal/exponentials.ts';
import { reference } from '../_internal/reference.ts';
import { total } from '../_internal/rows.ts';

export const logSoftmax = reference(specification, {
  halves: true,
  member({ x }) {
    if (x.length === 0) return x;
    const { largest, logarithm } = logSumExpParts(x);
    return x.map((value) => value - largest - logarithm);
  },
  pullback({ x }, g) {
    const [y, sum] = [softmaxRow(x), total(g)];
    return { x: g.map((value, i) => value - (y[i] as number) * sum) };
  },
});
