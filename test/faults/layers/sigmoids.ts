import { logistic, softplus } from '../../../src/_internal/logistic.ts';
import type { Fault } from '../fault.ts';
import { ofElement } from './_internal/elements.ts';

const byTanh = (x: number): number => (1 + Math.tanh(x / 2)) / 2;
const slope = (s: number): number => s * (1 - s);

export const faults: readonly Fault[] = [
  ...ofElement(
    'layers.sigmoid',
    [
      ['kept above one in a hundred', 'C1', (x) => Math.max(logistic(x), 0.01)],
      ['e^x over 1 + e^x everywhere', 'C2', (x) => Math.exp(x) / (1 + Math.exp(x))],
      ['the sign of the exponent exchanged', 'C3', (x) => logistic(-x)],
      ['e^-2x in place of e^-x', 'C4', (x) => logistic(2 * x)],
      ['x / (1 + |x|) in place of the tangent', 'C5', (x) => (1 + x / (1 + Math.abs(x))) / 2],
      ['half of 1 and a tangent', 'C7', byTanh],
      ['arguments held between -18 and 18', 'C7', (x) => logistic(Math.min(Math.max(x, -18), 18))],
      ['NaN taken for 0', 'specialCases', (x) => logistic(x || 0)],
      ['in single precision', 'definition', (x) => Math.fround(logistic(x))],
    ],
    [
      ['gradient 1 - s(x)', 'C6', (x, g) => g * (1 - logistic(x))],
      ['gradient by the tangent', 'C8', (x, g) => g * slope(byTanh(x))],
      ['gradient s(x) (1 - s(x)), 0 from 37 on', 'C9', (x, g) => g * slope(logistic(x))],
      ['gradient of the result, not of the input', 'jacobian', (x, g) => g * slope(logistic(logistic(x)))],
    ],
  ),
  ...ofElement(
    'layers.logSigmoid',
    [
      ['logarithm to base 2', 'C1', (x) => -softplus(-x) / Math.LN2],
      ['the sign of the argument lost', 'C2', (x) => -softplus(x)],
      ['1e-8 added before the logarithm', 'C3', (x) => Math.log(logistic(x) + 1e-8)],
      ['the logarithm of s(x), infinite where s(x) is 0', 'C4', (x) => Math.log(logistic(x))],
      ['log(1 + e^-x) as it is written', 'C5', (x) => Math.min(x, 0) - Math.log(1 + Math.exp(-Math.abs(x)))],
      ['infinity times 0', 'specialCases', (x) => -softplus(-x) + 0 * x],
    ],
    [
      ['gradient 1 - s(x)', 'C6', (x, g) => g * (1 - logistic(x))],
      ['gradient s(x)', 'C7', (x, g) => g * logistic(x)],
    ],
  ),
  ...ofElement(
    'layers.softplus',
    [
      ['logarithm to base 2', 'C1', (x) => softplus(x) / Math.LN2],
      ['2 added to the exponential', 'C2', (x) => Math.log(2 + Math.exp(x))],
      ['log(1 + e^x), infinite for 710', 'C3', (x) => Math.log1p(Math.exp(x))],
      ['log(1 + e^x) as it is written', 'C5', (x) => (x > 30 ? x : Math.log(1 + Math.exp(x)))],
      ['x itself above 20, which is for single precision', 'definition', (x) => (x > 20 ? x : softplus(x))],
      ['the sign of the argument exchanged', 'C7', (x) => softplus(-x)],
      ['twice as steep', 'C8', (x) => softplus(2 * x)],
    ],
    [
      ['gradient s(-x)', 'C4', (x, g) => g * logistic(-x)],
      ['gradient 1 - s(-x)', 'C6', (x, g) => g * (1 - logistic(-x))],
    ],
  ),
  ...ofElement(
    'layers.silu',
    [
      ['kept above -1/8', 'C1', (x) => Math.max(x * logistic(x), -1 / 8)],
      ['half as steep: x s(x / 2)', 'C2', (x) => x * logistic(x / 2)],
      ['x e^x over 1 + e^x', 'C3', (x) => (x * Math.exp(x)) / (1 + Math.exp(x))],
      ['the fast form of GELU, x s(1.702 x)', 'C4', (x) => x * logistic(1.702 * x)],
      ['x times half of 1 and a tangent', 'C5', (x) => x * byTanh(x)],
      ['scaled up to keep the variance', 'C7', (x) => (5 / 3) * x * logistic(x)],
      ['NaN taken for 0', 'specialCases', (x) => (x || 0) * logistic(x || 0)],
    ],
    [
      ['gradient by the tangent', 'C6', (x, g) => g * (byTanh(x) + x * slope(byTanh(x)))],
      ['the second term of the gradient left out', 'jacobian', (x, g) => g * logistic(x)],
    ],
  ),
];
