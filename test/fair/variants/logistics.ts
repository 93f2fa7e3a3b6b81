import type { Arithmetic } from '../_internal/arithmetic.ts';
import type { Cores, Variant } from '../variant.ts';

/** An element from an element. */
type Of = (x: number, f: Arithmetic) => number;

const elementwise = (operation: string, name: string, of: Of): Variant => ({
  name,
  operation: `layers.${operation}`,
  compute: ({ x }: Cores, _, f) => ({ y: (x?.values ?? []).map((value) => of(value, f)) }),
});

/** By an exponential that overflows to infinity, of which the reciprocal is 0. */
const byNegative: Of = (x, f) => f.div(1, f.add(1, f.exp(-x)));
const bySign: Of = (x, f) => (x < 0 ? f.div(f.exp(x), f.add(1, f.exp(x))) : byNegative(x, f));

/** max(x, 0) + log1p(e^-|x|). */
const softplus: Of = (x, f) => f.add(Math.max(x, 0), f.log1p(f.exp(-Math.abs(x))));
/** logaddexp(x, 0), of the larger one. */
const logAddExp: Of = (x, f) => (x > 0 ? f.add(x, f.log1p(f.exp(-x))) : f.log1p(f.exp(x)));

export const variants: readonly Variant[] = [
  elementwise('sigmoid', 'the reciprocal of 1 + e^-x, branch by branch', bySign),
  elementwise('softplus', 'what is above 0 and log1p of e^-|x|', softplus),
  elementwise('softplus', 'logaddexp of x and 0', logAddExp),
  elementwise('logSigmoid', 'minus the softplus of -x', (x, f) => -softplus(-x, f)),
  elementwise('logSigmoid', 'min(x, 0) - log1p(e^-|x|)', (x, f) => f.sub(Math.min(x, 0), f.log1p(f.exp(-Math.abs(x))))),
  elementwise('silu', 'x over 1 + e^-x', (x, f) =>
    x === Number.NEGATIVE_INFINITY ? -0 : f.div(x, f.add(1, f.exp(-x))),
  ),
  elementwise('silu', 'x times the sigmoid', (x, f) => (x === Number.NEGATIVE_INFINITY ? -0 : f.mul(x, bySign(x, f)))),
];
