import { matrixOf } from '../_internal/dense.ts';
import type { Variant } from '../variant.ts';

/** Column by column: what an unknown contributes is subtracted as soon as it is known, quotients by the reciprocal. */
const substitution: Variant = {
  name: 'column by column, fused, with reciprocals',
  operation: 'decompositions.triangularSolve',
  compute: ({ t, b }, { lower, transpose, unitDiagonal }, f) => {
    const [triangle, right] = [matrixOf(t), matrixOf(b)];
    const [n, k] = [triangle.rows, right.columns];
    const at = (i: number, j: number) => triangle.values[transpose === true ? j * n + i : i * n + j] ?? 0;
    // The transpose of a lower triangle is an upper one.
    const forward = (lower === true) !== (transpose === true);
    const rest = [...right.values];
    for (let column = 0; column < k; column++) {
      for (let step = 0; step < n; step++) {
        const j = forward ? step : n - 1 - step;
        const x =
          unitDiagonal === true ? (rest[j * k + column] ?? 0) : f.mul(rest[j * k + column] ?? 0, f.div(1, at(j, j)));
        rest[j * k + column] = x;
        for (let i = forward ? j + 1 : 0; i < (forward ? n : j); i++) {
          rest[i * k + column] = f.fma(-at(i, j), x, rest[i * k + column] ?? 0);
        }
      }
    }
    return { x: rest };
  },
};

export const variants: readonly Variant[] = [substitution];
