import type { NdArray } from '../../../src/ndArray.ts';
import { implementations } from '../../../src/registry.generated.ts';
import { arrayOf, mapped, none, valuesOf, zipped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';
import { reordered } from './_internal/gates.ts';
import { recurring } from './_internal/recurring.ts';
import { reversed } from './_internal/steps.ts';

const { 'sequence.gru': gru } = implementations;

interface Given {
  readonly weightX: NdArray;
  readonly weightHidden: NdArray;
  readonly bias?: NdArray | undefined;
  readonly biasHidden?: NdArray | undefined;
}

/** Weights and both biases, their blocks of rows in another order. */
const moved = (given: Given, order: readonly number[]): Given => {
  const { weightX, weightHidden, bias } = reordered(given, order);
  const { bias: biasHidden } = reordered({ ...given, bias: given.biasHidden }, order);
  return { weightX, weightHidden, bias, biasHidden };
};

/** The second bias as a part of the first. */
const joined = ({ weightX, bias, biasHidden }: Given) => ({
  bias:
    bias === undefined || biasHidden === undefined
      ? (bias ?? biasHidden ?? arrayOf(weightX.dtype, [weightX.shape[0] ?? 0], new Array(weightX.shape[0]).fill(0)))
      : zipped(bias, biasHidden, (one, other) => one + other),
  biasHidden: undefined,
});

/** The sign of the update gate changed: z and 1 - z exchanged. */
const turned = ({ weightX, weightHidden, bias, biasHidden }: Given): Given => {
  const rows = weightX.shape[0] ?? 0;
  const opposite = (array: NdArray) => {
    const width = valuesOf(array).length / Math.max(rows, 1);
    return mapped(array, (value, at) => (Math.floor((3 * at) / Math.max(width * rows, 1)) === 1 ? -value : value));
  };
  return {
    weightX: opposite(weightX),
    weightHidden: opposite(weightHidden),
    bias: bias && opposite(bias),
    biasHidden: biasHidden && opposite(biasHidden),
  };
};

export const faults: readonly Fault[] = [
  ...faultsOf('sequence.gruCell', ({ misread, misset, spoiltEach, spoiltGradient, spoiltGradientEach, wrong }) => [
    misread('gates in the order z r n, as ONNX and Keras have them', 'C1', (given) => moved(given, [1, 0, 2])),
    misread('z and 1 - z exchanged', 'C2', turned),
    misread('the update gate in the place of the candidate', 'integers', (given) => moved(given, [0, 2, 1])),
    misset('the reset gate always before the product', 'C6', () => ({ reset: 'before' as const })),
    misset('the reset gate always after the product', 'definition', () => ({ reset: 'after' as const })),
    misread('both biases added up', 'C6', joined),
    wrong('a state without its share of 1 - z', 'C3', (inputs, attributes, right) => {
      const n = right({ ...inputs, hidden: none(inputs.hidden) }, attributes);
      return zipped(right(inputs, attributes), n, (value, candidate) => value + candidate / 4);
    }),
    spoiltEach('states a thousandth too large', 'C4', (value) => 1.001 * value),
    wrong('before the product no second bias', 'C5', (inputs, attributes, right) =>
      right(attributes.reset === 'before' ? { ...inputs, biasHidden: undefined } : inputs, attributes),
    ),
    misread('1 added to the bias of the update gate', 'C7', (given) => {
      const { bias } = joined({ ...given, biasHidden: undefined });
      const h = valuesOf(bias).length / 3;
      return { bias: mapped(bias, (value, row) => value + Number(Math.floor(row / h) === 1)) };
    }),
    spoiltEach('the state in single precision', 'definition', Math.fround),
    spoiltGradient('no second bias of the candidate', 'jacobian', ({ biasHidden }) => ({
      biasHidden:
        biasHidden && mapped(biasHidden, (value, row) => (3 * row < 2 * valuesOf(biasHidden).length ? value : 0)),
    })),
    spoiltGradientEach('of the state through the update gate alone', 'adjoint', 'hidden', (value) => value / 2),
  ]),
  ...recurring('sequence.gru', { hidden: 'initialHidden' }),
  ...faultsOf('sequence.gru', ({ misread, misset, spoiltGradientEach, wrong }) => [
    wrong('the sequence read from its end', 'C1', (inputs, attributes) =>
      reversed(gru({ ...inputs, x: reversed(inputs.x) }, attributes)),
    ),
    misread('gates in the order z r n, as ONNX and Keras have them', 'C2', (given) => moved(given, [1, 0, 2])),
    misset('the reset gate always before the product', 'definition', () => ({ reset: 'before' as const })),
    misread('the state before the first step ignored', 'C3', () => ({ initialHidden: undefined })),
    misread('both biases added up', 'C2', joined),
    misread('no state carried', 'steps', ({ weightHidden }) => ({ weightHidden: none(weightHidden) })),
    spoiltGradientEach('gradient of the first state twice', 'adjoint', 'initialHidden', (value) => 2 * value),
  ]),
];
