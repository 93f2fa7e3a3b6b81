import { defineOperation } from '../operation.ts';
import { dugas2001, elfwing2018, pytorch, rumelhart1986 } from '../sources.ts';
import { logistic, softplusOf } from './_internal/logistic.ts';

export const sigmoid = defineOperation({
  id: 'layers.sigmoid',
  meaning: 'The logistic function of every element, 1 / (1 + e^-x).',
  signature: 'x[...] -> y[...]',
  definition: ({ x }, S) => ({ y: () => logistic(x(), S) }),
  special: 'propagates',
  specialCases: [
    [0, 0.5],
    [-0, 0.5],
    [Number.NaN, Number.NaN],
    [Number.POSITIVE_INFINITY, 1],
    [Number.NEGATIVE_INFINITY, 0],
  ],
  derivative: ({ y }, { y: g }, { mul, sub, constant }) => ({ x: () => mul(mul(g(), y()), sub(constant(1), y())) }),
  clauses: {
    C1: 's(x) + s(-x) = 1, up to rounding',
    C2: '0 <= s(x) <= 1, also where e^|x| is infinite',
    C3: 'x <= z implies s(x) <= s(z), up to rounding',
    C4: '|s(x) - s(z)| <= |x - z| / 4, up to rounding',
    C5: 's(x) = (1 + tanh(x / 2)) / 2, up to rounding',
    C6: 'the gradient lies between 0 and G / 4, up to rounding',
    C7: 'however far below 0 x is, as long as e^-x is finite, the error of s(x) is relative to it',
    C8: 'and that of the gradient to the gradient',
    C9: 'more than the definition asks: the gradient is that at -x, within the bound there, though 1 - s(x) cancels',
  },
  sources: [rumelhart1986('equation 2'), pytorch('torch.nn.functional.sigmoid')],
});

export const logSigmoid = defineOperation({
  id: 'layers.logSigmoid',
  meaning: 'Logarithm of the logistic function of every element, -log(1 + e^-x).',
  signature: 'x[...] -> y[...]',
  definition: ({ x }, S) => ({ y: () => S.neg(softplusOf(S.neg(x()), S)) }),
  special: 'propagates',
  specialCases: [
    [Number.NaN, Number.NaN],
    [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY],
  ],
  derivative: ({ x }, { y: g }, S) => ({ x: () => S.mul(g(), logistic(S.neg(x()), S)) }),
  clauses: {
    C1: 'logSigmoid(x) - logSigmoid(-x) = x, up to rounding',
    C2: 'logSigmoid(x) = -softplus(-x), up to rounding',
    C3: 'logSigmoid(x) <= 0',
    C4: 'at x = 1e3 and 1e4 logSigmoid(x) = 0 and logSigmoid(-x) = -x, bitwise',
    C5: 'however far above 0 x is, as long as e^x is finite, the error of logSigmoid(x) is relative to it',
    C6: 'and that of the gradient to the gradient',
    C7: 'the gradient is G s(-x), up to rounding',
  },
  sources: [pytorch('torch.nn.functional.logsigmoid')],
});

export const softplus = defineOperation({
  id: 'layers.softplus',
  meaning: 'Logarithm of 1 and the exponential of every element, log(1 + e^x).',
  signature: 'x[...] -> y[...]',
  definition: ({ x }, S) => ({ y: () => softplusOf(x(), S) }),
  special: 'propagates',
  specialCases: [
    [Number.NaN, Number.NaN],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    [Number.NEGATIVE_INFINITY, 0],
  ],
  derivative: ({ x }, { y: g }, S) => ({ x: () => S.mul(g(), logistic(x(), S)) }),
  clauses: {
    C1: 'softplus(x) - softplus(-x) = x, up to rounding',
    C2: 'max(x, 0) <= softplus(x) <= max(x, 0) + log 2, up to rounding',
    C3: 'at x = 1e3 and 1e4 softplus(x) = x and softplus(-x) = 0, bitwise',
    C4: 'the gradient is G s(x), up to rounding',
    C5: 'however far below 0 x is, as long as e^-x is finite, the error of softplus(x) is relative to it',
    C6: 'and that of the gradient to the gradient',
    C7: 'x <= z implies softplus(x) <= softplus(z), up to rounding',
    C8: '|softplus(x) - softplus(z)| <= |x - z|, up to rounding',
  },
  sources: [dugas2001('softplus'), pytorch('torch.nn.functional.softplus')],
});

export const silu = defineOperation({
  id: 'layers.silu',
  meaning: 'Every element times its logistic function, x / (1 + e^-x): also called swish.',
  signature: 'x[...] -> y[...]',
  definition: ({ x }, S) => ({ y: () => S.mul(x(), logistic(x(), S)) }),
  freedom: 'NaN, -0 or 0 at minus infinity',
  special: 'propagatesNaN',
  specialCases: [
    [Number.NaN, Number.NaN],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
  ],
  derivative: ({ x }, { y: g }, S) => ({
    x() {
      const s = logistic(x(), S);
      return S.mul(S.mul(g(), s), S.add(S.constant(1), S.mul(x(), S.sub(S.constant(1), s))));
    },
  }),
  clauses: {
    C1: 'silu(x) - silu(-x) = x, up to rounding',
    C2: 'silu(x) >= -0.27846454.., its value at -1.27846454.., up to rounding',
    C3: 'at x = 1e3 and 1e4 silu(x) = x and silu(-x) = 0, bitwise',
    C4: 'silu(x) = x s(x), up to rounding',
    C5: 'however far below 0 x is, as long as e^-x is finite, the error of silu(x) is relative to it',
    C6: 'and that of the gradient, where it is not near its zero at -1.278.., to the gradient',
    C7: '|silu(x) - silu(z)| <= 1.1 |x - z|, up to rounding',
  },
  sources: [elfwing2018('section 2'), pytorch('torch.nn.functional.silu')],
});
