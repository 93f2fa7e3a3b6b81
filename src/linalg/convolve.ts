import { convolve as specification } from '../../spec/linalg/convolve.ts';
import { reference } from '../_internal/reference.ts';

export const convolve = reference(specification, {
  member({ a, b }, _, { sizes: { m, n } }) {
    const c = new Float64Array(m + n - 1);
    a.forEach((x, i) => {
      b.forEach((y, j) => {
        c[i + j] = (c[i + j] as number) + x * y;
      });
    });
    return c;
  },
  // c_(i+j) has the term a_i b_j.
  pullback: ({ a, b }, g) => ({ a: correlation(g, b, a.length), b: correlation(g, a, b.length) }),
});

const correlation = (g: Float64Array, x: Float64Array, length: number): number[] =>
  Array.from({ length }, (_, i) => x.reduce((sum, value, j) => sum + (g[i + j] as number) * value, 0));
