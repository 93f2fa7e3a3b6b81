import {
  inverseIteration as inverseRecord,
  qrAlgorithm as qrRecord,
  rayleighQuotient as rayleighRecord,
} from '../../spec/decompositions/iterations.ts';
import { productOf, triangularise } from '../_internal/dense/householder.ts';
import { at, build, matrix, times, transposed } from '../_internal/dense/matrix.ts';
import { requireFinite } from '../_internal/dense/requireFinite.ts';
import { commonExponent, largestMagnitude, scaledBy, timesPowerOfTwo } from '../_internal/dense/scale.ts';
import { reference } from '../_internal/reference.ts';
import { applied, inner, inUnits, iterate, normalised, scaledMatrix } from './_internal/iterate.ts';
import { substituteUnscaled } from './_internal/substituteUnscaled.ts';

export const inverseIteration = reference(inverseRecord, {
  member({ a, shift, start }, { steps }) {
    const id = 'decompositions.inverseIteration/R2';
    requireFinite(id, 'a', a.data);
    requireFinite(id, 'shift', Float64Array.of(shift));
    requireFinite(id, 'start', start);
    const power = commonExponent(Float64Array.of(...a.data, shift));
    const moved = build(a.rows, a.columns, (i, j) => {
      const entry = timesPowerOfTwo(at(a, i, j), -power);
      return i === j ? entry - timesPowerOfTwo(shift, -power) : entry;
    });
    // By reflections: elimination loses digits where its entries grow. What is 0 on the diagonal, where the shift is an eigenvalue,
    // becomes as small as a rounding of A.
    const { reflectors, r } = triangularise(moved);
    const least = Number.EPSILON * (largestMagnitude(moved.data) || 1);
    for (let i = 0; i < a.rows; i++) if (at(r, i, i) === 0) r.data[i * (a.columns + 1)] = least;
    const back = transposed(productOf(reflectors, a.rows, a.rows));
    return iterate(start, steps, (x) => normalised(substituteUnscaled(r, applied(back, x)))).vectors;
  },
});

export const rayleighQuotient = reference(rayleighRecord, {
  member({ a, x }) {
    const { unit, power } = scaledMatrix(a);
    const near = inUnits(x);
    return timesPowerOfTwo(inner(near, applied(unit, near)) / inner(near, near), power);
  },
  // d rho = (x^T dA x + dx^T (A + A^T) x - 2 rho x^T dx) / x^T x.
  pullback({ a, x }, g) {
    const exponent = commonExponent(x);
    const near = scaledBy(x, -exponent);
    const square = inner(near, near);
    const [image, other] = [applied(a, near), applied(transposed(a), near)];
    const rho = inner(near, image) / square;
    const slope = near.map((value, i) => {
      const along = (image[i] as number) + (other[i] as number) - 2 * rho * value;
      return timesPowerOfTwo((g * along) / square, -exponent);
    });
    return {
      a: build(a.rows, a.columns, (i, j) => (g * ((near[i] as number) * (near[j] as number))) / square),
      x: slope,
    };
  },
});

export const qrAlgorithm = reference(qrRecord, {
  member({ a }) {
    requireFinite('decompositions.qrAlgorithm/R1', 'a', a.data);
    const { unit, power } = scaledMatrix(a);
    const { reflectors, r } = triangularise(unit);
    const q = productOf(reflectors, a.rows, a.rows);
    const next = times(r, q);
    return { q, next: matrix(a.rows, a.columns, scaledBy(next.data, power)) };
  },
});
