import * as np from 'numpy-ts';
import { type Adapter, defineAdapter } from '../../../conformance/adapter.ts';
import * as layouts from './layouts.ts';
import { array, fromNative, toNative, Unsupported, type Value } from './values.ts';

type Operations = Adapter<Value>['operations'];
type Reduction = (a: np.NDArrayCore, axis?: number | number[], keepdims?: boolean) => Value;

/**
 * The adapter of one way. With `others` in the place of the calls below, such as those that decline what is known to fail at once, so
 * that what lies behind it shows.
 */
export const adapterOf = (name: string, others: Operations = {}): Adapter<Value> =>
  defineAdapter<Value>({
    name,
    version: np.__version__,
    profile: {
      dtype: ['float64', 'float32', 'float16'],
      // As in NumPy, inputs of different data types are promoted.
      beyond: ['dtypes'],
      operations: {
        // 'solve: coefficient matrix must be 2D', `a` is documented as (n x n), and `b` as (n,) or (n, k).
        'decompositions.solve': { batches: 'none', beyond: ['ranks', 'dtypes'] },
        'linalg.convolve': { batches: 'none', beyond: ['ranks', 'dtypes'] },
        // As in NumPy, these take more axes, or fewer, than the specification has.
        ...Object.fromEntries(
          ['linalg.dot', 'linalg.outer', 'multilinear.kron', 'multilinear.vec'].map((id) => [
            id,
            { beyond: ['ranks', 'dtypes'] as const },
          ]),
        ),
      },
    },
    toNative,
    fromNative,
    layouts,
    operations: { ...operations, ...others },
  });

export const matrices = (): [number, number] => [-2, -1];

export const turned = (a: Value, flag: boolean): np.NDArrayCore => (flag ? np.swapaxes(array(a), -1, -2) : array(a));

export const reduction =
  (by: Reduction) =>
  (
    { x }: { readonly x: Value },
    { axes, keepdims }: { readonly axes: readonly number[] | null; readonly keepdims: boolean },
  ): Value =>
    axes === null ? by(array(x), undefined, keepdims) : by(array(x), [...axes], keepdims);

/** Generators of numpy-ts take a size and draw float64. */
function drawn(dtype: string, draw: () => unknown): Value {
  if (dtype !== 'float64') throw new Unsupported('generators draw float64');
  return draw() as Value;
}

/** The results of `eig` are declared to be real; here they are complex. */
const complex = (a: np.NDArrayCore) => a.astype(a.dtype === 'float32' ? 'complex64' : 'complex128');

export const operations: Operations = {
  'numerics.uniform': (_, { shape, key, dtype }) => drawn(dtype, () => np.random.default_rng(key).random([...shape])),
  'numerics.normal': (_, { shape, key, dtype }) =>
    drawn(dtype, () => np.random.default_rng(key).standard_normal([...shape])),
  'numerics.bernoulli': (_, { p, shape, key }) => np.random.default_rng(key).binomial(1, p, [...shape]) as Value,
  'tensor.add': ({ a, b }) => np.add(array(a), array(b)),
  'tensor.mul': ({ a, b }) => np.multiply(array(a), array(b)),
  'tensor.div': ({ a, b }) => np.divide(array(a), array(b)),
  'tensor.clip': ({ x }, { min, max }) => np.clip(array(x), min, max),
  'tensor.round': ({ x }) => np.round(array(x)),
  'tensor.where': ({ condition, a, b }) => np.where(array(condition), array(a), array(b)) as Value,
  'tensor.sum': reduction(np.sum),
  'tensor.mean': reduction(np.mean),
  'tensor.max': reduction(np.max),
  'tensor.argmax': ({ x }, { axis, keepdims }) => np.argmax(array(x), axis, keepdims),
  'tensor.cumsum': ({ x }, { axis }) => np.cumsum(array(x), axis),
  'tensor.sort': ({ x }, { axis, descending }) => {
    if (descending) throw new Unsupported('sort ascends');
    return { values: np.sort(array(x), axis), indices: np.argsort(array(x), axis) };
  },
  'tensor.permute': ({ x }, { axes }) => np.transpose(array(x), [...axes]),
  'tensor.reshape': ({ x }, { shape }) => np.reshape(array(x), [...shape]),
  'tensor.broadcastTo': ({ x }, { shape }) => np.broadcast_to(array(x), [...shape]),
  'tensor.concat': ({ xs }, { axis }) => np.concatenate(xs.map(array), axis),
  'tensor.stack': ({ xs }, { axis }) => np.stack(xs.map(array), axis),
  'tensor.split': ({ x }, { axis, parts }) => np.split(array(x), places(array(x), parts, axis), axis),
  'linalg.matmul': ({ a, b }, { transposeA, transposeB }) => np.matmul(turned(a, transposeA), turned(b, transposeB)),
  'linalg.dot': ({ a, b }) => np.dot(array(a), array(b)),
  'linalg.outer': ({ a, b }) => np.outer(array(a), array(b)),
  'linalg.einsum': ({ xs }, { subscripts }) => np.einsum(subscripts, ...xs.map(array)),
  'linalg.convolve': ({ a, b }) => np.convolve(array(a), array(b)),
  'linalg.dft': ({ x }, { inverse }) => (inverse ? np.fft.ifft(array(x)) : np.fft.fft(array(x))),
  'linalg.frobeniusNorm': ({ a }) => np.linalg.norm(array(a), 'fro', matrices()),
  'linalg.spectralNorm': ({ a }) => np.linalg.norm(array(a), 2, matrices()),
  'linalg.norm': ({ a }, { ord }) => {
    if (ord === 'max') throw new Unsupported('norm has no largest entry');
    const orders: Partial<Record<string, number>> = { 1: 1, inf: Number.POSITIVE_INFINITY };
    return np.linalg.norm(array(a), orders[ord] ?? (ord as 'fro'), matrices());
  },
  'decompositions.cholesky': ({ a }) => np.linalg.cholesky(array(a)),
  'decompositions.det': ({ a }) => np.linalg.det(array(a)),
  'decompositions.eig': ({ a }) => {
    const { w, v } = np.linalg.eig(array(a));
    return { w: complex(w), v: complex(v) };
  },
  'decompositions.eigh': ({ a }) => np.linalg.eigh(array(a)),
  'decompositions.inv': ({ a }) => np.linalg.inv(array(a)),
  'decompositions.pinv': ({ a }) => np.linalg.pinv(array(a)),
  'decompositions.qr': ({ a }) => np.linalg.qr(array(a)) as { q: Value; r: Value },
  'decompositions.solve': ({ a, b }) => np.linalg.solve(array(a), array(b)),
  'decompositions.svd': ({ a }) => {
    const { u, s, vt } = np.linalg.svd(array(a), false) as { u: Value; s: Value; vt: Value };
    return { u, s, v: turned(vt, true) };
  },
  'multilinear.kron': ({ a, b }) => np.kron(array(a), array(b)),
  'multilinear.vec': ({ a }) => np.ravel(np.transpose(array(a))),
};

/** The places between parts of the given sizes, which say all but what the sizes add up to; a number of parts stays one. */
function places(x: np.NDArrayCore, parts: number | readonly number[], axis: number): number | number[] {
  if (typeof parts === 'number') return parts;
  const length = x.shape.at(axis);
  const whole = parts.every((size) => size >= 0) && parts.reduce((sum, size) => sum + size, 0) === length;
  if (length !== undefined && !whole) throw new Unsupported('places between parts cover the axis whatever they are');
  let place = 0;
  return parts.slice(0, -1).map((size) => (place += size));
}
