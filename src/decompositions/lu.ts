import type { lu as specification } from '../../spec/decompositions/lu.ts';
import type { Gradient, Implementation } from '../../spec/implementation.ts';
import { forEachMember } from '../_internal/batch.ts';
import { type Matrix, matrix, matrixOf, part, plus, times, transposed } from '../_internal/dense/matrix.ts';
import { readRows, workspaceFor, writeRows } from '../_internal/dense/memberRows.ts';
import { requireFloats } from '../_internal/fail.ts';
import { bindAxes, requireShape } from '../_internal/shapes.ts';
import { sumTo } from '../_internal/sumTo.ts';
import { store } from '../_internal/values.ts';
import { type NdArray, zeros } from '../ndArray.ts';
import { eliminateInPlace, unpermuteRows } from './_internal/eliminate.ts';
import { substitute } from './_internal/substitute.ts';

const id = 'decompositions.lu';

/** P, L and U; L over `lower` and U over `upper`, which hold zeros. */
function factor(
  a: NdArray,
  lower?: Float64Array,
  upper?: Float64Array,
): { permutation: Int32Array; l: Matrix; u: Matrix } {
  const n = a.shape[0] ?? 0;
  const { permutation, factors: u } = eliminateInPlace(matrix(n, n, readRows(a, upper)));
  const l = matrix(n, n, lower);
  for (let i = 0; i < n; i++) {
    const start = i * n;
    for (let at = start; at < start + i; at++) {
      l.data[at] = u.data[at] as number;
      u.data[at] = 0;
    }
    l.data[start + i] = 1;
  }
  return { permutation, l, u };
}

export const lu: Implementation<typeof specification, NdArray> = ({ a }) => {
  const dtype = requireFloats(id, { a });
  const { size, batch } = bindAxes(id, { a: [a, '... n n'] });
  const n = size.n;
  const permutation = zeros('int32', [...batch, n]);
  const l = zeros(dtype, [...batch, n, n]);
  const u = zeros(dtype, [...batch, n, n]);
  forEachMember(
    batch,
    [
      [a, 2],
      [permutation, 1],
      [l, 2],
      [u, 2],
    ],
    (given, order, lower, upper) => {
      const factors = factor(given, workspaceFor(lower), workspaceFor(upper));
      store(order, factors.permutation);
      writeRows(lower, factors.l.data);
      writeRows(upper, factors.u.data);
    },
  );
  return { permutation, l, u };
};

// P A = L U with P constant: L^-1 P dA U^-1 = L^-1 dL + dU U^-1, a strictly lower plus an upper triangular matrix, so that
// dL = L stril(M) and dU = triu(M) U with M = L^-1 P dA U^-1. Then <Lbar, dL> + <Ubar, dU> = <stril(L^T Lbar) + triu(Ubar U^T),
// M>, and moving the factors of M to the other side gives Abar = P^T L^-T (stril(L^T Lbar) + triu(Ubar U^T)) U^-T.
export const luGradient: Gradient<typeof specification, NdArray> = ({ a }, { l, u }) => {
  const dtype = requireFloats(id, { a, l, u });
  const { size, batch } = bindAxes(id, { a: [a, '... n n'] });
  const n = size.n;
  for (const [name, cotangent] of Object.entries({ l, u })) requireShape(id, name, cotangent, [...batch, n, n]);
  const gradient = zeros('float64', [...batch, n, n]);
  forEachMember(
    batch,
    [
      [a, 2],
      [l, 2],
      [u, 2],
      [gradient, 2],
    ],
    (given, lBar, uBar, result) => {
      const { permutation, l: lower, u: upper } = factor(given);
      const middle = plus(
        part(times(transposed(lower), matrixOf(lBar)), (i, j) => i > j),
        part(times(matrixOf(uBar), transposed(upper)), (i, j) => i <= j),
      );
      const left = substitute(lower, middle, { lower: true, transpose: true, unitDiagonal: true });
      // X = Y U^-T, hence U X^T = Y^T.
      const right = transposed(substitute(upper, transposed(left), { lower: false }));
      store(result, unpermuteRows(right, permutation).data);
    },
  );
  return { a: sumTo(gradient, a.shape, dtype) };
};
