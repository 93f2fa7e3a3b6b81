import { sort as specification } from '../../spec/tensor/sort.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { ordered, putBack } from './_internal/ordered.ts';

export const sort = arrayReference(specification, {
  whole: ({ x }, { axis, descending }) => ordered(x, { axis, descending, count: x.shape.at(axis) ?? 0 }),
  pullback: ({ x }, { values: g }, { axis, descending }) => ({
    x: putBack(x, g, { axis, descending, count: x.shape.at(axis) ?? 0 }),
  }),
});
