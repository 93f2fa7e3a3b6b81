import { lax, nn, numpy as np, random } from '@jax-js/jax';
import type { Adapter } from '../../../conformance/adapter.ts';
import { isPair, type JaxArray, type Pair, Unsupported, type Value } from './values.ts';

type Operations = Adapter<Value>['operations'];
type Reduction = (x: JaxArray, axis: number[] | null, options: { keepdims: boolean }) => JaxArray;

function array(value: Value): JaxArray {
  if (isPair(value)) throw new TypeError('complex numbers are pairs of arrays');
  return value;
}

const pair = (value: Value): Pair => {
  if (!isPair(value)) throw new TypeError('complex numbers are pairs of arrays');
  return value;
};

const reduction =
  (by: Reduction) =>
  (
    { x }: { readonly x: Value },
    { axes, keepdims }: { readonly axes: readonly number[] | null; readonly keepdims: boolean },
  ): Value =>
    by(array(x), axes === null ? null : [...axes], { keepdims });

const turned = (a: JaxArray, flag = true): JaxArray => (flag ? np.matrixTranspose(a) : a);

function drawn(dtype: string, draw: () => JaxArray): Value {
  if (dtype !== 'float32') throw new Unsupported('generators draw float32');
  return draw();
}

/** What is drawn from a key; a key is no input, so that nothing is differentiated or compiled. */
export const drawing: Operations = {
  'numerics.uniform': (_, { shape, key, dtype }) => drawn(dtype, () => random.uniform(random.key(key), [...shape])),
  'numerics.normal': (_, { shape, key, dtype }) => drawn(dtype, () => random.normal(random.key(key), [...shape])),
  'numerics.bernoulli': (_, { p, shape, key }) => random.bernoulli(random.key(key), p, [...shape]),
};

/** Operations as functions of their inputs alone: each uses every input up, once. */
export const functions: Operations = {
  'tensor.add': ({ a, b }) => np.add(array(a), array(b)),
  'tensor.mul': ({ a, b }) => np.multiply(array(a), array(b)),
  'tensor.div': ({ a, b }) => np.trueDivide(array(a), array(b)),
  'tensor.clip': ({ x }, { min, max }) => np.clip(array(x), min, max),
  'tensor.round': ({ x }) => np.round(array(x)),
  'tensor.where': ({ condition, a, b }) => np.where(array(condition).notEqual(0), array(a), array(b)),
  'tensor.sum': reduction(np.sum),
  'tensor.mean': reduction(np.mean),
  'tensor.max': reduction(np.max),
  'tensor.argmax': ({ x }, { axis, keepdims }) => np.argmax(array(x), axis, { keepdims }),
  'tensor.cumsum': ({ x }, { axis }) => np.cumsum(array(x), axis),
  'tensor.sort': ({ x }, { axis, descending }) => {
    if (descending) throw new Unsupported('sort ascends');
    return { values: np.sort(array(x).ref, axis), indices: np.argsort(array(x), axis) };
  },
  'tensor.topk': ({ x }, { axis, k, largest }) => {
    if (!largest) throw new Unsupported('topK gives the largest');
    const [values, indices] = lax.topK(array(x), k, axis);
    return { values, indices };
  },
  'tensor.permute': ({ x }, { axes }) => np.transpose(array(x), [...axes]),
  'tensor.reshape': ({ x }, { shape }) => np.reshape(array(x), [...shape]),
  'tensor.broadcastTo': ({ x }, { shape }) => np.broadcastTo(array(x), [...shape]),
  'tensor.concat': ({ xs }, { axis }) => np.concatenate(xs.map(array), axis),
  'tensor.stack': ({ xs }, { axis }) => np.stack(xs.map(array), axis),
  'tensor.split': ({ x }, { axis, parts }) => np.split(array(x), places(array(x), parts, axis), axis),
  'linalg.matmul': ({ a, b }, { transposeA, transposeB }) =>
    np.matmul(turned(array(a), transposeA), turned(array(b), transposeB)),
  'linalg.dot': ({ a, b }) => np.dot(array(a), array(b)),
  'linalg.outer': ({ a, b }) => np.outer(array(a), array(b)),
  'linalg.einsum': ({ xs }, { subscripts }) => np.einsum(subscripts, ...xs.map(array)),
  'linalg.convolve': ({ a, b }) => np.convolve(array(a), array(b)),
  'linalg.dft': ({ x }, { inverse }) => (inverse ? np.fft.ifft(pair(x)) : np.fft.fft(pair(x))),
  'linalg.frobeniusNorm': ({ a }) => np.linalg.matrixNorm(array(a)),
  'linalg.spectralNorm': ({ a }) => np.linalg.norm(array(a), { ord: 2, axis: [-2, -1] }),
  'linalg.norm': ({ a }, { ord }) => {
    if (ord === 'max') throw new Unsupported('no largest entry');
    const orders: Partial<Record<string, number>> = { 1: 1, inf: Number.POSITIVE_INFINITY };
    return np.linalg.norm(array(a), { ord: orders[ord] ?? (ord as 'fro'), axis: [-2, -1] });
  },
  'decompositions.cholesky': ({ a }) => np.linalg.cholesky(array(a)),
  'decompositions.det': ({ a }) => np.linalg.det(array(a)),
  'decompositions.eigh': ({ a }) => {
    const [w, v] = np.linalg.eigh(array(a));
    return { w, v };
  },
  'decompositions.inv': ({ a }) => np.linalg.inv(array(a)),
  'decompositions.lu': ({ a }) => {
    const [both, , permutation] = lax.linalg.lu(array(a));
    const n = both.shape.at(-1) ?? 0;
    const l = np.tril(both.ref, -1).add(np.eye(n, n, { dtype: both.dtype }));
    return { permutation, l, u: np.triu(both) };
  },
  'decompositions.solve': ({ a, b }) => np.linalg.solve(array(a), array(b)),
  'decompositions.svd': ({ a }) => {
    const [u, s, vh] = np.linalg.svd(array(a), { fullMatrices: false }) as [JaxArray, JaxArray, JaxArray];
    return { u, s, v: turned(vh) };
  },
  'decompositions.triangularSolve': ({ t, b }, { lower, transpose, unitDiagonal }) =>
    lax.linalg.triangularSolve(array(t), array(b), { leftSide: true, lower, transposeA: transpose, unitDiagonal }),
  'multilinear.vec': ({ a }) => np.ravel(turned(array(a))),
  'layers.conv2d': ({ x, weight, bias }, { stride, padding, dilation, groups }) =>
    shifted(
      lax.convGeneralDilated(array(x), array(weight), [...stride], bothSides(padding), {
        rhsDilation: [...dilation],
        featureGroupCount: groups,
      }),
      bias,
    ),
  'layers.convTranspose2d': ({ x, weight, bias }, { stride, padding, dilation, groups, outputPadding }) => {
    if (groups !== 1 || outputPadding.some((size) => size !== 0)) throw new Unsupported('no groups, no output padding');
    return shifted(
      lax.convTranspose(array(x), array(weight), [...stride], bothSides(padding), {
        rhsDilation: [...dilation],
        transposeKernel: true,
      }),
      bias,
    );
  },
  'layers.layerNorm': ({ x, weight, bias }, { epsilon }) => {
    const standard = nn.standardize(array(x), -1, { epsilon });
    const scaled = weight === undefined ? standard : standard.mul(array(weight));
    return bias === undefined ? scaled : scaled.add(array(bias));
  },
  'layers.linear': ({ x, weight, bias }) => {
    const product = np.einsum('...i,oi->...o', array(x), array(weight));
    return bias === undefined ? product : product.add(array(bias));
  },
  'layers.relu': ({ x }) => nn.relu(array(x)),
  'layers.softmax': ({ x }) => nn.softmax(array(x), -1),
  'layers.logSumExp': ({ x }) => nn.logsumexp(array(x), -1),
  'sequence.scaledDotProductAttention': ({ query, key, value, mask }, { causal }) => {
    const [q, k, v] = [array(query), array(key), array(value)];
    if (k.shape.join() !== v.shape.join()) throw new Unsupported('values have the shape of keys');
    const batch = q.shape.slice(0, -2);
    const heads = (one: JaxArray) => one.reshape([-1, one.shape.at(-2) ?? 0, 1, one.shape.at(-1) ?? 0]);
    const output = nn.dotProductAttention(heads(q), heads(k), heads(v), {
      isCausal: causal,
      ...(mask === undefined ? {} : { bias: masked(array(mask)) }),
    });
    return output.reshape([...batch, q.shape.at(-2) ?? 0, v.shape.at(-1) ?? 0]);
  },
};

/** A mask that is added, with the axis of heads. */
const masked = (mask: JaxArray) => mask.reshape([-1, 1, ...mask.shape.slice(-2)]);

const bothSides = (padding: readonly number[]) => padding.map((size): [number, number] => [size, size]);

const shifted = (y: JaxArray, bias: Value | undefined) =>
  bias === undefined ? y : y.add(array(bias).reshape([-1, 1, 1]));

/** The places between parts of the given sizes, which say all but what the sizes add up to; a number of parts stays one. */
function places(x: JaxArray, parts: number | readonly number[], axis: number): number | number[] {
  if (typeof parts === 'number') return parts;
  const length = x.shape.at(axis);
  const whole = parts.every((size) => size >= 0) && parts.reduce((sum, size) => sum + size, 0) === length;
  if (length !== undefined && !whole) throw new Unsupported('places between parts cover the axis whatever they are');
  let place = 0;
  return parts.slice(0, -1).map((size) => (place += size));
}
