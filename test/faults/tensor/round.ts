import { mapped, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const even = (value: number): number => {
  const up = Math.round(value);
  return up - value === 0.5 && up % 2 !== 0 ? up - 1 : up;
};

export const faults: readonly Fault[] = faultsOf('tensor.round', ({ wrong, wrongGradient }) => {
  const each = (name: string, clause: string, of: (value: number) => number) =>
    wrong(name, clause, ({ x }) => mapped(x, of));
  return [
    each('halves up', 'C1', Math.round),
    each('halves away from 0', 'C1', (value) => Math.sign(value) * Math.round(Math.abs(value))),
    each('halves towards 0', 'C4', (value) => -Math.sign(value) * Math.round(-Math.abs(value))),
    each('halves up, below 0 as above', 'C3', (value) => Math.floor(value + 0.5)),
    each('the floor of x + 1/2 where x is no half', 'C5', (value) =>
      Math.abs(value % 1) === 0.5 ? even(value) : Math.floor(value + 0.5),
    ),
    each('2^52 added and taken away, whatever the size', 'C2', (value) =>
      value < 0 ? -(2 ** 52 - value - 2 ** 52) : value + 2 ** 52 - 2 ** 52,
    ),
    each('through int32', 'C2', (value) => (Number.isFinite(value) ? even(value) | 0 : value)),
    each('to odd integers', 'C1', (value) =>
      Math.abs(value % 1) === 0.5 ? Math.floor(value / 2) * 2 + 1 : even(value),
    ),
    each('the floor', 'definition', Math.floor),
    each('-0 as 0', 'zeros', (value) => even(value) + 0),
    each('NaN as 0', 'special', (value) => even(value) || 0),
    wrongGradient('gradient passed straight through', 'jacobian', (_, g) => ({ x: g })),
    each('small numbers below 0 to 0', 'zeros', (value) => (value < 0 && value >= -0.5 ? 0 : even(value))),
    wrongGradient('gradient passed straight through where x is large', 'C6', ({ x }, g) => {
      const values = valuesOf(x);
      return { x: mapped(g, (slope, at) => (Math.abs(values[at] ?? 0) > 2 ** 20 ? slope : 0)) };
    }),
  ];
});
