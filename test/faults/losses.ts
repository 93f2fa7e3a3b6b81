import type { NdArray } from '../../src/ndArray.ts';
import { implementations, pullbacks } from '../../src/registry.generated.ts';
import { arrayOf, mapped, sum, valuesOf } from './_internal/plain.ts';
import type { Fault } from './fault.ts';

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
const refused = async (inputs: Inputs): Promise<void> => {
  await right(inputs, {});
};

export const faults: readonly Fault[] = [
  {
    name: 'rows summed, not averaged',
    operation: 'losses.crossEntropy',
    caughtBy: 'losses.crossEntropy/C7',
    operations: {
      'losses.crossEntropy': async (inputs, attributes) =>
        mapped(await right(inputs, attributes), (loss) => loss * (inputs.logits.shape[0] ?? 1)),
    },
  },
  {
    name: 'averaged over classes as well',
    operation: 'losses.crossEntropy',
    caughtBy: 'losses.crossEntropy/C2',
    operations: {
      'losses.crossEntropy': async (inputs, attributes) =>
        mapped(await right(inputs, attributes), (loss) => loss / (inputs.logits.shape[1] ?? 1)),
    },
  },
  {
    name: 'largest logit not subtracted',
    operation: 'losses.crossEntropy',
    caughtBy: 'losses.crossEntropy/C4',
    operations: {
      'losses.crossEntropy': async (inputs) => {
        await refused(inputs);
        return meanLoss(inputs, (row, label) => Math.log(sum(exponentials(row, 0))) - (row[label] ?? 0));
      },
    },
  },
  {
    name: 'shifted by the first logit',
    operation: 'losses.crossEntropy',
    caughtBy: 'losses.crossEntropy/C1',
    operations: {
      'losses.crossEntropy': async (inputs) => {
        await refused(inputs);
        return meanLoss(
          inputs,
          (row, label) => Math.log(sum(exponentials(row, 0))) + (row[0] ?? 0) - (row[label] ?? 0) - (row[0] ?? 0),
        );
      },
    },
  },
  {
    name: 'logarithm of a probability kept above 0 by 1e-12',
    operation: 'losses.crossEntropy',
    caughtBy: 'losses.crossEntropy/C8',
    operations: {
      'losses.crossEntropy': async (inputs) => {
        await refused(inputs);
        return meanLoss(inputs, (row, label) => -Math.log(probability(row, label) + 1e-12));
      },
    },
  },
  {
    name: 'logarithm of a probability that rounds to 1',
    operation: 'losses.crossEntropy',
    caughtBy: 'losses.crossEntropy/C9',
    operations: {
      'losses.crossEntropy': async (inputs) => {
        await refused(inputs);
        return meanLoss(inputs, (row, label) => -Math.log(Math.max(probability(row, label), 1e-300)));
      },
    },
  },
  {
    name: 'sign forgotten',
    operation: 'losses.crossEntropy',
    caughtBy: 'losses.crossEntropy/C3',
    operations: {
      'losses.crossEntropy': async (inputs, attributes) => mapped(await right(inputs, attributes), (loss) => -loss),
    },
  },
  {
    name: 'probability in place of its logarithm',
    operation: 'losses.crossEntropy',
    caughtBy: 'losses.crossEntropy/C6',
    operations: {
      'losses.crossEntropy': async (inputs) => {
        await refused(inputs);
        return meanLoss(inputs, (row, label) => 1 - probability(row, label));
      },
    },
  },
  {
    name: 'a class past the end accepted as a logit of 0',
    operation: 'losses.crossEntropy',
    caughtBy: 'losses.crossEntropy/R1',
    operations: {
      'losses.crossEntropy': (inputs) =>
        meanLoss(inputs, (row, label) => {
          const largest = Math.max(...row);
          return largest + Math.log(sum(exponentials(row, largest))) - (row[label] ?? 0);
        }),
    },
  },
  {
    name: 'the mean over no rows is 0',
    operation: 'losses.crossEntropy',
    caughtBy: 'losses.crossEntropy/R2',
    operations: {
      'losses.crossEntropy': (inputs, attributes) =>
        valuesOf(inputs.logits).length === 0 ? arrayOf(inputs.logits.dtype, [], [0]) : right(inputs, attributes),
    },
  },
  {
    name: 'classes counted from 1',
    operation: 'losses.crossEntropy',
    caughtBy: 'losses.crossEntropy/definition',
    operations: {
      'losses.crossEntropy': ({ logits, target }, attributes) =>
        right({ logits, target: mapped(target, (label) => (label > 0 ? label - 1 : label)) }, attributes),
    },
  },
  {
    name: 'one-hot target not subtracted from the gradient',
    operation: 'losses.crossEntropy',
    caughtBy: 'losses.crossEntropy/C5',
    gradients: {
      'losses.crossEntropy': async ({ logits }, g) => {
        const [n = 1] = logits.shape;
        const y = await implementations['layers.softmax']({ x: logits }, {});
        return { logits: mapped(y, (value) => (value * (valuesOf(g)[0] ?? 0)) / n) };
      },
    },
  },
  {
    name: 'gradient not divided by the number of rows',
    operation: 'losses.crossEntropy',
    caughtBy: 'losses.crossEntropy/jacobian',
    gradients: {
      'losses.crossEntropy': async (inputs, g, attributes) => {
        const { logits } = await rightGradient(inputs, g, attributes);
        return { logits: logits && mapped(logits, (value) => value * (inputs.logits.shape[0] ?? 1)) };
      },
    },
  },
  {
    name: 'cotangent left out of the gradient',
    operation: 'losses.crossEntropy',
    caughtBy: 'losses.crossEntropy/linearCotangent',
    gradients: {
      'losses.crossEntropy': (inputs, g, attributes) =>
        rightGradient(
          inputs,
          mapped(g, () => 1),
          attributes,
        ),
    },
  },
];
