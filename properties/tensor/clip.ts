import fc from 'fast-check';
import { clip } from '../../spec/tensor/clip.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { dealt } from '../generators/dealt.ts';
import { realEntry } from '../generators/entries.ts';
import { type Case, type Context, type Law, law, type Observation } from '../law.ts';
import { closedForm, metamorphic } from '../metamorphic.ts';
import { elementName, identical, literal, worst } from '../verbs/compare.ts';
import { holds } from '../verbs/measured.ts';
import { rejects } from '../verbs/rejects.ts';
import { map } from '../verbs/tensors.ts';
import { tensorOfAnyRank } from './_internal/shaped.ts';

interface Clipped extends Case {
  readonly x: Tensor;
  readonly min: number;
  readonly max: number;
}

const clipped = (context: Context): fc.Arbitrary<Clipped> =>
  fc
    .record({ x: tensorOfAnyRank(context, { entries: 'reals' }), one: realEntry, other: realEntry })
    .map(({ x, one, other }) => ({ x, min: Math.min(one, other), max: Math.max(one, other) }));

const negated = (x: Tensor): Tensor => map(x, (value) => -value);

/** Every element of a result, against a condition. */
const eachElement = (y: Tensor, expected: string, isRight: (value: number, at: number) => boolean): Observation =>
  worst(
    Array.from(y.data, (value, at) =>
      holds(elementName('y', y.shape, at), isRight(value, at), expected, literal(value)),
    ),
    'y',
  );

export const laws: readonly Law[] = [
  law(clip, 'C1', {
    cases: clipped,
    check: async (on, { x, min, max }) => {
      const { y } = await on(clip, { x }, { min, max });
      return [identical((await on(clip, { x: y }, { min, max })).y, y, 'clip(clip(x))')];
    },
  }),
  law(clip, 'C2', {
    hint: 'what lies beyond a bound is reflected or wrapped, and not held at it',
    cases: (context) =>
      fc
        .record({ base: clipped(context), up: fc.array(realEntry, { minLength: 1, maxLength: 6 }) })
        .map(({ base, up }) => ({
          ...base,
          z: map(base.x, (value, at) => Math.max(value, up[at % up.length] ?? value)),
        })),
    check: async (on, { x, z, min, max }) => {
      const [low, high] = await Promise.all([on(clip, { x }, { min, max }), on(clip, { x: z }, { min, max })]);
      return [eachElement(high.y, 'at least clip(x)', (value, at) => value >= (low.y.data[at] ?? Number.NaN))];
    },
  }),
  closedForm(clip, 'C3', {
    cases: (context) =>
      clipped(context).map(({ x, min, max }) => ({ x, min: Math.min(min, ...x.data), max: Math.max(max, ...x.data) })),
    result: ({ x }) => ({ y: x }),
  }),
  law(clip, 'C4', {
    cases: clipped,
    check: async (on, { x, min, max }) => {
      const { y } = await on(clip, { x }, { min, max });
      return [eachElement(y, `from ${literal(min)} to ${literal(max)}`, (value) => value >= min && value <= max)];
    },
  }),
  closedForm(clip, 'C5', {
    hint: 'a comparison with NaN is false: max(min, x) of a library may give the bound',
    hintOfLoss: true,
    cases: (context) =>
      fc.record({ base: clipped(context), position: fc.nat(63) }).map(({ base: { x, ...bounds }, position }) => ({
        ...bounds,
        x: map(x, (value, here) => (here === position % x.data.length ? Number.NaN : value)),
      })),
    result: ({ x, min, max }) => ({
      y: map(x, (value) => (Number.isNaN(value) ? value : Math.min(Math.max(value, min), max))),
    }),
  }),
  metamorphic(clip, 'C6', {
    cases: clipped,
    to: ({ x, min, max }) => ({ x: negated(x), min: -max, max: -min }),
    result: ({ y }) => ({ y: negated(y) }),
    what: 'clip(-x)',
  }),
  law(clip, 'R2', {
    share: 0.25,
    statement: clip.rejects?.['R2'] ?? '',
    hint: 'one of the two bounds is taken for both',
    cases: (context) =>
      fc
        .record({ x: tensorOfAnyRank(context), above: dealt([1, 0.5, 1e-3]), max: fc.integer({ min: -3, max: 3 }) })
        .map(({ x, above, max }) => ({ x, min: max + above, max })),
    check: async (on, { x, min, max }) => [
      await rejects(on(clip, { x }, { min, max }), `min = ${literal(min)} above max = ${literal(max)} is refused`),
    ],
  }),
];
