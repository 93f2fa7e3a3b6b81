import type { Tensor } from '../../spec/tensor.ts';
import type { Spectrum } from '../generators/spectra.ts';
import type { Observation } from '../law.ts';
import {
  type Ball,
  exactBall,
  type Interval,
  identityBall,
  norm1,
  norm2Above,
  productLess,
  scaledColumns,
  transposedBall,
  upward,
} from './balls.ts';
import { elementName } from './compare.ts';
import { allProved, proved } from './proved.ts';

/** A matrix of a tensor, known exactly. */
export const ballOf = ({ shape, data }: Tensor): Ball => exactBall(shape[0] ?? 1, shape[1] ?? 1, data);

/** U diag(s) V^T - A. */
const productOf = (a: Ball, u: Ball, s: ArrayLike<number>, v: Ball): Ball =>
  productLess(scaledColumns(u, s), transposedBall(v), a);

/** Q^T Q - I. */
const gramOf = (q: Ball): Ball => productLess(transposedBall(q), q, identityBall(q.columns));

/**
 * How far each of the values is from its singular value of A, or its eigenvalue where the factors are one: A = U diag(s) V^T + E moves
 * them by ||E||_2 (Weyl), and factors that are not orthonormal by the larger ||U^T U - I||_2 of both, relatively (Ostrowski).
 */
export function valueErrors({ a, left, values, right }: Spectrum): readonly number[] {
  const moved = norm2Above(productOf(ballOf(a), left, values, right));
  const stretched = Math.max(norm2Above(gramOf(left)), norm2Above(gramOf(right)));
  // Of a factor that is far from orthonormal nothing follows.
  return values.map((value) => (stretched < 1 ? upward(moved + stretched * Math.abs(value), 8) : Number.NaN));
}

/** Every received value against its interval, `allowed` for the i-th of them. */
export function valuesProved(
  name: string,
  received: Tensor,
  values: readonly number[],
  errors: readonly number[],
  allowed: (i: number) => number,
): Observation {
  const verdicts = Array.from(received.data, (value, i) => {
    const [distance, radius] = [Math.abs(value - (values[i] ?? Number.NaN)), errors[i] ?? Number.NaN];
    return proved(
      `|${elementName(name, received.shape, i)} - ${values[i]}|`,
      [Math.max(0, distance * (1 - 2 ** -50) - radius), upward(distance + radius, 8)],
      around(allowed(i)),
    );
  });
  return allProved(name, verdicts);
}

/** A bound that was computed with some roundings. */
export const around = (bound: number): Interval => [bound * (1 - 2 ** -40), bound * (1 + 2 ** -40)];

/** ||A - U diag(s) V^T||_1 against what is allowed. */
export const productProved = (a: Tensor, u: Tensor, s: Tensor, v: Tensor, allowed: number): Observation =>
  proved('||A - U diag(s) V^T||_1', norm1(productOf(ballOf(a), ballOf(u), s.data, ballOf(v))), around(allowed));

/** ||I - Q^T Q||_1 against what is allowed. */
export const orthonormalProved = (name: string, q: Tensor, allowed: number): Observation =>
  proved(`||I - ${name}^T ${name}||_1`, norm1(gramOf(ballOf(q))), around(allowed));
