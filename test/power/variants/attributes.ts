import type { NdArray } from '../../../src/ndArray.ts';
import { changed, damaged, type Given, given, overResults, type Variant, where } from '../variant.ts';

const listOf = (call: Given, name: string): readonly number[] => {
  const value = call.attributes[name];
  return Array.isArray(value) ? value : [];
};
const numberOf = (call: Given, name: string): number => Number(call.attributes[name]);
const rank = (call: Given): number => call.inputs['x']?.shape.length ?? 0;

const reductions = ['tensor.sum', 'tensor.mean', 'tensor.max'];
const convolutions = ['layers.conv2d', 'layers.convTranspose2d'];
const both = (id: string, name: string, holds: (call: Given) => boolean): Variant[] => [
  where(id, 'forward', name, holds),
  where(id, 'gradient', name, holds),
];

export const variants: readonly Variant[] = [
  ...reductions.flatMap((id) => [
    ...both(
      id,
      'wrong where negative axes stand beside others',
      (call) => listOf(call, 'axes').some((axis) => axis < 0) && listOf(call, 'axes').some((axis) => axis >= 0),
    ),
    where(id, 'forward', 'wrong where axes do not ascend', (call) =>
      listOf(call, 'axes').some((axis, at, all) => at > 0 && axis < (all[at - 1] ?? 0)),
    ),
    where(
      id,
      'forward',
      'wrong for all axes but one of three',
      (call) => rank(call) === 3 && listOf(call, 'axes').length === 2,
    ),
    where(
      id,
      'forward',
      'wrong for an empty list of axes',
      (call) => Array.isArray(call.attributes['axes']) && listOf(call, 'axes').length === 0 && rank(call) > 0,
    ),
  ]),
  ...convolutions.flatMap((id) => [
    ...both(
      id,
      'wrong where stride and dilation are both above 1',
      (call) => Math.max(...listOf(call, 'stride')) > 1 && Math.max(...listOf(call, 'dilation')) > 1,
    ),
    ...both(id, 'wrong where the strides differ', (call) => new Set(listOf(call, 'stride')).size === 2),
    ...both(id, 'wrong where the paddings differ', (call) => new Set(listOf(call, 'padding')).size === 2),
    ...both(id, 'wrong from three groups on', (call) => numberOf(call, 'groups') > 2),
    where(id, 'forward', 'wrong for strides above 4', (call) => Math.max(...listOf(call, 'stride')) > 4),
    where(id, 'forward', 'wrong for dilations above 3', (call) => Math.max(...listOf(call, 'dilation')) > 3),
    where(id, 'forward', 'wrong without a bias', (call) => call.inputs['bias'] === undefined),
    where(
      id,
      'gradient',
      'wrong where more channels go out than come in',
      (call) => (call.inputs['weight']?.shape[0] ?? 0) > (call.inputs['weight']?.shape[1] ?? 0) + 1,
    ),
  ]),
  ...both(
    'layers.convTranspose2d',
    'wrong where output paddings differ',
    (call) => new Set(listOf(call, 'outputPadding')).size === 2,
  ),
  ...['optimizers.adam', 'optimizers.adamw'].flatMap((id) => [
    ...both(id, 'wrong from step 1000 on', (call) => numberOf(call, 'step') > 999),
    where(id, 'forward', 'wrong from step 10^5 on', (call) => numberOf(call, 'step') > 99_999),
    where(id, 'forward', 'wrong where beta2 is 0', (call) => call.attributes['beta2'] === 0),
    where(id, 'forward', 'wrong where beta1 is 0', (call) => call.attributes['beta1'] === 0),
    where(id, 'forward', 'wrong for an epsilon above 1', (call) => numberOf(call, 'epsilon') > 1),
    where(id, 'forward', 'wrong for a weight decay above 1', (call) => numberOf(call, 'weightDecay') > 1),
  ]),
  ...both(
    'optimizers.sgd',
    'wrong for nesterov with a momentum above 1',
    (call) => call.attributes['nesterov'] === true && numberOf(call, 'momentum') > 1,
  ),
  where(
    'optimizers.sgd',
    'forward',
    'wrong for a tiny learning rate',
    (call) => numberOf(call, 'learningRate') < 1e-5 && numberOf(call, 'learningRate') > 0,
  ),
  where('layers.layerNorm', 'forward', 'wrong for an epsilon above 1', (call) => numberOf(call, 'epsilon') > 1),
  where(
    'layers.layerNorm',
    'gradient',
    'wrong with a bias and no weight',
    (call) => call.inputs['bias'] !== undefined && call.inputs['weight'] === undefined,
  ),
  ...both(
    'decompositions.triangularSolve',
    'wrong for a transposed unit upper triangle',
    ({ attributes }) =>
      attributes['lower'] === false && attributes['transpose'] === true && attributes['unitDiagonal'] === true,
  ),
  ...both(
    'linalg.matmul',
    'wrong where both are transposed',
    ({ attributes }) => attributes['transposeA'] === true && attributes['transposeB'] === true,
  ),
  ...both('tensor.permute', 'wrong where the permutation is no involution', (call) =>
    listOf(call, 'axes').some((axis, at, axes) => axes[axis] !== at),
  ),
  where(
    'tensor.reshape',
    'forward',
    'wrong where the first of three sizes is inferred',
    (call) => listOf(call, 'shape').indexOf(-1) === 0 && listOf(call, 'shape').length > 2,
  ),
  where(
    'tensor.reshape',
    'forward',
    'wrong for the same shape',
    (call) => listOf(call, 'shape').join() === call.inputs['x']?.shape.join(),
  ),
  ...both(
    'tensor.broadcastTo',
    'wrong where an axis is stretched behind two new ones',
    (call) => listOf(call, 'shape').length - rank(call) === 2 && (call.inputs['x']?.shape.includes(1) ?? false),
  ),
  where(
    'tensor.broadcastTo',
    'gradient',
    'wrong for an axis stretched to nothing',
    (call) => listOf(call, 'shape').includes(0),
    (result) => overResults(result, (array) => changed(array, () => 1)),
  ),
  where('multilinear.lowRankTruncate', 'forward', 'wrong from rank 4 on', (call) => numberOf(call, 'rank') > 3),
  where('multilinear.lowRankTruncate', 'gradient', 'wrong for rank 2', (call) => numberOf(call, 'rank') === 2),
  given('losses.crossEntropy', 'forward', 'the label -100 taken for 0', (call) => ({
    ...call,
    inputs: relabelled(call, -100),
  })),
  given('losses.crossEntropy', 'forward', 'a label of the class count taken for 0', (call) => ({
    ...call,
    inputs: relabelled(call, call.inputs['logits']?.shape[1] ?? 0),
  })),
  given('losses.crossEntropy', 'forward', 'the label -1 taken for the last', (call) => ({
    ...call,
    inputs: relabelled(call, -1, (call.inputs['logits']?.shape[1] ?? 1) - 1),
  })),
  where(
    'losses.crossEntropy',
    'forward',
    'wrong where a target behind the 26th is not 0',
    (call) =>
      Array.from(call.inputs['target']?.data ?? [])
        .slice(26)
        .some((label) => label !== 0),
    damaged,
  ),
  where(
    'losses.crossEntropy',
    'gradient',
    'wrong from 9 classes on',
    (call) => (call.inputs['logits']?.shape[1] ?? 0) > 8,
  ),
];

function relabelled({ inputs }: Given, label: number, to = 0): Given['inputs'] {
  const target: NdArray | undefined = inputs['target'];
  return target === undefined
    ? inputs
    : { ...inputs, target: changed(target, (value) => (value === label ? to : value)) };
}
