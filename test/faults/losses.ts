import type { NdArray } from '../../src/ndArray.ts';
import { implementations, pullbacks } from '../../src/registry.generated.ts';
import { arrayOf, mapped, sum, valuesOf } from './_internal/plain.ts';
import { type Fault, faultsOf } from './fault.ts';

const right = implementations['losses.crossEntropy'];
const rightGradient = pullbacks['losses.crossEntropy'];

interface Inputs {
  readonly logits: NdArray;
  readonly target: NdArray;
}

/** The mean of a loss that is computed row by row. */
function meanLoss({ logits, target }: Inputs, lossOf: (row: readonly number[], label: number) => number): NdArray {
  const [n = 1, c = 1] = logits.shape;
  const [values, labels] = [valuesOf(logits), valuesOf(target)];
  const losses = labels.map((label, row) => lossOf(values.slice(row * c, (row + 1) * c), label));
  return arrayOf(logits.dtype, [], [sum(losses) / n]);
}

const exponentials = (row: readonly number[], shift: number): number[] => row.map((value) => Math.exp(value - shift));

const probability = (row: readonly number[], label: number): number => {
  const terms = exponentials(row, Math.max(...row));
  return (terms[label] ?? 0) / sum(terms);
};

/** Labels that are no classes are the right implementation's to refuse. */
const refused = (inputs: Inputs): void => {
  right(inputs, {});
};

export const faults: readonly Fault[] = faultsOf(
  'losses.crossEntropy',
  ({ misread, spoilt, spoiltGradient, wrong, wrongGradient }) => [
    spoilt('rows summed, not averaged', 'C7', (result, inputs) =>
      mapped(result, (loss) => loss * (inputs.logits.shape[0] ?? 1)),
    ),
    spoilt('averaged over classes as well', 'C2', (result, inputs) =>
      mapped(result, (loss) => loss / (inputs.logits.shape[1] ?? 1)),
    ),
    wrong('largest logit not subtracted', 'C4', (inputs) => {
      refused(inputs);
      return meanLoss(inputs, (row, label) => Math.log(sum(exponentials(row, 0))) - (row[label] ?? 0));
    }),
    wrong('shifted by the first logit', 'C1', (inputs) => {
      refused(inputs);
      return meanLoss(
        inputs,
        (row, label) => Math.log(sum(exponentials(row, 0))) + (row[0] ?? 0) - (row[label] ?? 0) - (row[0] ?? 0),
      );
    }),
    wrong('logarithm of a probability kept above 0 by 1e-12', 'C8', (inputs) => {
      refused(inputs);
      return meanLoss(inputs, (row, label) => -Math.log(probability(row, label) + 1e-12));
    }),
    wrong('logarithm of a probability that rounds to 1', 'C9', (inputs) => {
      refused(inputs);
      return meanLoss(inputs, (row, label) => -Math.log(Math.max(probability(row, label), 1e-300)));
    }),
    spoilt('sign forgotten', 'C3', (result) => mapped(result, (loss) => -loss)),
    wrong('probability in place of its logarithm', 'C6', (inputs) => {
      refused(inputs);
      return meanLoss(inputs, (row, label) => 1 - probability(row, label));
    }),
    wrong('a class past the end accepted as a logit of 0', 'R1', (inputs) =>
      meanLoss(inputs, (row, label) => {
        const largest = Math.max(...row);
        return largest + Math.log(sum(exponentials(row, largest))) - (row[label] ?? 0);
      }),
    ),
    wrong('the mean over no rows is 0', 'R2', (inputs, attributes) =>
      valuesOf(inputs.logits).length === 0 ? arrayOf(inputs.logits.dtype, [], [0]) : right(inputs, attributes),
    ),
    misread('classes counted from 1', 'definition', ({ target }) => ({
      target: mapped(target, (label) => (label > 0 ? label - 1 : label)),
    })),
    wrongGradient('one-hot target not subtracted from the gradient', 'C5', ({ logits }, g) => {
      const [n = 1] = logits.shape;
      const y = implementations['layers.softmax']({ x: logits }, {});
      return { logits: mapped(y, (value) => (value * (valuesOf(g)[0] ?? 0)) / n) };
    }),
    spoiltGradient('gradient not divided by the number of rows', 'jacobian', ({ logits }, inputs) => ({
      logits: logits && mapped(logits, (value) => value * (inputs.logits.shape[0] ?? 1)),
    })),
    wrongGradient('cotangent left out of the gradient', 'linearCotangent', (inputs, g, attributes) =>
      rightGradient(
        inputs,
        mapped(g, () => 1),
        attributes,
      ),
    ),
  ],
);
