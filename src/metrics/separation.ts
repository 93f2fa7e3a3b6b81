import {
  fisherRatio as fisherSpecification,
  classScatter as scatterSpecification,
  silhouette as silhouetteSpecification,
} from '../../spec/metrics/separation.ts';
import { at, type Matrix, rowOf } from '../_internal/dense/matrix.ts';
import { normOf } from '../_internal/dense/scale.ts';
import { reference } from '../_internal/reference.ts';

/** The members of each class. */
function classesOf(label: Float64Array): Map<number, number[]> {
  const classes = new Map<number, number[]>();
  label.forEach((name, i) => {
    classes.set(name, [...(classes.get(name) ?? []), i]);
  });
  return classes;
}

/** The mean of some rows: of what they are beyond the first, which is added again. */
function meanOf(x: Matrix, rows: readonly number[]): Float64Array {
  const [origin = 0] = rows;
  return Float64Array.from({ length: x.columns }, (_, k) => {
    const base = at(x, origin, k);
    return base + rows.reduce((sum, i) => sum + (at(x, i, k) - base), 0) / rows.length;
  });
}

const squared = (a: Float64Array, b: Float64Array): number =>
  a.reduce((sum, value, k) => sum + (value - (b[k] as number)) ** 2, 0);

function scatter(x: Matrix, label: Float64Array) {
  const all = meanOf(
    x,
    Array.from(label, (_, i) => i),
  );
  let [within, between] = [0, 0];
  for (const rows of classesOf(label).values()) {
    const mean = meanOf(x, rows);
    for (const i of rows) within += squared(rowOf(x, i), mean);
    between += rows.length * squared(mean, all);
  }
  return { within, between };
}

export const classScatter = reference(scatterSpecification, { member: ({ x, label }) => scatter(x, label) });

export const fisherRatio = reference(fisherSpecification, {
  member({ x, label }) {
    const { within, between } = scatter(x, label);
    return between / within;
  },
});

export const silhouette = reference(silhouetteSpecification, {
  member({ x, label }) {
    const classes = classesOf(label);
    const distance = (i: number, j: number) =>
      normOf(Float64Array.from(rowOf(x, i), (value, k) => value - at(x, j, k)));
    const mean = (i: number, rows: readonly number[]) => rows.reduce((sum, j) => sum + distance(i, j), 0) / rows.length;
    return Float64Array.from(label, (name, i) => {
      const own = (classes.get(name) as number[]).filter((j) => j !== i);
      if (own.length === 0 || classes.size < 2) return 0;
      const inside = mean(i, own);
      const others = [...classes].filter(([other]) => other !== name).map(([, rows]) => mean(i, rows));
      const nearest = Math.min(...others);
      const most = Math.max(inside, nearest);
      return most > 0 ? (nearest - inside) / most : most;
    });
  },
});
