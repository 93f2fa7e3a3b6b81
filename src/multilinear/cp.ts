import { cp as specification } from '../../spec/multilinear/cp.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { type Cube, unfolded } from '../_internal/dense/cube.ts';
import { at, build, columnsOf, type Matrix, times, transposed } from '../_internal/dense/matrix.ts';
import { normOf } from '../_internal/dense/scale.ts';
import { composed, finiteSingularValues, singularValues } from '../_internal/dense/singularValues.ts';
import { arrayFrom, doubles } from '../_internal/values.ts';

type Axis = 0 | 1 | 2;

/** A factor with columns of norm 1, and what these were. */
interface Scaled {
  readonly factor: Matrix;
  readonly norms: Float64Array;
}

/** The least squares solution F of F K^T = A, K the Khatri-Rao product of the other factors: A K^+T, by singular values above rounding. */
function bestFactor(a: Matrix, first: Matrix, second: Matrix): Matrix {
  const products = build(
    first.rows * second.rows,
    first.columns,
    (row, k) => at(first, Math.floor(row / second.rows), k) * at(second, row % second.rows, k),
  );
  const { u, s, v } = singularValues(products);
  const least = products.rows * 2 ** -52 * (s[0] ?? 0);
  const inverses = s.filter((value) => value > least).map((value) => 1 / value);
  return times(a, composed(u, inverses, v));
}

/** A column of zeros is a weight of 0, of any vector: the first unit vector. */
function scaledColumns(a: Matrix): Scaled {
  const turned = transposed(a);
  const norms = Float64Array.from({ length: a.columns }, (_, k) =>
    normOf(turned.data.subarray(k * a.rows, (k + 1) * a.rows)),
  );
  const factor = build(a.rows, a.columns, (i, k) =>
    norms[k] === 0 ? Number(i === 0) : at(a, i, k) / (norms[k] as number),
  );
  return { factor, norms };
}

function alternated(a: Cube, rank: number, iterations: number) {
  const unfoldings = ([0, 1, 2] as const).map((axis) => unfolded(a, axis)) as [Matrix, Matrix, Matrix];
  const start = (axis: Axis) => columnsOf(finiteSingularValues('multilinear.cp/R3', unfoldings[axis]).u, 0, rank);
  let [u, v, w]: Scaled[] = [start(0), start(1), start(2)].map(scaledColumns) as [Scaled, Scaled, Scaled];
  for (let k = 0; k < iterations; k++) {
    u = scaledColumns(bestFactor(unfoldings[0], v?.factor as Matrix, w?.factor as Matrix));
    v = scaledColumns(bestFactor(unfoldings[1], u.factor, w?.factor as Matrix));
    w = scaledColumns(bestFactor(unfoldings[2], u.factor, v.factor));
  }
  return { u, v, w };
}

export const cp = arrayReference(specification, {
  whole({ a }, { rank, iterations }, { dtype }) {
    const { u, v, w } = alternated({ shape: a.shape, data: doubles(a) }, rank, iterations);
    const { norms } = w as Scaled;
    const order = Array.from(norms.keys()).sort((i, j) => (norms[j] as number) - (norms[i] as number));
    const sorted = ({ factor }: Scaled) =>
      arrayFrom(dtype, [factor.rows, rank], build(factor.rows, rank, (i, k) => at(factor, i, order[k] as number)).data);
    return {
      weights: arrayFrom(
        dtype,
        [rank],
        order.map((k) => norms[k] as number),
      ),
      u: sorted(u as Scaled),
      v: sorted(v as Scaled),
      w: sorted(w as Scaled),
    };
  },
});
