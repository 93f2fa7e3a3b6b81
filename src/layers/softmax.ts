import type { Gradient, Implementation } from '../../spec/implementation.ts';
import type { softmax as specification } from '../../spec/layers/softmax.ts';
import { softmaxPullback, softmaxRow } from '../_internal/exponentials.ts';
import { requireFloats } from '../_internal/fail.ts';
import { fromRows, rowsOf } from '../_internal/rows.ts';
import { bindAxes, requireShape } from '../_internal/shapes.ts';
import type { NdArray } from '../ndArray.ts';

const operation = 'layers.softmax';

export const softmax: Implementation<typeof specification, NdArray> = ({ x }) => {
  const dtype = requireFloats(operation, { x });
  bindAxes(operation, { x: [x, '... n'] });
  return fromRows(dtype, x.shape, rowsOf(x).map(softmaxRow));
};

export const softmaxGradient: Gradient<typeof specification, NdArray> = ({ x }, cotangent) => {
  const dtype = requireFloats(operation, { x, cotangent });
  bindAxes(operation, { x: [x, '... n'] });
  requireShape(operation, 'the cotangent', cotangent, x.shape);
  const incoming = rowsOf(cotangent);
  const rows = rowsOf(x).map((row, at) => softmaxPullback(softmaxRow(row), incoming[at] ?? row));
  return { x: fromRows(dtype, x.shape, rows) };
};
