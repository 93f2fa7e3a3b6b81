import { trace as specification } from '../../spec/linalg/trace.ts';
import { at, identity, scaled } from '../_internal/dense/matrix.ts';
import { reference } from '../_internal/reference.ts';

export const trace = reference(specification, {
  halves: true,
  member({ a }) {
    let total = 0;
    for (let i = 0; i < a.rows; i++) total += at(a, i, i);
    return total;
  },
  // d tr(A) = tr(dA) = <I, dA>.
  pullback: ({ a }, g) => ({ a: scaled(identity(a.rows), g) }),
});
