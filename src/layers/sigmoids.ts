import * as specification from '../../spec/layers/sigmoids.ts';
import { logistic, logisticSlope, softplus as softplusOf } from '../_internal/logistic.ts';
import { reference } from '../_internal/reference.ts';

export const sigmoid = reference(specification.sigmoid, {
  halves: true,
  member: ({ x }) => logistic(x),
  pullback: ({ x }, g) => ({ x: g * logisticSlope(x) }),
});

export const logSigmoid = reference(specification.logSigmoid, {
  halves: true,
  member: ({ x }) => -softplusOf(-x),
  pullback: ({ x }, g) => ({ x: g * logistic(-x) }),
});

export const softplus = reference(specification.softplus, {
  halves: true,
  member: ({ x }) => softplusOf(x),
  pullback: ({ x }, g) => ({ x: g * logistic(x) }),
});

export const silu = reference(specification.silu, {
  halves: true,
  // At minus infinity the limit, which the product is not.
  member: ({ x }) => (x === Number.NEGATIVE_INFINITY ? -0 : x * logistic(x)),
  // s (1 + x (1 - s)) = s + x s(x) s(-x).
  pullback: ({ x }, g) => ({ x: g * (logistic(x) * (1 + x * logistic(-x))) }),
});
