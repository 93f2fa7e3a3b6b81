import type { Gradient, Implementation } from '../../spec/implementation.ts';
import type { matmul as specification } from '../../spec/linalg/matmul.ts';
import { requireFloats } from '../_internal/fail.ts';
import { multiply } from '../_internal/product.ts';
import { bindAxes, requireShape } from '../_internal/shapes.ts';
import { sumTo } from '../_internal/sumTo.ts';
import { type NdArray, transpose } from '../ndArray.ts';

const operation = 'linalg.matmul';

interface Flags {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

export const matmul: Implementation<typeof specification, NdArray> = ({ a, b }, flags) => {
  const dtype = requireFloats(operation, { a, b });
  const { batch } = bind(a, b, flags);
  return multiply(dtype, batch, flags.transposeA ? transpose(a) : a, flags.transposeB ? transpose(b) : b);
};

// C = A B: dA = G B^T and dB = A^T G; the gradient of an operand given transposed is the transposed gradient.
export const matmulGradient: Gradient<typeof specification, NdArray> = ({ a, b }, cotangent, flags) => {
  const dtype = requireFloats(operation, { a, b, cotangent });
  const { batch, size } = bind(a, b, flags);
  requireShape(operation, 'the cotangent', cotangent, [...batch, size.m, size.n]);
  const turned = transpose(cotangent);
  const columns = flags.transposeA ? a : transpose(a);
  const rows = flags.transposeB ? b : transpose(b);
  const da = flags.transposeA
    ? multiply(dtype, batch, transpose(rows), turned)
    : multiply(dtype, batch, cotangent, rows);
  const db = flags.transposeB
    ? multiply(dtype, batch, turned, transpose(columns))
    : multiply(dtype, batch, columns, cotangent);
  return { a: sumTo(da, a.shape, dtype), b: sumTo(db, b.shape, dtype) };
};

const bind = (a: NdArray, b: NdArray, { transposeA, transposeB }: Flags) =>
  bindAxes(operation, {
    a: [a, transposeA ? '... p m' : '... m p'],
    b: [b, transposeB ? '... n p' : '... p n'],
  });
