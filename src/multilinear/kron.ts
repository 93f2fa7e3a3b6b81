import type { Gradient, Implementation } from '../../spec/implementation.ts';
import type { kron as specification } from '../../spec/multilinear/kron.ts';
import { at, build, matrixOf } from '../_internal/dense/matrix.ts';
import { requireFloats } from '../_internal/fail.ts';
import { bindAxes, requireShape } from '../_internal/shapes.ts';
import { store } from '../_internal/values.ts';
import { type NdArray, zeros } from '../ndArray.ts';

const id = 'multilinear.kron';

export const kron: Implementation<typeof specification, NdArray> = ({ a, b }) => {
  const dtype = requireFloats(id, { a, b });
  const { size } = bindAxes(id, { a: [a, 'm n'], b: [b, 'p q'] });
  const { m, n, p, q } = size;
  const [left, right] = [matrixOf(a), matrixOf(b)];
  const c = zeros(dtype, [m * p, n * q]);
  const product = build(
    m * p,
    n * q,
    (i, j) => at(left, Math.floor(i / p), Math.floor(j / q)) * at(right, i % p, j % q),
  );
  store(c, product.data);
  return c;
};

/** The sum over row < rows and column < columns of the terms. */
function sum(rows: number, columns: number, term: (row: number, column: number) => number): number {
  let total = 0;
  for (let row = 0; row < rows; row++) for (let column = 0; column < columns; column++) total += term(row, column);
  return total;
}

// c_(ip+r, jq+s) = a_ij b_rs is bilinear: the gradient of either factor contracts G with the other one.
export const kronGradient: Gradient<typeof specification, NdArray> = ({ a, b }, cotangent) => {
  const dtype = requireFloats(id, { a, b, cotangent });
  const { size } = bindAxes(id, { a: [a, 'm n'], b: [b, 'p q'] });
  const { m, n, p, q } = size;
  requireShape(id, 'cotangent', cotangent, [m * p, n * q]);
  const [left, right, g] = [matrixOf(a), matrixOf(b), matrixOf(cotangent)];
  const [aBar, bBar] = [zeros(dtype, [m, n]), zeros(dtype, [p, q])];
  store(aBar, build(m, n, (i, j) => sum(p, q, (r, s) => at(g, i * p + r, j * q + s) * at(right, r, s))).data);
  store(bBar, build(p, q, (r, s) => sum(m, n, (i, j) => at(g, i * p + r, j * q + s) * at(left, i, j))).data);
  return { a: aBar, b: bBar };
};
