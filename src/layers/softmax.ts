import { softmax as specification } from '../../spec/layers/softmax.ts';
import { argmax, softmaxRow } from '../_internal/exponentials.ts';
import { reference } from '../_internal/reference.ts';
import { inner } from '../_internal/rows.ts';

export const softmax = reference(specification, {
  member: ({ x }) => softmaxRow(x),
  // J = diag(y) - y y^T is symmetric and J 1 = 0: the pullback of g is y (h - <h, y>) for h = g - g_k with any k. With k the
  // largest entry of y, the term that cancels where y_k is nearly 1 is exactly 0, and a constant cotangent gives exactly 0.
  pullback({ x }, g) {
    const y = softmaxRow(x);
    const offset = g[argmax(y)] ?? 0;
    const h = g.map((value) => value - offset);
    const mean = inner(h, y);
    return { x: y.map((value, i) => value * ((h[i] as number) - mean)) };
  },
});
