import type { NdArray } from '../../src/ndArray.ts';
import { implementations } from '../../src/registry.generated.ts';
import { arrayOf, mapped, scaled, sum, valuesOf } from './_internal/plain.ts';
import { type Fault, faultsOf } from './fault.ts';

type Row = readonly number[];
type LossOf = (row: Row, label: number) => number;

/** The mean of a loss that is computed row by row. */
function meanLoss(logits: NdArray, target: NdArray, lossOf: LossOf): NdArray {
  const [n = 1, c = 1] = logits.shape;
  const [values, labels] = [valuesOf(logits), valuesOf(target)];
  const losses = labels.map((label, row) => lossOf(values.slice(row * c, (row + 1) * c), label));
  return arrayOf(logits.dtype, [], [sum(losses) / n]);
}

const exponentials = (row: Row, shift: number): number[] => row.map((value) => Math.exp(value - shift));

const probability: LossOf = (row, label) => {
  const terms = exponentials(row, Math.max(...row));
  return (terms[label] ?? 0) / sum(terms);
};

export const faults: readonly Fault[] = faultsOf(
  'losses.crossEntropy',
  ({ misreadEach, spoilt, spoiltEach, spoiltGradientEach, wrong, wrongGradient }) => {
    /** Another loss for each row; labels that are no classes are the right implementation's to refuse. */
    const loss = (name: string, clause: string, lossOf: LossOf) =>
      spoilt(name, clause, (_, { logits, target }) => meanLoss(logits, target, lossOf));
    return [
      spoiltEach('rows summed, not averaged', 'C7', (value, _, { logits }) => value * (logits.shape[0] ?? 1)),
      spoiltEach('averaged over classes as well', 'C2', (value, _, { logits }) => value / (logits.shape[1] ?? 1)),
      loss(
        'largest logit not subtracted',
        'C4',
        (row, label) => Math.log(sum(exponentials(row, 0))) - (row[label] ?? 0),
      ),
      loss('shifted by the first logit', 'C1', (row, label) => {
        const [first = 0] = row;
        return Math.log(sum(exponentials(row, 0))) + first - (row[label] ?? 0) - first;
      }),
      loss(
        'logarithm of a probability kept above 0 by 1e-12',
        'C8',
        (row, label) => -Math.log(probability(row, label) + 1e-12),
      ),
      loss(
        'logarithm of a probability that rounds to 1',
        'C9',
        (row, label) => -Math.log(Math.max(probability(row, label), 1e-300)),
      ),
      spoiltEach('sign forgotten', 'C3', (value) => -value),
      loss('probability in place of its logarithm', 'C6', (row, label) => 1 - probability(row, label)),
      wrong('a class past the end accepted as a logit of 0', 'R1', ({ logits, target }) =>
        meanLoss(logits, target, (row, label) => {
          const largest = Math.max(...row);
          return largest + Math.log(sum(exponentials(row, largest))) - (row[label] ?? 0);
        }),
      ),
      wrong('the mean over no rows is 0', 'R2', (inputs, attributes, right) =>
        inputs.logits.shape.includes(0) ? arrayOf(inputs.logits.dtype, [], [0]) : right(inputs, attributes),
      ),
      misreadEach('classes counted from 1', 'definition', 'target', (label) => (label > 0 ? label - 1 : label)),
      wrongGradient('one-hot target not subtracted from the gradient', 'C5', ({ logits }, g) => {
        const y = implementations['layers.softmax']({ x: logits }, {});
        return { logits: scaled(y, (valuesOf(g)[0] ?? 0) / (logits.shape[0] ?? 1)) };
      }),
      spoiltGradientEach(
        'gradient not divided by the number of rows',
        'jacobian',
        'logits',
        (value, _, { logits }) => value * (logits.shape[0] ?? 1),
      ),
      wrongGradient('cotangent left out of the gradient', 'linearCotangent', (inputs, g, attributes, right) => {
        const one = mapped(g, () => 1);
        return right(inputs, one, attributes);
      }),
    ];
  },
);
