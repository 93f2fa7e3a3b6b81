import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { scikitLearn, torchMetrics } from '../sources.ts';

export const accuracy = defineOperation({
  id: 'metrics.accuracy',
  meaning: 'The share of rows whose largest score, the first among equals, is that of the target class.',
  signature: 'scores[..., n, c], int target[..., n] -> a[...]',
  sizes({ n, c }) {
    if (n < 1 || c < 1) refuse('R1', `there must be at least one row and one class, got n = ${n}, c = ${c}`);
    return {};
  },
  definition({ scores, target }, { mean, select, constant, size }) {
    const [yes, no] = [() => constant(1), () => constant(0)];
    const isFirst = (i: number) => {
      const own = target(i);
      const others = Array.from({ length: size('c') }, (_, j) => j).filter((j) => j !== own);
      return others.reduceRight(
        (rest, j) => () =>
          j < own ? select(scores(i, j), scores(i, own), rest, no) : select(scores(i, own), scores(i, j), no, rest),
        yes,
      )();
    };
    return { a: () => mean('n', isFirst) };
  },
  freedom: 'NaN for no rows in place of an error; a target that is no class may be refused, or counts as a miss',
  special: 'undefined',
  rejects: { R1: 'there must be at least one row and one class' },
  domain: { target: 'label' },
  feasible: ({ n, c }) => ({ n: Math.max(n, 1), c: Math.max(c, 1) }),
  homogeneous: [{ scores: 1, a: 0 }],
  exchangeable: ['n'],
  clauses: {
    C1: 'increasing functions of the scores change nothing: x^3, 8 x - 4 and ranks',
    C2: 'it is the trace of the confusion matrix of argmax over the number of rows, up to the rounding of the quotient',
    C3: 'of equal scores the first counts: targets 0 have accuracy 1, and others 0',
  },
  sources: [scikitLearn('accuracy_score'), torchMetrics('MulticlassAccuracy, average micro')],
});

export const confusionMatrix = defineOperation({
  id: 'metrics.confusionMatrix',
  meaning: 'How many samples of each class, a row, were taken for each class, a column.',
  signature: 'int target[..., s], int predicted[..., s] -> int counts[..., n, n]',
  attributes: { n: { kind: 'integer', min: 1, clause: 'R1' } },
  definition: ({ target, predicted }, { sum, equal, constant }) => ({
    counts: (i, j) =>
      sum('s', (k) =>
        equal(
          target(k),
          i,
          () =>
            equal(
              predicted(k),
              j,
              () => constant(1),
              () => constant(0),
            ),
          () => constant(0),
        ),
      ),
  }),
  rejects: {
    R1: 'n must be an integer that is at least 1',
    R2: 'targets and predictions must be classes: integers from 0 to n - 1',
  },
  domain: { target: 'label', predicted: 'label' },
  exchangeable: ['s'],
  clauses: {
    C1: 'rows sum to how often a class is the target, columns to how often it is predicted, and all to the number of samples',
    C2: 'exchanged arguments give the transpose',
  },
  sources: [scikitLearn('confusion_matrix'), torchMetrics('MulticlassConfusionMatrix')],
});
