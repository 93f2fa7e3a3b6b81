import {
  negativeLogLikelihood as negativeLogLikelihoodSpecification,
  softCrossEntropy as softCrossEntropySpecification,
  weightedCrossEntropy as weightedCrossEntropySpecification,
} from '../../spec/losses/classes.ts';
import { argmax, logSumExpParts, softmaxRow } from '../_internal/exponentials.ts';
import { reference } from '../_internal/reference.ts';
import { total } from '../_internal/rows.ts';
import { classifiedLoss } from './_internal/classifiedLoss.ts';

/** Minus the logarithms of the softmax, to all digits where it is near 1. */
function negativeLogs(row: Float64Array): Float64Array {
  const { largest, logarithm } = logSumExpParts(row);
  return row.map((value) => largest - value + logarithm);
}

export const negativeLogLikelihood = classifiedLoss(negativeLogLikelihoodSpecification, {
  row: (row, label, weight) => weight(label) * -(row[label] as number),
  pullback: (row, label, weight) => ({
    row: row.map((_, j) => (j === label ? -weight(label) : 0)),
    weight: row.map((value, j) => (j === label ? -value : 0)),
  }),
});

interface Smoothing {
  readonly smoothing: number;
  readonly over: string;
}

/** The smoothed target of a class. */
function targetOf(label: number, c: number, { smoothing, over }: Smoothing): Float64Array {
  const share = smoothing / (over === 'classes' ? c : c - 1);
  return Float64Array.from({ length: c }, (_, j) =>
    j === label ? 1 - smoothing + (over === 'classes' ? share : 0) : smoothing === 0 ? 0 : share,
  );
}

export const weightedCrossEntropy = classifiedLoss(weightedCrossEntropySpecification, {
  row(row, label, weight, attributes) {
    const target = targetOf(label, row.length, attributes);
    // Without smoothing the weights of the others are not read; with it a weight that is NaN counts, if by a share of 0.
    const isRead = (j: number) => j === label || attributes.smoothing !== 0;
    return total(negativeLogs(row).map((value, j) => (target[j] as number) * (isRead(j) ? weight(j) : 1) * value));
  },
  pullback(row, label, weight, attributes) {
    const target = targetOf(label, row.length, attributes);
    const weighted = target.map((t, j) => t * weight(j));
    return {
      row: pulledLogits(row, weighted),
      weight: negativeLogs(row).map((value, j) => (target[j] as number) * value),
    };
  },
});

/** softmax(z) sum t - t. */
function pulledLogits(row: Float64Array, target: Float64Array): Float64Array {
  const [shares, mass, at] = [softmaxRow(row), total(target), argmax(row)];
  const gradient = shares.map((p, j) => p * mass - (target[j] as number));
  // It sums to 0: where one share is near 1 it is minus the sum of the others.
  if ((shares[at] ?? 0) > 0.5 && (target[at] ?? 0) > mass / 2)
    gradient[at] = -total(gradient.map((g, j) => (j === at ? 0 : g)));
  return gradient;
}

export const softCrossEntropy = reference(softCrossEntropySpecification, {
  halves: true,
  member: ({ logits, target }) => total(negativeLogs(logits).map((value, j) => (target[j] as number) * value)),
  pullback: ({ logits, target }, g) => ({
    logits: pulledLogits(logits, target).map((one) => g * one),
    target: negativeLogs(logits).map((value) => g * value),
  }),
});
