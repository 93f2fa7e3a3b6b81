import { type NdArray, slice, transpose } from '../../../src/ndArray.ts';
import {
  coarse,
  cotangentsOf,
  elements,
  inputsOf,
  isSubnormal,
  largest,
  listOf,
  longest,
  made,
  mapFloats,
  mapped,
  numberOf,
  values,
  without,
} from '../probes.ts';
import { changed, damaged, type Given, given, type Result, type Variant, where } from '../variant.ts';

type Gradients = Record<string, NdArray>;

const shapeOf = ({ inputs }: Given, name: string): readonly number[] => inputs[name]?.shape ?? [];
const hasEqual = (list: readonly number[]): boolean => new Set(list).size < list.length;
const nearest = (list: readonly number[]): number =>
  list
    .toSorted((a, b) => a - b)
    .reduce(
      (gap, value, at, all) => (at > 0 && value !== all[at - 1] ? Math.min(gap, value - (all[at - 1] ?? 0)) : gap),
      Infinity,
    );

/** The pullback of fewer cotangents: those of one output taken for zero. */
const ignoring = (id: string, output: string, holds: (call: Given) => boolean = () => true): Variant =>
  given(id, 'gradient', `the cotangent of ${output} ignored`, (call) =>
    holds(call) ? { ...call, cotangents: mapFloats(call.cotangents, () => 0, output) } : call,
  );

/** Inputs in single precision on the way, where there are some. */
const single = (id: string, least: number): Variant =>
  given(id, 'gradient', `inputs in single precision from ${least} elements on`, (call) =>
    values(call).length >= least && largest(values(call)) < 1e30
      ? { ...call, inputs: mapFloats(call.inputs, Math.fround) }
      : call,
  );

const flushed = (id: string, only?: string): Variant =>
  given(id, 'gradient', `subnormal ${only ?? 'inputs'} flushed`, (call) => ({
    ...call,
    inputs: mapFloats(call.inputs, (value) => (isSubnormal(value) ? 0 : value), only),
  }));

/** Kinds of values for which a pullback is wrong, and terms that are missing where others hide it. */
export const variants: readonly Variant[] = [
  single('linalg.matmul', 16),
  single('layers.conv2d', 24),
  single('decompositions.cholesky', 9),
  single('decompositions.inv', 9),
  single('layers.layerNorm', 8),
  single('layers.logSumExp', 6),
  single('optimizers.adam', 12),
  single('tensor.div', 6),
  flushed('tensor.mul', 'b'),
  flushed('tensor.div', 'a'),
  flushed('linalg.outer', 'a'),
  flushed('linalg.matmul', 'b'),
  flushed('multilinear.kron', 'a'),
  flushed('layers.relu'),
  flushed('layers.linear', 'weight'),
  ...['tensor.mul', 'linalg.dot', 'layers.linear', 'tensor.mean'].map((id) =>
    where(
      id,
      'gradient',
      'gradients below 1e-30 dropped',
      () => true,
      (result) => mapped(result, (value) => (Math.abs(value) < 1e-30 ? 0 : value)),
    ),
  ),
  ...['linalg.frobeniusNorm', 'linalg.spectralNorm', 'decompositions.qr', 'decompositions.inv'].map((id) =>
    where(id, 'gradient', 'wrong where an entry is above 2^520', (call) => largest(values(call)) > 2 ** 520, coarse),
  ),
  ...['linalg.frobeniusNorm', 'decompositions.cholesky'].map((id) =>
    where(
      id,
      'gradient',
      'nothing left where all entries are below 2^-520',
      (call) => largest(values(call)) < 2 ** -520 && largest(values(call)) > 0,
      (result) => mapped(result, () => 0),
    ),
  ),
  ...['layers.softmax', 'layers.logSumExp', 'losses.crossEntropy'].map((id) =>
    where(
      id,
      'gradient',
      'probabilities below 1e-10 dropped',
      () => true,
      (result) => mapped(result, (value) => (Math.abs(value) < 1e-10 ? 0 : value)),
    ),
  ),
  ...['layers.softmax', 'layers.logSumExp', 'tensor.max', 'layers.layerNorm'].map((id) =>
    where(id, 'gradient', 'wrong where two entries are equal', (call) => {
      const list = elements(call.inputs['x'] as NdArray);
      return list.length > 2 && hasEqual(list) && new Set(list).size > 1;
    }),
  ),
  ...['layers.softmax', 'losses.crossEntropy', 'layers.layerNorm'].map((id) =>
    where(
      id,
      'gradient',
      'wrong where entries differ by less than 1e-5',
      (call) => nearest(elements(inputsOf(call)[0] as NdArray)) < 1e-5,
    ),
  ),
  ignoring('decompositions.eigh', 'v', (call) => nearest(values(call)) < 0.25),
  ignoring('decompositions.eigh', 'w', (call) => longest(call) > 2),
  ignoring('decompositions.svd', 'v', (call) => (shapeOf(call, 'a').at(-2) ?? 0) < (shapeOf(call, 'a').at(-1) ?? 0)),
  ignoring('decompositions.qr', 'q', (call) => (shapeOf(call, 'a').at(-2) ?? 0) < (shapeOf(call, 'a').at(-1) ?? 0)),
  ignoring('decompositions.lu', 'l', (call) => longest(call) > 3),
  ignoring('optimizers.adam', 'nextV', (call) => numberOf(call, 'weightDecay') === 0),
  ignoring('optimizers.sgd', 'nextVelocity', (call) => call.attributes['nesterov'] === true),
  made('decompositions.inv', 'gradient', 'X for its transpose on both sides', (right) => async (call) => {
    const a = call.inputs['a'];
    return a === undefined || longest(call) < 4 ? right(call) : right({ ...call, inputs: { a: transpose(a) } });
  }),
  made(
    'decompositions.solve',
    'gradient',
    'the gradient of a misses columns behind the fourth',
    (right) => async (call) => {
      const result = (await right(call)) as Gradients;
      const columns = call.inputs['b']?.shape.at(-1) ?? 0;
      if (columns <= 4) return result;
      const few = await right({
        ...call,
        cotangents: mapFloats(call.cotangents, (value, at) => (at % columns > 3 ? 0 : value)),
      });
      return { ...result, a: (few as Gradients)['a'] };
    },
  ),
  where(
    'decompositions.triangularSolve',
    'gradient',
    'the triangle that is not read has a gradient',
    (call) => longest(call) > 3,
    (result, call) => {
      const n = shapeOf(call, 't').at(-1) ?? 1;
      return mapped(
        result,
        (value, at) => {
          const [i, j] = [Math.floor(at / n) % n, at % n];
          return (call.attributes['lower'] === false ? i > j : i < j) ? 1 : value;
        },
        't',
      );
    },
  ),
  where(
    'decompositions.triangularSolve',
    'gradient',
    'the diagonal of ones has a gradient',
    ({ attributes }) => attributes['unitDiagonal'] === true && attributes['transpose'] === true,
    (result, call) => {
      const n = shapeOf(call, 't').at(-1) ?? 1;
      return mapped(result, (value, at) => (Math.floor(at / n) % n === at % n ? value + 1 : value), 't');
    },
  ),
  ...['decompositions.pinv', 'multilinear.lowRankTruncate'].map((id) =>
    made(id, 'gradient', 'the part outside of the row space left out', (right) => async (call) => {
      const a = call.inputs['a'];
      const [m = 0, n = 0] = a?.shape.slice(-2) ?? [];
      const result = await right(call);
      return m < n ? mapped(result, (value, at) => (at % n === n - 1 ? value * (1 - 2 ** -20) : value)) : result;
    }),
  ),
  where(
    'decompositions.det',
    'gradient',
    'nothing where the determinant vanishes',
    () => true,
    (result, call) => {
      const rows = elements(call.inputs['a'] as NdArray);
      const n = shapeOf(call, 'a').at(-1) ?? 0;
      const isSame = n > 1 && rows.slice(0, n).every((value, at) => value === rows[n + at]);
      return isSame || rows.slice(0, n).every((value) => value === 0) ? mapped(result, () => 0) : result;
    },
  ),
  where(
    'decompositions.det',
    'gradient',
    'something where all cofactors vanish',
    (call) => (shapeOf(call, 'a').at(-1) ?? 0) > 2 && values(call).length === (shapeOf(call, 'a').at(-1) ?? 0) ** 2,
    (result) => {
      const list = Object.values(result as Gradients).flatMap((array) => elements(array));
      return largest(list) === 0 ? mapped(result, () => 1e-3) : result;
    },
  ),
  where(
    'linalg.frobeniusNorm',
    'gradient',
    'NaN at the zero matrix of one member',
    (call) => {
      const list = values(call);
      return list.length > 0 && list.every((value) => value === 0);
    },
    (result) => mapped(result, () => Number.NaN),
  ),
  ...['optimizers.adam', 'optimizers.adamw'].flatMap((id) => [
    where(
      id,
      'gradient',
      'the root of v = 0 gives NaN',
      (call) => elements(call.inputs['v'] as NdArray).some((value) => value === 0),
      (result) => mapped(result, () => Number.NaN, 'v'),
    ),
    where(
      id,
      'gradient',
      'the gradient of the parameter without decay',
      (call) => numberOf(call, 'weightDecay') > 0 && numberOf(call, 'weightDecay') < 0.1,
      (result) => mapped(result, (value) => value * (1 + 2 ** -12), 'parameter'),
    ),
    where(
      id,
      'gradient',
      'wrong where beta1 is 0 and beta2 is not',
      (call) => call.attributes['beta1'] === 0 && call.attributes['beta2'] !== 0,
      damaged,
    ),
    where(id, 'gradient', 'wrong without an epsilon', (call) => call.attributes['epsilon'] === 0, damaged),
  ]),
  where(
    'optimizers.sgd',
    'gradient',
    'decay and nesterov together',
    (call) => call.attributes['nesterov'] === true && numberOf(call, 'weightDecay') > 0,
    without('parameter'),
  ),
  where(
    'optimizers.sgd',
    'gradient',
    'wrong without a momentum',
    (call) => call.attributes['momentum'] === 0,
    (result) => mapped(result, (value) => value + 1, 'velocity'),
  ),
  ...['layers.conv2d', 'layers.convTranspose2d'].flatMap((id) => [
    where(
      id,
      'gradient',
      'the last columns that no window reaches',
      (call) => {
        const stride = listOf(call, 'stride')[1] ?? 1;
        return stride > 1 && ((shapeOf(call, 'x').at(-1) ?? 0) - (shapeOf(call, 'weight').at(-1) ?? 0)) % stride !== 0;
      },
      damaged,
    ),
    where(
      id,
      'gradient',
      'wrong for groups and a dilation',
      (call) => numberOf(call, 'groups') > 1 && Math.max(...listOf(call, 'dilation')) > 1,
      without('weight'),
    ),
    where(
      id,
      'gradient',
      'a padding as wide as the kernel',
      (call) => (listOf(call, 'padding')[0] ?? 0) >= (shapeOf(call, 'weight').at(-2) ?? 9),
      damaged,
    ),
    where(
      id,
      'gradient',
      'a kernel of 1 by more',
      (call) => shapeOf(call, 'weight')[2] === 1 && (shapeOf(call, 'weight')[3] ?? 0) > 2,
      damaged,
    ),
  ]),
  ...['tensor.sum', 'tensor.mean', 'tensor.max'].map((id) =>
    where(
      id,
      'gradient',
      'kept axes and negative ones',
      (call) => call.attributes['keepdims'] === true && listOf(call, 'axes').some((axis) => axis < 0),
      damaged,
    ),
  ),
  where('tensor.max', 'gradient', 'a maximum behind the eighth', (call) => {
    const x = elements(call.inputs['x'] as NdArray);
    return x.length > 8 && x.indexOf(Math.max(...x)) > 7;
  }),
  where('tensor.broadcastTo', 'gradient', 'two stretched axes', (call) => {
    const [own, to] = [shapeOf(call, 'x'), listOf(call, 'shape')];
    return own.filter((size, axis) => size === 1 && (to[axis + to.length - own.length] ?? 1) > 1).length > 1;
  }),
  where(
    'linalg.matmul',
    'gradient',
    'the gradient of a where only b is transposed',
    ({ attributes }) => attributes['transposeB'] === true && attributes['transposeA'] === false,
    (result) => damaged(result),
  ),
  made('layers.linear', 'gradient', 'the bias of one row only', (right) => async (call) => {
    const result: Result = await right(call);
    const rows = cotangentsOf(call)[0]?.shape.slice(0, -1) ?? [];
    return rows.length === 2 ? mapped(result, (value) => value / (rows[0] || 1), 'bias') : result;
  }),
  given('layers.layerNorm', 'gradient', 'the epsilon left out where it is small', (call) =>
    numberOf(call, 'epsilon') < 1e-4 ? { ...call, attributes: { ...call.attributes, epsilon: 0 } } : call,
  ),
  given('losses.crossEntropy', 'gradient', 'the last class is never the target', (call) => {
    const classes = shapeOf(call, 'logits')[1] ?? 1;
    const target = call.inputs['target'];
    return target === undefined
      ? call
      : {
          ...call,
          inputs: { ...call.inputs, target: changed(target, (label) => Math.min(label, Math.max(classes - 2, 0))) },
        };
  }),
  made('linalg.spectralNorm', 'gradient', 'only the first four columns', (right) => async (call) => {
    const a = call.inputs['a'];
    const n = a?.shape.at(-1) ?? 0;
    const result = await right(call);
    return a === undefined || n <= 4 ? result : mapped(result, (value, at) => (at % n > 3 ? 0 : value));
  }),
  made('multilinear.kron', 'gradient', 'the last block of rows left out', (right) => async (call) => {
    const cotangent = Object.values(call.cotangents)[0];
    const [rows, own] = [cotangent?.shape[0] ?? 0, shapeOf(call, 'b')[0] ?? 0];
    if (cotangent === undefined || own < 5 || rows === own) return right(call);
    const kept = slice(cotangent, 0, 0, rows).shape[1] ?? 1;
    return right({
      ...call,
      cotangents: mapFloats(call.cotangents, (value, at) => (at >= (rows - own) * kept ? 0 : value)),
    });
  }),
];
