import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { bindel2002, golubVanLoan2013, higham2002, householder1958 } from '../sources.ts';
import { thresholds } from '../thresholds.ts';

const plane = {
  n: { kind: 'integer', min: 2, clause: 'R1' },
  i: { kind: 'integer', min: 0, default: 0, clause: 'R1' },
  j: { kind: 'integer', min: 0, default: 1, clause: 'R1' },
} as const;

interface Plane {
  readonly n: number;
  readonly i: number;
  readonly j: number;
}

const R1 = 'n must be an integer from 2, i and j two different ones from 0 to n - 1';

function orderOf({ n, i, j }: Plane): { readonly n: number } {
  if (i === j || i >= n || j >= n) refuse('R1', `i and j must be different and below ${n}, got ${i} and ${j}`);
  return { n };
}

/** The nearest two axes of n. */
const fitting = ({ n, i, j }: Plane): Plane => ({ n, i: i % n, j: j % n === i % n ? (i + 1) % n : j % n });

export const planeRotation = defineOperation({
  id: 'linalg.planeRotation',
  meaning: 'The rotation by an angle in the plane of axes i and j of n dimensions, from i towards j.',
  signature: 'theta[...] -> r[..., n, n]',
  attributes: plane,
  sizes: (_, attributes) => orderOf(attributes),
  definition({ theta }, S, { i, j }) {
    const [cos, sin] = [S.memo(() => S.cos(theta())), S.memo(() => S.sin(theta()))];
    return {
      r(row, column) {
        if (row === column) return row === i || row === j ? cos() : S.constant(1);
        if (row === j && column === i) return sin();
        return row === i && column === j ? S.neg(sin()) : S.constant(0);
      },
    };
  },
  special: 'propagates',
  rejects: { R1 },
  compatible: fitting,
  derivative: ({ theta }, { r: g }, { cos, sin, mul, sub, add }, { i, j }) => ({
    theta: () => sub(mul(cos(theta()), sub(g(j, i), g(i, j))), mul(sin(theta()), add(g(i, i), g(j, j)))),
  }),
  clauses: {
    C1: 'R(a) R(b) = R(a + b) for angles whose sum is exact, up to rounding',
    C2: 'R^T R = I and det R = 1 up to rounding, and R(-a) = R(a)^T, bitwise',
    C3: 'R(0) = I, bitwise, and what is beside the plane is that of the identity',
    C4: 'e_i goes to cos e_i + sin e_j: by a small angle a to nearly e_i + a e_j',
  },
  sources: [golubVanLoan2013('section 5.1.8'), higham2002('section 19.6')],
});

export const shear = defineOperation({
  id: 'linalg.shear',
  meaning:
    'The identity with a number beside its diagonal, in row i and column j: it adds that multiple of x_j to x_i.',
  signature: 'k[...] -> s[..., n, n]',
  attributes: plane,
  sizes: (_, attributes) => orderOf(attributes),
  definition: ({ k }, { constant }, { i, j }) => ({
    s: (row, column) => (row === i && column === j ? k() : constant(row === column ? 1 : 0)),
  }),
  special: 'propagates',
  rejects: { R1 },
  compatible: fitting,
  derivative: (_, { s: g }, _S, { i, j }) => ({ k: () => g(i, j) }),
  clauses: {
    C1: 'S(a) S(b) = S(a + b), on integers, and S(k)^-1 = S(-k)',
    C2: 'det S = 1, and S x is x but in x_i, which is x_i + k x_j, on integers',
  },
  sources: [golubVanLoan2013('section 3.2.1: a Gauss transform of one multiplier')],
});

export const reflection = defineOperation({
  id: 'linalg.reflection',
  meaning: 'The reflection in the hyperplane that is perpendicular to a vector: I - 2 v v^T / <v, v>.',
  signature: 'v[..., n] -> h[..., n, n]',
  definition({ v }, S) {
    // In units of the largest entry, so that no square over- or underflows.
    const sizes = Array.from({ length: S.size('n') }, (_, i) => S.abs(v(i)));
    const unit = S.detach(sizes.reduce(S.larger, S.constant(0)));
    const scaled = S.tensor('n', (i) => S.div(v(i), unit));
    const square = S.memo(() => S.sum('n', (i) => S.mul(scaled(i), scaled(i))));
    return {
      h: (i, j) =>
        S.sub(S.constant(i === j ? 1 : 0), S.div(S.mul(S.constant(2), S.mul(scaled(i), scaled(j))), square())),
    };
  },
  special: 'propagatesNaN',
  rejects: { R1: 'the vector must not be 0: it has no perpendicular hyperplane' },
  domain: { v: 'nonzero' },
  homogeneous: [{ v: 1, h: 0 }],
  exchangeable: ['n'],
  derivative: 'ofDefinition',
  clauses: {
    C1: 'H = H^T = H^-1 up to rounding',
    C2: 'H v = -v, and H x = x for x perpendicular to v, up to rounding',
    C3: 'det H = -1 and tr H = n - 2, up to rounding',
    C4: 'for v = x - ||x|| e_1 it maps x to ||x|| e_1, x of integers with an integer length, up to rounding',
  },
  sources: [householder1958('the transformation'), golubVanLoan2013('section 5.1.2')],
});

export const givens = defineOperation({
  id: 'linalg.givens',
  meaning: 'Cosine and sine of the rotation [c, s; -s, c] that maps (a, b) to (r, 0).',
  signature: 'a[...], b[...] -> c[...], s[...], r[...]',
  equations: {
    C1: ({ a, b, c, s, r }, { plus, minus, times, backward, u }) =>
      backward(thresholds.linear, minus(plus(times(c, a), times(s, b)), r), 1, 2 * u, r),
    C2: ({ a, b, c, s, r }, { minus, times, backward, u }) =>
      backward(thresholds.linear, minus(times(c, b), times(s, a)), 1, 2 * u, r),
    C3: ({ c, s }, { plus, minus, times, identity, backward, u }) =>
      backward(thresholds.linear, minus(plus(times(c, c), times(s, s)), identity(1)), 1, 2 * u),
  },
  residuals: ({ a, b, c, s, r }, S) => ({
    C1: S.tensor([1], () => S.sub(S.total([S.mul(c(), a()), S.mul(s(), b())]), r())),
    C2: S.tensor([1], () => S.sub(S.mul(c(), b()), S.mul(s(), a()))),
    C3: S.tensor([1], () => S.sub(S.total([S.mul(c(), c()), S.mul(s(), s())]), S.constant(1))),
  }),
  freedom: 'the sign of r, and with it those of c and s; for a = b = 0 any rotation with r = 0',
  special: 'undefined',
  smooth: { a: 'nonzero', b: 'nonzero' },
  homogeneous: [{ a: 1, b: 1, r: 1 }],
  derivative: ({ c, s, r }, { c: gc, s: gs, r: gr }, { add, sub, mul, div }) => {
    // The angle turns by (c db - s da) / r.
    const turn = () => div(sub(mul(gs(), c()), mul(gc(), s())), r());
    return { a: () => sub(mul(gr(), c()), mul(turn(), s())), b: () => add(mul(gr(), s()), mul(turn(), c())) };
  },
  kinks: 'at a = b = 0 there is no derivative',
  clauses: {
    C1: 'c a + s b = r: within 60 u |r|',
    C2: 'c b - s a = 0: within 60 u |r|',
    C3: 'c^2 + s^2 = 1 within 60 u: the determinant is 1',
    C4: '|r| = sqrt(a^2 + b^2) without overflow and underflow on the way, within 60 u',
    C5: 'for b = 0 nothing turns: s = 0, and r = a up to a sign, bitwise; all are numbers for a = b = 0',
  },
  sources: [bindel2002('section 2'), golubVanLoan2013('section 5.1.8')],
});
