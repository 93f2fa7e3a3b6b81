import {
  nuclearNorm as nuclearNormSpecification,
  schattenNorm as schattenNormSpecification,
} from '../../spec/linalg/schattenNorms.ts';
import { composed, finiteSingularValues } from '../_internal/dense/singularValues.ts';
import { reference } from '../_internal/reference.ts';
import { pNormOf } from './_internal/pNorm.ts';

export const nuclearNorm = reference(nuclearNormSpecification, {
  member: ({ a }) => finiteSingularValues('linalg.nuclearNorm/R1', a).s.reduce((sum, value) => sum + value, 0),
  // ds_i = u_i^T dA v_i, so that the sum is <U V^T, dA>.
  pullback({ a }, g) {
    const { u, s, v } = finiteSingularValues('linalg.nuclearNorm/R1', a);
    return { a: composed(u, s.fill(g), v) };
  },
});

export const schattenNorm = reference(schattenNormSpecification, {
  member: ({ a }, { p }) => pNormOf(finiteSingularValues('linalg.schattenNorm/R1', a).s, p),
  // d norm = sum of (s_i / norm)^(p - 1) ds_i.
  pullback({ a }, g, { p }) {
    const { u, s, v } = finiteSingularValues('linalg.schattenNorm/R1', a);
    const norm = pNormOf(s, p);
    return {
      a: composed(
        u,
        s.map((value) => (norm === 0 ? 0 : g * (value / norm) ** (p - 1))),
        v,
      ),
    };
  },
});
