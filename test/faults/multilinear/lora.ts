import { lora, loraMerge } from '../../../spec/multilinear/lora.ts';
import { at, build, columnsOf, matrix, plus, scaled, times, transposed } from '../../../src/_internal/dense/matrix.ts';
import { zeros } from '../../../src/ndArray.ts';
import { entries } from '../_internal/matrices.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import { type Fault, faultsOf } from '../fault.ts';

export const faults: readonly Fault[] = [
  ...memberFaultsOf(lora, ({ wrong, misread, spoiltGradient }) => [
    wrong('alpha in place of alpha / r', 'C2', ({ x, weight, a, b }, { alpha }) => {
      const given = matrix(x.length, 1, x);
      return plus(times(weight, given), scaled(times(b, times(a, given)), alpha)).data;
    }),
    misread('where B is zero, A is taken for it', 'C1', ({ a, b }) => ({
      b: b.data.every((value) => value === 0) ? build(b.rows, b.columns, (o, k) => at(a, k, o % a.columns)) : b,
    })),
    misread('the rows of A brought to a largest entry of 1', 'C3', ({ a }) => ({
      a: entries(
        a,
        (value, k) => value / (Math.max(...a.data.subarray(k * a.columns, (k + 1) * a.columns).map(Math.abs)) || 1),
      ),
    })),
    spoiltGradient('gradients of both factors as if B were the gradient of A', 'C4', ({ a, b }) => ({
      a: build(a.rows, a.columns, (k, i) => at(a, k, i) + (i < b.rows ? at(b, i, k) : 0)),
    })),
    spoiltGradient('the gradient of B without alpha / r', 'jacobian', ({ b }, { a }, { alpha }) => ({
      b: alpha === 0 ? b : scaled(b, a.rows / alpha),
    })),
  ]),
  ...faultsOf('multilinear.lora', ({ wrong, spoiltGradient }) => [
    spoiltGradient('no gradient of B', 'C4', ({ b }) => ({ b: zeros(b.dtype, b.shape) })),
    spoiltGradient('the gradient of A with a row more', 'C5', ({ a }) => ({
      a: zeros(a.dtype, [(a.shape[0] ?? 0) + 1, a.shape[1] ?? 0]),
    })),
    wrong('without an adapter the weight alone', 'R2', (inputs, attributes, right) =>
      right(inputs.a.shape[0] === 0 ? { ...inputs, a: one(inputs.a, 0), b: one(inputs.b, 1) } : inputs, attributes),
    ),
  ]),
  ...memberFaultsOf(loraMerge, ({ spoilt }) => [
    spoilt('alpha not divided by the rank', 'C1', (merged, { weight, a }) =>
      build(merged.rows, merged.columns, (o, i) => at(weight, o, i) + a.rows * (at(merged, o, i) - at(weight, o, i))),
    ),
    spoilt('the diagonal changed as well', 'C2', (merged, _, { alpha }) =>
      entries(merged, (value, o, i) => (o === i ? value + alpha * (1 + o) : value)),
    ),
    spoilt('the size of the change added', 'C3', (merged, { weight }) =>
      build(merged.rows, merged.columns, (o, i) => at(weight, o, i) + Math.abs(at(merged, o, i) - at(weight, o, i))),
    ),
    spoilt(
      'the factors multiplied in the other order where that fits',
      'definition',
      (merged, { weight, a, b }, { alpha }) =>
        a.rows === a.columns && b.rows === b.columns ? plus(weight, scaled(times(a, b), alpha / a.rows)) : merged,
    ),
    spoilt('a symmetric change', 'integers', (merged, { weight }) =>
      merged.rows === merged.columns && columnsOf(weight, 0, 1).rows > 1
        ? scaled(plus(merged, transposed(merged)), 0.5)
        : merged,
    ),
  ]),
  ...faultsOf('multilinear.loraMerge', ({ wrong }) => [
    wrong('without an adapter the weight', 'R2', (inputs, attributes, right) =>
      right(inputs.a.shape[0] === 0 ? { ...inputs, a: one(inputs.a, 0), b: one(inputs.b, 1) } : inputs, attributes),
    ),
  ]),
];

/** Zeros of the same shape, but of size 1 along an axis. */
function one(array: ReturnType<typeof zeros>, axis: number) {
  return zeros(array.dtype, array.shape.with(axis, 1));
}
