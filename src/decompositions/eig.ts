import { eig as specification } from '../../spec/decompositions/eig.ts';
import { requireFinite } from '../_internal/dense/requireFinite.ts';
import { fail } from '../_internal/fail.ts';
import { reference } from '../_internal/reference.ts';
import { generalEigen } from './_internal/generalEigen.ts';

export const eig = reference(specification, {
  member({ a }) {
    requireFinite('decompositions.eig/R1', 'a', a.data);
    return generalEigen(a) ?? fail('decompositions.eig', 'the iteration did not converge');
  },
});
