import { crossEntropy as specification } from '../../spec/losses/crossEntropy.ts';
import { type Matrix, matrix, rowOf } from '../_internal/dense/matrix.ts';
import { logSumExpParts, softmaxRow } from '../_internal/exponentials.ts';
import { fail } from '../_internal/fail.ts';
import { reference } from '../_internal/reference.ts';
import { total } from '../_internal/rows.ts';

export const crossEntropy = reference(specification, {
  member({ logits, target }) {
    requireClasses(target, logits);
    const losses = target.map((label, i) => {
      const row = rowOf(logits, i);
      const { largest, logarithm } = logSumExpParts(row);
      // The largest logit is taken off first: for a right answer what remains is log1p of the other terms, however small.
      return largest - (row[label] as number) + logarithm;
    });
    return total(losses) / losses.length;
  },
  // d loss / d logits = (softmax - one-hot) / n.
  pullback({ logits, target }, g) {
    requireClasses(target, logits);
    const scale = g / target.length;
    const gradient = matrix(logits.rows, logits.columns);
    target.forEach((label, i) => {
      const row = rowOf(logits, i);
      const shares = softmaxRow(row);
      const own = shares[label] as number;
      const others = shares.map((p, j) => (j === label ? 0 : p));
      // p - 1 cancels where p is near 1: there it is minus the sum of the others; elsewhere that sum would round once for each of them.
      others[label] = (own < 0.5 ? own - 1 : -total(others)) + 0 * (row[label] as number);
      rowOf(gradient, i).set(others.map((p) => scale * p));
    });
    return { logits: gradient };
  },
});

function requireClasses(target: Float64Array, { columns }: Matrix): void {
  const wrong = target.find((label) => !(label >= 0 && label < columns));
  if (wrong === undefined) return;
  fail('losses.crossEntropy/R1', `targets must be integers from 0 to ${columns - 1}, got ${wrong}`);
}
