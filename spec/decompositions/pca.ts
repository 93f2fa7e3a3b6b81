import { inUnitsOf, magnitudeOf, scaled, sumOfSquares } from '../_internal/characteristic.ts';
import { holds, isSorted, largerSize } from '../_internal/holds.ts';
import { singularValuesIn } from '../_internal/rankBounds.ts';
import type { Algebra, ExactMatrix } from '../exactMatrix.ts';
import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { foundationsText, jolliffe2002, lapackThresholds, scikitLearn } from '../sources.ts';
import { thresholds } from '../thresholds.ts';

/** A matrix times an integer. */
const multiplied = (a: ExactMatrix, by: number): ExactMatrix => ({
  ...a,
  entries: a.entries.map((value) => value * BigInt(by)),
});

const ones = (columns: number): ExactMatrix => ({
  rows: 1,
  columns,
  exponent: 0,
  entries: new Array<bigint>(columns).fill(1n),
});

/** m times the rows less their mean. */
const centred = (x: ExactMatrix, { minus, times, transpose }: Algebra): ExactMatrix =>
  minus(multiplied(x, x.rows), times(transpose(ones(x.rows)), times(ones(x.rows), x)));

/** What centring and decomposing the data may change them by, over their norm: 35 max(m, n) eps. */
const relativeError = (x: ExactMatrix, { u }: Algebra): number => thresholds.singular * largerSize(x) * 2 * u;

export const pca = defineOperation({
  id: 'decompositions.pca',
  meaning:
    'Principal component analysis of m samples, the rows of X: their mean, the first k orthonormal directions of most variance, and the variances along them, in descending order.',
  signature: 'x[..., m, n] -> mean[..., n], components[..., n, k], variances[..., k]',
  attributes: { k: { kind: 'integer', min: 1, clause: 'R1' } },
  sizes({ m, n }, { k }) {
    const most = Math.min(m - 1, n);
    if (k > most) refuse('R1', `k must be at most min(m - 1, n) = ${most}, got ${k}`);
    return { k };
  },
  equations: {
    C1(given, algebra) {
      const { times, transpose, minus, plus, absolute, diagonal, backward, u } = algebra;
      const [x, variances] = [inUnitsOf(given.x, given.x)[0], scaled(given.variances, -2 * magnitudeOf(given.x))];
      const [y, m] = [centred(x, algebra), x.rows];
      const weighted = multiplied(times(given.components, diagonal(variances)), m * m * (m - 1));
      const residual = minus(times(transpose(y), y, given.components), weighted);
      const whole = multiplied(x, m);
      // What rounding leaves of centred data is a share of the data.
      const lost = scaled(absolute(whole), Math.ceil(Math.log2(relativeError(x, algebra))));
      const size = plus(absolute(y), lost);
      return backward(2 * thresholds.singular, residual, largerSize(x), 2 * u, transpose(size), whole);
    },
    C2: ({ components }, { orthonormal }) => orthonormal(thresholds.symmetricEigen, components),
    C3: ({ variances }) => holds(isSorted(variances, 'descending')),
    C4(given, algebra) {
      const x = inUnitsOf(given.x, given.x)[0];
      const variances = scaled(given.variances, -2 * magnitudeOf(given.x));
      const m = x.rows;
      const exact = singularValuesIn(centred(x, algebra), algebra);
      const unit = magnitudeOf(centred(x, algebra));
      const lengths = exact.map((value) => (value * 2 ** unit) / m);
      const error = relativeError(x, algebra) * Math.sqrt(algebra.at(sumOfSquares(x), 0, 0));
      const allowed = (2 * (lengths[0] ?? 0) * error + error ** 2) / (m - 1);
      return Math.max(
        ...variances.entries.map((_, i) =>
          algebra.ratio(Math.abs(algebra.at(variances, i, 0) - (lengths[i] ?? 0) ** 2 / (m - 1)), allowed),
        ),
      );
    },
    C5({ x, mean }, { times, transpose, minus, absolute, componentwise }) {
      const all = ones(x.rows);
      const residual = minus(multiplied(mean, x.rows), transpose(times(all, x)));
      // Sums divided in the end, or a mean that is updated.
      return componentwise(residual, 2 * (x.rows + 2), transpose(times(all, absolute(x))));
    },
  },
  residuals: ({ x, mean, components, variances }, S) => {
    const { times, transpose, minus, identity, diagonal, tensor, size, sub, mul, sum, constant } = S;
    const m = size('m');
    const total = S.memo((j) => sum('m', (i) => x(i, j)));
    const y = tensor('m n', (i, j) => sub(mul(constant(m), x(i, j)), total(j)));
    const weighted = S.scaled(constant(m * m * (m - 1)), times(components, diagonal(variances)));
    return {
      C1: minus(times(transpose(y), y, components), weighted),
      C2: minus(times(transpose(components), components), identity(size('k'))),
      C5: tensor('n', (j) => sub(mul(constant(m), mean(j)), total(j))),
    };
  },
  freedom:
    'the sign of each component; the basis where variances coincide, and of components without variance; whether the centred data or their covariance are decomposed, so that a variance that is 0 may be below it by rounding',
  special: 'rejects',
  rejects: {
    R1: 'k must be an integer from 1 to min(m - 1, n): of m points about their mean m - 1 are independent',
    R2: 'x must be finite: NaN is refused, or reaches the result; infinities end in finite time',
  },
  smooth: { x: 'distinctSingularValues' },
  feasible: ({ m, n }, { k }) => ({ m: Math.max(m, k + 1), n: Math.max(n, k) }),
  spectral: ['C4'],
  homogeneous: [{ x: 1, mean: 1, variances: 2 }],
  // C v = w v: v_j turns by (w_j - C)^+ dC v_j, and w_j by v_j^T dC v_j, dC = (dX^T X_c + X_c^T dX) / (m - 1).
  derivative: ({ x, components: v, variances: w }, { mean: gMean, components: gV, variances: gW }, S) => {
    const { times, transpose, plus, minus, scaled, symmetric, diagonal, identity, inverse, columns, constant, div } = S;
    const [m, n] = [S.size('m'), S.size('n')];
    const mean = S.memo((j) =>
      div(
        S.sum('m', (i) => x(i, j)),
        constant(m),
      ),
    );
    const rest = S.tensor('m n', (i, j) => S.sub(x(i, j), mean(j)));
    const over = div(constant(1), constant(m - 1));
    const covariance = scaled(over, times(transpose(rest), rest));
    const turned = (j: number) => {
      const [one, g] = [columns(v, j, j + 1), columns(gV, j, j + 1)];
      const own = times(one, transpose(one));
      const shifted = plus(minus(scaled(w(j), identity(n)), covariance), own);
      return times(inverse(shifted), minus(g, times(own, g)), transpose(one));
    };
    const turns = Array.from({ length: S.size('k') }, (_, j) => turned(j));
    const inner = scaled(S.add(over, over), symmetric(plus(times(v, diagonal(gW), transpose(v)), ...turns)));
    const back = times(rest, inner);
    return { x: (i, j) => S.add(back(i, j), div(gMean(j), constant(m))) };
  },
  kinks:
    'components have no derivative where their variance is that of another direction, nor variances where they coincide',
  clauses: {
    C1: 'C V = V diag(w), C = X_c^T X_c / (m - 1) and X_c = X less its mean: within 70 max(m, n) eps (||X_c^T||_1 + 35 max(m, n) eps ||X^T||_1) ||X||_1, as rounding of X says',
    C2: 'components are orthonormal: ||I - V^T V||_1 <= 60 n eps',
    C3: 'variances descend',
    C4: 'the variances are the k largest eigenvalues of C, s_i^2 / (m - 1), s_i the singular values of X_c: within (2 s_1 e + e^2) / (m - 1), e = 35 max(m, n) eps ||X||_F',
    C5: 'the mean is that of the rows: |m mean - sum| <= 2 (m + 2) u times the sum of the |x|',
    C6: 'scores X_c V are uncorrelated: (X_c V)^T X_c V / (m - 1) = diag(w), within C1 and C2',
    C7: 'what the components leave, ||X_c - X_c V V^T||_F^2 / (m - 1), is tr C less the variances; nothing is left of all of them',
    C8: 'a shift of all samples moves the mean and nothing else, within the errors of both: X is centred',
    C9: 'features in another order and with other signs have components so, for X P too C1 and C4 hold',
    C10: 'no other k orthonormal directions have more variance together: those of a signed permutation, and V turned',
    C11: 'of centred X, B over -B, the variances are s_i(X)^2 / (m - 1), s of `svd`, within the errors of both',
  },
  errata: {
    E72: {
      claim:
        'principal component analysis is an eigenvalue decomposition of X^T X, whose first vector is the direction of most variance',
      where: foundationsText('1.1.5'),
      kind: 'imprecise',
      counterexample:
        'samples (10, -1), (10, 0), (10, 1): X^T X = diag(300, 2), whose first vector (1, 0) is that of the mean, and no variance lies along it',
      right: 'it is the eigenvalue decomposition of the covariance, of X less its mean: (0, 1), with variance 1',
      clauses: ['C1', 'C8'],
    },
  },
  sources: [
    jolliffe2002('sections 1.1 and 3.5'),
    scikitLearn('sklearn.decomposition.PCA'),
    lapackThresholds('svd.in: 35; sep.in: 60'),
  ],
});
