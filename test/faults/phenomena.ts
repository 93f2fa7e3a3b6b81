import { implementations, pullbacks } from '../../src/registry.generated.ts';
import { mapped } from './_internal/plain.ts';
import type { Fault } from './fault.ts';

/** What no single step shows by much, and a process of many does. */
const overMany = (number: string, name: string, wrong: Partial<Fault>): Fault => ({
  name,
  operation: `phenomena.${number}`,
  caughtBy: `phenomena.${number}/holds`,
  ...wrong,
});

const matmul = implementations['linalg.matmul'];

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
];
