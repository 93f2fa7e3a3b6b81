import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { allenRabiner1977, essenceText, pytorch, scipy } from '../sources.ts';
import { rootsOfUnity } from './_internal/rootsOfUnity.ts';

export const stft = defineOperation({
  id: 'linalg.stft',
  meaning:
    'Short-time Fourier transform of a real signal: of every frame of w samples, `hop` after the one before and times a window, the transform at the frequencies 0 to w / 2.',
  signature: 'x[..., n], window[w] -> complex y[..., t, f]',
  attributes: { hop: { kind: 'integer', min: 1, clause: 'R1' } },
  sizes({ n, w }, { hop }) {
    if (w < 1 || n < w) refuse('R2', `there must be a whole frame of ${w} samples, got ${n}`);
    return { t: 1 + Math.floor((n - w) / hop), f: Math.floor(w / 2) + 1 };
  },
  definition({ x, window }, S, { hop }) {
    const w = S.size('w');
    const root = rootsOfUnity(w, S, false);
    const framed = S.memo((t, j) => S.mul(x(t * hop + j), window(j)));
    const turned = S.memo((t, j) => S.mul(S.constant(8), framed(t, j)));
    // As of `dft`.
    const stages = Math.ceil(Math.log2(w)) * w;
    return {
      y: (t, k) =>
        S.reached(
          S.sum('w', (j) => S.mul(framed(t, j), root(j * k))),
          () => Array.from({ length: stages }, (_, at) => turned(t, at % w)),
        ),
    };
  },
  freedom: 'a NaN in a frame may reach either part of its results',
  special: 'propagatesNaN',
  rejects: {
    R1: 'hop must be an integer from 1',
    R2: 'the signal must hold a whole frame, and a frame a sample',
  },
  feasible: ({ n, w }) => ({ w: Math.max(w, 1), n: Math.max(n, w, 1) }),
  compatible: ({ hop }) => ({ hop: Math.min(hop, 8) }),
  homogeneous: [
    { x: 1, y: 1 },
    { window: 1, y: 1 },
  ],
  derivative: 'ofDefinition',
  clauses: {
    C1: 'there are 1 + floor((n - w) / hop) frames, each transformed as `dft` does, a sample after the last whole frame left out',
    C2: 'the signal comes back from frames added where they lie, of windows that add up to 1: triangles of an even length, half of it apart',
    C3: 'Parseval, frame by frame: the squares of all w frequencies, those above w / 2 being conjugates, add up to w times those of the frame',
  },
  errata: {
    E47: {
      claim: 'an audio signal is a matrix of times by frequencies',
      where: essenceText('1.2'),
      kind: 'imprecise',
      counterexample: 'three samples 1, 2, 3 are a vector; with frames of 2, one apart, they become 2 by 2',
      right: 'a signal is a vector of samples; the matrix is its spectrogram, which depends on a window and a hop',
      clauses: ['C1'],
    },
  },
  sources: [
    allenRabiner1977('sections II and III: analysis, and overlap and add'),
    scipy('scipy.signal.ShortTimeFFT'),
    pytorch('torch.stft, center=False'),
  ],
});
