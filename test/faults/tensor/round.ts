import { mapped } from '../_internal/plain.ts';
import type { Fault } from '../fault.ts';

const even = (value: number): number => {
  const up = Math.round(value);
  return up - value === 0.5 && up % 2 !== 0 ? up - 1 : up;
};

const wrong = (name: string, clause: string, of: (value: number) => number): Fault => ({
  name,
  operation: 'tensor.round',
  caughtBy: `tensor.round/${clause}`,
  operations: { 'tensor.round': ({ x }) => mapped(x, of) },
});

export const faults: readonly Fault[] = [
  wrong('halves up', 'C1', Math.round),
  wrong('halves away from 0', 'C1', (value) => Math.sign(value) * Math.round(Math.abs(value))),
  wrong('halves towards 0', 'C4', (value) => -Math.sign(value) * Math.round(-Math.abs(value))),
  wrong('halves up, below 0 as above', 'C3', (value) => Math.floor(value + 0.5)),
  wrong('the floor of x + 1/2 where x is no half', 'C5', (value) =>
    Math.abs(value % 1) === 0.5 ? even(value) : Math.floor(value + 0.5),
  ),
  wrong('2^52 added and taken away, whatever the size', 'C2', (value) =>
    value < 0 ? -(2 ** 52 - value - 2 ** 52) : value + 2 ** 52 - 2 ** 52,
  ),
  wrong('through int32', 'C2', (value) => (Number.isFinite(value) ? even(value) | 0 : value)),
  wrong('to odd integers', 'C1', (value) =>
    Math.abs(value % 1) === 0.5 ? Math.floor(value / 2) * 2 + 1 : even(value),
  ),
  wrong('the floor', 'definition', Math.floor),
  wrong('-0 as 0', 'zeros', (value) => even(value) + 0),
  wrong('NaN as 0', 'special', (value) => even(value) || 0),
  {
    name: 'gradient passed straight through',
    operation: 'tensor.round',
    caughtBy: 'tensor.round/jacobian',
    gradients: { 'tensor.round': (_, g) => ({ x: g }) },
  },
];
