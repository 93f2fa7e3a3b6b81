import { frobeniusNorm as specification } from '../../spec/linalg/frobeniusNorm.ts';
import { at, build } from '../_internal/dense/matrix.ts';
import { normOf } from '../_internal/dense/scale.ts';
import { reference } from '../_internal/reference.ts';

export const frobeniusNorm = reference(specification, {
  member: ({ a }) => normOf(a.data),
  pullback({ a }, g) {
    const norm = normOf(a.data);
    return { a: build(a.rows, a.columns, (i, j) => (norm === 0 ? 0 : g * (at(a, i, j) / norm))) };
  },
});
