import { det as specification } from '../../spec/decompositions/det.ts';
import { at, type Matrix, matrix, scaled } from '../_internal/dense/matrix.ts';
import { exponentOf, timesPowerOfTwo } from '../_internal/dense/scale.ts';
import { composed, singularValues } from '../_internal/dense/singularValues.ts';
import { reference } from '../_internal/reference.ts';
import { eliminate } from './_internal/eliminate.ts';

/** The product of the numbers; what over- or underflows on the way is held apart as a power of two. */
function productOf(numbers: Iterable<number>): number {
  let unit = 1;
  let power = 0;
  for (const number of numbers) {
    unit *= number;
    if (unit === 0 || !Number.isFinite(unit)) return unit;
    const exponent = exponentOf(unit);
    unit = timesPowerOfTwo(unit, -exponent);
    power += exponent;
  }
  return timesPowerOfTwo(unit, power);
}

function determinant(a: Matrix): number {
  const { factors, sign } = eliminate(a);
  const pivots = Array.from({ length: a.rows }, (_, i) => at(factors, i, i));
  // A zero stays +0, whatever the permutation.
  return productOf(pivots) * sign + 0;
}

// The cofactors: entry (i, j) multiplies a_ij in det A, hence is its derivative. With A = U diag(s) V^T they are det U det V
// U diag(products of the s_j without the i-th) V^T, since the cofactor matrix of a product is the product of those of the
// factors and that of an orthogonal Q is det(Q) Q. No division: it holds for singular A too.
function cofactors(a: Matrix): Matrix {
  const n = a.rows;
  if (!a.data.every(Number.isFinite)) return matrix(n, n, new Float64Array(n * n).fill(Number.NaN));
  const { u, s, v } = singularValues(a);
  const orientation = Math.sign(determinant(u) * determinant(v));
  return composed(
    u,
    s.map((_, i) => orientation * productOf(s.filter((_, j) => j !== i))),
    v,
  );
}

export const det = reference(specification, {
  member: ({ a }) => determinant(a),
  pullback: ({ a }, g) => ({ a: scaled(cofactors(a), g) }),
});
