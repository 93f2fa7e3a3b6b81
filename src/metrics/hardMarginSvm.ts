import { hardMarginSvm as specification } from '../../spec/metrics/hardMarginSvm.ts';
import { build, type Matrix, rowOf } from '../_internal/dense/matrix.ts';
import { fail } from '../_internal/fail.ts';
import { reference } from '../_internal/reference.ts';
import { inner } from '../_internal/rows.ts';
import { solution } from '../decompositions/_internal/solution.ts';

/** The Gram matrix of some rows. */
const gramOf = (z: Matrix, rows: readonly number[]): Matrix =>
  build(rows.length, rows.length, (i, j) => inner(rowOf(z, rows[i] as number), rowOf(z, rows[j] as number)));

const solved = (g: Matrix): Float64Array =>
  solution(
    'metrics.hardMarginSvm',
    g,
    build(g.rows, 1, () => 1),
  ).data;

/** Weights of the point of the affine hull of some rows that is nearest to the origin: (G + 1 1^T) u = 1, over its sum. */
function nearestWeights(z: Matrix, rows: readonly number[]): Float64Array {
  const gram = gramOf(z, rows);
  const scale = gram.data.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  const u = solved(build(rows.length, rows.length, (i, j) => (gram.data[i * rows.length + j] as number) / scale + 1));
  const whole = u.reduce((sum, value) => sum + value, 0);
  return u.map((value) => value / whole);
}

/**
 * The multipliers, by the nearest point of the hull of the rows: Wolfe's algorithm takes in the row that is farthest on the other side of
 * the plane through the point, and lets go what would have a negative weight. Throws RangeError where the point is the origin.
 */
function multipliers(z: Matrix): Float64Array {
  const refuse = (): never =>
    fail('metrics.hardMarginSvm/R1', 'the classes must be separable by a hyperplane through the origin');
  const alpha = new Float64Array(z.rows);
  if (z.rows === 0) return alpha;
  const weights = new Map<number, number>([[0, 1]]);
  const size = Math.max(...Array.from({ length: z.rows }, (_, i) => inner(rowOf(z, i), rowOf(z, i))));
  for (let step = 0; step < 64 * (z.rows + 4); step++) {
    const point = Float64Array.from({ length: z.columns }, (_, k) =>
      [...weights].reduce((sum, [i, weight]) => sum + weight * (z.data[i * z.columns + k] as number), 0),
    );
    const square = inner(point, point);
    if (!(square > 2 ** -44 * size)) refuse();
    let [worst, least] = [-1, square * (1 - 2 ** -46)];
    for (let i = 0; i < z.rows; i++) {
      const product = inner(point, rowOf(z, i));
      if (product < least && !weights.has(i)) [worst, least] = [i, product];
    }
    if (worst < 0) break;
    weights.set(worst, 0);
    for (;;) {
      const rows = [...weights.keys()];
      const due = nearestWeights(z, rows);
      const falling = rows.filter((_, k) => !((due[k] as number) > 0));
      if (falling.length === 0) {
        rows.forEach((row, k) => {
          weights.set(row, due[k] as number);
        });
        break;
      }
      const reach = (row: number) => {
        const [own, to] = [weights.get(row) as number, due[rows.indexOf(row)] as number];
        return own === to ? 0 : own / (own - to);
      };
      const share = Math.min(...falling.map(reach));
      const out = falling.find((row) => reach(row) === share) as number;
      rows.forEach((row, k) => {
        const own = weights.get(row) as number;
        weights.set(row, own + share * ((due[k] as number) - own));
      });
      weights.delete(out);
    }
  }
  // All of them are on the margin: G alpha = 1.
  const rows = [...weights.keys()];
  solved(gramOf(z, rows)).forEach((value, k) => {
    alpha[rows[k] as number] = value;
  });
  return alpha;
}

export const hardMarginSvm = reference(specification, {
  member({ x, y }) {
    const z = build(x.rows, x.columns, (i, k) => (y[i] === 0 ? -1 : 1) * (x.data[i * x.columns + k] as number));
    const alpha = multipliers(z);
    const w = Float64Array.from({ length: x.columns }, (_, k) =>
      alpha.reduce((sum, value, i) => sum + value * (z.data[i * z.columns + k] as number), 0),
    );
    return { w, alpha };
  },
});
