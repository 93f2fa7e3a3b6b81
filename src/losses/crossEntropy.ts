import type { Gradient, Implementation } from '../../spec/implementation.ts';
import type { crossEntropy as specification } from '../../spec/losses/crossEntropy.ts';
import { logSumExpParts, softmaxRow } from '../_internal/exponentials.ts';
import { fail, requireFloats } from '../_internal/fail.ts';
import { fromRows, rowsOf, total } from '../_internal/rows.ts';
import { bindAxes, requireShape } from '../_internal/shapes.ts';
import { doubles, scalarOf } from '../_internal/values.ts';
import type { NdArray } from '../ndArray.ts';

const operation = 'losses.crossEntropy';

export const crossEntropy: Implementation<typeof specification, NdArray> = ({ logits, target }) => {
  const { dtype, labels } = check(logits, target);
  const losses = rowsOf(logits).map((row, at) => {
    const { largest, logarithm } = logSumExpParts(row);
    // The largest logit is taken off first: for a right answer what remains is log1p of the other terms, however small.
    return largest - (row[labels[at] as number] as number) + logarithm;
  });
  return fromRows(dtype, [], [[total(Float64Array.from(losses)) / losses.length]]);
};

// d loss / d logits = (softmax - one-hot) / n.
export const crossEntropyGradient: Gradient<typeof specification, NdArray> = ({ logits, target }, cotangent) => {
  const { dtype, labels } = check(logits, target);
  requireFloats(operation, { logits, cotangent });
  requireShape(operation, 'the cotangent', cotangent, []);
  const scale = scalarOf(cotangent) / labels.length;
  const rows = rowsOf(logits).map((row, at) => {
    const label = labels[at] as number;
    const shares = softmaxRow(row);
    const own = shares[label] as number;
    const others = shares.map((p, j) => (j === label ? 0 : p));
    // p - 1 cancels where p is near 1: there it is minus the sum of the others; elsewhere that sum would round once for each of them.
    others[label] = (own < 0.5 ? own - 1 : -total(others)) + 0 * (row[label] as number);
    return others.map((p) => scale * p);
  });
  return { logits: fromRows(dtype, logits.shape, rows) };
};

function check(logits: NdArray, target: NdArray) {
  const dtype = requireFloats(operation, { logits });
  const { size } = bindAxes(operation, { logits: [logits, 'n c'], target: [target, 'n'] });
  if (target.dtype !== 'int32')
    throw new TypeError(`${operation}/signature: target must be int32, got ${target.dtype}`);
  if (size.n < 1 || size.c < 1) {
    fail(`${operation}/R2`, `there must be at least one row and one class, got n = ${size.n}, c = ${size.c}`);
  }
  const labels = doubles(target);
  const wrong = labels.find((label) => !(label >= 0 && label < size.c));
  if (wrong !== undefined) fail(`${operation}/R1`, `targets must be integers from 0 to ${size.c - 1}, got ${wrong}`);
  return { dtype, labels };
}
