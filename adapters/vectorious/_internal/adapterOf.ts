import { NDArray } from 'vectorious';
import { type Adapter, defineAdapter } from '../../../conformance/adapter.ts';
import type { Tensor } from '../../../spec/tensor.ts';
import { elementsOf, type Nested, shapeOf, Unsupported } from '../../_internal/nested.ts';

type Native = NDArray | Nested;

const arrayOf = (value: Native): NDArray => {
  if (!(value instanceof NDArray)) throw new Unsupported('numbers are no arrays here');
  return value;
};
const vectorOf = (value: Native): NDArray => {
  const vector = arrayOf(value);
  if (vector.shape.length !== 1) throw new Unsupported('a vector');
  return vector;
};

const reduced = (x: Native, axes: readonly number[] | null, keepdims: boolean): NDArray => {
  if (axes !== null || keepdims) throw new Unsupported('reductions are over all axes');
  return arrayOf(x);
};

/** Exchanges of rows, counted from one, as the order of rows that they come to. */
function permutationOf(exchanges: Int32Array): number[] {
  const order = Array.from(exchanges.keys());
  for (const [i, j] of exchanges.entries()) [order[i], order[j - 1]] = [order[j - 1] ?? -1, order[i] ?? -1];
  return order;
}

/** The arrays that hold every second row of another, beginning with the first; what lies between is NaN. */
function spread({ data, shape }: Tensor): { data: Float64Array; shape: number[] } {
  const [rows = 0, ...rest] = shape;
  const step = rows === 0 ? 0 : data.length / rows;
  const wide = new Float64Array(2 * data.length).fill(Number.NaN);
  for (let i = 0; i < rows; i++) wide.set(data.subarray(i * step, (i + 1) * step), 2 * i * step);
  return { data: wide, shape: [2 * rows, ...rest] };
}

const fresh = ({ data, shape }: Pick<Tensor, 'data' | 'shape'>) =>
  new NDArray(Float64Array.from(data), { shape: [...shape] });

function transposed({ data, shape }: Tensor): NDArray {
  const [rows, columns, ...more] = shape;
  if (rows === undefined || columns === undefined || more.length > 0) throw new Unsupported('matrices are transposed');
  const turned = data.map((_, at) => data[(at % rows) * columns + Math.floor(at / rows)] ?? Number.NaN);
  return fresh({ data: turned, shape: [columns, rows] }).transpose();
}

/**
 * vectorious 6 without its optional bindings to BLAS and LAPACK: arrays with strides.
 *
 * Declared conventions, none of which counts as a bug:
 * - "all operations are in-place" (README): what is given to one is `own`, a copy or the array itself;
 * - there are no batch axes and no empty arrays, and reductions are over everything;
 * - exchanges of rows are counted from one, as in LAPACK; a singular system is answered by NaN and infinities;
 * - a right-hand side has two axes.
 */
export const adapterOf = (name: string, own: (x: NDArray) => NDArray): Adapter<Native> =>
  defineAdapter<Native>({
    name,
    version: '6.1.14',
    profile: {
      dtype: 'float64',
      batches: 'none',
      empty: false,
      refusal: 'nan',
      operations: {
        '*': { ranks: [1, 32] },
        'decompositions.inv': { refusal: 'error' },
        'linalg.frobeniusNorm': { beyond: ['ranks'] },
      },
    },
    toNative: (tensor) => (tensor.shape.length === 0 ? (tensor.data[0] ?? Number.NaN) : fresh(tensor)),
    fromNative(value, { dtype }) {
      const nested: Nested = value instanceof NDArray ? value.toArray() : value;
      const [numbers, shape] = [elementsOf(nested), shapeOf(nested)];
      return dtype === 'int32'
        ? { dtype, shape, data: Int32Array.from(numbers) }
        : { dtype: 'float64', shape, data: Float64Array.from(numbers) };
    },
    layouts: {
      transposed,
      sliced: (tensor) => {
        if (tensor.shape.length === 0) throw new Unsupported('numbers are no arrays here');
        const wide = spread(tensor);
        return fresh(wide).slice(0, wide.shape[0], 2);
      },
      offset: (tensor) => {
        const [rows, ...rest] = tensor.shape;
        if (rows === undefined) throw new Unsupported('numbers are no arrays here');
        const before = new Array<number>(rows === 0 ? 0 : tensor.data.length / rows).fill(Number.NaN);
        return fresh({ data: Float64Array.from([...before, ...tensor.data]), shape: [rows + 1, ...rest] }).slice(1);
      },
    },
    operations: {
      'tensor.add': ({ a, b }) => own(arrayOf(a)).add(arrayOf(b)),
      'tensor.mul': ({ a, b }) => own(arrayOf(a)).product(arrayOf(b)),
      'tensor.round': ({ x }) => own(arrayOf(x)).round(),
      'tensor.sum': ({ x }, { axes, keepdims }) => reduced(x, axes, keepdims).sum(),
      'tensor.mean': ({ x }, { axes, keepdims }) => reduced(x, axes, keepdims).mean(),
      'tensor.max': ({ x }, { axes, keepdims }) => reduced(x, axes, keepdims).max(),
      'tensor.permute': ({ x }, { axes }) => {
        const [first, second, ...rest] = axes;
        if (first !== 1 || second !== 0 || rest.some((axis, i) => axis !== i + 2)) {
          throw new Unsupported('the first two axes are exchanged');
        }
        return own(arrayOf(x)).transpose();
      },
      'tensor.reshape': ({ x }, { shape }) => {
        if (shape.length === 0 || shape.includes(-1)) throw new Unsupported('every size is given');
        return own(arrayOf(x)).reshape(...shape);
      },
      'tensor.concat': ({ xs }, { axis }) => {
        const [first, second, ...more] = xs.map(arrayOf);
        if (first === undefined || second === undefined || more.length > 0)
          throw new Unsupported('two arrays are joined');
        const [ranks, place] = [
          `${first.shape.length} ${second.shape.length}`,
          axis < 0 ? axis + first.shape.length : axis,
        ];
        if (ranks === '1 1' && place === 0) return own(first).combine(second);
        if (ranks === '2 2' && place === 1) return own(first).augment(second);
        throw new Unsupported('vectors one after another, or matrices side by side');
      },
      'tensor.split': ({ x }, { axis, parts }) => {
        const given = arrayOf(x);
        const size = given.shape[0] ?? 0;
        if (
          typeof parts !== 'number' ||
          (axis !== 0 && axis !== -given.shape.length) ||
          parts < 1 ||
          size % parts !== 0
        ) {
          throw new Unsupported('equal slices along the first axis');
        }
        return Array.from({ length: parts }, (_, i) => given.slice((i * size) / parts, ((i + 1) * size) / parts));
      },
      'linalg.dot': ({ a, b }) => vectorOf(a).dot(vectorOf(b)),
      'linalg.matmul': ({ a, b }, { transposeA, transposeB }) => {
        const [left, right] = [arrayOf(a), arrayOf(b)];
        return (transposeA ? own(left).transpose() : left).multiply(transposeB ? own(right).transpose() : right);
      },
      'linalg.frobeniusNorm': ({ a }) => arrayOf(a).norm(),
      'decompositions.det': ({ a }) => arrayOf(a).det(),
      'decompositions.inv': ({ a }) => own(arrayOf(a)).inv(),
      'decompositions.lu': ({ a }) => {
        const [l, u, exchanges] = arrayOf(a).lu();
        return { permutation: permutationOf(exchanges), l, u };
      },
      'decompositions.solve': ({ a, b }) => own(arrayOf(a)).solve(own(arrayOf(b))),
      'decompositions.eigh': ({ a }) => {
        const given = own(arrayOf(a));
        const rows = given.toArray() as number[][];
        if (rows.some((row, i) => row.some((value, j) => !Object.is(value, rows[j]?.[i])))) {
          throw new Unsupported('the Jacobi method is for symmetric matrices');
        }
        const [values, vectors] = given.eig();
        return { w: values, v: vectors };
      },
    },
  });
