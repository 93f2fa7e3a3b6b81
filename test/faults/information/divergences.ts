import { jsDivergence, klDivergence, totalVariation } from '../../../spec/information/divergences.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import { sum } from '../_internal/plain.ts';
import type { Fault } from '../fault.ts';

type Values = ArrayLike<number>;

const bits = (unit: string): number => (unit === 'bits' ? Math.LN2 : 1);
const terms = (p: Values, q: Values): number[] =>
  Array.from(p, (value, i) => (value > 0 ? value * Math.log(value / (q[i] ?? 0)) : 0));
const kl = (p: Values, q: Values): number => sum(terms(p, q));
const mean = (p: Values, q: Values): number[] => Array.from(p, (value, i) => (value + (q[i] ?? 0)) / 2);
const apart = (p: Values, q: Values): number[] => Array.from(p, (value, i) => Math.abs(value - (q[i] ?? 0)));

export const faults: readonly Fault[] = [
  ...memberFaultsOf(klDivergence, ({ wrong, misread, spoilt, spoiltGradient }) => [
    misread('arguments exchanged, as in kl_div', 'C8', ({ p, q }) => ({ p: q, q: p })),
    spoilt('sign forgotten', 'C1', (d) => -d),
    wrong(
      'q kept above 0 by 1e-12',
      'C2',
      ({ p, q }, { unit }) =>
        kl(
          p,
          Array.from(q, (value) => Math.max(value, 1e-12)),
        ) / bits(unit),
    ),
    wrong(
      'the mean over outcomes, as reduction says by default',
      'C3',
      ({ p, q }, { unit }) => kl(p, q) / p.length / bits(unit),
    ),
    wrong('the size of each term', 'C4', ({ p, q }) => sum(terms(p, q).map(Math.abs))),
    wrong('terms over the number of outcomes', 'C5', ({ p, q }) => kl(p, q) / p.length ** 4),
    spoilt('half of it', 'C6', (d) => d / 2),
    spoilt('its root', 'C7', (d) => Math.sqrt(Math.max(d, 0))),
    misread('arguments exchanged, as if it were symmetric', 'C9', ({ p, q }) => ({ p: q, q: p })),
    wrong('made symmetric', 'C9', ({ p, q }) => (kl(p, q) + kl(q, p)) / 2),
    spoiltGradient('gradient without the 1 of the derivative of ln p', 'jacobian', ({ p }) => ({
      p: Float64Array.from(p, (value) => value - 1),
    })),
    spoiltGradient('gradient of q with the wrong sign', 'adjoint', ({ q }) => ({
      q: Float64Array.from(q, (value) => -value),
    })),
  ]),
  ...memberFaultsOf(jsDivergence, ({ wrong, spoilt, spoiltGradient }) => [
    wrong('one half alone', 'C1', ({ p, q }, { unit }) => kl(p, mean(p, q)) / bits(unit)),
    spoilt('not halved', 'C2', (d) => 2 * d),
    spoilt('its square', 'C3', (d) => d * d),
    spoilt('its root, a distance', 'C4', (d) => Math.sqrt(Math.max(d, 0))),
    wrong('the mean of both divergences', 'definition', ({ p, q }) => (kl(p, q) + kl(q, p)) / 2),
    spoiltGradient('gradient not halved', 'jacobian', ({ p, q }) => ({
      p: Float64Array.from(p, (value) => 2 * value),
      q: Float64Array.from(q, (value) => 2 * value),
    })),
  ]),
  ...memberFaultsOf(totalVariation, ({ wrong, spoilt, spoiltGradient }) => [
    spoilt('not halved', 'C2', (d) => 2 * d),
    wrong('the larger side alone', 'C1', ({ p, q }) =>
      (q[0] ?? 0) < (p[0] ?? 0) ? sum(apart(p, q)) : sum(apart(p, q)) / 2,
    ),
    wrong('over the number of outcomes', 'C3', ({ p, q }) => sum(apart(p, q)) / 2 / p.length ** 4),
    spoiltGradient('gradient of q with the sign of that of p', 'jacobian', ({ p }) => ({ q: p })),
  ]),
];
