import * as specification from '../../spec/tensor/creation.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { arrayFrom } from '../_internal/values.ts';
import { type NdArray, stretch } from '../ndArray.ts';

/** One number everywhere: a view of it. */
const filled = (dtype: NdArray['dtype'], shape: readonly number[], value: number): NdArray =>
  stretch(arrayFrom(dtype, [], [value]), shape);

export const zeros = arrayReference(specification.zeros, { whole: (_, { shape, dtype }) => filled(dtype, shape, 0) });

export const ones = arrayReference(specification.ones, { whole: (_, { shape, dtype }) => filled(dtype, shape, 1) });

export const full = arrayReference(specification.full, {
  whole: (_, { shape, value, dtype }) => filled(dtype, shape, value),
});

export const eye = arrayReference(specification.eye, {
  whole: (_, { m, n, k, dtype }) =>
    arrayFrom(
      dtype,
      [m, n],
      Array.from({ length: m * n }, (_one, at) => Number((at % n) - Math.floor(at / n) === k)),
    ),
});

export const arange = arrayReference(specification.arange, {
  whole: (_, { start, step, dtype }, { sizes: { n } }) =>
    arrayFrom(
      dtype,
      [n],
      Array.from({ length: n }, (_one, i) => start + i * step),
    ),
});

export const linspace = arrayReference(specification.linspace, {
  whole(_, { start, stop, n, endpoint, dtype }) {
    const gaps = endpoint ? n - 1 : n;
    const at = (i: number) => (endpoint && n > 1 && i === gaps ? stop : start + i * ((stop - start) / gaps));
    return arrayFrom(
      dtype,
      [n],
      Array.from({ length: n }, (_one, i) => (i === 0 ? start : at(i))),
    );
  },
});
