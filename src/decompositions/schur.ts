import { schur as specification } from '../../spec/decompositions/schur.ts';
import { requireFinite } from '../_internal/dense/requireFinite.ts';
import { fail } from '../_internal/fail.ts';
import { reference } from '../_internal/reference.ts';
import { realSchur } from './_internal/realSchur.ts';

export const schur = reference(specification, {
  member({ a }) {
    requireFinite('decompositions.schur/R1', 'a', a.data);
    return realSchur(a) ?? fail('decompositions.schur', 'the iteration did not converge');
  },
});
