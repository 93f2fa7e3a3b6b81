import { inUnitsOf } from '../_internal/characteristic.ts';
import { largerSize } from '../_internal/holds.ts';
import { defineOperation } from '../operation.ts';
import { foundationsText, golubVanLoan2013, lapackThresholds } from '../sources.ts';
import { thresholds } from '../thresholds.ts';

export const unitSphereImage = defineOperation({
  id: 'linalg.unitSphereImage',
  meaning:
    'The semi-axes s_i u_i of the ellipsoid onto which a matrix maps the unit sphere, the longest first: of a 2 by 2 matrix those of an ellipse.',
  signature: 'a[..., m, n] -> axes[..., m, k]',
  sizes: ({ m, n }) => ({ k: Math.min(m, n) }),
  equations: {
    C1(given, { times, transpose, minus, backward, u }) {
      const [a, axes] = inUnitsOf(given.a, given.axes);
      const residual = minus(times(axes, transpose(axes)), times(a, transpose(a)));
      return backward(2 * thresholds.singular, residual, largerSize(a), 2 * u, a, transpose(a));
    },
    C2(given, { times, transpose, part, backward, u }) {
      const [a, axes] = inUnitsOf(given.a, given.axes);
      const products = part(times(transpose(axes), axes), (i, j) => i !== j);
      return backward(2 * thresholds.singular, products, largerSize(a), 2 * u, a, transpose(a));
    },
    C3(given, { times, transpose, at, norm1, ratio, u }) {
      const [a, axes] = inUnitsOf(given.a, given.axes);
      const squares = times(transpose(axes), axes);
      const rises = Array.from({ length: Math.max(squares.rows - 1, 0) }, (_, i) =>
        Math.max(0, at(squares, i + 1, i + 1) - at(squares, i, i)),
      );
      const allowed = 2 * thresholds.singular * largerSize(a) * 2 * u * norm1(a) * norm1(transpose(a));
      return ratio(Math.max(0, ...rises), allowed);
    },
  },
  residuals: ({ a, axes }, { times, transpose, minus, part }) => ({
    C1: minus(times(axes, transpose(axes)), times(a, transpose(a))),
    C2: part('offDiagonal', times(transpose(axes), axes)),
  }),
  freedom: 'the sign of each axis; which axes where lengths coincide, as those of a sphere do',
  special: 'rejects',
  rejects: { R1: 'a must be finite: NaN is refused, or reaches the result; infinities end in finite time' },
  smooth: { a: 'distinctSingularValues' },
  homogeneous: [{ a: 1, axes: 1 }],
  // B = U S with B B^T = A A^T = M: ds_i = P_ii / (2 s_i), and U turns by P_ij / (s_j^2 - s_i^2), P = U^T dM U; beyond U by dM U S^-2.
  derivative: ({ a, axes }, { axes: g }, S) => {
    const { times, transpose, plus, minus, identity, tensor, size, sum, div, mul, sub, sqrt, constant } = S;
    const square = S.memo((i) => sum('m', (p) => mul(axes(p, i), axes(p, i))));
    const u = tensor('m k', (p, i) => div(axes(p, i), sqrt(square(i))));
    const inner = times(transpose(u), g);
    const turned = tensor('k k', (i, j) =>
      i === j
        ? div(inner(i, i), mul(constant(2), sqrt(square(i))))
        : div(mul(inner(i, j), sqrt(square(j))), sub(square(j), square(i))),
    );
    const outside = times(minus(identity(size('m')), times(u, transpose(u))), g);
    const beyond = tensor('m k', (p, j) => div(outside(p, j), sqrt(square(j))));
    const ofM = times(plus(times(u, turned), beyond), transpose(u));
    return { a: times(plus(ofM, transpose(ofM)), a) };
  },
  kinks: 'where lengths coincide, or are 0, an axis has no derivative',
  clauses: {
    C1: 'B B^T = A A^T, B of the axes as columns: ||B B^T - A A^T||_1 <= 70 max(m, n) eps ||A||_1 ||A^T||_1',
    C2: 'axes are orthogonal: what is beside the diagonal of B^T B is at most as much',
    C3: 'lengths descend, within as much for their squares',
    C4: 'no ||A x||, ||x|| = 1, is beyond the length of the first axis, and none below that of the last, m >= n, up to rounding; the first is attained at A^T b_1',
    C5: 'volume: the product of the lengths is |det A|, that of the ellipse pi |det A|, up to rounding',
  },
  sources: [golubVanLoan2013('section 2.4.1'), foundationsText('1.1.6'), lapackThresholds('svd.in: 35')],
});
