import { dft } from '../../spec/linalg/dft.ts';
import { stft } from '../../spec/linalg/stft.ts';
import { complexOf, type FloatDtype, type Tensor, tensorOf } from '../../spec/tensor.ts';
import { erratum } from '../erratum.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law, type Observation } from '../law.ts';
import { ofResult, refuses } from '../observed.ts';
import { finite } from '../verbs/exactMatrices.ts';
import { holds, near } from '../verbs/measured.ts';
import { refuted } from '../verbs/refuted.ts';
import { at, build, vector } from '../verbs/tensors.ts';

/** Signals and windows that fit. */
const signals = (context: Context) =>
  beside(tensors(context, { rest: 'm', window: 'w' }, { most: 9 }), { hop: dealt([1, 2, 3, 5]) }).map(
    ({ rest, window, hop }) => ({
      x: vector(rest, [...window.data.toReversed(), ...rest.data]),
      window,
      hop,
    }),
  );

const frameOf = (x: Tensor, window: Tensor, hop: number, t: number): number[] =>
  Array.from(window.data, (weight, j) => weight * at(x, t * hop + j));

/** What a sum of a frame may be off by: as many stages of a fast transform as there may be, on samples of this size. */
const errorOf = (frame: readonly number[], u: number): number =>
  16 * (Math.ceil(Math.log2(frame.length + 1)) + 2) * u * frame.reduce((sum, value) => sum + Math.abs(value), 0);

/** Both parts of a result at a frame and a frequency. */
const partsOf = (y: Tensor, t: number, k: number): readonly [number, number] => {
  const position = 2 * (t * (y.shape[1] ?? 0) + k);
  return [y.data[position] ?? Number.NaN, y.data[position + 1] ?? Number.NaN];
};

/** A frame from its transform at the frequencies up to w / 2, in double precision. */
function inverted(y: Tensor, t: number, w: number): number[] {
  return Array.from({ length: w }, (_, j) => {
    let sum = 0;
    for (let k = 0; k < w; k++) {
      const isAbove = k > w / 2;
      const [re, im] = partsOf(y, t, isAbove ? w - k : k);
      const angle = (2 * Math.PI * ((j * k) % w)) / w;
      sum += re * Math.cos(angle) - (isAbove ? -im : im) * Math.sin(angle);
    }
    return sum / w;
  });
}

/** What is seen of results that are finite. */
const ofFinite = (y: Tensor, see: () => readonly Observation[]): readonly Observation[] => {
  const whole = finite({ y });
  return whole.ratio === 0 ? see() : [whole];
};

export const laws: readonly Law[] = [
  law(stft, 'C1', {
    needs: [dft],
    hint: 'a frame too many or too few, or one that starts elsewhere',
    cases: signals,
    check: async (on, { x, window, hop }, { u, dtype }) => {
      const { y } = await on(stft, { x, window }, { hop });
      const [n, w] = [x.data.length, window.data.length];
      const t = 1 + Math.floor((n - w) / hop);
      const frames = Array.from({ length: t }, (_, frame) => frameOf(x, window, hop, frame));
      const transforms = await Promise.all(
        frames.map((frame) =>
          on(dft, {
            x: tensorOf(
              complexOf[dtype as FloatDtype],
              [w],
              frame.flatMap((value) => [value, 0]),
            ),
          }),
        ),
      );
      return [
        holds('frames', y.shape[0] === t, String(t), String(y.shape[0])),
        ...frames.flatMap((frame, at) =>
          Array.from({ length: Math.floor(w / 2) + 1 }, (_, k) => {
            const [re, im] = partsOf(y, at, k);
            const due = transforms[at]?.y.data ?? [];
            return [
              near(`Re y[${at}, ${k}]`, re, due[2 * k] ?? 0, 2 * errorOf(frame, u)),
              near(`Im y[${at}, ${k}]`, im, due[2 * k + 1] ?? 0, 2 * errorOf(frame, u)),
            ];
          }).flat(),
        ),
      ];
    },
  }),
  ofResult(stft, 'C2', {
    hint: 'frames overlap by another number of samples, or the window is squared',
    cases: (context) =>
      beside(tensors(context, { drawn: 'n' }, { least: 8, most: 16 }), { half: dealt([1, 2, 3, 4]) }).map(
        ({ drawn, half }) => ({
          x: drawn,
          window: build(drawn, [2 * half], (j) => Math.min(j, 2 * half - j)),
          hop: half,
        }),
      ),
    of: ({ y }, { x, window, hop }, _, { u }) =>
      ofFinite(y, () => {
        const w = window.data.length;
        const added = new Array<number>(x.data.length).fill(0);
        const frames = y.shape[0] ?? 0;
        for (let t = 0; t < frames; t++) {
          inverted(y, t, w).forEach((value, j) => {
            added[t * hop + j] = (added[t * hop + j] ?? 0) + value / hop;
          });
        }
        const most = errorOf(Array.from(x.data), u) * 4 * w;
        // Between the first and the last frame every sample lies in two.
        return added.slice(hop, frames * hop).map((value, i) => near(`sample ${i + hop}`, value, at(x, i + hop), most));
      }),
  }),
  ofResult(stft, 'C3', {
    cases: signals,
    of: ({ y }, { x, window, hop }, _, { u }) =>
      ofFinite(y, () => {
        const w = window.data.length;
        return Array.from({ length: y.shape[0] ?? 0 }, (__, t) => {
          const frame = frameOf(x, window, hop, t);
          let sum = 0;
          for (let k = 0; k < w; k++) sum += Math.hypot(...partsOf(y, t, k > w / 2 ? w - k : k)) ** 2;
          const square = w * frame.reduce((all, value) => all + value * value, 0);
          const error = errorOf(frame, u);
          return near(`frame ${t}`, sum, square, 4 * w * (Math.sqrt(square) + error) * error);
        });
      }),
  }),
  refuses(stft, 'R1', {
    statement: 'a hop below 1, or that is no integer, is refused',
    cases: (context) => beside(signals(context), { wrong: dealt([0, -1, 1.5]) }),
    calls: ({ x, window, wrong }) => ({ [`hop ${wrong}`]: { x, window, hop: wrong } }),
  }),
  refuses(stft, 'R2', {
    statement: 'a signal shorter than a frame is refused',
    cases: signals,
    calls: ({ x, window, hop }) => ({
      'a frame too long': { x: vector(x, [...window.data.slice(1)]), window, hop },
    }),
  }),
  erratum(stft, 'E47', {
    given: ({ dtype }) => ({ x: tensorOf(dtype, [3], [1, 2, 3]), window: tensorOf(dtype, [2], [1, 1]) }),
    check: async (on, { x, window }, { u }) => {
      const [one, two] = await Promise.all([on(stft, { x, window }, { hop: 1 }), on(stft, { x, window }, { hop: 2 })]);
      const [frames, others] = [one.y.shape[0] ?? 0, two.y.shape[0] ?? 0];
      return [
        refuted('a signal has one number of times', frames - others, 1),
        holds('frames of 2 samples, one apart', frames === 2, '2', String(frames)),
        holds('frames of 2 samples, two apart', others === 1, '1', String(others)),
        near('y[1, 0]', partsOf(one.y, 1, 0)[0], 5, errorOf([2, 3], u)),
      ];
    },
  }),
];
