import { mapped, zipped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';
import { ofOne, ofTwo } from './_internal/elements.ts';

const flushed = (x: number): number => (Math.abs(x) < 2 ** -1022 ? 0 : x);

export const faults: readonly Fault[] = [
  ...ofOne(
    'tensor.sqrt',
    [
      ['product by a reciprocal root', 'C1', (x) => (x > 0 && x < Infinity ? x * (1 / Math.sqrt(x)) : Math.sqrt(x))],
      ['exponential of half the logarithm', 'C2', (x) => (x > 0 ? Math.exp(Math.log(x) / 2) : Math.sqrt(x))],
      ['the size of what is negative', 'specialCases', (x) => Math.sqrt(Math.abs(x))],
      ['subnormal numbers become 0', 'C1', (x) => Math.sqrt(flushed(x))],
    ],
    [['the 2 left out', 'jacobian', (x, g) => g / Math.sqrt(x)]],
  ),
  ...ofOne(
    'tensor.square',
    [
      ['an ulp too much below 0', 'C1', (x) => x * x * (x < 0 ? 1 + 2 ** -52 : 1)],
      ['exponential of twice the logarithm', 'C2', (x) => (x === 0 ? 0 : Math.exp(2 * Math.log(Math.abs(x))))],
      ['the sign kept', 'integers', (x) => x * Math.abs(x)],
    ],
    [['the 2 left out', 'jacobian', (x, g) => g * x]],
  ),
  ...ofOne(
    'tensor.reciprocal',
    [
      [
        'an estimate refined once',
        'C1',
        (x) => {
          const estimate = Math.fround(1 / x);
          return Number.isFinite(estimate) && estimate !== 0 ? estimate * (2 - x * estimate) : 1 / x;
        },
      ],
      ['exponential of the logarithm', 'C2', (x) => Math.sign(x) * Math.exp(-Math.log(Math.abs(x)))],
      ['subnormal results flushed to 0', 'C3', (x) => (Math.abs(x) > 2 ** 1022 ? Math.sign(x) * 0 : 1 / x)],
      ['0 for 0', 'specialCases', (x) => (x === 0 ? 0 : 1 / x)],
    ],
    [['the sign left out', 'jacobian', (x, g) => g / x / x]],
  ),
  ...ofTwo('tensor.pow', [
    ['power of the size', 'C1', (a, b) => Math.abs(a) ** b],
    ['exp(b log a)', 'C2', (a, b) => (a > 0 ? Math.exp(b * Math.log(a)) : a ** b)],
    ['subnormal powers flushed to 0', 'C2', (a, b) => (Math.abs(a ** b) < 2 ** -1022 ? 0 : a ** b)],
    ['large powers held at the largest number', 'C3', (a, b) => Math.min(a ** b, Number.MAX_VALUE)],
    ["JavaScript's power, of which 1 to an infinite one is NaN", 'specialCases', (a, b) => a ** b],
  ]),
  ...faultsOf('tensor.pow', ({ spoiltGradient }) => [
    spoiltGradient('the exponent not lowered', 'jacobian', ({ a: gradient }, { a }) => ({
      a: zipped(gradient, a, (value, base) => value * base),
    })),
    spoiltGradient('gradient of the exponent without the logarithm', 'jacobian', ({ b }) => ({
      b: mapped(b, Math.abs),
    })),
  ]),
  ...ofTwo('tensor.hypot', [
    ['the sign of the first leg kept', 'C1', (a, b) => (a < 0 ? -1 : 1) * Math.hypot(a, b)],
    ['root of a sum of squares', 'C2', (a, b) => Math.sqrt(a * a + b * b)],
    ['NaN beside infinity', 'specialCases', (a, b) => a * b * 0 + Math.hypot(a, b)],
    ['the longer leg', 'definition', (a, b) => Math.max(Math.abs(a), Math.abs(b))],
  ]),
  ...faultsOf('tensor.hypot', ({ spoiltGradient }) => [
    spoiltGradient('gradients exchanged', 'jacobian', ({ a, b }, inputs) =>
      inputs.a.shape.join() === inputs.b.shape.join() ? { a: b, b: a } : {},
    ),
  ]),
];
