import { stft as specification } from '../../spec/linalg/stft.ts';
import { at, build } from '../_internal/dense/matrix.ts';
import { reference } from '../_internal/reference.ts';
import { sums, type Vector } from './_internal/fourier.ts';

/** A real vector as a complex one. */
const complex = (re: Float64Array): Vector => ({ re, im: new Float64Array(re.length) });

export const stft = reference(specification, {
  member({ x, window }, { hop }, { sizes: { t, f } }) {
    const frames = Array.from({ length: t }, (_, frame) =>
      sums(complex(Float64Array.from(window, (weight, j) => weight * (x[frame * hop + j] as number))), -1, false),
    );
    const partOf = (name: 're' | 'im') => build(t, f, (frame, k) => (frames[frame] as Vector)[name][k] as number);
    return { re: partOf('re'), im: partOf('im') };
  },
  // Of one frame a_j = x_j window_j: da_j = Re of the sum over k of G_k e^(2 pi i j k / w).
  pullback({ x, window }, g, { hop }) {
    const gradients = { x: new Float64Array(x.length), window: new Float64Array(window.length) };
    for (let frame = 0; frame < g.re.rows; frame++) {
      const padded = (part: typeof g.re) =>
        Float64Array.from(window, (_, k) => (k < part.columns ? at(part, frame, k) : 0));
      const { re } = sums({ re: padded(g.re), im: padded(g.im) }, 1, false);
      re.forEach((slope, j) => {
        const place = frame * hop + j;
        gradients.x[place] = (gradients.x[place] as number) + slope * (window[j] as number);
        gradients.window[j] = (gradients.window[j] as number) + slope * (x[place] as number);
      });
    }
    return gradients;
  },
});
