import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { richardson1911, roache1998 } from '../sources.ts';

const anyNumber = { kind: 'real', min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY } as const;

export const centralDifference = defineOperation({
  id: 'numerics.centralDifference',
  meaning:
    'The derivative along a direction from the values a step ahead and a step behind, (f(x + h d) - f(x - h d)) / 2h.',
  signature: 'ahead[...], behind[...] -> d[...]',
  attributes: { h: { ...anyNumber, clause: 'R1' } },
  sizes(_, { h }) {
    if (h === 0) refuse('R1', 'h must not be 0');
    return {};
  },
  definition: ({ ahead, behind }, { sub, div, constant }, { h }) => ({
    d: () => div(sub(ahead(), behind()), constant(2 * h)),
  }),
  special: 'propagates',
  rejects: { R1: 'h must be a number other than 0' },
  compatible: ({ h }) => ({ h: h || 1 }),
  homogeneous: [{ ahead: 1, behind: 1, d: 1 }],
  derivative: (_, { d: g }, { div, constant }, { h }) => ({
    ahead: () => div(g(), constant(2 * h)),
    behind: () => div(g(), constant(-2 * h)),
  }),
  clauses: {
    C1: 'for quadratics it is the derivative, up to the rounding of the values: |error| <= 4 u |f| / h',
    C2: 'for smooth functions the error falls like h^2: by a slope of 2 +- 0.1 from h = 2^-2 to 2^-10, in double precision',
  },
  sources: [roache1998('section 5.2')],
});

export const richardson = defineOperation({
  id: 'numerics.richardson',
  meaning: 'The limit of what errs by h^2, from its values at h and at h/2: (4 D(h/2) - D(h)) / 3.',
  signature: 'coarse[...], fine[...] -> d[...]',
  definition: ({ coarse, fine }, { sub, mul, div, add, either, constant }) => ({
    d: () =>
      either(div(sub(mul(constant(4), fine()), coarse()), constant(3)), () =>
        add(fine(), div(sub(fine(), coarse()), constant(3))),
      ),
  }),
  special: 'propagates',
  homogeneous: [{ coarse: 1, fine: 1, d: 1 }],
  derivative: (_, { d: g }, { div, mul, neg, constant }) => ({
    coarse: () => neg(div(g(), constant(3))),
    fine: () => div(mul(constant(4), g()), constant(3)),
  }),
  clauses: {
    C1: 'of a limit and a multiple of h^2 it is the limit: c + 4 e and c + e give c, on integers',
    C2: 'of central differences the error falls like h^4: by a slope of 4 +- 0.2 from h = 2^-1 to 2^-5, in double precision',
  },
  sources: [richardson1911('section 1.2'), roache1998('section 5.4')],
});

export const orderOfConvergence = defineOperation({
  id: 'numerics.orderOfConvergence',
  meaning: 'The slope of log(error) over log(h), by least squares, from errors at h, h/2, h/4 and so on.',
  signature: 'e[..., n] -> p[...]',
  sizes({ n }) {
    if (n < 2) refuse('R1', `there must be two errors, got ${n}`);
    return {};
  },
  definition({ e }, { sum, mul, div, log, size, constant, either }) {
    const n = size('n');
    const centred = (i: number) => constant((n - 1) / 2 - i);
    const squares = constant((n * (n * n - 1)) / 12);
    const two = () => log(constant(2));
    return {
      p: () =>
        either(
          div(
            sum('n', (i) => mul(centred(i), log(e(i)))),
            mul(squares, two()),
          ),
          () =>
            div(
              sum('n', (i) => mul(centred(i), div(log(e(i)), two()))),
              squares,
            ),
        ),
    };
  },
  rejects: { R1: 'there must be two errors' },
  domain: { e: 'positive' },
  feasible: ({ n }) => ({ n: Math.max(n, 2) }),
  derivative: 'ofDefinition',
  clauses: {
    C1: 'of errors c h^p it is p, for a p from 0 to 4, up to rounding',
    C2: 'the remainders |f(x + h) - f(x) - g h| have order 2 +- 0.1 where g is the derivative, and 1 +- 0.1 where it is off by a thousandth, once h is small, in double precision',
  },
  sources: [roache1998('section 5.5')],
});
