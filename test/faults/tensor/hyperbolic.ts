import type { Fault } from '../fault.ts';
import { anUlpBelowZero, ofOne } from './_internal/elements.ts';

const differenceOf = (x: number): number => (Math.exp(x) - Math.exp(-x)) / 2;

export const faults: readonly Fault[] = [
  ...ofOne(
    'tensor.sinh',
    [
      ['an ulp too much below 0', 'C1', anUlpBelowZero(Math.sinh)],
      ['half the difference of two exponentials', 'C2', differenceOf],
      ['that difference for large arguments', 'C3', (x) => (Math.abs(x) > 1 ? differenceOf(x) : Math.sinh(x))],
      ['-0 becomes 0', 'zeros', (x) => Math.sinh(x) + 0],
    ],
    [['the result taken for the slope', 'jacobian', (x, g) => g * Math.sinh(x)]],
  ),
  ...ofOne(
    'tensor.cosh',
    [
      ['an ulp too much below 0', 'C1', anUlpBelowZero(Math.cosh)],
      ['half the sum of two exponentials', 'C2', (x) => (Math.exp(x) + Math.exp(-x)) / 2],
      ['NaN taken for 0', 'specialCases', (x) => Math.cosh(x || 0)],
    ],
    [['the result taken for the slope', 'jacobian', (x, g) => g * Math.cosh(x)]],
  ),
  ...ofOne(
    'tensor.tanh',
    [
      ['an ulp too much below 0', 'C1', anUlpBelowZero(Math.tanh)],
      [
        '1 taken from an exponential',
        'C2',
        (x) => (Math.exp(Math.min(2 * x, 99)) - 1) / (Math.exp(Math.min(2 * x, 99)) + 1),
      ],
      ['an infinite exponential over itself', 'C3', (x) => Math.expm1(2 * x) / (Math.expm1(2 * x) + 2)],
      ['twice as steep', 'C5', (x) => Math.tanh(2 * x)],
    ],
    [
      ['the square left out', 'jacobian', (x, g) => g * (1 - Math.tanh(x))],
      ['the square added', 'C4', (x, g) => g * (1 + Math.tanh(x) ** 2)],
    ],
  ),
  ...ofOne(
    'tensor.asinh',
    [
      ['an ulp too much below 0', 'C1', anUlpBelowZero(Math.asinh)],
      ['the logarithm of x and the root', 'C2', (x) => Math.sign(x) * Math.log(Math.abs(x) + Math.hypot(x, 1))],
      ['the square of large arguments', 'C3', (x) => Math.sign(x) * Math.log1p(Math.abs(x) - 1 + Math.sqrt(x * x + 1))],
      [
        'an infinite square over an infinite root',
        'specialCases',
        (x) => (x * x) / (1 + Math.hypot(x, 1)) && Math.asinh(x),
      ],
    ],
    [['the square of the slope', 'jacobian', (x, g) => g / (1 + x * x)]],
  ),
  ...ofOne(
    'tensor.acosh',
    [
      ['the logarithm of x and the root', 'C1', (x) => Math.log(x + Math.sqrt(x - 1) * Math.sqrt(x + 1))],
      ['the square of large arguments', 'C2', (x) => Math.log1p(x - 1 + Math.sqrt((x - 1) * (x + 1)))],
      ['numbers below 1 taken for 1', 'specialCases', (x) => Math.acosh(x < 1 ? 1 : x)],
    ],
    [['the slope of asinh', 'jacobian', (x, g) => g / Math.hypot(x, 1)]],
  ),
  ...ofOne(
    'tensor.atanh',
    [
      ['an ulp too much below 0', 'C1', anUlpBelowZero(Math.atanh)],
      ['the logarithm of a quotient', 'C2', (x) => Math.log((1 + x) / (1 - x)) / 2],
      ['-0 becomes 0', 'specialCases', (x) => Math.atanh(x) + 0],
    ],
    [['the slope of tanh', 'jacobian', (x, g) => g * (1 - x * x)]],
  ),
];
