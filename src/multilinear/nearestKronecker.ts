import { nearestKronecker as specification } from '../../spec/multilinear/nearestKronecker.ts';
import { at, build, columnsOf, type Matrix, matrix } from '../_internal/dense/matrix.ts';
import { finiteSingularValues } from '../_internal/dense/singularValues.ts';
import { reference } from '../_internal/reference.ts';

/** A row for each of m by n blocks, which holds its entries: A kron B becomes the outer product of the entries of both. */
function rearranged(c: Matrix, m: number, n: number): Matrix {
  const [p, q] = [c.rows / m, c.columns / n];
  return build(m * n, p * q, (block, entry) =>
    at(c, Math.floor(block / n) * p + Math.floor(entry / q), (block % n) * q + (entry % q)),
  );
}

export const nearestKronecker = reference(specification, {
  member({ c }, { m, n }, { sizes: { p, q } }) {
    const { u, s, v } = finiteSingularValues('multilinear.nearestKronecker/R2', rearranged(c, m, n));
    const root = Math.sqrt(s[0] ?? 0);
    const first = (basis: Matrix, rows: number, columns: number) =>
      matrix(
        rows,
        columns,
        columnsOf(basis, 0, Math.min(basis.columns, 1)).data.map((value) => root * value),
      );
    return { a: first(u, m, n), b: first(v, p, q) };
  },
});
