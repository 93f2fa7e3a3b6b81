import { defineOperation } from '../operation.ts';
import { hendrycksGimpel2016, pytorch } from '../sources.ts';

export const gelu = defineOperation({
  id: 'layers.gelu',
  meaning:
    'Every element times the normal distribution function there, x Phi(x), Phi(x) = (1 + erf(x / sqrt 2)) / 2; or with a hyperbolic tangent in its place.',
  signature: 'x[...] -> y[...]',
  attributes: { approximate: { kind: 'choice', options: ['none', 'tanh'], default: 'none' } },
  definition: ({ x }, { mul, add, div, sqrt, erf, tanh, power, pi, constant }, { approximate }) => ({
    y() {
      const [one, half, two] = [constant(1), constant(0.5), constant(2)];
      const inner = () => mul(sqrt(div(two, pi())), add(x(), mul(constant(0.044715), power(x(), 3))));
      const odd = approximate === 'tanh' ? tanh(inner()) : erf(div(x(), sqrt(two)));
      return mul(x(), mul(half, add(one, odd)));
    },
  }),
  freedom: 'NaN, -0 or 0 at minus infinity',
  special: 'propagatesNaN',
  specialCases: [
    [Number.NaN, Number.NaN],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
  ],
  derivative: 'ofDefinition',
  clauses: {
    C1: 'gelu(x) - gelu(-x) = x, up to rounding, of either form',
    C2: 'the two forms are nowhere more than 4.7324e-4 apart, and as far as 4.73235e-4 at |x| = 2.69894..',
    C3: 'gelu(x) >= -0.16997120747990366.., its value at -0.75179.., up to rounding; the other form >= -0.17004075057125405..',
    C4: 'at x = 1e3 and 1e4 gelu(x) = x and gelu(-x) = 0, bitwise, of either form',
    C5: 'at x = 1e3 and 1e4, and where x^2 is no number any more, the gradient is G, and 0 at -x, bitwise, of either form',
    C6: '|gelu(x) - gelu(z)| <= 1.13 |x - z|, up to rounding, of either form',
    C7: 'more than the definition asks: below 0, where 1 + erf cancels, the error of x Phi(x) is relative to it',
  },
  sources: [hendrycksGimpel2016('section 2'), pytorch('torch.nn.functional.gelu')],
});
