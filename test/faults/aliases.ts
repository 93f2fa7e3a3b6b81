import type { NdArray } from '../../src/ndArray.ts';
import { mapped } from './_internal/plain.ts';
import { type Fault, faultsOf } from './fault.ts';

/** Each gradient as it is found by the tensor that it is of: one that is given twice has the last. */
function byIdentity(given: readonly NdArray[], gradients: readonly NdArray[]): NdArray[] {
  const found = new Map(given.map((one, k) => [one, gradients[k] as NdArray]));
  return given.map((one) => found.get(one) as NdArray);
}

/** A tensor that stands in the list before is left as zeros. */
const firstOnly = (given: readonly NdArray[]): NdArray[] =>
  given.map((one, k) => (given.indexOf(one) === k ? one : mapped(one, () => 0)));

/** Faults that show where one value is given twice in a list. */
export const faults: readonly Fault[] = [
  ...faultsOf('multilinear.cpReconstruct', ({ misread, spoiltGradient }) => [
    misread('a factor that is given twice left as zeros', 'storage', ({ factors }) => ({
      factors: firstOnly(factors),
    })),
    spoiltGradient('gradients kept by the identity of a factor', 'gradientStorage', (gradients, { factors }) => ({
      factors: byIdentity(factors, gradients.factors),
    })),
    spoiltGradient('gradients of equal factors summed twice', 'gradientStorage', (gradients, { factors }) => ({
      factors: gradients.factors.map((one, k) =>
        mapped(one, (value) => value * factors.filter((factor) => factor === factors[k]).length),
      ),
    })),
  ]),
  ...faultsOf('tensor.concat', ({ misread, spoiltGradient }) => [
    misread('a tensor that is given twice put in its first place alone', 'storage', ({ xs }) => ({
      xs: firstOnly(xs),
    })),
    spoiltGradient('gradients kept by the identity of a tensor', 'gradientStorage', (gradients, { xs }) => ({
      xs: byIdentity(xs, gradients.xs),
    })),
  ]),
  ...faultsOf('tensor.stack', ({ misread, spoiltGradient }) => [
    misread('a tensor that is given twice put in its first place alone', 'storage', ({ xs }) => ({
      xs: firstOnly(xs),
    })),
    spoiltGradient('gradients kept by the identity of a tensor', 'gradientStorage', (gradients, { xs }) => ({
      xs: byIdentity(xs, gradients.xs),
    })),
  ]),
  ...faultsOf('linalg.einsum', ({ misread, spoiltGradient }) => [
    misread('an operand that is given twice left as zeros', 'storage', ({ xs }) => ({ xs: firstOnly(xs) })),
    spoiltGradient('gradients kept by the identity of an operand', 'gradientStorage', (gradients, { xs }) => ({
      xs: byIdentity(xs, gradients.xs),
    })),
  ]),
];
