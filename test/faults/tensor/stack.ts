import { zeros } from '../../../src/ndArray.ts';
import { type Fault, faultsOf } from '../fault.ts';
import { rankOf, repeated, swapped } from './_internal/lists.ts';

export const faults: readonly Fault[] = faultsOf('tensor.stack', ({ misread, misset, spoiltGradient, wrong }) => [
  misset('along the axis before', 'C1', ({ axis }) => ({ axis: axis > 0 ? axis - 1 : axis })),
  misset('a negative place counted among the old axes', 'C3', ({ axis }, { xs }) => ({
    axis: axis < 0 ? Math.max(axis + rankOf(xs), 0) : axis,
  })),
  misread('two tensors exchanged', 'C2', ({ xs }) => ({ xs: swapped(xs) })),
  wrong('a single tensor without its axis', 'shapes', ({ xs }, attributes, right) => {
    const [only, ...others] = xs;
    return only === undefined || others.length > 0 ? right({ xs }, attributes) : only;
  }),
  misset('a place beyond the last taken for the last', 'R1', ({ axis }, { xs }) => ({
    axis: Math.min(axis, rankOf(xs)),
  })),
  wrong('an empty list taken for nothing', 'signature', ({ xs }, attributes, right) =>
    xs.length === 0 ? zeros('float64', [0]) : right({ xs }, attributes),
  ),
  spoiltGradient('that of the first for every tensor', 'jacobian', ({ xs }) => ({ xs: repeated(xs) })),
]);
