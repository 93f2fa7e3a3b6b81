import { implementations, pullbacks } from '../../src/registry.generated.ts';
import { arrayOf, mapped, valuesOf } from './_internal/plain.ts';
import type { Fault } from './fault.ts';

/** What no single step shows by much, and a process of many does. */
const overMany = (number: string, name: string, wrong: Partial<Fault>): Fault => ({
  name,
  operation: `phenomena.${number}`,
  caughtBy: `phenomena.${number}/holds`,
  ...wrong,
});

const matmul = implementations['linalg.matmul'];
const sgd = implementations['optimizers.sgd'];

export const faults: readonly Fault[] = [
  overMany('P001', 'a product that is too large by a thousandth', {
    operations: {
      'linalg.matmul': async (inputs, attributes) =>
        mapped(await matmul(inputs, attributes), (value) => value * (1 + 2 ** -10)),
    },
  }),
  overMany('P001', 'a product in single precision', {
    operations: {
      'linalg.matmul': async (inputs, attributes) => mapped(await matmul(inputs, attributes), Math.fround),
    },
  }),
  overMany('P001', 'elements below a thousandth taken for 0', {
    operations: {
      'linalg.matmul': async (inputs, attributes) =>
        mapped(await matmul(inputs, attributes), (value) => (Math.abs(value) < 2 ** -10 ? 0 : value)),
    },
  }),
  overMany('P037', 'both factors given the gradient of the first', {
    gradients: {
      'tensor.mul': async (inputs, c, attributes) => {
        const { a } = await pullbacks['tensor.mul'](inputs, c, attributes);
        return { a, b: a };
      },
    },
  }),
  overMany('P037', 'the second factor pushed the other way', {
    gradients: {
      'tensor.mul': async (inputs, c, attributes) => {
        const { a, b = c } = await pullbacks['tensor.mul'](inputs, c, attributes);
        return { a, b: mapped(b, (value) => -value) };
      },
    },
  }),
  overMany('P037', 'eigenvalues without their signs: the saddle looks like a minimum', {
    operations: {
      'decompositions.eigh': async ({ a }) => {
        const { w, v } = await implementations['decompositions.eigh']({ a }, {});
        return { w: mapped(w, Math.abs), v };
      },
    },
  }),
  overMany('P044', 'a step up the slope', {
    operations: {
      'optimizers.sgd': ({ gradient, ...inputs }, attributes) =>
        sgd({ ...inputs, gradient: mapped(gradient, (value) => -value) }, attributes),
    },
  }),
  overMany('P044', 'the velocity of the step before forgotten', {
    operations: { 'optimizers.sgd': (inputs, attributes) => sgd(inputs, { ...attributes, momentum: 0 }) },
  }),
  overMany('P044', 'a tenth of a percent less than the learning rate', {
    operations: {
      'optimizers.sgd': (inputs, attributes) =>
        sgd(inputs, { ...attributes, learningRate: attributes.learningRate * (1 - 2 ** -10) }),
    },
  }),
  overMany('P047', 'the gradient of the second factor, where both are one value, only', {
    gradients: {
      'tensor.mul': async (inputs, c, attributes) => {
        const { a, b = c } = await pullbacks['tensor.mul'](inputs, c, attributes);
        return inputs.a === inputs.b || valuesOf(inputs.a).join() === valuesOf(inputs.b).join()
          ? { a: mapped(b, () => 0), b }
          : { a, b };
      },
    },
  }),
  overMany('P047', 'steps that are a tenth too long', {
    operations: {
      'optimizers.sgd': ({ gradient, ...inputs }, attributes) =>
        sgd({ ...inputs, gradient: mapped(gradient, (value) => value * 1.1) }, attributes),
    },
  }),
  overMany('P047', 'long steps cut off at a twentieth', {
    operations: {
      'optimizers.sgd': ({ gradient, ...inputs }, attributes) => {
        const cut = (value: number) => Math.max(-1 / 20, Math.min(1 / 20, value));
        return sgd({ ...inputs, gradient: mapped(gradient, cut) }, attributes);
      },
    },
  }),
  overMany('P003', 'the largest eigenvalue, in size, in place of the norm', {
    operations: {
      'linalg.spectralNorm': ({ a }) =>
        arrayOf(a.dtype, [], [Math.max(...valuesOf(a).filter((_, at) => at % 3 === 0))]),
    },
  }),
  overMany('P003', 'a product element by element', {
    operations: {
      'linalg.matmul': ({ a, b }) => {
        const factors = valuesOf(b);
        return mapped(a, (value, at) => value * (factors[at] ?? 0));
      },
    },
  }),
  overMany('P038', 'a step that shakes a little', {
    operations: {
      'optimizers.sgd': ({ parameter, ...inputs }, attributes) =>
        sgd({ ...inputs, parameter: mapped(parameter, (value, at) => value + 1e-12 * ((at % 3) - 1)) }, attributes),
    },
  }),
  overMany('P038', 'the gradient of one factor in single precision', {
    gradients: {
      'tensor.mul': async (inputs, c, attributes) => {
        const { a, b = c } = await pullbacks['tensor.mul'](inputs, c, attributes);
        return { a, b: mapped(b, Math.fround) };
      },
    },
  }),
  overMany('P038', 'steps below a thousandth left out', {
    operations: {
      'optimizers.sgd': ({ gradient, ...inputs }, attributes) =>
        sgd({ ...inputs, gradient: mapped(gradient, (value) => (Math.abs(value) < 2 ** -10 ? 0 : value)) }, attributes),
    },
  }),
];
