import type { Fault } from '../fault.ts';
import { ofOne } from './_internal/elements.ts';

/** Through an integer type, which does not hold what is large. */
const throughInteger = (f: (x: number) => number) => (x: number) => (Number.isFinite(x) ? f(x) | 0 : x);
const straightThrough = ['gradient passed straight through', 'jacobian', (_: number, g: number) => g] as const;

export const faults: readonly Fault[] = [
  ...ofOne(
    'tensor.floor',
    [
      ['through int32', 'C1', throughInteger(Math.floor)],
      ['what is beyond 64 bits held at their end', 'C1', (x) => Math.min(Math.max(Math.floor(x), -(2 ** 63)), 2 ** 63)],
      ['what is hardly below an integer goes to it', 'C2', (x) => Math.floor(x + 1e-9)],
      ['-0 becomes 0', 'zeros', (x) => Math.floor(x) + 0],
      ['towards 0', 'definition', Math.trunc],
    ],
    [straightThrough],
  ),
  ...ofOne(
    'tensor.ceil',
    [
      ['through int32', 'C1', throughInteger(Math.ceil)],
      ['what is hardly above an integer goes to it', 'C2', (x) => Math.ceil(x - 1e-9)],
      ['the floor below 0', 'C3', (x) => (x < 0 ? Math.floor(x) : Math.ceil(x))],
      ['-0 becomes 0', 'zeros', (x) => Math.ceil(x) + 0],
    ],
    [straightThrough],
  ),
  ...ofOne(
    'tensor.trunc',
    [
      ['through int32', 'C1', throughInteger(Math.trunc)],
      ['the nearest integer', 'C2', Math.round],
      ['the floor', 'C3', Math.floor],
      ['-0 becomes 0', 'zeros', (x) => Math.trunc(x) + 0],
    ],
    [straightThrough],
  ),
];
