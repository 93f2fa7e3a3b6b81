import {
  ascending,
  hidden,
  inSpan,
  joinRows,
  merged,
  type Pole,
  type Span,
  Workspace,
} from '../../_internal/dense/joinedRows.ts';
import { at, identity, type Matrix, matrix, rowOf } from '../../_internal/dense/matrix.ts';
import { rotate } from '../../_internal/dense/orthogonaliseRows.ts';
import { loewnerWeights, secularRoots } from '../../_internal/dense/secular.ts';
import { implicitQl } from './implicitQl.ts';

/** Up to this order QL iteration costs less than two halves and their union. */
const LEAF = 32;

/** T = V^T diag(d) V, the rows of V the eigenvectors: block by block on the way. */
interface Spectrum {
  readonly d: Float64Array;
  readonly rows: Matrix;
  readonly workspace: Workspace;
}

/**
 * Eigenvalues, ascending in place of the diagonal, and eigenvectors, the rows of the result, of a symmetric tridiagonal matrix whose
 * entries are of the order of 1 at most.
 *
 * Its halves are solved and joined by a correction of rank one (Cuppen 1981; Gu and Eisenstat 1995): the vectors of the union are
 * products of matrices.
 */
export function divideTridiagonal(d: Float64Array, e: Float64Array): Matrix {
  const rows = matrix(d.length, d.length);
  solve({ d, rows, workspace: new Workspace(d.length) }, e, 0, d.length);
  return rows;
}

function solve(spectrum: Spectrum, e: Float64Array, first: number, end: number): void {
  if (end - first <= LEAF) {
    solveLeaf(spectrum, e, first, end);
    return;
  }
  const middle = first + Math.floor((end - first) / 2);
  // T = diag(T1, T2) + |c| v v^T with v = (.., 0, 1, sign(c), 0, ..).
  const coupling = e[middle - 1] as number;
  for (const corner of [middle - 1, middle]) {
    spectrum.d[corner] = (spectrum.d[corner] as number) - Math.abs(coupling);
  }
  solve(spectrum, e, first, middle);
  solve(spectrum, e, middle, end);
  join(spectrum, coupling, { first, middle, end, last: end });
}

function solveLeaf({ d, rows }: Spectrum, e: Float64Array, first: number, end: number): void {
  const size = end - first;
  const values = d.slice(first, end);
  const couplings = e.slice(first, end);
  couplings[size - 1] = 0;
  const own = identity(size);
  const vectors = Array.from({ length: size }, (_, i) => rowOf(own, i));
  implicitQl(values, couplings, vectors);
  const order = Array.from(values.keys()).sort((i, j) => (values[i] as number) - (values[j] as number));
  order.forEach((from, to) => {
    d[first + to] = values[from] as number;
    rows.data.set(vectors[from] as Float64Array, (first + to) * rows.columns + first);
  });
}

/** Joins two blocks: diag(D1, D2) + 2 |c| z z^T, z of norm 1 made of the last entries of the one and the first of the other. */
function join(spectrum: Spectrum, coupling: number, span: Span): void {
  const { d, rows, workspace } = spectrum;
  const strength = 2 * Math.abs(coupling);
  const { kept, settled } = deflated(rows, polesOf(spectrum, coupling, span), strength, span);
  const values = Float64Array.from(kept, ({ value }) => value);
  const weights = Float64Array.from(kept, ({ z }) => strength * z * z);
  const secular = secularRoots(values, weights, false, workspace.matrix('differences', kept.length, kept.length));
  const { roots, differences } = secular;
  const places = ascending(roots, settled);
  const entries = loewnerWeights(values, secular, false).map((weight, k) => Math.sign((kept[k] as Pole).z) * weight);
  joinRows(rows, { span, kept, places, differences, workspace }, entries);
  places.forEach((one, i) => {
    d[span.first + i] = typeof one === 'number' ? (roots[one] as number) : one.value;
  });
}

/** In ascending order. */
function polesOf({ d, rows }: Spectrum, coupling: number, { first, middle, end }: Span): Pole[] {
  const poles = Array.from({ length: end - first }, (_, i): Pole => {
    const row = first + i;
    const value = d[row] as number;
    return row < middle
      ? { value, z: at(rows, row, middle - 1) * Math.SQRT1_2, row, reach: 'upper' }
      : { value, z: Math.sign(coupling) * at(rows, row, middle) * Math.SQRT1_2, row, reach: 'lower' };
  });
  return poles.sort((one, other) => one.value - other.value);
}

/**
 * Settles what the correction changes by less than rounding: poles of small z, and one of two so close that turning their vectors
 * into each other leaves a coupling that small.
 */
function deflated(
  rows: Matrix,
  poles: readonly Pole[],
  strength: number,
  span: Span,
): { readonly kept: Pole[]; readonly settled: Pole[] } {
  const tolerance = hidden(...poles.flatMap(({ value, z }) => [value, z]));
  const [kept, settled]: [Pole[], Pole[]] = [[], []];
  for (const pole of poles) {
    const last = kept.at(-1);
    if (strength * Math.abs(pole.z) <= tolerance) settled.push(pole);
    else if (last === undefined) kept.push(pole);
    else {
      const union = merged(last, pole);
      if (Math.abs((pole.value - last.value) * union.cosine * union.sine) > tolerance) kept.push(pole);
      else {
        rotate(inSpan(rows, last.row, span), inSpan(rows, pole.row, span), union.cosine, union.sine);
        kept.splice(-1, 1, union.pole);
        settled.push(union.settled);
      }
    }
  }
  return { kept, settled };
}
