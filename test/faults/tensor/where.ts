import { implementations, pullbacks } from '../../../src/registry.generated.ts';
import { mapped } from '../_internal/plain.ts';
import type { Fault } from '../fault.ts';

const { 'tensor.where': where } = implementations;
const { 'tensor.where': pullback } = pullbacks;

export const faults: readonly Fault[] = [
  {
    name: 'the two the wrong way round',
    operation: 'tensor.where',
    caughtBy: 'tensor.where/integers',
    operations: { 'tensor.where': ({ condition, a, b }) => where({ condition, a: b, b: a }, {}) },
  },
  {
    name: 'a sum of both, each times its mask',
    operation: 'tensor.where',
    caughtBy: 'tensor.where/C3',
    operations: {
      'tensor.where': ({ condition, a, b }) => {
        const product = implementations['tensor.mul'];
        const mask = (of: (value: number) => number) => ({ ...mapped({ ...condition, dtype: a.dtype }, of) });
        const kept = product({ a: mask((value) => (value === 0 ? 0 : 1)), b: a }, {});
        return implementations['tensor.add'](
          { a: kept, b: product({ a: mask((value) => (value === 0 ? 1 : 0)), b }, {}) },
          {},
        );
      },
    },
  },
  {
    name: 'negative numbers taken for false',
    operation: 'tensor.where',
    caughtBy: 'tensor.where/C4',
    operations: {
      'tensor.where': ({ condition, a, b }) =>
        where({ condition: mapped(condition, (value) => Math.max(value, 0)), a, b }, {}),
    },
  },
  {
    name: 'the last bit of the condition alone',
    operation: 'tensor.where',
    caughtBy: 'tensor.where/definition',
    operations: {
      'tensor.where': ({ condition, a, b }) => where({ condition: mapped(condition, (value) => value & 1), a, b }, {}),
    },
  },
  {
    name: 'what is not chosen is left at 0',
    operation: 'tensor.where',
    caughtBy: 'tensor.where/C1',
    operations: { 'tensor.where': ({ condition, a, b }) => where({ condition, a, b: mapped(b, () => 0) }, {}) },
  },
  {
    name: 'the size of the second',
    operation: 'tensor.where',
    caughtBy: 'tensor.where/C2',
    operations: {
      'tensor.where': ({ condition, a, b }) => where({ condition, a, b: mapped(b, Math.abs) }, {}),
    },
  },
  {
    name: '-0 becomes 0',
    operation: 'tensor.where',
    caughtBy: 'tensor.where/zeros',
    operations: { 'tensor.where': (inputs) => mapped(where(inputs, {}), (value) => value + 0) },
  },
  {
    name: 'gradient given to both',
    operation: 'tensor.where',
    caughtBy: 'tensor.where/jacobian',
    gradients: {
      'tensor.where': ({ condition, a, b }, g) => {
        const taken = (value: number) => pullback({ condition: mapped(condition, () => value), a, b }, g, {});
        const [{ a: first = a }, { b: second = b }] = [taken(1), taken(0)];
        return { a: first, b: second };
      },
    },
  },
  {
    name: 'gradients the wrong way round',
    operation: 'tensor.where',
    caughtBy: 'tensor.where/adjoint',
    gradients: {
      'tensor.where': ({ condition, a, b }, g) =>
        pullback({ condition: mapped(condition, (value) => (value === 0 ? 1 : 0)), a, b }, g, {}),
    },
  },
];
