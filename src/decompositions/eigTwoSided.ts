import { eigTwoSided as specification } from '../../spec/decompositions/eigTwoSided.ts';
import { requireFinite } from '../_internal/dense/requireFinite.ts';
import { fail } from '../_internal/fail.ts';
import { reference } from '../_internal/reference.ts';
import { twoSidedEigen } from './_internal/generalEigen.ts';

export const eigTwoSided = reference(specification, {
  member({ a }) {
    requireFinite('decompositions.eigTwoSided/R1', 'a', a.data);
    return twoSidedEigen(a) ?? fail('decompositions.eigTwoSided', 'the iteration did not converge');
  },
});
