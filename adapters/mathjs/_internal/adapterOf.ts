import { type Adapter, defineAdapter, type Promises } from '../../../conformance/adapter.ts';
import { isComplex, type Tensor } from '../../../spec/tensor.ts';
import { elementsOf, type Nested, nested, shapeOf, Unsupported } from '../../_internal/nested.ts';
import { arraysOf, type Complex, isSparse, math, rowsOf, type Value } from './mathjs.ts';

/** What matrices are given as: dense ones of the library, sparse ones, or arrays within arrays. */
export type Storage = 'dense' | 'array' | 'sparse';

const rankOf = (x: Value): number => shapeOf(arraysOf(x)).length;

/** Axes are counted from the front by the library. */
const dimension = (x: Value, axis: number): number => (axis < 0 ? axis + rankOf(x) : axis);

/** Reductions are over everything or along one axis, which is dropped. */
function reduced(
  along: (x: Value, dimension?: number) => Value,
  x: Value,
  axes: readonly number[] | null,
  keepdims: boolean,
): Value {
  if (keepdims) throw new Unsupported('a reduction drops its axes');
  if (axes === null) return along(x);
  if (isSparse(x)) throw new Unsupported('a sparse matrix has two axes, and no vector is left of it');
  // Of numbers one after another, the second is no dimension.
  if (rankOf(x) === 0) throw new Unsupported('a number has no axes');
  const [axis, ...more] = axes;
  if (axis === undefined || more.length > 0) throw new Unsupported('a reduction is over all axes or one');
  return along(x, dimension(x, axis));
}

const transposedIf = (x: Value, transpose: boolean): Value => (transpose ? math.transpose(x) : x);

/** A solver of the library takes one right-hand side. */
function byColumns(b: Value, solve: (column: Value) => Value): Value {
  const columns = rowsOf(math.transpose(b)).map((column) => solve(column));
  return math.concat(...columns, 1);
}

const numberOf = (value: number | Complex): number => {
  if (typeof value !== 'number') throw new TypeError('got a complex number for a real one');
  return value;
};
const partsOf = (value: number | Complex): number[] => (typeof value === 'number' ? [value, 0] : [value.re, value.im]);

/** Eigenvectors are as long as they happen to be; the specification has them of length one. */
function unit(vector: readonly (number | Complex)[]): Complex[] {
  const length = Math.hypot(...vector.flatMap(partsOf));
  return vector.map((entry) => {
    const [re = Number.NaN, im = Number.NaN] = partsOf(entry);
    return math.complex(re / length, im / length);
  });
}

/**
 * An eigenvalue is listed as often as its algebraic multiplicity, and has as many vectors as its geometric one: those of a
 * defective matrix, which are dependent, are filled up with the last.
 */
function eig(a: Value) {
  const { values, eigenvectors } = math.eigs(a);
  const w = elementsOf(arraysOf(values));
  const left = [...eigenvectors];
  let last: (typeof left)[number] | undefined;
  const columns = w.map((value) => {
    const next = left.findIndex((candidate) => math.equal(candidate.value, value));
    last = next >= 0 ? left.splice(next, 1)[0] : last;
    if (last === undefined || !math.equal(last.value, value)) throw new Error('an eigenvalue has no eigenvector');
    return unit(elementsOf(arraysOf(last.vector)));
  });
  return { w, v: math.transpose(columns) };
}

/** Eigenvalues come in the order of their sizes; the specification has them ascend. There is no solver that reads one triangle alone. */
function eigh(a: Value) {
  const rows = rowsOf(a).map((row) => elementsOf(row));
  const isSymmetric = rows.every((row, i) => row.every((value, j) => Object.is(value, rows[j]?.[i])));
  if (!isSymmetric) throw new Unsupported('eigs takes what is not symmetric for a general matrix');
  const { eigenvectors } = math.eigs(a);
  const ascending = [...eigenvectors].sort((a, b) => numberOf(a.value) - numberOf(b.value));
  return {
    w: ascending.map(({ value }) => value),
    v: math.transpose(ascending.map(({ vector }) => arraysOf(vector))),
  };
}

/** The positions in the order of the elements: sorted by the library, which compares. */
function sort(x: Value, descending: boolean) {
  const elements = elementsOf(arraysOf(x)).map(numberOf);
  const at = (position: number) => elements[position] ?? Number.NaN;
  const sign = descending ? -1 : 1;
  return {
    values: math.sort(x, descending ? 'desc' : 'asc'),
    indices: math.sort([...elements.keys()], (i, j) => sign * math.compare(at(i), at(j))),
  };
}

function arraysFrom({ dtype, shape, data }: Tensor): Nested<number | Complex> {
  const at = (index: number) => data[index] ?? Number.NaN;
  return isComplex(dtype)
    ? nested(shape, (index) => math.complex(at(2 * index), at(2 * index + 1)))
    : nested(shape, at);
}

const ofMatrices: Record<string, Promises> = { '*': { ranks: [1, 2] }, 'tensor.*': { ranks: [2, 2] } };
const broadcasts: Promises = { batches: 'broadcast' };
const broadcasting = { 'tensor.add': broadcasts, 'tensor.mul': broadcasts, 'tensor.div': broadcasts };

/**
 * math.js 15, numbers that are doubles, in one of its kinds of matrices.
 *
 * Declared conventions, none of which counts as a bug:
 * - there are no batch axes, but for elementwise functions, which broadcast (docs, "Broadcasting"); a solver takes one right-hand side;
 * - numbers have no type, so that integers are taken for numbers, and vectors are taken where matrices are (docs of `norm`, `multiply`, `kron`);
 * - axes are counted from the front (docs, "zero-based dimension");
 * - a matrix without rows or columns is no array within arrays, so none are given;
 * - `qr` gives the whole of Q, as its example shows: the columns beyond min(m, n) are left off, and the rows of R;
 * - `eigs` orders by size and gives as many vectors as the geometric multiplicity, as it documents.
 */
export const adapterOf = (storage: Storage): Adapter<Value> =>
  defineAdapter<Value>({
    name: storage === 'dense' ? 'math.js' : `math.js (${storage})`,
    version: '15.2.0',
    profile: {
      dtype: 'float64',
      batches: 'none',
      empty: false,
      beyond: ['dtypes', 'ranks'],
      operations: {
        ...(storage === 'sparse' ? ofMatrices : broadcasting),
        'decompositions.qr': { beyond: ['dtypes'] },
        'decompositions.schur': { beyond: ['dtypes'] },
        'decompositions.lu': { beyond: ['dtypes', 'rectangular'] },
        // Inverse iteration starts from a random vector.
        'decompositions.eig': { deterministic: false },
      },
    },
    toNative(tensor) {
      const value = arraysFrom(tensor);
      if (tensor.shape.length === 0 || storage === 'array') return value;
      return storage === 'sparse' && tensor.shape.length === 2 ? math.sparse(value) : math.matrix(value);
    },
    fromNative(value, { dtype }) {
      const arrays = arraysOf(value);
      const elements = elementsOf(arrays);
      const shape = shapeOf(arrays);
      if (isComplex(dtype)) return { dtype, shape, data: Float64Array.from(elements.flatMap(partsOf)) };
      const numbers = elements.map(numberOf);
      return dtype === 'int32'
        ? { dtype, shape, data: Int32Array.from(numbers) }
        : { dtype: 'float64', shape, data: Float64Array.from(numbers) };
    },
    operations: {
      'numerics.uniform': (_, { shape, key, dtype }) => {
        if (dtype !== 'float64') throw new Unsupported('numbers are doubles');
        if (!Number.isInteger(key)) throw new Unsupported('a seed may be any text');
        math.config({ randomSeed: String(key) });
        return shape.length === 0 ? math.random() : math.random(shape);
      },
      'tensor.add': ({ a, b }) => math.add(a, b),
      'tensor.mul': ({ a, b }) => math.dotMultiply(a, b),
      'tensor.div': ({ a, b }) => math.dotDivide(a, b),
      'tensor.round': ({ x }) => math.round(x),
      'tensor.sum': ({ x }, { axes, keepdims }) => reduced(math.sum, x, axes, keepdims),
      'tensor.mean': ({ x }, { axes, keepdims }) => reduced(math.mean, x, axes, keepdims),
      'tensor.max': ({ x }, { axes, keepdims }) => reduced(math.max, x, axes, keepdims),
      'tensor.cumsum': ({ x }, { axis }) => math.cumsum(x, dimension(x, axis)),
      'tensor.concat': ({ xs }, { axis }) => math.concat(...xs, dimension(xs[0] ?? [], axis)),
      'tensor.stack': ({ xs }, { axis }) => {
        if (xs.some((x) => rankOf(x) !== 1)) throw new Unsupported('vectors are stacked');
        if (axis === 0 || axis === -2) return math.matrixFromRows(...xs);
        if (axis === 1 || axis === -1) return math.matrixFromColumns(...xs);
        throw new Unsupported('as rows or as columns');
      },
      'tensor.permute': ({ x }, { axes }) => {
        if (axes.join() !== '1,0') throw new Unsupported('only the transpose');
        return math.transpose(x);
      },
      'tensor.reshape': ({ x }, { shape }) => {
        if (rankOf(x) === 0 || shape.length === 0) throw new Unsupported('arrays are reshaped to arrays');
        if (isSparse(x) && shape.length !== 2)
          throw new Unsupported('an error says that sparse matrices have two axes');
        return math.reshape(x, shape);
      },
      'tensor.sort': ({ x }, { axis, descending }) => {
        if (rankOf(x) !== 1 || (axis !== 0 && axis !== -1)) throw new Unsupported('vectors are sorted');
        return sort(x, descending);
      },
      'linalg.dot': ({ a, b }) => math.dot(a, b),
      'linalg.matmul': ({ a, b }, { transposeA, transposeB }) =>
        math.multiply(transposedIf(a, transposeA), transposedIf(b, transposeB)),
      'linalg.dft': ({ x }, { inverse }) => (inverse ? math.ifft(x) : math.fft(x)),
      'linalg.frobeniusNorm': ({ a }) => math.norm(a, 'fro'),
      'linalg.norm': ({ a }, { ord }) => {
        if (ord === 'max') throw new Unsupported('no norm by the largest element');
        return math.norm(a, ord === '1' ? 1 : ord);
      },
      'linalg.spectralNorm': ({ a }) => {
        const [rows, columns] = shapeOf(arraysOf(a));
        if (rows !== columns) throw new Unsupported('an error refuses matrices that are not square');
        return math.norm(a, 2);
      },
      'decompositions.det': ({ a }) => math.det(a),
      'decompositions.inv': ({ a }) => math.inv(a),
      'decompositions.pinv': ({ a }) => math.pinv(a),
      'decompositions.solve': ({ a, b }) => {
        const factors = storage === 'array' ? math.lup(a) : a;
        return byColumns(b, (column) => math.lusolve(factors, column));
      },
      'decompositions.triangularSolve': ({ t, b }, { lower, transpose, unitDiagonal }) => {
        if (unitDiagonal) throw new Unsupported('the diagonal is read');
        const solve = lower === transpose ? math.usolve : math.lsolve;
        return byColumns(b, (column) => solve(transposedIf(t, transpose), column));
      },
      'decompositions.lu': ({ a }) => {
        const { L: l, U: u, p } = math.lup(a);
        return { permutation: p, l, u };
      },
      'decompositions.qr': ({ a }) => {
        if (storage === 'sparse')
          throw new Unsupported('an error says that it is not implemented for sparse matrices yet');
        const [rows = 0, columns = 0] = shapeOf(arraysOf(a));
        const { Q: q, R: r } = math.qr(a);
        return {
          q: rowsOf(q).map((row) => rowsOf(row).slice(0, Math.min(rows, columns))),
          r: rowsOf(r).slice(0, Math.min(rows, columns)),
        };
      },
      'decompositions.schur': ({ a }) => {
        const { U: q, T: t } = math.schur(a);
        return { q, t };
      },
      'decompositions.eig': ({ a }) => eig(a),
      'decompositions.eigh': ({ a }) => eigh(a),
      'multilinear.kron': ({ a, b }) => math.kron(a, b),
      // Columns below one another: rows are what `flatten` goes along.
      'multilinear.vec': ({ a }) => {
        if (isSparse(a)) throw new Unsupported('an error says that sparse matrices are not flattened');
        return math.flatten(math.transpose(a));
      },
    },
  });
