import fc from 'fast-check';
import { clip } from '../../spec/tensor/clip.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { realEntry } from '../generators/entries.ts';
import type { Case, Context, Law } from '../law.ts';
import { closedForm, equal, metamorphic } from '../metamorphic.ts';
import { ofResult, refuses } from '../observed.ts';
import { literal } from '../verbs/compare.ts';
import { atLeast, between, each } from '../verbs/measured.ts';
import { map, negated, withNaN } from '../verbs/tensors.ts';
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

export const laws: readonly Law[] = [
  equal(clip, 'C1', {
    cases: clipped,
    sides: (f, { x, min, max }) => {
      const once = f({ x, min, max });
      return { 'clip(clip(x))': [f({ x: once, min, max }), once] };
    },
  }),
  metamorphic(clip, 'C2', {
    hint: 'what lies beyond a bound is reflected or wrapped, and not held at it',
    cases: (context) => beside(clipped(context), { up: fc.array(realEntry, { minLength: 1, maxLength: 6 }) }),
    to: ({ x, up }) => ({ x: map(x, (value, at) => Math.max(value, up[at % up.length] ?? value)) }),
    compare: (high, low, name) =>
      each(name, high, (what, value, at) => atLeast(what, value, low.data[at] ?? Number.NaN)),
  }),
  closedForm(clip, 'C3', {
    cases: (context) =>
      clipped(context).map(({ x, min, max }) => ({ x, min: Math.min(min, ...x.data), max: Math.max(max, ...x.data) })),
    result: ({ x }) => ({ y: x }),
  }),
  ofResult(clip, 'C4', {
    cases: clipped,
    of: ({ y }, { min, max }) => [each('y', y, (what, value) => between(what, value, [min, max]))],
  }),
  closedForm(clip, 'C5', {
    hint: 'a comparison with NaN is false: max(min, x) of a library may give the bound',
    hintOfLoss: true,
    cases: (context) =>
      beside(clipped(context), { position: fc.nat(63) }).map(({ x, min, max, position }) => ({
        x: withNaN(x, position),
        min,
        max,
      })),
    result: ({ x, min, max }) => ({ y: map(x, (value) => Math.min(Math.max(value, min), max)) }),
  }),
  metamorphic(clip, 'C6', {
    cases: clipped,
    to: ({ x, min, max }) => ({ x: negated(x), min: -max, max: -min }),
    result: ({ y }) => ({ y: negated(y) }),
    what: 'clip(-x)',
  }),
  refuses(clip, 'R2', {
    share: 0.25,
    hint: 'one of the two bounds is taken for both',
    cases: (context) =>
      fc.record({ x: tensorOfAnyRank(context), above: dealt([1, 0.5, 1e-3]), max: fc.integer({ min: -3, max: 3 }) }),
    calls: ({ x, above, max }) => ({
      [`min = ${literal(max + above)} above max = ${literal(max)} is refused`]: { x, min: max + above, max },
    }),
  }),
];
