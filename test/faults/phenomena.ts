import { implementations } from '../../src/registry.generated.ts';
import { arrayOf, mapped, valuesOf } from './_internal/plain.ts';
import { type Fault, faultsOf } from './fault.ts';

const sgd = implementations['optimizers.sgd'];

/** What no single step shows by much, and a process of many does. */
export const faults: readonly Fault[] = [
  ...faultsOf('linalg.matmul', ({ spoilt, wrong }) => [
    spoilt('a product that is too large by a thousandth', 'phenomena.P001/holds', (result) =>
      mapped(result, (value) => value * (1 + 2 ** -10)),
    ),
    spoilt('a product in single precision', 'phenomena.P001/holds', (result) => mapped(result, Math.fround)),
    spoilt('elements below a thousandth taken for 0', 'phenomena.P001/holds', (result) =>
      mapped(result, (value) => (Math.abs(value) < 2 ** -10 ? 0 : value)),
    ),
    wrong('a product element by element', 'phenomena.P003/holds', ({ a, b }) => {
      const factors = valuesOf(b);
      return mapped(a, (value, at) => value * (factors[at] ?? 0));
    }),
  ]),
  ...faultsOf('tensor.mul', ({ spoiltGradient }) => [
    spoiltGradient('both factors given the gradient of the first', 'phenomena.P037/holds', ({ a }) => ({ b: a })),
    spoiltGradient('the second factor pushed the other way', 'phenomena.P037/holds', ({ b }) => ({
      b: mapped(b, (value) => -value),
    })),
    spoiltGradient(
      'the gradient of the second factor, where both are one value, only',
      'phenomena.P047/holds',
      ({ a, b }, inputs) =>
        inputs.a === inputs.b || valuesOf(inputs.a).join() === valuesOf(inputs.b).join()
          ? { a: mapped(b, () => 0), b }
          : { a, b },
    ),
    spoiltGradient('the gradient of one factor in single precision', 'phenomena.P038/holds', ({ b }) => ({
      b: mapped(b, Math.fround),
    })),
  ]),
  ...faultsOf('decompositions.eigh', ({ wrong }) => [
    wrong('eigenvalues without their signs: the saddle looks like a minimum', 'phenomena.P037/holds', ({ a }) => {
      const { w, v } = implementations['decompositions.eigh']({ a }, {});
      return { w: mapped(w, Math.abs), v };
    }),
  ]),
  ...faultsOf('optimizers.sgd', ({ misread, misset, wrong }) => [
    misread('a step up the slope', 'phenomena.P044/holds', ({ gradient }) => ({
      gradient: mapped(gradient, (value) => -value),
    })),
    misset('the velocity of the step before forgotten', 'phenomena.P044/holds', () => ({ momentum: 0 })),
    misset('a tenth of a percent less than the learning rate', 'phenomena.P044/holds', ({ learningRate }) => ({
      learningRate: learningRate * (1 - 2 ** -10),
    })),
    misread('steps that are a tenth too long', 'phenomena.P047/holds', ({ gradient }) => ({
      gradient: mapped(gradient, (value) => value * 1.1),
    })),
    wrong('long steps cut off at a twentieth', 'phenomena.P047/holds', ({ gradient, ...inputs }, attributes) => {
      const cut = (value: number) => Math.max(-1 / 20, Math.min(1 / 20, value));
      return sgd({ ...inputs, gradient: mapped(gradient, cut) }, attributes);
    }),
    misread('a step that shakes a little', 'phenomena.P038/holds', ({ parameter }) => ({
      parameter: mapped(parameter, (value, at) => value + 1e-12 * ((at % 3) - 1)),
    })),
    misread('steps below a thousandth left out', 'phenomena.P038/holds', ({ gradient }) => ({
      gradient: mapped(gradient, (value) => (Math.abs(value) < 2 ** -10 ? 0 : value)),
    })),
  ]),
  ...faultsOf('linalg.spectralNorm', ({ wrong }) => [
    wrong('the largest eigenvalue, in size, in place of the norm', 'phenomena.P003/holds', ({ a }) =>
      arrayOf(a.dtype, [], [Math.max(...valuesOf(a).filter((_, at) => at % 3 === 0))]),
    ),
  ]),
];
