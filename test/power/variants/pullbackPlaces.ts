import { contiguous, type NdArray } from '../../../src/ndArray.ts';
import {
  cotangentsOf,
  inputsOf,
  isPadded,
  isReversed,
  isSliced,
  isStretched,
  isTurned,
  longest,
  made,
  mapFloats,
  mapped,
  offAt,
} from '../probes.ts';
import { changed, damaged, type Given, given, lengthOf, type Result, type Variant, where } from '../variant.ts';

const batch = ({ inputs }: Given, own: number): readonly number[] => {
  const shapes = Object.values(inputs).map((array) => array?.shape.slice(0, array.shape.length - own) ?? []);
  return shapes.reduce((most, shape) => (shape.length > most.length ? shape : most), []);
};
const firstShape = ({ inputs }: Given): readonly number[] => Object.values(inputs)[0]?.shape ?? [];
const differ = ({ inputs }: Given, own: number): boolean =>
  new Set(Object.values(inputs).map((array) => array?.shape.slice(0, -own).join())).size > 1;
const isOne = ({ inputs }: Given): boolean => {
  const arrays = Object.values(inputs).filter((array) => array !== undefined);
  return arrays.some((array, at) => arrays.indexOf(array) !== at);
};
const core = (id: string): number => (/layers/.test(id) ? 1 : 2);

/** The gradient of an input that the batch stretches, from the last member of the batch alone. */
const lastMember = (id: string, input: string, own: number): Variant =>
  made(id, 'gradient', `the gradient of a stretched ${input} from the last member alone`, (right) => async (call) => {
    const result = (await right(call)) as Record<string, NdArray>;
    const [shape, whole] = [call.inputs[input]?.shape ?? [], cotangentsOf(call)[0]?.shape ?? []];
    if (shape.length >= whole.length || whole.length - own < 1) return result;
    const count = whole.reduce((size, one) => size * one, 1) / (whole[0] ?? 1);
    const last = mapFloats(call.cotangents, (value, at) => (at < ((whole[0] ?? 1) - 1) * count ? 0 : value));
    const alone = (await right({ ...call, cotangents: last })) as Record<string, NdArray>;
    return { ...result, [input]: alone[input] };
  });

const overwriting = (id: string): Variant =>
  where(
    id,
    'gradient',
    'the cotangent is overwritten',
    (call) => longest(call) > 2,
    (result, call) => {
      for (const { data } of cotangentsOf(call)) data.fill(3);
      return result;
    },
  );

/** Arrays in some layout that are long are read as another kernel does: the last element twice. */
const misread =
  (holds: (array: NdArray) => boolean, least: number) =>
  (array: NdArray): NdArray => {
    if (!holds(array) || lengthOf(array) < least) return array;
    const copy = contiguous(array, true);
    copy.data[copy.data.length - 1] = (copy.data[copy.data.length - 2] ?? 0) + 1;
    return copy;
  };
const layouts = { turned: isTurned, sliced: isSliced, reversed: isReversed, padded: isPadded, stretched: isStretched };
const inLayout = (id: string, layout: keyof typeof layouts, least: number, of: 'inputs' | 'cotangents'): Variant =>
  given(id, 'gradient', `${of} that are ${layout} and have ${least} elements misread`, (call) => ({
    ...call,
    [of]: Object.fromEntries(
      Object.entries(call[of]).map(([name, array]) => [
        name,
        array && array.dtype !== 'int32' ? misread(layouts[layout], least)(array) : array,
      ]),
    ),
  }));

/** Wrong where the call before had another shape. */
const afterAnother = (id: string): Variant =>
  made(id, 'gradient', 'a workspace of the size of the call before', (right) => {
    let last = 0;
    return async (call) => {
      const result: Result = await right(call);
      const size = inputsOf(call).reduce((sum, array) => sum + lengthOf(array), 0);
      const isSmaller = last !== 0 && size < last;
      last = size;
      return isSmaller ? damaged(result) : result;
    };
  });

/** Pullbacks that are wrong for some layout, batch or place in memory, or for what was computed before. */
export const variants: readonly Variant[] = [
  inLayout('linalg.matmul', 'turned', 12, 'inputs'),
  inLayout('layers.linear', 'sliced', 9, 'cotangents'),
  inLayout('tensor.mul', 'reversed', 8, 'cotangents'),
  inLayout('tensor.div', 'padded', 6, 'inputs'),
  inLayout('layers.softmax', 'stretched', 6, 'cotangents'),
  inLayout('decompositions.solve', 'turned', 9, 'cotangents'),
  inLayout('layers.conv2d', 'sliced', 12, 'inputs'),
  inLayout('decompositions.cholesky', 'padded', 9, 'inputs'),
  inLayout('linalg.outer', 'reversed', 5, 'inputs'),
  inLayout('layers.layerNorm', 'turned', 8, 'inputs'),
  inLayout('multilinear.kron', 'turned', 6, 'cotangents'),
  inLayout('optimizers.adamw', 'sliced', 6, 'cotangents'),
  inLayout('decompositions.qr', 'reversed', 9, 'inputs'),
  inLayout('tensor.add', 'stretched', 8, 'cotangents'),
  ...[
    'decompositions.inv',
    'layers.softmax',
    'decompositions.cholesky',
    'linalg.frobeniusNorm',
    'layers.logSumExp',
  ].map((id) =>
    where(
      id,
      'gradient',
      'wrong in the second batch member',
      (call) => firstShape(call).length === core(id) + 1 && (firstShape(call)[0] ?? 0) > 1,
      (result, call) => {
        const [count = 1, ...rest] = firstShape(call);
        const size = rest.reduce((product, one) => product * one, 1);
        return mapped(result, (value, at) => (count > 1 && Math.floor(at / size) === 1 ? value * 1.0001 : value));
      },
    ),
  ),
  lastMember('linalg.matmul', 'a', 2),
  lastMember('linalg.matmul', 'b', 2),
  lastMember('decompositions.solve', 'a', 2),
  lastMember('tensor.mul', 'b', 0),
  lastMember('tensor.div', 'b', 0),
  lastMember('tensor.add', 'a', 0),
  ...['linalg.matmul', 'decompositions.triangularSolve'].map((id) =>
    where(
      id,
      'gradient',
      'wrong for two batch axes that differ',
      (call) => differ(call, 2) && batch(call, 2).length > 1,
    ),
  ),
  ...['tensor.mul', 'linalg.dot', 'linalg.matmul', 'tensor.div', 'multilinear.kron'].map((id) =>
    where(id, 'gradient', 'the gradient of the second left out where both are one value', isOne, (result) =>
      mapped(result, () => 0, 'b'),
    ),
  ),
  ...['linalg.matmul', 'layers.softmax', 'decompositions.inv'].map(overwriting),
  ...['linalg.matmul', 'layers.conv2d', 'decompositions.svd', 'tensor.max'].map(afterAnother),
  where(
    'layers.linear',
    'gradient',
    'wrong for a batch of more than 16',
    (call) => batch(call, 1).some((size) => size > 16),
    offAt('first', 'weight'),
  ),
  where(
    'layers.linear',
    'gradient',
    'the bias misses what lies behind eight rows',
    (call) => batch(call, 1).some((size) => size > 8),
    (result) => mapped(result, (value) => value - 1, 'bias'),
  ),
  where(
    'layers.layerNorm',
    'gradient',
    'the weight misses what lies behind eight rows',
    (call) => batch(call, 1).some((size) => size > 8),
    (result) => mapped(result, (value) => value + 0.5, 'weight'),
  ),
  where(
    'layers.conv2d',
    'gradient',
    'the weight misses images behind the fourth',
    (call) => (firstShape(call)[0] ?? 0) > 4,
    (result) => mapped(result, (value) => value + 1, 'weight'),
  ),
  where(
    'layers.convTranspose2d',
    'gradient',
    'the bias misses images behind the fourth',
    (call) => (firstShape(call)[0] ?? 0) > 4,
    (result) => mapped(result, (value) => value + 1, 'bias'),
  ),
  given('losses.crossEntropy', 'gradient', 'targets read by the rows of the logits', (call) => ({
    ...call,
    inputs: {
      ...call.inputs,
      target:
        call.inputs['target'] && (call.inputs['target'].strides[0] ?? 1) !== 1
          ? changed(call.inputs['target'], () => 0)
          : call.inputs['target'],
    },
  })),
];
