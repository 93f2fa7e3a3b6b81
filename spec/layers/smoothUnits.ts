import { defineOperation } from '../operation.ts';
import { misra2020, pytorch } from '../sources.ts';
import { softplusOf } from './_internal/logistic.ts';

export const softsign = defineOperation({
  id: 'layers.softsign',
  meaning: 'Every element over 1 and its size, x / (1 + |x|): between -1 and 1, with tails that fall like 1 / x.',
  signature: 'x[...] -> y[...]',
  definition: ({ x }, { div, add, abs, constant }) => ({ y: () => div(x(), add(constant(1), abs(x()))) }),
  freedom: 'NaN, or 1 with the sign of it, at infinities',
  special: 'propagatesNaN',
  specialCases: [
    [Number.NaN, Number.NaN],
    [0, 0],
  ],
  derivative: ({ x }, { y: g }, { div, add, abs, power, constant }) => ({
    x: () => div(g(), power(add(constant(1), abs(x())), 2)),
  }),
  clauses: {
    C1: 'softsign(-x) = -softsign(x), bitwise',
    C2: '|softsign(x)| <= 1, however large x is',
    C3: 'x <= z implies softsign(x) <= softsign(z), up to rounding',
    C4: '|softsign(x) - softsign(z)| <= |x - z|, up to rounding',
  },
  sources: [pytorch('torch.nn.functional.softsign')],
});

export const mish = defineOperation({
  id: 'layers.mish',
  meaning: 'Every element times the hyperbolic tangent of its softplus, x tanh(log(1 + e^x)).',
  signature: 'x[...] -> y[...]',
  definition: ({ x }, S) => ({ y: () => S.mul(x(), S.tanh(softplusOf(x(), S))) }),
  freedom: 'NaN, -0 or 0 at minus infinity',
  special: 'propagatesNaN',
  specialCases: [
    [Number.NaN, Number.NaN],
    [0, 0],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
  ],
  derivative: 'ofDefinition',
  clauses: {
    C1: 'mish(x) = x tanh(softplus(x)), up to rounding',
    C2: 'at x = 1e3 and 1e4 mish(x) = x and mish(-x) = 0, bitwise',
    C3: 'mish(x) >= -0.30884341301725.., its value at -1.19243121451.., up to rounding',
    C4: '|mish(x) - mish(z)| <= 1.0885 |x - z|, up to rounding',
    C5: 'however far below 0 x is, as long as e^-x is finite, the error of mish(x) is relative to it',
  },
  sources: [misra2020('section 3'), pytorch('torch.nn.functional.mish')],
});
