import type { Arithmetic } from '../notation.ts';
import { defineOperation } from '../operation.ts';
import type { Shaped } from '../shaped.ts';
import { arrayApi, blue1978, ding2006, golubVanLoan2013, higham2002, pytorch } from '../sources.ts';

const clauses = {
  C1: '||x|| >= 0, and 0 only for x = 0; ||-x|| = ||x||, bitwise',
  C2: '||x + y|| <= ||x|| + ||y|| up to rounding',
  C3: 'no overflow and no underflow on the way: 2^-k ||2^k x|| = ||x|| within the bounds of both, wherever entries and result are normal numbers',
};

/** The largest size of an entry, held constant: norms are taken in units of it. */
const largest = <T>(x: Shaped<T>, { larger, abs, detach, constant }: Arithmetic<T>): T =>
  detach(Array.from({ length: x.shape[0] ?? 0 }, (_, i) => abs(x(i))).reduce(larger, constant(0)));

export const l1Norm = defineOperation({
  id: 'linalg.l1Norm',
  meaning: 'Sum of the sizes of the entries of a vector.',
  signature: 'x[..., n] -> norm[...]',
  definition: ({ x }, { sum, abs }) => ({ norm: () => sum('n', (i) => abs(x(i))) }),
  special: 'propagates',
  homogeneous: [{ x: 1, norm: 1 }],
  exchangeable: ['n'],
  derivative: 'ofDefinition',
  kinks: '|0| has any slope from -1 to 1',
  clauses: { ...clauses, C4: '||x||_1 is the largest <s, x> over vectors s of signs, on integers' },
  sources: [golubVanLoan2013('section 2.2.1'), higham2002('section 6.1')],
});

export const lInfNorm = defineOperation({
  id: 'linalg.lInfNorm',
  meaning: 'The largest size of an entry of a vector.',
  signature: 'x[..., n] -> norm[...]',
  definition: ({ x }, { max, abs }) => ({ norm: () => max('n', (i) => abs(x(i))) }),
  freedom: 'the norm of no entries is 0 or refused; an infinity beside NaN may give infinity',
  special: 'propagatesNaN',
  homogeneous: [{ x: 1, norm: 1 }],
  exchangeable: ['n'],
  derivative: 'ofDefinition',
  kinks:
    'where entries are equally large any of them is differentiated, or a mean of them; |0| has any slope from -1 to 1',
  clauses: { ...clauses, C4: '||x||_inf is the size of one entry, and of no smaller size than any other, bitwise' },
  sources: [golubVanLoan2013('section 2.2.1'), higham2002('section 6.1')],
});

export const l2Norm = defineOperation({
  id: 'linalg.l2Norm',
  meaning: 'Euclidean length of a vector: the root of the sum of the squares of its entries.',
  signature: 'x[..., n] -> norm[...]',
  definition({ x }, S) {
    const unit = largest(x, S);
    const scaled = (i: number) => S.div(x(i), unit);
    const length = () => S.mul(unit, S.sqrt(S.sum('n', (i) => S.mul(scaled(i), scaled(i)))));
    return {
      norm: () =>
        S.select(
          S.constant(0),
          unit,
          () => {
            const norm = length();
            // BLAS scales the sum anew when a larger entry comes: two roundings more an entry are left under the root.
            return S.reached(norm, () => new Array(2 * S.size('n')).fill(norm));
          },
          () => unit,
        ),
    };
  },
  freedom: 'an infinity beside NaN may give infinity, as hypot does',
  special: 'propagatesNaN',
  homogeneous: [{ x: 1, norm: 1 }],
  exchangeable: ['n'],
  derivative: ({ x, norm }, { norm: g }, { mul, div }) => ({ x: (i) => mul(g(), div(x(i), norm())) }),
  kinks: 'at x = 0 the gradient is 0',
  clauses: {
    ...clauses,
    C4: '||x||_inf <= ||x||_2 <= ||x||_1 <= sqrt(n) ||x||_2 <= n ||x||_inf, up to rounding',
    C5: 'Cauchy and Schwarz: |<x, y>| <= ||x|| ||y||, with equality for parallel vectors, up to rounding',
    C6: 'Pythagoras: the norm of (||x||, ||y||) is that of x and y in one vector, up to rounding',
    C7: 'the gradient at x = 0 is 0, not NaN',
    C8: 'entries in another order and with other signs have the gradient in that order and with these signs, up to rounding: f(Q x) = f(x) gives the gradient Q g at Q x',
  },
  sources: [golubVanLoan2013('section 2.2'), blue1978('scaled sum of squares'), arrayApi('linalg.vector_norm')],
});

export const lpNorm = defineOperation({
  id: 'linalg.lpNorm',
  meaning: 'The p-norm of a vector: the p-th root of the sum of the p-th powers of the sizes of its entries.',
  signature: 'x[..., n] -> norm[...]',
  attributes: { p: { kind: 'real', min: 1, max: Number.POSITIVE_INFINITY, default: 2, clause: 'R1' } },
  definition({ x }, S, attributes) {
    const [unit, p] = [largest(x, S), S.constant(attributes.p)];
    const power = (i: number) =>
      S.select(
        S.constant(0),
        S.abs(x(i)),
        () => S.exp(S.mul(p, S.log(S.div(S.abs(x(i)), unit)))),
        () => S.constant(0),
      );
    return {
      norm: () =>
        S.select(
          S.constant(0),
          unit,
          () => {
            const exponent = S.div(S.log(S.sum('n', power)), p);
            // As a power of the norm itself a rounded 1/p weighs with the logarithm of the unit.
            return S.either(S.mul(unit, S.exp(exponent)), () => S.exp(S.add(S.log(unit), exponent)));
          },
          () => unit,
        ),
    };
  },
  freedom: 'an infinity beside NaN may give infinity',
  special: 'propagatesNaN',
  rejects: { R1: 'p must be a finite number that is at least 1' },
  smooth: { x: 'nonzero' },
  homogeneous: [{ x: 1, norm: 1 }],
  // 256 is the third root of 2^24, and pow(2^24, 1 / 3) a little less.
  roundsAnew: true,
  exchangeable: ['n'],
  derivative: 'ofDefinition',
  kinks: 'p = 1 has any slope from -1 to 1 at an entry 0; at x = 0 the gradient is 0',
  clauses: {
    ...clauses,
    C4: 'nonincreasing in p, from ||x||_1 at p = 1 by way of ||x||_2 towards ||x||_inf, up to rounding',
    C5: 'Hoelder: |<x, y>| <= ||x||_p ||y||_q where 1/p + 1/q = 1, up to rounding',
    C6: '||x||_p <= n^(1/p - 1/q) ||x||_q for p < q, with equality for entries of one size, up to rounding',
  },
  sources: [golubVanLoan2013('section 2.2.1'), higham2002('section 6.1'), pytorch('torch.linalg.vector_norm')],
});

export const groupNorm21 = defineOperation({
  id: 'linalg.groupNorm21',
  meaning: 'Sum of the Euclidean lengths of the rows of a matrix: the norm of the group lasso.',
  signature: 'a[..., m, n] -> norm[...]',
  parts: { l2Norm },
  definition: ({ a }, { sum, tensor }, _, { l2Norm }) => ({
    norm: () => sum('m', (i) => l2Norm({ x: tensor('n', (j) => a(i, j)) }).norm()),
  }),
  freedom: 'an infinity beside NaN may give infinity, as hypot does',
  special: 'propagatesNaN',
  homogeneous: [{ a: 1, norm: 1 }],
  exchangeable: ['m', 'n'],
  derivative: ({ a }, { norm: g }, { mul, div, tensor }, _, { l2Norm }) => ({
    a: (i, j) => mul(g(), div(a(i, j), l2Norm({ x: tensor('n', (k) => a(i, k)) }).norm())),
  }),
  kinks: 'the gradient of a row of zeros is 0',
  clauses: {
    C1: '||A|| >= 0, and 0 only for A = 0; ||-A|| = ||A||, bitwise',
    C2: '||A + B|| <= ||A|| + ||B|| up to rounding',
    C3: 'no overflow and no underflow on the way: 2^-k ||2^k A|| = ||A|| within the bounds of both, wherever entries and result are normal numbers',
    C4: '||A||_F <= ||A||_(2,1) <= sqrt(m) ||A||_F, up to rounding: rows that are 0 are preferred',
    C5: 'of one column it is the sum of the sizes of its entries, and of one row its Euclidean length, up to rounding',
    C6: 'rotating within rows changes nothing: ||A Q|| = ||A|| for A times the rotation of (3, 4, 5) over 5, up to rounding',
    C7: 'the gradient of a row of zeros is 0, not NaN',
  },
  sources: [ding2006('section 2, of rows'), golubVanLoan2013('section 2.3.1')],
});
