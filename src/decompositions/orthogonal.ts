import {
  qrComplete as completeRecord,
  gramSchmidt as gramSchmidtRecord,
  hessenberg as hessenbergRecord,
  qrPivoted as pivotedRecord,
  polar as polarRecord,
} from '../../spec/decompositions/orthogonal.ts';
import { productOf, triangularise } from '../_internal/dense/householder.ts';
import {
  at,
  build,
  columnsOf,
  type Matrix,
  matrix,
  minus,
  outside,
  plus,
  times,
  transposed,
} from '../_internal/dense/matrix.ts';
import { quotient } from '../_internal/dense/quotient.ts';
import { commonExponent, normOf, scaledBy, timesPowerOfTwo } from '../_internal/dense/scale.ts';
import { composed, finiteSingularValues } from '../_internal/dense/singularValues.ts';
import { fail } from '../_internal/fail.ts';
import { reference } from '../_internal/reference.ts';
import { reduceToHessenberg } from './_internal/hessenberg.ts';
import { qrPullback } from './_internal/qrPullback.ts';

export const qrComplete = reference(completeRecord, {
  member({ a }) {
    const { reflectors, r } = triangularise(a);
    return {
      q: productOf(reflectors, a.rows, a.rows),
      r: build(a.rows, a.columns, (i, j) => (i < r.rows ? at(r, i, j) : 0)),
    };
  },
});

function pivoted(a: Matrix) {
  const { reflectors, r, order } = triangularise(a, true);
  return { q: productOf(reflectors, a.rows, Math.min(a.rows, a.columns)), r, order };
}

export const qrPivoted = reference(pivotedRecord, {
  member({ a }) {
    // Scaled, so that the squares by which columns are compared neither over- nor underflow.
    const power = commonExponent(a.data);
    const { q, r, order } = pivoted(matrix(a.rows, a.columns, scaledBy(a.data, -power)));
    return { q, r: matrix(r.rows, r.columns, scaledBy(r.data, power)), order };
  },
  // The order stays: the gradient of the permuted columns, put back.
  pullback({ a }, { q: qBar, r: rBar }) {
    const power = commonExponent(a.data);
    const { q, r: unit, order } = pivoted(matrix(a.rows, a.columns, scaledBy(a.data, -power)));
    const r = matrix(unit.rows, unit.columns, scaledBy(unit.data, power));
    const permuted = build(a.rows, a.columns, (i, j) => at(a, i, order[j] as number));
    const g = qrPullback(permuted, { q, r }, qBar, rBar);
    return { a: build(a.rows, a.columns, (i, j) => at(g, i, order.indexOf(j))) };
  },
});

type Variant = 'reorthogonalised' | 'modified' | 'classical';

const inner = (x: Float64Array, y: Float64Array): number =>
  x.reduce((sum, value, i) => sum + value * (y[i] as number), 0);

/** x less its projections on the columns; the coefficients are added to those that are known. */
function project(x: Float64Array, columns: readonly Float64Array[], r: Float64Array, oneByOne: boolean): void {
  const given = oneByOne ? x : x.slice();
  columns.forEach((q, l) => {
    const along = inner(q, given);
    r[l] = (r[l] as number) + along;
    q.forEach((value, i) => {
      x[i] = (x[i] as number) - along * value;
    });
  });
}

/**
 * The length of what is left. Of the classical algorithm by Pythagoras, for which alone the loss is known to be at most kappa^2 u
 * (Smoktunowicz, Barlow and Langou 2006).
 */
function lengthOf(rest: Float64Array, column: Float64Array, r: Float64Array, variant: Variant): number {
  if (variant !== 'classical') return normOf(rest);
  const [whole, along] = [normOf(column), normOf(r)];
  const length = Math.sqrt(Math.max(whole - along, 0)) * Math.sqrt(whole + along);
  return length > 0 ? length : normOf(rest);
}

/** Column by column, each over the power of two of its largest entry. */
function orthogonalised(a: Matrix, variant: Variant): { q: Matrix; r: Matrix } {
  const n = a.columns;
  const columns: Float64Array[] = [];
  const r = matrix(n, n);
  for (let j = 0; j < n; j++) {
    const given = columnsOf(a, j, 1).data;
    const power = commonExponent(given);
    const column = scaledBy(given, -power);
    const rest = column.slice();
    const coefficients = new Float64Array(j);
    project(rest, columns, coefficients, variant === 'modified');
    if (variant === 'reorthogonalised') project(rest, columns, coefficients, false);
    const length = lengthOf(rest, column, coefficients, variant);
    if (length === 0)
      fail('decompositions.gramSchmidt/R1', `the columns of a must be independent, got nothing left of column ${j}`);
    columns.push(rest.map((value) => value / length));
    for (let l = 0; l <= j; l++)
      r.data[l * n + j] = timesPowerOfTwo(l === j ? length : (coefficients[l] as number), power);
  }
  return { q: build(a.rows, n, (i, j) => columns[j]?.[i] as number), r };
}

export const gramSchmidt = reference(gramSchmidtRecord, {
  member: ({ a }, { variant }) => orthogonalised(a, variant as Variant),
  pullback: ({ a }, { q, r }, { variant }) => ({ a: qrPullback(a, orthogonalised(a, variant as Variant), q, r) }),
});

export const hessenberg = reference(hessenbergRecord, {
  member({ a }) {
    const n = a.rows;
    const power = commonExponent(a.data);
    const { h, reflectors } = reduceToHessenberg(matrix(n, n, scaledBy(a.data, -power)));
    return { q: productOf(reflectors, n, n), h: matrix(n, n, scaledBy(h.data, power)) };
  },
});

export const polar = reference(polarRecord, {
  // A = U S V^T = (U V^T)(V S V^T).
  member({ a }) {
    const { u, s, v } = finiteSingularValues('decompositions.polar/R2', a);
    return { q: times(u, transposed(v)), h: composed(v, s, v) };
  },
  // With W = Q^T dQ antisymmetric, W H + H W = Q^T dA - dA^T Q and dQ = Q W + (I - QQ^T) dA H^-1, dH = Q^T dA - W H. In the basis V of H,
  // W is divided by s_i + s_j: with M = Q^T Qbar - Hbar H and L M = V ((V^T M V)_ij / (s_i + s_j)) V^T, Abar = (I - QQ^T) Qbar H^-1 + Q
  // (Hbar + L M - (L M)^T).
  pullback({ a }, { q: qBar, h: hBar }) {
    const { u, s, v } = finiteSingularValues('decompositions.polar/R2', a);
    const q = times(u, transposed(v));
    const middle = minus(times(transposed(q), qBar), times(hBar, composed(v, s, v)));
    const turned = times(transposed(v), middle, v);
    const divided = build(s.length, s.length, (i, j) =>
      quotient(at(turned, i, j), (s[i] as number) + (s[j] as number)),
    );
    const solved = times(v, divided, transposed(v));
    const beyond = times(
      outside(q, qBar),
      composed(
        v,
        s.map((value) => 1 / value),
        v,
      ),
    );
    return { a: plus(beyond, times(q, plus(hBar, minus(solved, transposed(solved))))) };
  },
});
