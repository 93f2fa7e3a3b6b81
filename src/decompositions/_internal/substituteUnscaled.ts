import { at, type Matrix } from '../../_internal/dense/matrix.ts';
import { commonExponent, scaledBy } from '../../_internal/dense/scale.ts';

/** Beyond it what was found so far is scaled down by a power of two: a row more can then not overflow. */
const most = 2 ** 400;

/** A positive multiple of the solution of R x = b, R upper triangular without zeros on its diagonal: one that does not overflow. */
export function substituteUnscaled(r: Matrix, b: Float64Array): Float64Array {
  let x: Float64Array = b.slice();
  for (let i = r.rows - 1; i >= 0; i--) {
    x[i] = (x[i] as number) / at(r, i, i);
    if (Math.abs(x[i] as number) > most) x = scaledBy(x, -commonExponent(x));
    for (let k = 0; k < i; k++) x[k] = (x[k] as number) - at(r, k, i) * (x[i] as number);
  }
  return x;
}
