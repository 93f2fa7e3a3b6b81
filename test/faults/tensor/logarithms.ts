import type { Fault } from '../fault.ts';
import { ofOne } from './_internal/elements.ts';

const LEAST_NORMAL = 2 ** -1022;
const flushed = (x: number): number => (Math.abs(x) < LEAST_NORMAL ? 0 : x);

export const faults: readonly Fault[] = [
  ...ofOne(
    'tensor.log',
    [
      ['twice as large, less log 2', 'C1', (x) => Math.log(2 * x) - Math.LN2],
      ['subnormal numbers taken for 0', 'C2', (x) => Math.log(flushed(x))],
      ['the largest numbers doubled', 'C2', (x) => (x > 2 ** 1022 ? Math.log(2 * x) - Math.LN2 : Math.log(x))],
      ['the size of what is negative', 'specialCases', (x) => Math.log(Math.abs(x))],
    ],
    [['multiplied by x', 'jacobian', (x, g) => g * x]],
  ),
  ...ofOne(
    'tensor.log1p',
    [
      ['log(1 + x)', 'C1', (x) => Math.log(1 + x)],
      ['in single precision beside -1', 'C2', (x) => (x < -0.5 ? Math.log(Math.fround(1 + x)) : Math.log1p(x))],
      ['-Infinity at -1 left out', 'specialCases', (x) => (x <= -1 ? Number.NaN : Math.log1p(x))],
    ],
    [['divided by x', 'jacobian', (x, g) => g / x]],
  ),
  ...ofOne(
    'tensor.log2',
    [
      ['twice as large, less 1', 'C1', (x) => Math.log(2 * x) / Math.LN2 - 1],
      ['subnormal numbers taken for 0', 'C2', (x) => Math.log2(flushed(x))],
      ['the largest numbers doubled', 'C2', (x) => (x > 2 ** 1022 ? Math.log2(2 * x) - 1 : Math.log2(x))],
      ['the natural logarithm over that of 2', 'C3', (x) => Math.log(x) / Math.LN2],
    ],
    [['gradient of the natural logarithm', 'jacobian', (x, g) => g / x]],
  ),
  ...ofOne(
    'tensor.log10',
    [
      ['ten times as large, less 1', 'C1', (x) => Math.log10(10 * x) - 1],
      ['subnormal numbers taken for 0', 'C2', (x) => Math.log10(flushed(x))],
      ['the largest numbers doubled', 'C2', (x) => (x > 2 ** 1022 ? Math.log10(2 * x) - Math.log10(2) : Math.log10(x))],
      ['the natural logarithm over that of 10', 'C3', (x) => Math.log(x) / Math.LN10],
    ],
    [['gradient of the natural logarithm', 'jacobian', (x, g) => g / x]],
  ),
];
