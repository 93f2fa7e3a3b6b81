import { magnitudeOf, scaled } from '../_internal/characteristic.ts';
import { holds } from '../_internal/holds.ts';
import type { Algebra, ExactMatrix } from '../exactMatrix.ts';
import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { golubVanLoan2013, lapackThresholds, parlett1998 } from '../sources.ts';
import { thresholds } from '../thresholds.ts';

/** A - shift I exactly, A and the shift in units in which the larger of them is about 1, and what C1 allows there for a vector of length 1. */
function shifted(a: ExactMatrix, shift: ExactMatrix, { plus, minus, identity, norm1, absolute, u }: Algebra) {
  const diagonal = { ...identity(a.rows), exponent: shift.exponent };
  const shifts = { ...diagonal, entries: diagonal.entries.map((one) => one * (shift.entries[0] ?? 0n)) };
  const power = -magnitudeOf(plus(absolute(a), absolute(shifts)));
  const [unit, moved] = [scaled(a, power), scaled(minus(a, shifts), power)];
  return { moved, allowed: thresholds.linear * a.rows * u * (norm1(unit) + norm1(scaled(shifts, power))) };
}

/** The vectors of the iteration, the start in units in which its largest entry is about 1. */
const vectorsOf = (start: ExactMatrix, x: ExactMatrix): ExactMatrix[] => [
  scaled(start, -magnitudeOf(start)),
  ...Array.from({ length: x.rows }, (_, t) => rowOf(x, t)),
];

const rowOf = (x: ExactMatrix, t: number): ExactMatrix => ({
  ...x,
  rows: x.columns,
  columns: 1,
  entries: x.entries.slice(t * x.columns, (t + 1) * x.columns),
});

export const inverseIteration = defineOperation({
  id: 'decompositions.inverseIteration',
  meaning:
    'Inverse iteration: every x_t is (A - shift I)^-1 x_(t-1) over its length, x_0 the start; a start of 0 stays 0.',
  signature: 'a[..., n, n], shift[...], start[..., n] -> x[..., steps, n]',
  attributes: { steps: { kind: 'integer', min: 1, clause: 'R1' } },
  equations: {
    C1({ a, shift, start, x }, algebra) {
      const { times, minus, transpose, norm1, ratio } = algebra;
      const { moved, allowed } = shifted(a, shift, algebra);
      const vectors = vectorsOf(start, x);
      const steps = vectors.slice(1).map((after, t) => {
        const before = vectors[t] ?? after;
        const [image, square] = [times(moved, after), times(transpose(before), before)];
        // <p, p> r - p <p, r>: what of r does not lie along p.
        const across = minus(times(image, square), times(before, times(transpose(before), image)));
        return ratio(ratio(norm1(across), norm1(square)), allowed * norm1(after));
      });
      return Math.max(0, ...steps);
    },
    C2({ start, x }, { times, transpose, isZero, at, minus, identity, u }) {
      if (isZero(start)) return holds(isZero(x));
      const lengths = Array.from({ length: x.rows }, (_, t) => {
        const one = rowOf(x, t);
        return Math.abs(at(minus(times(transpose(one), one), identity(1)), 0, 0));
      });
      return Math.max(0, ...lengths) / (thresholds.linear * Math.max(x.columns, 1) * u);
    },
    C3({ a, shift, start, x }, algebra) {
      const { times, transpose, norm1, at } = algebra;
      const { moved, allowed } = shifted(a, shift, algebra);
      const vectors = vectorsOf(start, x);
      return holds(
        vectors.slice(1).every((after, t) => {
          const before = vectors[t] ?? after;
          return at(times(transpose(before), times(moved, after)), 0, 0) >= -allowed * norm1(before);
        }),
      );
    },
  },
  freedom:
    'what a shift that is an eigenvalue gives: A - shift I may be changed by rounding, as C1 allows. No derivative is stated: that of what it converges to is that of eigh',
  special: 'rejects',
  rejects: {
    R1: 'steps must be an integer of at least 1',
    R2: 'a, shift and start must be finite: NaN is refused, or reaches the result',
  },
  homogeneous: [{ a: 1, shift: 1 }, { start: 1 }],
  clauses: {
    C1: '(A - shift I) x_t lies along x_(t-1), as it was received, within 30 n u (||A||_1 + |shift|) ||x_t||_1: also where the shift is an eigenvalue',
    C2: 'every x_t has length 1: its square is 1 within 30 n u; or all are 0, where the start is',
    C3: 'with the sign of the inverse: <x_(t-1), (A - shift I) x_t> is not negative beyond what C1 allows',
    C4: 'of a symmetric matrix of known eigenvalues, each step makes the tangent of the angle to the vector of the nearest one smaller by the ratio of the distances from the shift, within C1 over the gap',
    C5: 'with Rayleigh quotients for shifts the tangent t of the angle to a vector v_k becomes at most t^3 / (1 + t^2) s / (g - s t^2), g the gap and s the spread about w_k, within C1 over the gap: cubic',
  },
  sources: [
    golubVanLoan2013('sections 7.6.1 and 8.2.2'),
    parlett1998('sections 4.3 and 4.7'),
    lapackThresholds('dtest.in: 30'),
  ],
});

export const rayleighQuotient = defineOperation({
  id: 'decompositions.rayleighQuotient',
  meaning: 'The Rayleigh quotient x^T A x / x^T x.',
  signature: 'a[..., n, n], x[..., n] -> rho[...]',
  sizes({ n }) {
    if (n === 0) refuse('R1', 'x must not be empty, got 0 elements');
    return {};
  },
  definition: ({ a, x }, { sum, mul, div }) => ({
    rho: () =>
      div(
        sum('n n', (i, j) => mul(x(i), mul(a(i, j), x(j)))),
        sum('n', (i) => mul(x(i), x(i))),
      ),
  }),
  special: 'propagatesNaN',
  rejects: { R1: 'x must not be empty' },
  domain: { x: 'nonzero' },
  feasible: ({ n }) => ({ n: Math.max(n, 1) }),
  homogeneous: [{ a: 1, rho: 1 }, { x: 1 }],
  exchangeable: ['n'],
  derivative({ a, x, rho }, { rho: g }, { sum, mul, div, sub, add, constant }) {
    const weight = () =>
      div(
        g(),
        sum('n', (i) => mul(x(i), x(i))),
      );
    return {
      a: (i, j) => mul(weight(), mul(x(i), x(j))),
      x: (i) =>
        mul(
          weight(),
          sub(
            sum('n', (j) => mul(add(a(i, j), a(j, i)), x(j))),
            mul(constant(2), mul(rho(), x(i))),
          ),
        ),
    };
  },
  clauses: {
    C1: 'of a symmetric matrix some eigenvalue lies within ||A x - rho x|| / ||x|| of rho',
    C2: 'and within its square over the distance of rho from all others',
    C3: 'rho lies between the least and the largest eigenvalue of a symmetric matrix',
    C4: 'rho of A^T is that of A, and that of A + c I is rho + c, of integers',
  },
  sources: [parlett1998('sections 1.5, 4.5 and 11.7'), golubVanLoan2013('section 8.2.3')],
});

export const qrAlgorithm = defineOperation({
  id: 'decompositions.qrAlgorithm',
  meaning: 'One step of the QR algorithm without shifts: A = Q R, and the next matrix is R Q = Q^T A Q.',
  signature: 'a[..., n, n] -> q[..., n, n], next[..., n, n]',
  equations: {
    C1: ({ a, q }, { times, transpose, part, backward, u }) =>
      backward(
        thresholds.linear,
        part(times(transpose(q), a), (i, j) => i > j),
        a.rows,
        2 * u,
        a,
      ),
    C2: ({ a, q, next }, { times, transpose, minus, backward, u }) =>
      backward(2 * thresholds.linear, minus(next, times(transpose(q), a, q)), a.rows, 2 * u, a),
    C3: ({ q }, { orthonormal }) => orthonormal(thresholds.linear, q),
  },
  state: { a: 'next' },
  freedom:
    'the signs of the columns of Q, and with them those of rows and columns of the next matrix; the columns behind one that depends on those before it. No derivative is stated: it is that of qr',
  special: 'undefined',
  rejects: { R1: 'a must be finite: NaN is refused, or reaches the result, in finite time' },
  homogeneous: [{ a: 1, next: 1 }],
  clauses: {
    C1: 'Q^T A is upper triangular: what is below its diagonal is at most 30 n eps ||A||_1',
    C2: 'the next matrix is Q^T A Q: ||next - Q^T A Q||_1 <= 60 n eps ||A||_1',
    C3: 'Q is orthogonal: ||I - Q^T Q||_1 <= 30 n eps',
    C4: 'no step changes the spectrum: trace, trace of the square and ||.||_F after twelve steps are those of A, within what the steps may err by together',
    C5: 'of a symmetric matrix of known eigenvalues, t steps leave a first column whose part below the diagonal has the length ||A p - rho p||, p along A^t e_1: it falls by |w_2 / w_1| a step, within what the steps may err by together',
  },
  sources: [golubVanLoan2013('section 7.3.3'), parlett1998('section 8.8'), lapackThresholds('dtest.in: 30')],
});
