import { type Fault, faultsOf } from '../fault.ts';
import { ofTwo } from './_internal/elements.ts';

const fixedPoint = (x: number): number => (Number.isFinite(x) ? Math.round(x * 1024) / 1024 : x);

export const faults: readonly Fault[] = [
  ...ofTwo('tensor.maximum', [
    ['second operand in fixed point', 'C1', (a, b) => Math.max(a, fixedPoint(b))],
    ['an ulp too large', 'C2', (a, b) => Math.max(a, b) * (1 + 2 ** -52)],
    ['half of sum and distance', 'C3', (a, b) => (a + b + Math.abs(a - b)) / 2],
    ['compared in single precision', 'C3', (a, b) => (Math.fround(a) >= Math.fround(b) ? a : b)],
    ['NaN is not larger', 'specialCases', (a, b) => (a > b ? a : b)],
    ['the larger in size', 'integers', (a, b) => (Math.abs(a) > Math.abs(b) ? a : b)],
  ]),
  ...faultsOf('tensor.maximum', ({ wrongGradient }) => [
    wrongGradient('gradient of the other', 'jacobian', ({ a, b }, g, _, right) => {
      const { a: second = a, b: first = b } = right({ a: b, b: a }, g, {});
      return a.shape.join() === b.shape.join() ? { a: second, b: first } : right({ a, b }, g, {});
    }),
    wrongGradient('gradient given to both', 'adjoint', ({ a, b }, g, _, right) => {
      const { a: first = a } = right({ a, b: a }, g, {});
      return a.shape.join() === b.shape.join() ? { a: first, b: first } : right({ a, b }, g, {});
    }),
  ]),
  ...ofTwo('tensor.minimum', [
    ['second operand in fixed point', 'C1', (a, b) => Math.min(a, fixedPoint(b))],
    ['the smaller in size', 'C2', (a, b) => (Math.abs(a) < Math.abs(b) ? a : b)],
    ['compared in single precision', 'C3', (a, b) => (Math.fround(a) <= Math.fround(b) ? a : b)],
    ['NaN is not smaller', 'specialCases', (a, b) => (a < b ? a : b)],
  ]),
  ...faultsOf('tensor.minimum', ({ wrongGradient }) => [
    wrongGradient('gradient given to both', 'adjoint', ({ a, b }, g, _, right) => {
      const { a: first = a } = right({ a, b: a }, g, {});
      return a.shape.join() === b.shape.join() ? { a: first, b: first } : right({ a, b }, g, {});
    }),
  ]),
];
