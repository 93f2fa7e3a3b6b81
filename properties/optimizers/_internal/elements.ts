import fc from 'fast-check';
import type { adagrad, rmsprop } from '../../../spec/optimizers/accumulating.ts';
import type { adam } from '../../../spec/optimizers/adam.ts';
import type { adamw } from '../../../spec/optimizers/adamw.ts';
import type { sgd } from '../../../spec/optimizers/sgd.ts';
import type { Tensor } from '../../../spec/tensor.ts';
import { beside } from '../../generators/beside.ts';
import { calls } from '../../generators/calls.ts';
import type { ClauseOf, Law, OperationCase } from '../../law.ts';
import { closedForm, invariant, metamorphic } from '../../metamorphic.ts';
import { map, withNaN } from '../../verbs/tensors.ts';

/** Each is taken for the one whose inputs and results all have. */
type Optimizer = typeof sgd | typeof adam | typeof adamw | typeof adagrad | typeof rmsprop;
type Clause = ClauseOf<typeof sgd>;

/** Dyadic numbers: steps with these rates, decays and momenta are exact on small integers. */
export const dyadicRates = fc.constantFrom(0.5, 1, 0.25, 2, 0.125);
export const dyadicDecays = fc.constantFrom(0.5, 0.25, 0.125, 1);
export const dyadicMomenta = fc.constantFrom(0.5, 0.25, 0.75);

/** The elements in another order: all moved on by some positions, the last ones to the front. */
const rotated = (x: Tensor, by: number): Tensor => {
  const n = Math.max(x.data.length, 1);
  return map(x, (_, at) => x.data[(((at - by) % n) + n) % n] ?? Number.NaN);
};

/** Permuting all tensors alike permutes the results, within bounds: a vector unit may fuse what is left over for the last elements it does not. */
export const treatsElementsAlike = (optimizer: Optimizer, clause: Clause): Law => {
  const operation = optimizer as typeof sgd;
  return invariant(operation, clause, {
    cases: (context) => beside(calls(operation, context), { by: fc.integer({ min: 1, max: 5 }) }),
    to: ({ by, ...given }) => {
      const tensors = Object.entries<unknown>(given).filter(([, value]) => typeof value === 'object');
      return Object.fromEntries(tensors.map(([name, tensor]) => [name, rotated(tensor as Tensor, by)]));
    },
    back: (result, { by }) => rotated(result, -by),
    what: (_, name) => `${name} of permuted tensors`,
  });
};

/** A learning rate of 0 leaves the parameter as it is. */
export const restsAtRateZero = (
  optimizer: Optimizer,
  clause: Clause,
  attributes: OperationCase['attributes'] = {},
): Law => {
  const operation = optimizer as typeof sgd;
  return closedForm(operation, clause, {
    cases: (context) => calls(operation, context, { attributes: { ...attributes, learningRate: 0 } }),
    result: ({ parameter }) => ({ nextParameter: parameter }),
  });
};

/** NaN in one element of the gradient gives NaN in that element of every result, and changes no other. */
export const passesNaNOn = (optimizer: Optimizer, clause: Clause): Law => {
  const operation = optimizer as typeof sgd;
  return metamorphic(operation, clause, {
    hint: 'a gradient that is not a number is skipped, or spoils other elements',
    hintOfLoss: true,
    cases: (context) => beside(calls(operation, context), { position: fc.nat(63) }),
    from: (given) => ({ ...given, learningRate: given.learningRate || 0.5 }),
    to: ({ gradient, position }) => ({ gradient: withNaN(gradient, position) }),
    result: (outputs, { position }) => {
      const spoilt = Object.entries<Tensor>(outputs).map(([name, tensor]) => [name, withNaN(tensor, position)]);
      return Object.fromEntries(spoilt);
    },
  });
};
