import { zipped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';
import { anUlpBelowZero, anUlpMore, ofOne } from './_internal/elements.ts';

const TURN = 2 * Math.PI;

export const faults: readonly Fault[] = [
  ...ofOne(
    'tensor.sin',
    [
      ['an ulp too much below 0', 'C1', anUlpBelowZero(Math.sin)],
      ['reduced by 2 pi as it is rounded', 'C2', (x) => Math.sin(x % TURN)],
      ['cosine of the complement', 'C3', (x) => Math.cos(x - Math.PI / 2)],
      ['an ulp too much', 'C4', anUlpMore(Math.sin)],
      ['0 for infinite angles', 'specialCases', (x) => (Math.abs(x) === Infinity ? 0 : Math.sin(x))],
      ['-0 becomes 0', 'zeros', (x) => Math.sin(x) + 0],
    ],
    [['sine for cosine', 'jacobian', (x, g) => g * Math.sin(x)]],
  ),
  ...ofOne(
    'tensor.cos',
    [
      ['an ulp too much below 0', 'C1', anUlpBelowZero(Math.cos)],
      ['reduced by 2 pi as it is rounded', 'C2', (x) => Math.cos(x % TURN)],
      ['sine of the complement', 'C3', (x) => Math.sin(x + Math.PI / 2)],
      ['an ulp too much', 'C4', anUlpMore(Math.cos)],
      ['degrees', 'definition', (x) => Math.cos((x * Math.PI) / 180)],
    ],
    [['the sign left out', 'jacobian', (x, g) => g * Math.sin(x)]],
  ),
  ...ofOne(
    'tensor.tan',
    [
      ['an ulp too much below 0', 'C1', anUlpBelowZero(Math.tan)],
      ['reduced by pi as it is rounded', 'C2', (x) => Math.tan(x % Math.PI)],
      ['reciprocal tangent of the complement', 'C3', (x) => 1 / Math.tan(Math.PI / 2 - x)],
    ],
    [['the square left out', 'jacobian', (x, g) => g * (1 + Math.tan(x))]],
  ),
  ...ofOne(
    'tensor.asin',
    [
      ['an ulp too much below 0', 'C1', anUlpBelowZero(Math.asin)],
      ['through atan, with 1 - x^2', 'C2', (x) => Math.atan(x / Math.sqrt(1 - x * x))],
      ['arguments held from -1 to 1', 'specialCases', (x) => Math.asin(Math.min(Math.max(x, -1), 1))],
    ],
    [['the root left out', 'jacobian', (x, g) => g / (1 - x * x)]],
  ),
  ...ofOne(
    'tensor.acos',
    [
      ['too small by less than the bound of larger results', 'C1', (x) => Math.acos(x) - 2 ** -53],
      ['pi / 2 - asin(x)', 'C2', (x) => Math.PI / 2 - Math.asin(x)],
    ],
    [['the sign left out', 'jacobian', (x, g) => g / Math.sqrt((1 - x) * (1 + x))]],
  ),
  ...ofOne(
    'tensor.atan',
    [
      ['an ulp too much below 0', 'C1', anUlpBelowZero(Math.atan)],
      ['through asin, with 1 + x^2', 'C2', (x) => Math.asin(x / Math.sqrt(1 + x * x))],
      ['-0 becomes 0', 'zeros', (x) => Math.atan(x) + 0],
    ],
    [['the square left out', 'jacobian', (x, g) => g / (1 + x)]],
  ),
  ...faultsOf('tensor.atan2', ({ wrong, spoiltGradient }) => [
    wrong('an ulp too much below the first axis', 'C1', ({ y, x }) =>
      zipped(y, x, (b, a) => Math.atan2(b, a) * (b < 0 ? 1 + 2 ** -52 : 1)),
    ),
    wrong('angle of the quotient', 'C2', ({ y, x }) => zipped(y, x, (b, a) => Math.atan(b / a))),
    wrong('coordinates exchanged', 'definition', ({ y, x }) => zipped(y, x, (b, a) => Math.atan2(a, b))),
    wrong('NaN at the origin', 'specialCases', ({ y, x }) =>
      zipped(y, x, (b, a) => (a === 0 && b === 0 ? Number.NaN : Math.atan2(b, a))),
    ),
    spoiltGradient('both slopes with one sign', 'jacobian', ({ x }) => ({ x: zipped(x, x, (value) => -value) })),
  ]),
];
