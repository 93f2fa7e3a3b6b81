import type { Gradient, Implementation } from '../../spec/implementation.ts';
import type { softmax as specification } from '../../spec/layers/softmax.ts';
import { argmax, softmaxRow } from '../_internal/exponentials.ts';
import { requireFloats } from '../_internal/fail.ts';
import { fromRows, inner, rowsOf } from '../_internal/rows.ts';
import { bindAxes, requireShape } from '../_internal/shapes.ts';
import type { NdArray } from '../ndArray.ts';

const operation = 'layers.softmax';

export const softmax: Implementation<typeof specification, NdArray> = ({ x }) => {
  const dtype = requireFloats(operation, { x });
  bindAxes(operation, { x: [x, '... n'] });
  return fromRows(dtype, x.shape, rowsOf(x).map(softmaxRow));
};

// J = diag(y) - y y^T is symmetric and J 1 = 0: the pullback of g is y (h - <h, y>) for h = g - g_k with any k. With k the
// largest entry of y, the term that cancels where y_k is nearly 1 is exactly 0, and a constant cotangent gives exactly 0.
export const softmaxGradient: Gradient<typeof specification, NdArray> = ({ x }, cotangent) => {
  const dtype = requireFloats(operation, { x, cotangent });
  bindAxes(operation, { x: [x, '... n'] });
  requireShape(operation, 'the cotangent', cotangent, x.shape);
  const incoming = rowsOf(cotangent);
  const rows = rowsOf(x).map((row, at) => {
    const [y, g] = [softmaxRow(row), incoming[at] ?? row];
    const offset = g[argmax(y)] ?? 0;
    const h = g.map((value) => value - offset);
    const mean = inner(h, y);
    return y.map((value, i) => value * ((h[i] as number) - mean));
  });
  return { x: fromRows(dtype, x.shape, rows) };
};
