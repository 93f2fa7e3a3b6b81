import { unitSphereImage as specification } from '../../spec/linalg/unitSphereImage.ts';
import { at, build, outside, plus, times, transposed } from '../_internal/dense/matrix.ts';
import { quotient } from '../_internal/dense/quotient.ts';
import { finiteSingularValues } from '../_internal/dense/singularValues.ts';
import { reference } from '../_internal/reference.ts';

const clause = 'linalg.unitSphereImage/R1';

export const unitSphereImage = reference(specification, {
  member({ a }) {
    const { u, s } = finiteSingularValues(clause, a);
    return build(u.rows, u.columns, (i, j) => at(u, i, j) * (s[j] as number));
  },
  // B = U S with dA = U P V^T: ds_i = P_ii, and U turns by (s_j P_ij + s_i P_ji) / (s_j^2 - s_i^2).
  pullback({ a }, g) {
    const { u, s, v } = finiteSingularValues(clause, a);
    const inner = times(transposed(u), g);
    const value = (i: number) => s[i] as number;
    const share = (i: number, j: number) =>
      quotient(at(inner, i, j) * value(j), (value(j) - value(i)) * (value(j) + value(i)));
    const middle = build(s.length, s.length, (i, j) =>
      i === j ? at(inner, i, i) : (share(i, j) + share(j, i)) * value(j),
    );
    return { a: times(plus(times(u, middle), outside(u, g)), transposed(v)) };
  },
});
