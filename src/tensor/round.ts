import { round as specification } from '../../spec/tensor/round.ts';
import { reference } from '../_internal/reference.ts';

export const round = reference(specification, {
  member({ x }) {
    // Math.round takes the larger of two: -0 for -1/2, but 1 for 1/2 and 3 for 5/2.
    const up = Math.round(x);
    return up - x === 0.5 && up % 2 !== 0 ? up - 1 : up;
  },
  pullback: () => ({ x: 0 }),
});
