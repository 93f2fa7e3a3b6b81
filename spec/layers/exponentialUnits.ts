import type { Arithmetic } from '../notation.ts';
import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { barron2017, clevert2016, klambauer2017, pytorch } from '../sources.ts';

/** e^x - 1, which may be formed as it is written. */
const lessOne = <T>(x: T, S: Arithmetic<T>): T => S.either(S.expm1(x), () => S.sub(S.exp(x), S.constant(1)));

/** x / alpha, which may be formed by the reciprocal. */
const over = <T>(x: T, alpha: T, S: Arithmetic<T>): T =>
  S.either(S.div(x, alpha), () => S.mul(x, S.div(S.constant(1), alpha)));

export const elu = defineOperation({
  id: 'layers.elu',
  meaning: 'Every element above 0, and alpha (e^x - 1) in place of every other: the exponential linear unit.',
  signature: 'x[...] -> y[...]',
  attributes: { alpha: { kind: 'real', min: 0, max: Number.POSITIVE_INFINITY, default: 1, clause: 'R1' } },
  definition: ({ x }, S, { alpha }) => ({
    y: () =>
      S.select(
        S.constant(0),
        x(),
        () => x(),
        () => S.mul(S.constant(alpha), lessOne(x(), S)),
      ),
  }),
  special: 'propagates',
  specialCases: [
    [Number.NaN, Number.NaN],
    [0, 0],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    [Number.NEGATIVE_INFINITY, -1],
  ],
  rejects: { R1: 'alpha must be a finite number of at least 0' },
  derivative: ({ x }, { y: g }, { select, mul, exp, constant }, { alpha }) => ({
    x: () =>
      select(
        constant(0),
        x(),
        () => g(),
        () => mul(g(), mul(constant(alpha), exp(x()))),
      ),
  }),
  kinks: 'at 0 the gradient is any number between alpha G and G (here alpha G)',
  clauses: {
    C1: 'an alpha of 0 gives relu(x), bitwise',
    C2: 'at x = 1e3 and 1e4 elu(x) = x and elu(-x) = -alpha, bitwise, for alpha = 2',
    C3: 'x <= z implies elu(x) <= elu(z), up to rounding',
    C4: '|elu(x) - elu(z)| <= max(1, alpha) |x - z|, up to rounding',
    C5: 'more than the definition asks: below 0 the error of elu(x) is relative to it, though e^x - 1 cancels',
  },
  sources: [clevert2016('equation 15'), pytorch('torch.nn.functional.elu')],
});

export const celu = defineOperation({
  id: 'layers.celu',
  meaning:
    'Every element above 0, and alpha (e^(x / alpha) - 1) in place of every other: an exponential linear unit without a kink, whatever alpha is.',
  signature: 'x[...] -> y[...]',
  attributes: { alpha: { kind: 'real', min: 0, max: Number.POSITIVE_INFINITY, default: 1, clause: 'R1' } },
  sizes(_, { alpha }) {
    if (alpha === 0) refuse('R1', 'alpha must be above 0, got 0');
    return {};
  },
  definition: ({ x }, S, { alpha }) => ({
    y: () =>
      S.select(
        S.constant(0),
        x(),
        () => x(),
        () => S.mul(S.constant(alpha), lessOne(over(x(), S.constant(alpha), S), S)),
      ),
  }),
  special: 'propagates',
  specialCases: [
    [Number.NaN, Number.NaN],
    [0, 0],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    [Number.NEGATIVE_INFINITY, -1],
  ],
  rejects: { R1: 'alpha must be a finite number above 0' },
  compatible: ({ alpha }) => ({ alpha: alpha === 0 ? 1 : alpha }),
  homogeneous: [{ x: 1, alpha: 1, y: 1 }],
  derivative: ({ x }, { y: g }, { select, mul, div, exp, constant }, { alpha }) => ({
    x: () =>
      select(
        constant(0),
        x(),
        () => g(),
        () => mul(g(), exp(div(x(), constant(alpha)))),
      ),
  }),
  clauses: {
    C1: 'an alpha of 1 gives elu(x), up to rounding',
    C2: 'at x = 1e3 and 1e4 celu(x) = x and celu(-x) = -alpha, bitwise, for alpha = 2',
    C3: 'x <= z implies celu(x) <= celu(z), up to rounding',
    C4: '|celu(x) - celu(z)| <= |x - z|, up to rounding, whatever alpha is',
  },
  sources: [barron2017('equation 2'), pytorch('torch.nn.functional.celu')],
});

/** That which normal numbers keep their mean 0 and their variance 1 by. */
const [lambda, selfAlpha] = [1.0507009873554805, 1.6732632423543772];

export const selu = defineOperation({
  id: 'layers.selu',
  meaning:
    'The exponential linear unit of alpha = 1.6732632423543772.., times lambda = 1.0507009873554805..: normal numbers keep their mean 0 and their variance 1.',
  signature: 'x[...] -> y[...]',
  definition: ({ x }, S) => ({
    y: () =>
      S.select(
        S.constant(0),
        x(),
        () => S.mul(S.constant(lambda), x()),
        () => S.mul(S.mul(S.constant(lambda), S.constant(selfAlpha)), lessOne(x(), S)),
      ),
  }),
  special: 'propagates',
  specialCases: [
    [Number.NaN, Number.NaN],
    [0, 0],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    [Number.NEGATIVE_INFINITY, -1.7580993408473766],
  ],
  derivative: ({ x }, { y: g }, { select, mul, exp, constant }) => ({
    x: () =>
      select(
        constant(0),
        x(),
        () => mul(g(), constant(lambda)),
        () => mul(g(), mul(mul(constant(lambda), constant(selfAlpha)), exp(x()))),
      ),
  }),
  kinks: 'at 0 the gradient is any number between lambda G and lambda alpha G (here lambda alpha G)',
  clauses: {
    C1: 'selu(x) = lambda elu(x) of that alpha, up to rounding',
    C2: 'x <= z implies selu(x) <= selu(z), up to rounding',
    C3: 'at x = -1e3 and -1e4 selu(x) = -1.7580993408473766.., up to rounding',
  },
  sources: [klambauer2017('section 2'), pytorch('torch.nn.functional.selu')],
});
