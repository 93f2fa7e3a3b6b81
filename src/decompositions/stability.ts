import {
  isHurwitzStable as hurwitzRecord,
  spectralRadius as radiusRecord,
  isSchurStable as schurRecord,
} from '../../spec/decompositions/stability.ts';
import type { Matrix } from '../_internal/dense/matrix.ts';
import { requireFinite } from '../_internal/dense/requireFinite.ts';
import { fail } from '../_internal/fail.ts';
import type { Pair } from '../_internal/members.ts';
import { reference } from '../_internal/reference.ts';
import { generalEigen } from './_internal/generalEigen.ts';

/** The eigenvalues of a matrix that must be finite. */
function eigenvalues(operation: string, a: Matrix): Pair<Float64Array> {
  requireFinite(`${operation}/R1`, 'a', a.data);
  return (generalEigen(a) ?? fail(operation, 'the iteration did not converge')).w;
}

const radiusOf = ({ re, im }: Pair<Float64Array>): number =>
  re.reduce((most, value, k) => Math.max(most, Math.hypot(value, im[k] as number)), 0);

export const spectralRadius = reference(radiusRecord, {
  member: ({ a }) => radiusOf(eigenvalues('decompositions.spectralRadius', a)),
});

export const isHurwitzStable = reference(hurwitzRecord, {
  member: ({ a }) => Number(eigenvalues('decompositions.isHurwitzStable', a).re.every((value) => value < 0)),
});

export const isSchurStable = reference(schurRecord, {
  member: ({ a }) => Number(radiusOf(eigenvalues('decompositions.isSchurStable', a)) < 1),
});
