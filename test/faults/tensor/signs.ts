import { mapped, zipped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';
import { ofOne, ofTwo } from './_internal/elements.ts';

const flushed = (x: number): number => (Math.abs(x) < 2 ** -1022 ? 0 : x);

export const faults: readonly Fault[] = [
  ...ofOne(
    'tensor.neg',
    [
      ['the size with a minus sign', 'C1', (x) => -Math.abs(x)],
      ['subnormal numbers become 0', 'C2', (x) => -flushed(x)],
      ['taken from 0', 'zeros', (x) => 0 - x],
    ],
    [['the sign left out', 'jacobian', (_, g) => g]],
  ),
  ...ofOne(
    'tensor.abs',
    [
      ['an ulp too much below 0', 'C1', (x) => (x < 0 ? -x * (1 + 2 ** -52) : Math.abs(x))],
      ['root of the square', 'C2', (x) => Math.sqrt(x * x)],
      ['turned where it is below 0', 'zeros', (x) => (x < 0 ? -x : x)],
    ],
    [
      ['the sign left out', 'jacobian', (_, g) => g],
      ['twice the cotangent at 0', 'kinks', (x, g) => (x === 0 ? 2 * g : x > 0 ? g : -g)],
    ],
  ),
  ...ofOne(
    'tensor.sign',
    [
      ['0 counted as positive', 'C1', (x) => (x >= 0 ? 1 : x < 0 ? -1 : Number.NaN)],
      ['subnormal numbers taken for 0', 'C2', (x) => Math.sign(flushed(x))],
      ['NaN taken for 0', 'specialCases', (x) => Math.sign(x) || 0],
    ],
    [['gradient passed straight through', 'jacobian', (_, g) => g]],
  ),
  ...ofTwo('tensor.copysign', [
    ['multiplied by the sign', 'C1', (a, b) => a * (b < 0 || Object.is(b, -0) ? -1 : 1)],
    ['by the sign of the product', 'C2', (a, b) => (a * b < 0 ? -a : a)],
    ['-0 counted as positive', 'specialCases', (a, b) => (b < 0 ? -Math.abs(a) : Math.abs(a))],
  ]),
  ...faultsOf('tensor.copysign', ({ wrongGradient }) => [
    wrongGradient('gradient by the sign of b alone', 'jacobian', ({ a, b }, g, _, right) => ({
      ...right({ a: mapped(a, Math.abs), b }, g, {}),
    })),
    wrongGradient('gradient given to b as well', 'jacobian', ({ a, b }, g, _, right) => {
      const { a: first = a } = right({ a, b }, g, {});
      return {
        a: first,
        b: a.shape.join() === b.shape.join() ? zipped(first, b, (value) => value) : mapped(b, () => 1),
      };
    }),
  ]),
  ...ofOne('tensor.signbit', [
    ['always 0', 'C1', () => 0],
    ['subnormal numbers taken for 0', 'C2', (x) => Number(flushed(x) < 0)],
    ['-0 counted as positive', 'specialCases', (x) => Number(x < 0)],
    ['the other way round', 'definition', (x) => Number(x > 0)],
  ]),
];
