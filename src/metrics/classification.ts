import {
  accuracy as accuracySpecification,
  confusionMatrix as confusionSpecification,
} from '../../spec/metrics/classification.ts';
import { matrix, rowOf } from '../_internal/dense/matrix.ts';
import { fail } from '../_internal/fail.ts';
import { reference } from '../_internal/reference.ts';

export const accuracy = reference(accuracySpecification, {
  halves: true,
  member({ scores, target }) {
    let hits = 0;
    target.forEach((label, i) => {
      const row = rowOf(scores, i);
      const first = row.reduce((best, score, j) => (score > (row[best] as number) ? j : best), 0);
      if (first === label) hits++;
    });
    return hits / target.length;
  },
});

export const confusionMatrix = reference(confusionSpecification, {
  member({ target, predicted }, { n }) {
    const counts = matrix(n, n);
    const wrong = [...target, ...predicted].find((label) => !(label >= 0 && label < n));
    if (wrong !== undefined) {
      fail('metrics.confusionMatrix/R2', `targets and predictions must be integers from 0 to ${n - 1}, got ${wrong}`);
    }
    target.forEach((label, k) => {
      const place = label * n + (predicted[k] as number);
      counts.data[place] = (counts.data[place] as number) + 1;
    });
    return counts;
  },
});
