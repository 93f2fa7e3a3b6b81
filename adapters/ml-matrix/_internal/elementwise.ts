import { Matrix } from 'ml-matrix';
import type { Adapter } from '../../../conformance/adapter.ts';
import { matrix, type Native, Unsupported } from './base.ts';

type Call = 'add' | 'sub' | 'mul' | 'div';

/** Matrices of one shape, or a matrix and a vector of its rows or columns, by the calls that add and divide by vectors. */
function withVectors(call: Call, a: Native, b: Native): Matrix {
  const [left, right] = [matrix(a), matrix(b)];
  if (left.rows !== right.rows && right.rows === 1) return left.clone()[`${call}RowVector`](right);
  if (left.columns !== right.columns && right.columns === 1) return left.clone()[`${call}ColumnVector`](right);
  if ((left.rows === 1) !== (right.rows === 1) || (left.columns === 1) !== (right.columns === 1))
    throw new Unsupported('only the second operand is stretched');
  return Matrix[call](left, right);
}

const binary =
  (call: (a: Matrix, b: Matrix) => Matrix) =>
  ({ a, b }: { readonly a: Native; readonly b: Native }): Matrix =>
    call(matrix(a), matrix(b));

const unary =
  (call: (x: Matrix) => Matrix) =>
  ({ x }: { readonly x: Native }): Matrix =>
    call(matrix(x));

/** What is done with each element. */
export const elementwise: Adapter<Native>['operations'] = {
  'tensor.add': ({ a, b }) => withVectors('add', a, b),
  'tensor.sub': ({ a, b }) => withVectors('sub', a, b),
  'tensor.mul': ({ a, b }) => withVectors('mul', a, b),
  'tensor.div': ({ a, b }) => withVectors('div', a, b),
  'tensor.remainder': binary((a, b) => Matrix.mod(a, b)),
  'tensor.pow': binary((a, b) => Matrix.pow(a, b)),
  'tensor.maximum': binary((a, b) => Matrix.max(a, b)),
  'tensor.minimum': binary((a, b) => Matrix.min(a, b)),
  'tensor.scale': ({ x }, { factor }) => Matrix.mul(matrix(x), factor),
  'tensor.neg': unary((x) => x.clone().neg()),
  'tensor.abs': unary((x) => Matrix.abs(x)),
  'tensor.sign': unary((x) => Matrix.sign(x)),
  'tensor.round': unary((x) => Matrix.round(x)),
  'tensor.ceil': unary((x) => Matrix.ceil(x)),
  'tensor.floor': unary((x) => Matrix.floor(x)),
  'tensor.trunc': unary((x) => Matrix.trunc(x)),
  'tensor.sqrt': unary((x) => Matrix.sqrt(x)),
  'tensor.exp': unary((x) => Matrix.exp(x)),
  'tensor.expm1': unary((x) => Matrix.expm1(x)),
  'tensor.log': unary((x) => Matrix.log(x)),
  'tensor.log1p': unary((x) => Matrix.log1p(x)),
  'tensor.log2': unary((x) => Matrix.log2(x)),
  'tensor.log10': unary((x) => Matrix.log10(x)),
  'tensor.sinh': unary((x) => Matrix.sinh(x)),
  'tensor.cosh': unary((x) => Matrix.cosh(x)),
  'tensor.tanh': unary((x) => Matrix.tanh(x)),
  'tensor.sin': unary((x) => Matrix.sin(x)),
  'tensor.cos': unary((x) => Matrix.cos(x)),
  'tensor.tan': unary((x) => Matrix.tan(x)),
  'tensor.asin': unary((x) => Matrix.asin(x)),
  'tensor.acos': unary((x) => Matrix.acos(x)),
  'tensor.atan': unary((x) => Matrix.atan(x)),
};
