import { logistic, softplus } from '../../../src/_internal/logistic.ts';
import type { Fault } from '../fault.ts';
import { ofElement } from './_internal/elements.ts';

interface Alpha {
  readonly alpha: number;
}
interface Width {
  readonly width: number;
}

const elu = (x: number, alpha: number): number => (x > 0 ? x : alpha * Math.expm1(x));
const celu = (x: number, alpha: number): number => (x > 0 ? x : alpha * Math.expm1(x / alpha));
const [lambda, selfAlpha] = [1.0507009873554805, 1.6732632423543772];
const held = (line: number): number => (line < 0 ? 0 : line > 1 ? 1 : line);
const swish = (x: number): number => (x > 3 ? x : x < -3 ? 0 : (x * (x + 3)) / 6);
const mish = (x: number): number => x * Math.tanh(softplus(x));

export const faults: readonly Fault[] = [
  ...ofElement<Alpha>(
    'layers.elu',
    [
      ['alpha of 1, whatever is asked for', 'C1', (x) => elu(x, 1)],
      ['the exponential without its 1', 'C2', (x, { alpha }) => (x > 0 ? x : alpha * Math.exp(x))],
      ['the exponential above 0, too', 'C3', (x, { alpha }) => alpha * -Math.expm1(x)],
      ['alpha on either side', 'definition', (x, { alpha }) => alpha * elu(x, 1)],
      ['1 is taken off what is near it', 'C5', (x, { alpha }) => (x > 0 ? x : alpha * (Math.exp(x) - 1))],
      ['twice as steep', 'C4', (x, { alpha }) => elu(2 * x, alpha)],
      ['infinity times 0', 'specialCases', (x, { alpha }) => elu(x, alpha) + 0 * x],
      [
        'a product of masks: infinity times 0',
        'specialCases',
        (x, { alpha }) => Number(x > 0) * x + Number(x <= 0) * alpha * Math.expm1(x),
      ],
    ],
    [
      ['gradient without alpha', 'jacobian', (x, g) => (x > 0 ? g : g * Math.exp(x))],
      [
        'gradient of the result in place of the exponential',
        'jacobian',
        (x, g, { alpha }) => (x > 0 ? g : g * elu(x, alpha)),
      ],
    ],
  ),
  ...ofElement<Alpha>(
    'layers.celu',
    [
      ['elu: x is not divided by alpha', 'definition', (x, { alpha }) => elu(x, alpha)],
      ['x is multiplied by alpha', 'C4', (x, { alpha }) => (x > 0 ? x : alpha * Math.expm1(alpha * x))],
      ['the exponential without its 1', 'C1', (x, { alpha }) => (x > 0 ? x : alpha * Math.exp(x / alpha))],
      ['alpha of 1, whatever is asked for', 'C2', (x) => celu(x, 1)],
      ['falls above 0', 'C3', (x, { alpha }) => (x > 0 ? -x : celu(x, alpha))],
      ['infinity times 0', 'specialCases', (x, { alpha }) => celu(x, alpha) + 0 * x],
    ],
    [['gradient as of elu', 'jacobian', (x, g, { alpha }) => (x > 0 ? g : g * alpha * Math.exp(x))]],
  ),
  ...ofElement(
    'layers.selu',
    [
      ['the two constants exchanged', 'C1', (x) => selfAlpha * elu(x, lambda)],
      ['constants of four digits', 'definition', (x) => 1.0507 * elu(x, 1.6733)],
      ['lambda above 0 alone', 'C3', (x) => (x > 0 ? lambda * x : elu(x, selfAlpha))],
      ['the exponential without its 1', 'C2', (x) => (x > 0 ? lambda * x : lambda * selfAlpha * Math.exp(x))],
      ['NaN taken for 0', 'specialCases', (x) => lambda * elu(x || 0, selfAlpha)],
    ],
    [['gradient without lambda', 'jacobian', (x, g) => (x > 0 ? g : g * selfAlpha * Math.exp(x))]],
  ),
  ...ofElement<Width>(
    'layers.hardSigmoid',
    [
      ['the width of 5/2, whatever is asked for', 'definition', (x) => held(x / 5 + 0.5)],
      ['not held above', 'C2', (x, { width }) => Math.max((x + width) / (2 * width), 0)],
      ['held below at 1/10', 'C1', (x, { width }) => Math.max(held((x + width) / (2 * width)), 0.1)],
      ['the sign of x exchanged', 'C3', (x, { width }) => held((width - x) / (2 * width))],
      ['twice as steep', 'C4', (x, { width }) => held(x / width + 0.5)],
      ['NaN taken for 0', 'specialCases', (x, { width }) => held(((x || 0) + width) / (2 * width))],
    ],
    [
      ['gradient G, not G over twice the width', 'jacobian', (x, g, { width }) => (Math.abs(x) < width ? g : 0)],
      ['gradient passes where it is held', 'jacobian', (_, g, { width }) => g / (2 * width)],
      ['gradient of the logistic function', 'jacobian', (x, g) => g * logistic(x) * logistic(-x)],
    ],
  ),
  ...ofElement(
    'layers.hardSwish',
    [
      ['a middle that begins at -2', 'C1', (x) => (x < -2 ? 0 : swish(x))],
      ['x (x + 3) / 6 above 3, too', 'C2', (x) => (x < -3 ? 0 : (x * (x + 3)) / 6)],
      ['x / 5 + 1/2 in place of x / 6 + 1/2', 'C3', (x) => x * held(x / 5 + 0.5)],
      ['scaled up to keep the variance', 'C4', (x) => 1.7 * swish(x)],
      ['NaN taken for 0', 'specialCases', (x) => swish(x || 0)],
    ],
    [
      ['the second term of the gradient left out', 'jacobian', (x, g) => g * held(x / 6 + 0.5)],
      ['gradient passes above 3 with its half', 'adjoint', (x, g) => (x < -3 ? 0 : g * (x / 3 + 0.5))],
    ],
  ),
  ...ofElement(
    'layers.softsign',
    [
      ['x / (1 + x)', 'C1', (x) => x / (1 + x)],
      ['the square in place of the size', 'C3', (x) => x / (1 + x * x)],
      ['x over its size and a small number', 'C4', (x) => x / (1e-3 + Math.abs(x))],
      ['more than 1 far away', 'C2', (x) => (1.125 * x) / (1 + Math.abs(x))],
      ['NaN taken for 0', 'specialCases', (x) => (x || 0) / (1 + Math.abs(x || 0))],
    ],
    [
      ['gradient 1 / (1 + |x|), not its square', 'jacobian', (x, g) => g / (1 + Math.abs(x))],
      ['gradient of the size left out', 'jacobian', (x, g) => g / (1 + x) ** 2],
    ],
  ),
  ...ofElement(
    'layers.mish',
    [
      ['silu', 'C1', (x) => x * logistic(x)],
      ['(1 + e^x)^2 overflows', 'C2', (x) => (x * ((1 + Math.exp(x)) ** 2 - 1)) / ((1 + Math.exp(x)) ** 2 + 1)],
      ['half as steep', 'C3', (x) => 2 * mish(x / 2)],
      ['scaled up to keep the variance', 'C4', (x) => 1.6 * mish(x)],
      ['log(1 + e^x) as it is written', 'C5', (x) => x * Math.tanh(x > 30 ? x : Math.log(1 + Math.exp(x)))],
      ['the logistic function of the softplus', 'definition', (x) => x * logistic(softplus(x))],
      ['NaN taken for 0', 'specialCases', (x) => mish(x || 0)],
    ],
    [
      ['the second term of the gradient left out', 'jacobian', (x, g) => g * Math.tanh(softplus(x))],
      [
        'the slope of the softplus left out',
        'jacobian',
        (x, g) => g * (Math.tanh(softplus(x)) + x * (1 - Math.tanh(softplus(x)) ** 2)),
      ],
    ],
  ),
];
