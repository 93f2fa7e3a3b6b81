import {
  halfSquaredError as halfSquaredErrorSpecification,
  huber as huberSpecification,
  meanAbsoluteError as meanAbsoluteErrorSpecification,
  meanSquaredError as meanSquaredErrorSpecification,
  smoothL1 as smoothL1Specification,
} from '../../spec/losses/regression.ts';
import { reducedLoss } from './_internal/reducedLoss.ts';

const both = (slope: number): readonly [number, number] => [slope, -slope];

export const meanSquaredError = reducedLoss(meanSquaredErrorSpecification, {
  loss: (a, b) => (a - b) ** 2,
  slopes: (a, b) => both(2 * (a - b)),
});

export const halfSquaredError = reducedLoss(halfSquaredErrorSpecification, {
  loss: (a, b) => ((a - b) * (a - b)) / 2,
  slopes: (a, b) => both(a - b),
});

export const meanAbsoluteError = reducedLoss(meanAbsoluteErrorSpecification, {
  loss: (a, b) => Math.abs(a - b),
  slopes: (a, b) => both(Math.sign(a - b)),
});

export const huber = reducedLoss(huberSpecification, {
  loss(a, b, { delta }) {
    const size = Math.abs(a - b);
    return size < delta ? (size * size) / 2 : delta * (size - delta / 2);
  },
  slopes: (a, b, { delta }) => both(Math.max(-delta, Math.min(a - b, delta))),
});

export const smoothL1 = reducedLoss(smoothL1Specification, {
  loss(a, b, { beta }) {
    const size = Math.abs(a - b);
    // Divided first, the square of a tiny difference does not vanish.
    return size < beta ? (size / beta) * (size / 2) : size - beta / 2;
  },
  slopes(a, b, { beta }) {
    const r = a - b;
    return both(Math.abs(r) < beta ? r / beta : Math.sign(r));
  },
});
