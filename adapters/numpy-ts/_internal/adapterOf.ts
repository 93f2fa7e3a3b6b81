import * as np from 'numpy-ts';
import { type Adapter, defineAdapter } from '../../../conformance/adapter.ts';
import { elementwise } from './elementwise.ts';
import * as layouts from './layouts.ts';
import { shapes } from './shapes.ts';
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
        // 'lstsq: a must be 2D', 'matrix_power: input must be 2D', 'matrix_rank' and 'cond' give one number, 'diag' and 'vander' take vectors.
        ...Object.fromEntries(
          [
            'linalg.convolve',
            'linalg.matrixPower',
            'linalg.vandermonde',
            'tensor.diagEmbed',
            'decompositions.lstsq',
            'decompositions.cond',
            'decompositions.matrixRank',
          ].map((id) => [id, { batches: 'none' as const, beyond: ['ranks', 'dtypes'] as const }]),
        ),
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
  ...elementwise,
  ...shapes,
  'numerics.uniform': (_, { shape, key, dtype }) => drawn(dtype, () => np.random.default_rng(key).random([...shape])),
  'numerics.normal': (_, { shape, key, dtype }) =>
    drawn(dtype, () => np.random.default_rng(key).standard_normal([...shape])),
  'numerics.bernoulli': (_, { p, shape, key }) => np.random.default_rng(key).binomial(1, p, [...shape]) as Value,
  'tensor.where': ({ condition, a, b }) => np.where(array(condition), array(a), array(b)) as Value,
  'tensor.sum': reduction(np.sum),
  'tensor.mean': reduction(np.mean),
  'tensor.max': reduction(np.max),
  'tensor.min': reduction(np.min),
  'tensor.prod': reduction(np.prod),
  'tensor.all': reduction(np.all as Reduction),
  'tensor.any': reduction(np.any as Reduction),
  'tensor.variance': ({ x }, { axes, correction, keepdims }) =>
    np.variance(array(x), axes === null ? undefined : [...axes], correction, keepdims),
  'tensor.std': ({ x }, { axes, correction, keepdims }) =>
    np.std(array(x), axes === null ? undefined : [...axes], correction, keepdims),
  'tensor.argmin': ({ x }, { axis, keepdims }) => np.argmin(array(x), axis, keepdims),
  'tensor.argmax': ({ x }, { axis, keepdims }) => np.argmax(array(x), axis, keepdims),
  'tensor.cumsum': ({ x }, { axis }) => np.cumsum(array(x), axis),
  'tensor.cumprod': ({ x }, { axis }) => np.cumprod(array(x), axis),
  'tensor.argsort': ({ x }, { axis, descending }) => {
    if (descending) throw new Unsupported('argsort ascends');
    return np.argsort(array(x), axis);
  },
  'tensor.sort': ({ x }, { axis, descending }) => {
    if (descending) throw new Unsupported('sort ascends');
    return { values: np.sort(array(x), axis), indices: np.argsort(array(x), axis) };
  },
  'linalg.matmul': ({ a, b }, { transposeA, transposeB }) => np.matmul(turned(a, transposeA), turned(b, transposeB)),
  'linalg.matvec': ({ a, x }) => np.matvec(array(a), array(x)),
  'linalg.matrixPower': ({ a }, { exponent }) => np.linalg.matrix_power(array(a), exponent),
  'linalg.multiDot': ({ xs }) => np.linalg.multi_dot(xs.map(array)),
  'linalg.tensordot': ({ a, b }, { axesA, axesB }) => {
    const all = (x: Value) => array(x).shape.map((_: number, axis: number) => axis);
    return np.tensordot(array(a), array(b), [[...(axesA ?? all(a))], [...(axesB ?? all(b))]]);
  },
  'linalg.trace': ({ a }) => np.trace(array(a), 0, -2, -1),
  'linalg.vandermonde': ({ x }, { n, increasing }) => np.vander(array(x), n, increasing),
  'linalg.l1Norm': ({ x }) => np.linalg.vector_norm(array(x), 1, -1),
  'linalg.l2Norm': ({ x }) => np.linalg.vector_norm(array(x), 2, -1),
  'linalg.lInfNorm': ({ x }) => np.linalg.vector_norm(array(x), Number.POSITIVE_INFINITY, -1),
  'linalg.lpNorm': ({ x }, { p }) => np.linalg.vector_norm(array(x), p, -1),
  'linalg.nuclearNorm': ({ a }) => np.linalg.norm(array(a), 'nuc', matrices()),
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
  'decompositions.slogdet': ({ a }) => {
    const { sign, logabsdet } = np.linalg.slogdet(array(a));
    return { sign, logabs: logabsdet };
  },
  'decompositions.cond': ({ a }) => np.linalg.cond(array(a)),
  'decompositions.matrixRank': ({ a }) => np.linalg.matrix_rank(array(a)),
  'decompositions.svdvals': ({ a }) => np.linalg.svdvals(array(a)),
  'decompositions.eigvalsh': ({ a }) => np.linalg.eigvalsh(array(a)),
  'decompositions.eigvals': ({ a }) => complex(np.linalg.eigvals(array(a))),
  'decompositions.lstsq': ({ a, b }) => np.linalg.lstsq(array(a), array(b)).x,
  'decompositions.qrComplete': ({ a }) => np.linalg.qr(array(a), 'complete') as { q: Value; r: Value },
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
