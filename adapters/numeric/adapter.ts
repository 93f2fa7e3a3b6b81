import numeric, { type Nested, type T } from 'numeric';
import { defineAdapter } from '../../conformance/adapter.ts';
import { isComplex } from '../../spec/tensor.ts';
import { elementsOf, nested, shapeOf, Unsupported } from '../_internal/nested.ts';
import { arraysFrom, byColumns, matrixOf, permutationOf, profile, tensorFrom, unpacked } from './_internal/values.ts';

type Native = Nested | T;

const isComplexValue = (value: Native): value is T => value instanceof numeric.T;
const arraysOf = (value: Native): Nested => {
  if (isComplexValue(value)) throw new TypeError('got complex numbers for real ones');
  return value;
};
const complexOf = (value: Native): T => (isComplexValue(value) ? value : new numeric.T(value));

const sameShape = (a: Native, b: Native): [Nested, Nested] => [arraysOf(a), arraysOf(b)];

/** Reductions are over everything. */
const reduced = (x: Native, axes: readonly number[] | null, keepdims: boolean): Nested => {
  if (axes !== null || keepdims) throw new Unsupported('reductions are over all axes');
  return arraysOf(x);
};

function svd(a: Native) {
  const matrix = matrixOf(arraysOf(a));
  if (matrix.length < (matrix[0]?.length ?? 0)) throw new Unsupported('"Need more rows than columns"');
  return numeric.svd(matrix);
}

/** Eigenvectors have length one, and an imaginary part where one of them is complex. */
function eig(a: Native) {
  const { lambda: w, E: v } = numeric.eig(arraysOf(a));
  return { w, v };
}

export default defineAdapter<Native>({
  name: 'numeric',
  version: '1.2.6',
  profile,
  toNative: (tensor) =>
    isComplex(tensor.dtype) ? new numeric.T(arraysFrom(tensor, 0, 2), arraysFrom(tensor, 1, 2)) : arraysFrom(tensor),
  fromNative(value, { dtype }) {
    if (!isComplex(dtype)) return tensorFrom(arraysOf(value), dtype);
    const { x, y } = complexOf(value);
    const [real, imaginary] = [elementsOf(x), y === undefined ? [] : elementsOf(y)];
    return { dtype, shape: shapeOf(x), data: Float64Array.from(real.flatMap((re, i) => [re, imaginary[i] ?? 0])) };
  },
  operations: {
    'numerics.uniform': (_, { shape, key, dtype }) => {
      if (dtype !== 'float64') throw new Unsupported('numbers are doubles');
      if (![key, ...shape].every(Number.isInteger)) throw new Unsupported('a seed may be any text');
      if (shape.some((size) => size < 0)) throw new Unsupported('one number comes of a call');
      numeric.seedrandom.seedrandom(String(key));
      return nested(shape, () => numeric.seedrandom.random());
    },
    'tensor.add': ({ a, b }) => numeric.add(...sameShape(a, b)),
    'tensor.mul': ({ a, b }) => numeric.mul(...sameShape(a, b)),
    'tensor.div': ({ a, b }) => numeric.div(...sameShape(a, b)),
    'tensor.sum': ({ x }, { axes, keepdims }) => numeric.sum(reduced(x, axes, keepdims)),
    'tensor.max': ({ x }, { axes, keepdims }) => numeric.sup(reduced(x, axes, keepdims)),
    'tensor.permute': ({ x }, { axes }) => {
      if (axes.join() !== '1,0') throw new Unsupported('only the transpose');
      return numeric.transpose(arraysOf(x));
    },
    'tensor.concat': ({ xs }, { axis }) => {
      const blocks = xs.map(arraysOf);
      if (blocks.length === 0 || blocks.some((block) => shapeOf(block).length !== 2))
        throw new Unsupported('blocks are matrices');
      if (axis === 0 || axis === -2) return numeric.blockMatrix(blocks.map((block) => [block]));
      if (axis === 1 || axis === -1) return numeric.blockMatrix([blocks]);
      throw new Unsupported('below or beside one another');
    },
    'linalg.dot': ({ a, b }) => numeric.dot(arraysOf(a), arraysOf(b)),
    'linalg.outer': ({ a, b }) => numeric.tensor(arraysOf(a), arraysOf(b)),
    'linalg.matmul': ({ a, b }, { transposeA, transposeB }) => {
      const [left, right] = [arraysOf(a), arraysOf(b)];
      return numeric.dot(transposeA ? numeric.transpose(left) : left, transposeB ? numeric.transpose(right) : right);
    },
    'linalg.dft': ({ x }, { inverse }) => (inverse ? complexOf(x).ifft() : complexOf(x).fft()),
    'linalg.frobeniusNorm': ({ a }) => numeric.norm2(arraysOf(a)),
    'linalg.norm': ({ a }, { ord }) => {
      // Norms are of the elements, whatever the shape.
      if (ord === 'fro') return numeric.norm2(arraysOf(a));
      if (ord === 'max') return numeric.norminf(arraysOf(a));
      throw new Unsupported('no norms of operators');
    },
    'linalg.spectralNorm': ({ a }) => {
      const [largest] = svd(a).S;
      return largest ?? Number.NaN;
    },
    'layers.relu': ({ x }) => numeric.max(arraysOf(x), 0),
    'decompositions.det': ({ a }) => numeric.det(arraysOf(a)),
    'decompositions.inv': ({ a }) => numeric.inv(arraysOf(a)),
    'decompositions.solve': ({ a, b }) => byColumns(arraysOf(b), (column) => numeric.solve(arraysOf(a), column)),
    'decompositions.lu': ({ a }) => {
      const { LU: packed, P: exchanges } = numeric.LU(arraysOf(a));
      return { permutation: permutationOf(exchanges), ...unpacked(packed) };
    },
    'decompositions.svd': ({ a }) => {
      const { U: u, S: s, V: v } = svd(a);
      return { u, s, v };
    },
    'decompositions.eig': ({ a }) => eig(a),
  },
});
