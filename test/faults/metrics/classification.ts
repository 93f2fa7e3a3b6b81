import { accuracy, confusionMatrix } from '../../../spec/metrics/classification.ts';
import { rowOf, transposed } from '../../../src/_internal/dense/matrix.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import { arrayOf, sum } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

export const faults: readonly Fault[] = [
  ...memberFaultsOf(accuracy, ({ wrong, spoilt }) => [
    wrong(
      'right among the two largest',
      'C2',
      ({ scores, target }) =>
        sum(
          Array.from(target, (label, i) => {
            const row = [...rowOf(scores, i)];
            return Number(row.filter((value) => value > (row[label] ?? 0)).length < 2);
          }),
        ) / target.length,
    ),
    wrong(
      'of equal scores all are right',
      'C3',
      ({ scores, target }) =>
        sum(Array.from(target, (label, i) => Number(Math.max(...rowOf(scores, i)) === rowOf(scores, i)[label]))) /
        target.length,
    ),
    wrong(
      'right where the score is above 3/2',
      'C1',
      ({ scores, target }) =>
        sum(Array.from(target, (label, i) => Number((rowOf(scores, i)[label] ?? 0) > 1.5))) / target.length,
    ),
    spoilt('in percent', 'definition', (a) => 100 * a),
    spoilt('the share of misses', 'definition', (a) => 1 - a),
  ]),
  ...faultsOf('metrics.accuracy', ({ wrong }) => [
    wrong('0 of no rows', 'R1', (inputs, attributes, right) =>
      inputs.scores.shape.includes(0) ? arrayOf(inputs.scores.dtype, [], [0]) : right(inputs, attributes),
    ),
  ]),
  ...memberFaultsOf(confusionMatrix, ({ wrong, spoilt, misread }) => [
    spoilt('rows are predictions', 'definition', (counts) => transposed(counts as never)),
    wrong('what was right alone', 'C1', ({ target, predicted }, { n }) => {
      const data = new Float64Array(n * n);
      target.forEach((label, i) => {
        if (label === predicted[i]) data[label * n + label] = (data[label * n + label] ?? 0) + 1;
      });
      return { rows: n, columns: n, data };
    }),
    misread('labels past the end counted in the last class', 'R2', ({ target, predicted }, { n }) => ({
      target: target.map((label) => Math.max(0, Math.min(label, n - 1))),
      predicted: predicted.map((label) => Math.max(0, Math.min(label, n - 1))),
    })),
    spoilt('the upper triangle for both', 'C2', (counts) => {
      const { rows, columns, data } = counts as never as { rows: number; columns: number; data: Float64Array };
      return { rows, columns, data: data.map((value, i) => (Math.floor(i / columns) > i % columns ? 0 : value)) };
    }),
  ]),
];
