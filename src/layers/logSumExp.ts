import type { Gradient, Implementation } from '../../spec/implementation.ts';
import type { logSumExp as specification } from '../../spec/layers/logSumExp.ts';
import { logSumExpParts, softmaxRow } from '../_internal/exponentials.ts';
import { fail, requireFloats } from '../_internal/fail.ts';
import { fromRows, rowsOf } from '../_internal/rows.ts';
import { bindAxes, requireShape } from '../_internal/shapes.ts';
import { doubles } from '../_internal/values.ts';
import type { NdArray } from '../ndArray.ts';

const operation = 'layers.logSumExp';

export const logSumExp: Implementation<typeof specification, NdArray> = ({ x }) => {
  const { dtype, batch } = check(x);
  const sums = rowsOf(x).map((row) => {
    const { largest, logarithm } = logSumExpParts(row);
    return [largest + logarithm];
  });
  return fromRows(dtype, batch, sums);
};

export const logSumExpGradient: Gradient<typeof specification, NdArray> = ({ x }, cotangent) => {
  const { dtype, batch } = check(x);
  requireFloats(operation, { x, cotangent });
  requireShape(operation, 'the cotangent', cotangent, batch);
  const incoming = doubles(cotangent);
  const rows = rowsOf(x).map((row, at) => softmaxRow(row).map((p) => p * (incoming[at] as number)));
  return { x: fromRows(dtype, x.shape, rows) };
};

function check(x: NdArray) {
  const dtype = requireFloats(operation, { x });
  const { batch, size } = bindAxes(operation, { x: [x, '... n'] });
  if (size.n < 1) fail(`${operation}/R1`, `axis n must not be empty, got shape [${x.shape.join(', ')}]`);
  return { dtype, batch };
}
