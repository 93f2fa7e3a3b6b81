import { dft as specification } from '../../spec/linalg/dft.ts';
import { reference } from '../_internal/reference.ts';
import { sums } from './_internal/fourier.ts';

export const dft = reference(specification, {
  member: ({ x }, { inverse }) => sums(x, inverse ? 1 : -1, inverse),
  // Re <G, F dx> = Re <F^H G, dx>, and F^H has the conjugate roots.
  pullback: (_, g, { inverse }) => ({ x: sums(g, inverse ? -1 : 1, inverse) }),
});
