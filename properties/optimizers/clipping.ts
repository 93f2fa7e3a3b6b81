import { clipNorm } from '../../spec/optimizers/clipping.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import type { Context, Law } from '../law.ts';
import { closedForm, equal } from '../metamorphic.ts';
import { ofResult } from '../observed.ts';
import { atMost, each, near } from '../verbs/measured.ts';
import { map, scaled } from '../verbs/tensors.ts';
import { integerLengths, lengthOf, timesOf } from './_internal/lengths.ts';

/** Powers of two whose squares are out of range. */
const shifts = { float64: [0, 600, -600, 0], float32: [0, 70, -70, 0], float16: [0], bfloat16: [0, 70, -70] } as const;

const clipped = (context: Context) =>
  beside(tensors(context, { g: 'n' }, { entries: 'reals', most: 40 }), {
    maxNorm: dealt([1, 0.5, 8, 0.1, 100]),
    k: dealt<number>(shifts[context.dtype]),
  }).map(({ g, maxNorm, k }) => ({ g: scaled(g, 2 ** k), maxNorm: maxNorm * 2 ** k }));

export const laws: readonly Law[] = [
  ofResult(clipNorm, 'C1', {
    hint: 'every entry is clipped, or the length is that of another norm',
    cases: clipped,
    of: ({ y }, { maxNorm }, _bounds, { u }) => [
      atMost('||y||', Math.hypot(...y.data), maxNorm, (y.data.length + 8) * u * maxNorm),
    ],
  }),
  closedForm(clipNorm, 'C2', {
    hint: 'what is short enough is scaled too, or made as long as the limit',
    cases: (context) => beside(integerLengths(context), { beyond: dealt([1, 0.5, 7]), epsilon: dealt([0, 0.25]) }),
    from: ({ x, beyond, epsilon }) => ({ g: x, maxNorm: lengthOf(x) + epsilon + beyond, epsilon }),
    result: ({ x }) => ({ y: x }),
  }),
  ofResult(clipNorm, 'C3', {
    hint: 'the length is that of another norm, or epsilon is left out',
    cases: (context) => beside(integerLengths(context), { maxNorm: dealt([1, 0.25, 4]), epsilon: dealt([0, 0.5, 2]) }),
    from: ({ x, ...attributes }) => ({ g: x, ...attributes }),
    of: ({ y }, { x, maxNorm, epsilon }, bounds, context) => [
      timesOf(y, x, Math.min(maxNorm / (lengthOf(x) + epsilon), 1), bounds().allowed, context, 'y'),
    ],
  }),
  equal(clipNorm, 'C4', {
    cases: clipped,
    sides: (f, { g, maxNorm }) => {
      const once = f({ g, maxNorm });
      return { twice: [f({ g: once, maxNorm }), once] };
    },
    // The length of what is as long as the limit may come out larger than it.
    compare: (received, expected, name, _, { u }) =>
      each(name, received, (what, value, at) => {
        const due = expected.data[at] ?? Number.NaN;
        return near(what, value, due, (received.data.length + 8) * u * Math.abs(due));
      }),
  }),
  closedForm(clipNorm, 'C5', {
    cases: (context) =>
      beside(tensors(context, { g: 'n' }), { epsilon: dealt([0.5, 1e-6]), none: dealt([false, true]) }),
    from: ({ g, epsilon, none }) => ({ g: none ? map(g, () => 0) : g, maxNorm: 0, epsilon }),
    result: ({ g }) => ({ y: map(g, () => 0) }),
  }),
];
