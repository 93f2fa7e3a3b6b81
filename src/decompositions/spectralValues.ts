import {
  cond as condRecord,
  eigvalsh as eigvalshRecord,
  eigvals as eigvalsRecord,
  svdvals as svdvalsRecord,
} from '../../spec/decompositions/spectralValues.ts';
import { at, build, type Matrix, minus, part, scaled, times, transposed } from '../_internal/dense/matrix.ts';
import { requireFinite } from '../_internal/dense/requireFinite.ts';
import { composed, finiteSingularValues } from '../_internal/dense/singularValues.ts';
import { fail } from '../_internal/fail.ts';
import { reference } from '../_internal/reference.ts';
import { generalEigenvalues } from './_internal/generalEigen.ts';
import { symmetricEigen } from './_internal/symmetricEigen.ts';

export const svdvals = reference(svdvalsRecord, {
  member: ({ a }) => finiteSingularValues('decompositions.svdvals/R1', a).s,
  // s_i = u_i^T A v_i is stationary in both vectors: ds_i = <u_i v_i^T, dA>.
  pullback({ a }, g) {
    const { u, v } = finiteSingularValues('decompositions.svdvals/R1', a);
    return { a: composed(u, g, v) };
  },
});

export const cond = reference(condRecord, {
  member({ a }) {
    const { s } = finiteSingularValues('decompositions.cond/R1', a);
    const last = s.at(-1) ?? 0;
    return last === 0 ? Number.POSITIVE_INFINITY : (s[0] as number) / last;
  },
  // dk / k = ds_1 / s_1 - ds_k / s_k.
  pullback({ a }, g) {
    const { u, s, v } = finiteSingularValues('decompositions.cond/R1', a);
    const last = s.length - 1;
    const [first, least] = [s[0] as number, s[last] as number];
    const along = (k: number) =>
      composed(
        u,
        Float64Array.from(s, (value, i) => (i === k ? 1 / value : 0)),
        v,
      );
    return { a: scaled(minus(along(0), along(last)), g * (first / least)) };
  },
});

/** Reads the lower triangle alone, and mirrors it. */
function factor(a: Matrix) {
  const lower = part(a, (i, j) => i >= j);
  requireFinite('decompositions.eigvalsh/R1', 'a', lower.data);
  return symmetricEigen(build(a.rows, a.columns, (i, j) => (i >= j ? at(lower, i, j) : at(lower, j, i))));
}

export const eigvalsh = reference(eigvalshRecord, {
  member: ({ a }) => factor(a).w,
  // w_i = v_i^T A v_i is stationary in v_i: dw_i = <v_i v_i^T, dA>.
  pullback({ a }, g) {
    const { v } = factor(a);
    return {
      a: times(
        build(v.rows, v.columns, (i, j) => at(v, i, j) * (g[j] as number)),
        transposed(v),
      ),
    };
  },
});

export const eigvals = reference(eigvalsRecord, {
  member({ a }) {
    requireFinite('decompositions.eigvals/R1', 'a', a.data);
    return generalEigenvalues(a) ?? fail('decompositions.eigvals', 'the iteration did not converge');
  },
});
