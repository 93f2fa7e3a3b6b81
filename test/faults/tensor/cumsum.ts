import { implementations, pullbacks } from '../../../src/registry.generated.ts';
import { alongAxis } from '../../../src/tensor/_internal/alongAxis.ts';
import { mapped, valuesOf } from '../_internal/plain.ts';
import type { Fault } from '../fault.ts';

const { 'tensor.cumsum': cumsum } = implementations;

/** Overwrites a run with its running sums, each rounded as `round` says. */
const accumulated =
  (round: (value: number) => number) =>
  (run: Float64Array): void => {
    for (let i = 1; i < run.length; i++) run[i] = round((run[i] ?? 0) + (run[i - 1] ?? 0));
  };

export const faults: readonly Fault[] = [
  {
    name: 'the element itself left out',
    operation: 'tensor.cumsum',
    caughtBy: 'tensor.cumsum/C1',
    operations: {
      'tensor.cumsum': ({ x }, attributes) => {
        const own = valuesOf(x);
        return mapped(cumsum({ x }, attributes), (value, at) => value - (own[at] ?? 0));
      },
    },
  },
  {
    name: 'from the end of the axis',
    operation: 'tensor.cumsum',
    caughtBy: 'tensor.cumsum/C2',
    operations: {
      'tensor.cumsum': ({ x }, { axis }) =>
        alongAxis(x, axis, (run) => {
          accumulated((value) => value)(run.reverse());
          run.reverse();
        }),
    },
  },
  {
    name: 'the last axis, whichever is asked for',
    operation: 'tensor.cumsum',
    caughtBy: 'tensor.cumsum/integers',
    operations: { 'tensor.cumsum': ({ x }) => cumsum({ x }, { axis: -1 }) },
  },
  {
    name: 'the sign of a negative axis dropped',
    operation: 'tensor.cumsum',
    caughtBy: 'tensor.cumsum/C4',
    operations: {
      'tensor.cumsum': ({ x }, { axis }) => cumsum({ x }, { axis: Math.min(Math.abs(axis), x.shape.length - 1) }),
    },
  },
  {
    name: 'an axis beyond the last taken modulo the rank',
    operation: 'tensor.cumsum',
    caughtBy: 'tensor.cumsum/R1',
    operations: {
      'tensor.cumsum': ({ x }, { axis }) => cumsum({ x }, { axis: axis % Math.max(x.shape.length, 1) }),
    },
  },
  {
    name: 'the first axis carried on into the lines along it',
    operation: 'tensor.cumsum',
    caughtBy: 'tensor.cumsum/C3',
    operations: {
      'tensor.cumsum': ({ x }, { axis }) => {
        let carried = 0;
        const isFirst = axis === 0 || axis === -x.shape.length;
        return alongAxis(x, axis, (run) => {
          run[0] = (run[0] ?? 0) + (isFirst ? carried : 0);
          accumulated((value) => value)(run);
          carried = run.at(-1) ?? 0;
        });
      },
    },
  },
  {
    name: 'a running sum in float32',
    operation: 'tensor.cumsum',
    caughtBy: 'tensor.cumsum/definition',
    operations: { 'tensor.cumsum': ({ x }, { axis }) => alongAxis(x, axis, accumulated(Math.fround)) },
  },
  {
    name: 'NaN taken for 0',
    operation: 'tensor.cumsum',
    caughtBy: 'tensor.cumsum/special',
    operations: {
      'tensor.cumsum': ({ x }, attributes) =>
        cumsum({ x: mapped(x, (value) => (Number.isNaN(value) ? 0 : value)) }, attributes),
    },
  },
  {
    name: 'gradient summed from the front of the axis',
    operation: 'tensor.cumsum',
    caughtBy: 'tensor.cumsum/adjoint',
    gradients: { 'tensor.cumsum': (_, g, attributes) => ({ x: cumsum({ x: g }, attributes) }) },
  },
  {
    name: 'gradient of the last axis, whichever is asked for',
    operation: 'tensor.cumsum',
    caughtBy: 'tensor.cumsum/jacobian',
    gradients: { 'tensor.cumsum': (inputs, g) => pullbacks['tensor.cumsum'](inputs, g, { axis: -1 }) },
  },
];
