import { contiguous, type NdArray, zeros } from '../../../src/ndArray.ts';
import { mapped, orZero, overwrite, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';
import { rankOf, repeated, swapped, withoutLast } from './_internal/lists.ts';

export const faults: readonly Fault[] = faultsOf(
  'tensor.concat',
  ({ misread, misset, spoilt, spoiltGradient, wrong }) => [
    misread('the last tensor left as zeros', 'C1', ({ xs }) => ({ xs: withoutLast(xs) })),
    misread('the last tensor dropped', 'C3', ({ xs }) => ({ xs: xs.length > 1 ? xs.slice(0, -1) : xs })),
    misread('two of one shape exchanged', 'C1', ({ xs }) => ({ xs: swapped(xs) })),
    misread('the first tensor for every one of its shape', 'integers', ({ xs }) => ({ xs: repeated(xs) })),
    misset('a negative axis one too far', 'C4', ({ axis }, { xs }) => ({
      axis: axis < 0 ? Math.max(axis - 1, -rankOf(xs)) : axis,
    })),
    misset('an axis beyond the last taken for the last', 'R2', ({ axis }, { xs }) => ({
      axis: Math.min(axis, Math.max(rankOf(xs) - 1, 0)),
    })),
    wrong('an empty list taken for an empty vector', 'R1', ({ xs }, attributes, right) =>
      xs.length === 0 ? zeros('float64', [0]) : right({ xs }, attributes),
    ),
    spoilt('a single tensor negated', 'C2', (y, { xs }) => (xs.length === 1 ? mapped(y, (value) => 0 - value) : y)),
    misread('tensors of another rank left out', 'signature', ({ xs }) => ({
      xs: xs.filter(({ shape }) => shape.length === rankOf(xs)),
    })),
    spoilt('the list of the caller reversed', 'untouched', (y, { xs }) => {
      (xs as NdArray[]).reverse();
      return y;
    }),
    spoilt('the list of the caller one shorter', 'untouched', (y, { xs }) => {
      (xs as NdArray[]).pop();
      return y;
    }),
    spoilt('the last tensor of the caller overwritten', 'untouched', (y, { xs }) => {
      for (const x of xs.slice(-1)) overwrite(x, valuesOf(mapped(x, (value) => value + 1)));
      return y;
    }),
    spoilt('one added where an empty tensor was left out', 'C5', (y, { xs }) =>
      xs.some(({ shape }) => shape[0] === 0) ? mapped(y, (value) => value + 1) : y,
    ),
    misread('NaN taken for 0 in the second tensor', 'special', ({ xs }) => ({
      xs: xs.map((x, k) => (k === 1 ? mapped(x, orZero) : x)),
    })),
    misread('strides of the second tensor ignored', 'layouts', ({ xs }) => ({
      xs: xs.map((x, k) => {
        const data = x.data.slice(x.offset, x.offset + valuesOf(x).length);
        return k === 1 ? { ...contiguous(zeros(x.dtype, x.shape)), data } : x;
      }),
    })),
    spoiltGradient('of two tensors exchanged', 'adjoint', ({ xs }) => ({ xs: swapped(xs) })),
    spoiltGradient('of the last tensor left as zeros', 'adjoint', ({ xs }) => ({ xs: withoutLast(xs) })),
    spoiltGradient('one less than tensors', 'jacobian', ({ xs }) => ({ xs: xs.length > 1 ? xs.slice(0, -1) : xs })),
    spoiltGradient('behind an empty tensor from the second element on', 'adjoint', ({ xs }) => ({
      xs: xs.map((x, k) => {
        const [before, values] = [xs[k - 1], valuesOf(x)];
        const isBehind = before !== undefined && valuesOf(before).length === 0;
        return isBehind ? mapped(x, (_, at) => values[(at + 1) % values.length] ?? 0) : x;
      }),
    })),
  ],
);
