import { complementOf } from './householder.ts';
import { jacobiSingularValues } from './jacobiSingularValues.ts';
import { ascending, hidden, inSpan, joinRows, merged, type Pole, type Span, Workspace } from './joinedRows.ts';
import { at, build, identity, type Matrix, matrix } from './matrix.ts';
import { rotate } from './orthogonaliseRows.ts';
import { loewnerWeights, secularRoots } from './secular.ts';

/** Up to this order Jacobi rotations cost less than two halves and their union. */
const LEAF = 16;

/** B = U^T diag(s) V, the rows of U and V the singular vectors: block by block on the way. */
interface Bases {
  readonly s: Float64Array;
  readonly u: Matrix;
  readonly v: Matrix;
  readonly workspace: Workspace;
}

/** An upper bidiagonal matrix: element i of the second couples columns i and i + 1. */
interface Upper {
  readonly diagonal: Float64Array;
  readonly offDiagonal: Float64Array;
}

/**
 * Singular values, ascending, and vectors, the rows of u and v, of a square upper bidiagonal matrix whose entries are of the order of 1
 * at most.
 *
 * Without one of its rows it falls into two halves, each with a column more than rows; they are solved and joined by that row (Gu and
 * Eisenstat 1995a), so that the vectors of the union are products of matrices. Squares of singular values never appear but in differences
 * that are computed as products: small ones keep the accuracy of the norm.
 */
export function divideBidiagonal(given: Upper): Omit<Bases, 'workspace'> {
  const n = given.diagonal.length;
  const bases: Bases = { s: new Float64Array(n), u: matrix(n, n), v: matrix(n, n), workspace: new Workspace(n) };
  solve(bases, given, 0, n, n);
  return bases;
}

/** Rows `first` to before `end`, over columns `first` to before `last`: as many, or one more, whose null vector is row `end` of v. */
function solve(bases: Bases, given: Upper, first: number, end: number, last: number): void {
  if (end - first <= LEAF) {
    solveLeaf(bases, given, first, end, last);
    return;
  }
  const row = first + Math.floor((end - first) / 2);
  solve(bases, given, first, row, row + 1);
  solve(bases, given, row + 1, end, last);
  join(bases, given, row, { first, middle: row + 1, end, last });
}

function solveLeaf(
  { s, u, v }: Bases,
  { diagonal, offDiagonal }: Upper,
  first: number,
  end: number,
  last: number,
): void {
  const [rows, columns] = [end - first, last - first];
  if (rows === 0) {
    place(v, first, identity(columns));
    return;
  }
  const block = build(
    rows,
    columns,
    (i, j) => (i === j ? diagonal : j === i + 1 ? offDiagonal : zeros)[first + i] ?? 0,
  );
  const own = jacobiSingularValues(block);
  const turn = (vectors: Matrix): Matrix =>
    build(rows, vectors.rows, (i, j) => at(vectors, j, vectors.columns - 1 - i));
  place(u, first, turn(own.u));
  place(v, first, turn(own.v));
  s.set(own.s.toReversed(), first);
  if (columns > rows) v.data.set(complementOf(own.v).data, end * v.columns + first);
}

const zeros = new Float64Array(0);

function place(into: Matrix, first: number, block: Matrix): void {
  for (let i = 0; i < block.rows; i++) {
    const start = (first + i) * into.columns + first;
    into.data.set(block.data.subarray(i * block.columns, (i + 1) * block.columns), start);
  }
}

/** Joins the blocks above and below a row: singular values and vectors of [z^T; 0 D], whose first pole is 0. */
function join(bases: Bases, given: Upper, row: number, span: Span): void {
  const { kept, settled } = deflated(bases, given, row, span);
  const { s, u, v, workspace } = bases;
  const poles = Float64Array.from(kept, ({ value }) => value);
  const squares = Float64Array.from(kept, ({ z }) => z * z);
  const secular = secularRoots(poles, squares, true, workspace.matrix('differences', kept.length, kept.length));
  const { roots, differences } = secular;
  const places = ascending(roots, settled);
  const union = { span, kept, places, differences, workspace };
  const entries = loewnerWeights(poles, secular, true).map((weight, k) => Math.sign((kept[k] as Pole).z) * weight);
  joinRows(v, union, entries);
  const leftEntries = entries.map((entry, k) => (poles[k] as number) * entry);
  joinRows(u, { ...union, span: { ...span, last: span.end } }, leftEntries, -1);
  places.forEach((one, i) => {
    s[span.first + i] = typeof one === 'number' ? (roots[one] as number) : one.value;
  });
}

/** The pole 0 of the row between the blocks, whose right vector is made of their null vectors, and those of the blocks, ascending. */
function polesOf({ s, u, v }: Bases, { diagonal, offDiagonal }: Upper, row: number, span: Span): Pole[] {
  const { first, end, last } = span;
  const [own, next] = [diagonal[row] as number, offDiagonal[row] as number];
  u.data[row * u.columns + row] = 1;
  const others = Array.from({ length: end - first }, (_, i): Pole => {
    const at_ = first + i;
    const value = s[at_] as number;
    return at_ < row
      ? { value, z: own * at(v, at_, row), row: at_, reach: 'upper' }
      : { value, z: next * at(v, at_, row + 1), row: at_, reach: 'lower' };
  }).filter((pole) => pole.row !== row);
  others.sort((one, other) => one.value - other.value);
  let z = own * at(v, row, row);
  if (last > end) {
    const beyond = next * at(v, end, row + 1);
    const both = Math.sqrt(z * z + beyond * beyond);
    if (both > 0) rotate(inSpan(v, end, span), inSpan(v, row, span), z / both, beyond / both);
    z = both;
  }
  return [{ value: 0, z, row, reach: last > end ? 'both' : 'upper' }, ...others];
}

/**
 * Settles what the row between the blocks changes by less than rounding: poles of small z, and one of two that are close, once the vectors
 * are turned into each other. The pole 0 stays, and those beside it keep a distance from it, by no more than rounding, too.
 */
function deflated(
  bases: Bases,
  given: Upper,
  row: number,
  span: Span,
): { readonly kept: Pole[]; readonly settled: Pole[] } {
  const poles = polesOf(bases, given, row, span);
  const tolerance = hidden(
    given.diagonal[row] as number,
    given.offDiagonal[row] as number,
    ...poles.map(({ value }) => value),
  );
  const [zero, ...others] = poles as [Pole, ...Pole[]];
  const [kept, settled]: [Pole[], Pole[]] = [[], []];
  for (const pole of others) {
    const last = kept.at(-1);
    if (Math.abs(pole.z) <= tolerance) settled.push(pole);
    else if (last === undefined || pole.value - last.value > tolerance) kept.push(pole);
    else {
      const union = merged(last, pole);
      for (const rows of [bases.u, bases.v]) {
        const part = rows === bases.u ? { ...span, last: span.end } : span;
        rotate(inSpan(rows, last.row, part), inSpan(rows, pole.row, part), union.cosine, union.sine);
      }
      kept.splice(-1, 1, union.pole);
      settled.push(union.settled);
    }
  }
  if (kept.length === 0 && Math.abs(zero.z) <= tolerance) return { kept, settled: [zero, ...settled] };
  const [lowest] = kept;
  if (lowest !== undefined && lowest.value <= tolerance / 2) kept[0] = { ...lowest, value: tolerance / 2 };
  const z = Math.abs(zero.z) <= tolerance ? tolerance : zero.z;
  return { kept: [{ ...zero, z }, ...kept], settled };
}
