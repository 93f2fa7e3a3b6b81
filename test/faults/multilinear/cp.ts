import type { NdArray } from '../../../src/ndArray.ts';
import { arrayOf, mapped, orZero, rearranged, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

/** The columns of a factor in reverse order. */
const reversed = (factor: NdArray): NdArray => {
  const [, r = 1] = factor.shape;
  return rearranged(factor, (at) => at - (at % r) + (r - 1 - (at % r)));
};

/** Unit vectors in the shape of a factor. */
const unitVector = (factor: NdArray): NdArray => {
  const [, r = 1] = factor.shape;
  return mapped(factor, (_, at) => (Math.floor(at / r) === at % r ? 1 : 0));
};

export const faults: readonly Fault[] = faultsOf('multilinear.cp', ({ wrong, spoilt, misset, misreadEach }) => [
  spoilt('the first factor not brought to norm 1', 'C1', ({ u, weights }) => ({
    u: mapped(u, (value) => 2 * value),
    weights: mapped(weights, (value) => value / 2),
  })),
  spoilt('the second factor nearly of norm 1', 'C2', ({ v }) => ({ v: mapped(v, (value) => value * (1 + 2 ** -20)) })),
  spoilt('the last factor in half precision', 'C3', ({ w }) => ({
    w: mapped(w, (value) => Math.round(value * 2 ** 11) / 2 ** 11),
  })),
  spoilt('terms in ascending order', 'C4', ({ weights, u, v, w }) => ({
    weights: arrayOf(weights.dtype, weights.shape, valuesOf(weights).reverse()),
    u: reversed(u),
    v: reversed(v),
    w: reversed(w),
  })),
  spoilt('weights a little too large', 'C5', ({ weights }) => ({
    weights: mapped(weights, (value) => value * (1 + 2 ** -20)),
  })),
  spoilt('unit vectors for the first factor after two iterations', 'C6', ({ u }, _, { iterations }) =>
    iterations === 2 ? { u: unitVector(u) } : { u },
  ),
  misset('one iteration', 'C8', () => ({ iterations: 1 })),
  spoilt('the weight of a single term squared', 'C7', ({ weights }) => ({
    weights: weights.shape[0] === 1 ? mapped(weights, (value) => value * value) : weights,
  })),
  misset('at least one iteration', 'R2', ({ iterations }) => ({ iterations: Math.max(1, Math.floor(iterations)) })),
  wrong('a rank that is too large cut', 'R1', ({ a }, { rank, iterations }, right) =>
    right({ a }, { rank: Math.min(rank, ...a.shape), iterations }),
  ),
  misreadEach('NaN taken for 0', 'special', 'a', orZero),
]);
