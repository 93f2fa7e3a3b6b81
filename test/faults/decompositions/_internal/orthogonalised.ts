import { at, build, identity, type Matrix, matrix } from '../../../../src/_internal/dense/matrix.ts';
import type { SymmetricEigen } from '../../../../src/decompositions/_internal/symmetricEigen.ts';
import { columnOf, entries } from '../../_internal/matrices.ts';

/** Jacobi's method for a symmetric matrix, so many sweeps of it. */
export function jacobi(given: Matrix, sweeps: number): SymmetricEigen {
  const n = given.rows;
  const [a, v] = [entries(given, (x) => x), identity(n)];
  const turn = (m: Matrix, p: number, q: number, angle: number, isRow: boolean): void => {
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    for (let k = 0; k < n; k++) {
      const [one, other] = isRow ? [p * n + k, q * n + k] : [k * n + p, k * n + q];
      const [x, y] = [m.data[one] ?? 0, m.data[other] ?? 0];
      m.data[one] = c * x - s * y;
      m.data[other] = s * x + c * y;
    }
  };
  for (let sweep = 0; sweep < sweeps; sweep++) {
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        const angle = Math.atan2(2 * at(a, p, q), at(a, q, q) - at(a, p, p)) / 2;
        turn(a, p, q, angle, false);
        turn(a, p, q, angle, true);
        turn(v, p, q, angle, false);
      }
    }
  }
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => at(a, i, i) - at(a, j, j));
  return { w: Float64Array.from(order, (i) => at(a, i, i)), v: build(n, n, (i, j) => at(v, i, order[j] ?? 0)) };
}

/** Orthogonalisation of each column against those before it; a column with nothing left becomes a unit vector. */
export function gramSchmidt(a: Matrix, projectsRest: boolean): { readonly q: Matrix; readonly r: Matrix } {
  const k = Math.min(a.rows, a.columns);
  const [q, r] = [matrix(a.rows, k), matrix(k, a.columns)];
  for (let j = 0; j < a.columns; j++) {
    const given = columnOf(a, j);
    let rest = given;
    for (let i = 0; i < Math.min(j, k); i++) {
      const direction = columnOf(q, i);
      const size = direction.reduce((sum, x, at) => sum + x * ((projectsRest ? rest : given)[at] ?? 0), 0);
      r.data[i * a.columns + j] = size;
      rest = rest.map((value, at) => value - size * (direction[at] ?? 0));
    }
    if (j >= k) continue;
    const norm = Math.hypot(...rest);
    r.data[j * a.columns + j] = norm;
    for (let i = 0; i < a.rows; i++) q.data[i * k + j] = norm === 0 ? (i === j ? 1 : 0) : (rest[i] ?? 0) / norm;
  }
  return { q, r };
}
