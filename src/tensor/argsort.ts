import { argsort as specification } from '../../spec/tensor/argsort.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { ordered } from './_internal/ordered.ts';

export const argsort = arrayReference(specification, {
  whole: ({ x }, { axis, descending }) => ordered(x, { axis, descending, count: x.shape.at(axis) as number }).indices,
});
