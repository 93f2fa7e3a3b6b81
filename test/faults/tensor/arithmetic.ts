import { mapped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';
import { ofTwo } from './_internal/elements.ts';

/** A number with ten binary places. */
const fixedPoint = (x: number): number => (Number.isFinite(x) ? Math.round(x * 1024) / 1024 : x);

export const faults: readonly Fault[] = [
  ...ofTwo('tensor.sub', [
    ['second operand in fixed point', 'C1', (a, b) => a - fixedPoint(b)],
    ['second operand an ulp too large', 'C2', (a, b) => a - b * (1 + 2 ** -52)],
    ['an ulp too much below 0', 'C3', (a, b) => (a - b) * (a < b ? 1 + 2 ** -52 : 1)],
    ['the first zero kept as it is', 'zeros', (a, b) => a - b + 0],
  ]),
  ...faultsOf('tensor.sub', ({ spoilt, spoiltGradient }) => [
    spoilt('only the second operand is stretched', 'C4', (c, { a }) => {
      if (c.shape.join() !== a.shape.join()) throw new RangeError('the second operand must broadcast to the first');
      return c;
    }),
    spoiltGradient('both gradients with one sign', 'jacobian', ({ b }) => ({ b: mapped(b, (value) => -value) })),
    spoiltGradient('half of the gradient of what has an axis less', 'adjoint', ({ b }, given) =>
      given.b.shape.length > 0 && given.b.shape.length < given.a.shape.length
        ? { b: mapped(b, (value) => value / 2) }
        : {},
    ),
  ]),
  ...ofTwo('tensor.floorDivide', [
    ['the quotient truncated', 'C1', (a, b) => Math.trunc(a / b)],
    ['the quotient', 'C2', (a, b) => a / b],
    ['through an integer of 32 bits', 'C1', (a, b) => Math.floor(a / b) | 0],
    ['by a reciprocal', 'C1', (a, b) => Math.floor(a * (1 / b))],
    ['division by 0 gives 0', 'specialCases', (a, b) => (b === 0 ? 0 : Math.floor(a / b))],
  ]),
  ...faultsOf('tensor.floorDivide', ({ wrongGradient }) => [
    wrongGradient('gradient of the quotient', 'jacobian', ({ a, b }) => ({
      a: mapped(a, () => 1),
      b: mapped(b, () => -1),
    })),
  ]),
  ...ofTwo('tensor.remainder', [
    ['with the sign of the dividend', 'C1', (a, b) => a % b],
    ['from the nearest integer', 'C2', (a, b) => a - b * Math.round(a / b)],
    ['what the floor of the rounded quotient leaves', 'C3', (a, b) => a - b * Math.floor(a / b)],
    ['0 always positive', 'specialCases', (a, b) => (a % b === 0 ? 0 : a % b < 0 === b < 0 ? a % b : (a % b) + b)],
  ]),
  ...faultsOf('tensor.remainder', ({ spoiltGradient }) => [
    spoiltGradient('the divisor taken for constant', 'jacobian', ({ b }) => ({ b: mapped(b, () => 0) })),
  ]),
  ...faultsOf('tensor.scale', ({ wrong, misset, missetGradient }) => [
    wrong('through thirds', 'C1', ({ x }, { factor }) => mapped(x, (value) => ((factor * value) / 3) * 3)),
    wrong('the size of the product', 'C2', ({ x }, { factor }) => mapped(x, (value) => Math.abs(factor * value))),
    wrong('a factor of 0 gives 0', 'C3', ({ x }, { factor }) =>
      mapped(x, (value) => (factor === 0 ? 0 : factor * value)),
    ),
    misset('the factor in single precision', 'definition', ({ factor }) => ({
      factor: Number.isFinite(factor) ? Math.fround(factor) : factor,
    })),
    misset('a factor that is no number taken for 1', 'attributes', ({ factor }) => ({
      factor: Number.isFinite(factor) ? factor : 1,
    })),
    missetGradient('gradient without the factor', 'jacobian', () => ({ factor: 1 })),
  ]),
];
