import type { Algebra, ComplexMatrix, ExactMatrix } from '../exactMatrix.ts';
import { thresholds } from '../thresholds.ts';
import { balancing, inverseOfPowers, measures } from './balancing.ts';
import { scalar, sumOfSquares } from './characteristic.ts';

const columnOf = (a: ExactMatrix, j: number): ExactMatrix => ({
  ...a,
  columns: 1,
  entries: a.entries.filter((_, at) => at % a.columns === j),
});

/** The largest backward error of A v = w v over the columns, against LAPACK's threshold: as it is, or of a balanced A. */
export function eigenResidual(a: ExactMatrix, w: ComplexMatrix, v: ComplexMatrix, algebra: Algebra): number {
  const { represented, diagonal, minus, times, norm1, backward, u } = algebra;
  const vectors = represented(v.re, v.im);
  const values = represented(diagonal(w.re), diagonal(w.im));
  const residual = minus(times(represented(a), vectors), times(vectors, values));
  const ways = measures.map((measure) => {
    const d = balancing(a, algebra, measure);
    return { scale: represented(inverseOfPowers(d)), balanced: times(inverseOfPowers(d), a, d) };
  });
  const ratios = Array.from({ length: a.rows }, (_, j) => {
    const [r, x] = [columnOf(residual, j), columnOf(vectors, j)];
    const ratio = (r: ExactMatrix, matrix: ExactMatrix, x: ExactMatrix) =>
      backward(thresholds.nonsymmetricEigen, r, a.rows, 2 * u, matrix, x);
    const plain = ratio(r, a, x);
    return plain <= 1 || norm1(x) === 0
      ? plain
      : Math.min(plain, ...ways.map(({ scale, balanced }) => ratio(times(scale, r), balanced, times(scale, x))));
  });
  return ratios.reduce((worst, one) => (one <= worst ? worst : one), 0);
}

/** The largest | ||v||^2 - 1 | of the columns, over what is allowed. */
export function lengthResidual({ re, im }: ComplexMatrix, { at, minus, plus, ratio, u }: Algebra): number {
  const one = scalar(1n, 0);
  const lengths = Array.from({ length: re.columns }, (_, j) => {
    const square = (a: ExactMatrix) => sumOfSquares(columnOf(a, j));
    return Math.abs(at(minus(plus(square(re), square(im)), one), 0, 0));
  });
  return ratio(Math.max(0, ...lengths), 2 * thresholds.nonsymmetricEigen * 2 * u);
}
