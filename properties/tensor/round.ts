import fc from 'fast-check';
import { round } from '../../spec/tensor/round.ts';
import { dealt } from '../generators/dealt.ts';
import type { Law } from '../law.ts';
import { closedForm, equal, metamorphic } from '../metamorphic.ts';
import { ofGradient } from '../observed.ts';
import { identical, literal } from '../verbs/compare.ts';
import { each, holds } from '../verbs/measured.ts';
import { map, negated, scaled, shifted, vector, zeros } from '../verbs/tensors.ts';
import { integers, integersOf, oddOf, stepAt } from './_internal/integers.ts';
import { tensorOfAnyRank } from './_internal/shaped.ts';

export const laws: readonly Law[] = [
  closedForm(round, 'C1', {
    hint: 'halves go up, or away from 0; or 2^52 is added to what is not below it',
    cases: (context) => integers(context, 1).map((n) => ({ x: shifted(n, 0.5) })),
    result: ({ x }) => ({ y: map(x, (half) => 2 * Math.round(half / 2)) }),
    what: 'round(n + 1/2)',
  }),
  equal(round, 'C2', {
    cases: (context) =>
      fc
        .tuple(
          tensorOfAnyRank(context, { entries: 'reals' }),
          integersOf(context, 0),
          oddOf(context),
          dealt([0, 0, 40]),
        )
        .map(([x, list, odd, shift]) => ({ x, n: scaled(vector(context, [...list, odd]), 2 ** shift) })),
    sides: (f, { x, n }) => ({ y: [f({ x }), x], 'round(n)': [f({ x: n }), n] }),
    compare: (received, given, name) =>
      name === 'round(n)'
        ? identical(received, given, name)
        : each(name, received, (what, value, at) => {
            const own = given.data[at] ?? Number.NaN;
            const isNear = Number.isInteger(value) && Math.abs(value - own) <= 0.5;
            return holds(what, isNear, `an integer within 1/2 of ${literal(own)}`, literal(value));
          }),
  }),
  metamorphic(round, 'C3', {
    cases: (context) =>
      tensorOfAnyRank(context, { entries: 'reals' }).map((x) => ({ x: map(x, (value) => Math.round(value * 4) / 4) })),
    to: ({ x }) => ({ x: negated(x) }),
    result: ({ y }) => ({ y: negated(y) }),
    what: 'round(-x)',
  }),
  metamorphic(round, 'C4', {
    cases: (context) =>
      fc.record({
        x: tensorOfAnyRank(context, { entries: 'integers' }).map((x) => scaled(x, 1 / 8)),
        k: fc.integer({ min: -1_000, max: 1_000 }),
      }),
    to: ({ x, k }) => ({ x: shifted(x, 2 * k) }),
    result: ({ y }, { k }) => ({ y: shifted(y, 2 * k) }),
    what: 'round(x + 2 k)',
  }),
  equal(round, 'C5', {
    hint: 'floor(x + 1/2): the sum is rounded up to the next integer',
    cases: (context) =>
      integers(context, 2).map((n) => {
        const halves = map(n, (value) => Math.abs(value) + 0.5);
        return {
          below: map(halves, (half) => half - stepAt(half, context) * (half === 0.5 ? 0.5 : 1)),
          above: map(halves, (half) => half + stepAt(half, context)),
        };
      }),
    sides: (f, { below, above }) => ({
      'below a half': [f({ x: below }), map(below, Math.floor)],
      'above a half': [f({ x: above }), map(above, Math.ceil)],
    }),
  }),
  ofGradient(round, 'C6', {
    hint: 'the gradient is handed straight through, or is that of a smooth substitute',
    cases: (context) =>
      fc.tuple(integers(context, 2), dealt([0, 0.25, 0.5])).map(([n, beside]) => ({ x: shifted(n, beside) })),
    cotangents: ({ x }) => ({ y: map(x, (_, at) => at + 1) }),
    of: ({ x: gradient }, { x }) => [identical(gradient, zeros(x), 'gradient')],
  }),
];
