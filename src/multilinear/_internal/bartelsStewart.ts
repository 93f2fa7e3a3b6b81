import { at, build, type Matrix, matrix, times, transposed } from '../../_internal/dense/matrix.ts';
import { arrayFrom, doubles } from '../../_internal/values.ts';
import { schur } from '../../decompositions/schur.ts';
import { smallSystem } from './smallSystem.ts';
import { sumOver } from './sumOver.ts';

/**
 * The solution of A X + X B = C, undefined where A and -B share an eigenvalue (Bartels and Stewart 1972).
 *
 * With A = Q T Q^T and B = Z S Z^T it is T Y + Y S = Q^T C Z, X = Q Y Z^T: block by block, from the last rows of T and the first
 * columns of S on, each a system of at most four unknowns.
 */
export function bartelsStewart(a: Matrix, b: Matrix, c: Matrix): Matrix | undefined {
  const [left, right] = [schurOf(a), schurOf(b)];
  const given = times(transposed(left.q), c, right.q);
  const y = matrix(c.rows, c.columns);
  for (const columns of blocksOf(right.t)) {
    for (const rows of blocksOf(left.t).reverse()) {
      if (!solveBlock(left.t, right.t, given, y, rows, columns)) return undefined;
    }
  }
  return times(left.q, y, transposed(right.q));
}

function schurOf(a: Matrix): { readonly q: Matrix; readonly t: Matrix } {
  const { q, t } = schur({ a: arrayFrom('float64', [a.rows, a.columns], a.data) }, {});
  return { q: matrix(a.rows, a.rows, doubles(q)), t: matrix(a.rows, a.rows, doubles(t)) };
}

/** Rows of a block on the diagonal of a Schur form. */
interface Span {
  readonly start: number;
  readonly size: number;
}

function blocksOf(t: Matrix): Span[] {
  const blocks: Span[] = [];
  for (let start = 0; start < t.rows; ) {
    const size = start + 1 < t.rows && at(t, start + 1, start) !== 0 ? 2 : 1;
    blocks.push({ start, size });
    start += size;
  }
  return blocks;
}

/** One block of Y, from those that are known; false where it has no unique solution. */
function solveBlock(t: Matrix, s: Matrix, given: Matrix, y: Matrix, rows: Span, columns: Span): boolean {
  const end = rows.start + rows.size;
  const places = Array.from({ length: rows.size * columns.size }, (_, k) => ({
    i: rows.start + (k % rows.size),
    j: columns.start + Math.floor(k / rows.size),
  }));
  const rest = places.map(
    ({ i, j }) =>
      at(given, i, j) -
      sumOver(t.rows - end, (k) => at(t, i, end + k) * at(y, end + k, j)) -
      sumOver(columns.start, (k) => at(y, i, k) * at(s, k, j)),
  );
  const system = build(places.length, places.length, (one, other) => {
    const [to, from] = [places[one], places[other]] as [(typeof places)[0], (typeof places)[0]];
    return (to.j === from.j ? at(t, to.i, from.i) : 0) + (to.i === from.i ? at(s, from.j, to.j) : 0);
  });
  const solved = smallSystem(system, rest);
  places.forEach(({ i, j }, k) => {
    y.data[i * y.columns + j] = solved?.[k] ?? 0;
  });
  return solved !== undefined;
}
