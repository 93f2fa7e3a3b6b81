import type { Fault } from '../fault.ts';
import { anUlpMore, ofOne } from './_internal/elements.ts';

export const faults: readonly Fault[] = [
  ...ofOne(
    'tensor.exp',
    [
      ['2 to the power of x log2 e', 'C1', (x) => 2 ** (x * Math.LOG2E)],
      ['large arguments held at the last that has a finite result', 'C2', (x) => Math.exp(Math.min(x, 709))],
      ['NaN taken for 0', 'specialCases', (x) => Math.exp(x || 0)],
      [
        'NaN for infinities in the second of four lanes',
        'specialCases',
        (x, at) => Math.exp(at % 4 === 1 ? x + 0 * x : x),
      ],
      ['computed in single precision', 'definition', (x) => Math.fround(Math.exp(x))],
    ],
    [['the gradient passed straight through', 'jacobian', (_, g) => g]],
  ),
  ...ofOne(
    'tensor.expm1',
    [
      ['exp(x) - 1', 'C1', (x) => Math.exp(x) - 1],
      ['an ulp too much', 'C2', anUlpMore(Math.expm1)],
      ['-0 becomes 0', 'zeros', (x) => Math.expm1(x) + 0],
    ],
    [['the result taken for the slope', 'jacobian', (x, g) => g * Math.expm1(x)]],
  ),
];
