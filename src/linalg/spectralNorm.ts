import { spectralNorm as specification } from '../../spec/linalg/spectralNorm.ts';
import { composed, finiteSingularValues } from '../_internal/dense/singularValues.ts';
import { reference } from '../_internal/reference.ts';

export const spectralNorm = reference(specification, {
  member: ({ a }) => finiteSingularValues('linalg.spectralNorm/R1', a).s[0] ?? 0,
  // s_1 = u_1^T A v_1 is stationary in the unit vectors u_1 and v_1, so that ds_1 = u_1^T dA v_1 = <u_1 v_1^T, dA>.
  pullback({ a }, g) {
    const { u, s, v } = finiteSingularValues('linalg.spectralNorm/R1', a);
    return { a: composed(u, s.subarray(0, 1).fill(g), v) };
  },
});
