import fc from 'fast-check';
import { exponential, hinge, logistic } from '../../spec/losses/margins.ts';
import { ulpsOf } from '../../spec/scalars/bound.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law } from '../law.ts';
import { equal, metamorphic } from '../metamorphic.ts';
import { ofGradient, ofResult } from '../observed.ts';
import { atLeast, atMost, each, finite, near } from '../verbs/measured.ts';
import { filled, map, negated, only, plus, scaled, times, vector, zipped } from '../verbs/tensors.ts';
import { all, sumsToAtMost, term } from './_internal/combined.ts';
import { reductionLaws } from './_internal/reductions.ts';
import { tailAt, tailMargins } from './_internal/tail.ts';

/** Scores in eighths, and labels of -1 and 1. */
const batches = (context: Context) =>
  tensors(context, { score: 'n', label: 'n' }, { least: 2, most: 7 }).map(({ score, label }) => ({
    score: scaled(score, 1 / 8),
    label: map(label, (value) => (value > 0 ? 1 : -1)),
  }));

const sum = { reduction: 'sum' } as const;
const none = { reduction: 'none' } as const;

/** What holds of each of them. */
const marginLaws = (operation: typeof logistic | typeof exponential | typeof hinge): readonly Law[] => [
  ...reductionLaws(operation, ['score', 'label'], batches),
  law(operation, 'C2', {
    cases: (context) => tensors(context, { a: 'n', b: 'n', label: 'n' }, { most: 7 }),
    check: (on, drawn, context) => {
      const [a, b] = [scaled(drawn.a, 1 / 8), scaled(drawn.b, 1 / 8)];
      const label = map(drawn.label, (value) => (value > 0 ? 1 : -1));
      const of = (factor: number, score: Tensor) => term(factor, operation, { score, label, ...sum });
      const middle = scaled(plus(a, b), 1 / 2);
      // The score moved in the direction of the label.
      const better = zipped(a, times(label, map(b, Math.abs)), (one, step) => one + step);
      return all(
        sumsToAtMost('at the midpoint less the mean', 0, [of(1, middle), of(-0.5, a), of(-0.5, b)], [on, context]),
        sumsToAtMost('of larger margins less that of smaller ones', 0, [of(1, better), of(-1, a)], [on, context]),
      );
    },
  }),
  metamorphic(operation, 'C3', {
    repeats: true,
    cases: (context) => beside(batches(context), { reduction: dealt(['none', 'sum', 'mean']) }),
    to: ({ score, label }) => ({ score: negated(score), label: negated(label) }),
    what: 'loss of both with the other sign',
  }),
];

/** Whether each margin is at most 0. */
const isWrong = ({ score, label }: { score: Tensor; label: Tensor }) =>
  times(score, label).data.map((m) => Number(m <= 0));

/** What eighths of up to 33 are multiplied by: the exponential of twice as much is in range. */
const farMargins = { float64: [1, 64], float32: [1, 8], float16: [1], bfloat16: [1, 8] } as const;

export const laws: readonly Law[] = [
  ...marginLaws(logistic),
  ...marginLaws(exponential),
  ...marginLaws(hinge),
  ofResult(logistic, 'C4', {
    cases: batches,
    from: (given) => ({ ...given, ...none }),
    of: ({ loss }, { score, label }, bounds) => {
      const { allowed } = bounds();
      const [margins, wrong] = [times(score, label).data, isWrong({ score, label })];
      return [
        each('loss', loss, (what, value, at) => {
          const most = Math.exp(-(margins[at] ?? 0));
          return atMost(`${what} against e^-m`, value, most, (allowed[at] ?? 0) + 2 ** -51 * most);
        }),
        each('loss', loss, (what, value, at) =>
          atLeast(`${what} against ln 2`, value, wrong[at] ? Math.LN2 : 0, allowed[at] ?? 0),
        ),
      ];
    },
  }),
  ofResult(logistic, 'C5', {
    hint: 'the exponential of a score overflows',
    hintOfLoss: true,
    cases: (context) =>
      fc.record({ score: fc.constantFrom(1e4, -1e4, 2e3, -2e3), y: dealt([1, -1]) }).map(({ score, y }) => ({
        score: vector(context, [score]),
        label: vector(context, [y]),
      })),
    of: ({ loss }, { score, label }, bounds) => [
      finite('loss', loss),
      near('loss', only(loss), Math.max(0, -only(score) * only(label)), bounds().most),
    ],
  }),
  ofResult(logistic, 'C6', {
    advice: true,
    hint: 'the logarithm of 1 + e^-m, where 1 + e^-m has rounded: use log1p',
    cases: (context) =>
      fc.record({ m: tailMargins(context), y: dealt([1, -1]) }).map(({ m, y }) => ({
        score: tensorOf(context.dtype, [], [m * y]),
        label: tensorOf(context.dtype, [], [y]),
        m,
      })),
    of: ({ loss }, { m }, _bounds, context) => [tailAt(only(loss), m, context)],
  }),
  ofResult(exponential, 'C4', {
    cases: (context) =>
      beside(batches(context), { isZero: dealt([false, true]) }).map(({ score, label, isZero }) => ({
        score: isZero ? filled(score, score.shape, 0) : score,
        label,
      })),
    from: (given) => ({ ...given, ...none }),
    of: ({ loss }, given, bounds) => {
      const [{ allowed }, wrong] = [bounds(), isWrong(given)];
      return [
        each('loss', loss, (what, value, at) =>
          (given.score.data[at] ?? 0) === 0
            ? near(what, value, 1, allowed[at] ?? 0)
            : atLeast(what, value, wrong[at] ? 1 : 0, allowed[at] ?? 0),
        ),
      ];
    },
  }),
  equal(exponential, 'C5', {
    hint: 'the exponent or the loss is clipped',
    cases: (context) =>
      beside(tensors(context, { a: 'n', b: 'n' }, { most: 5 }), { times: dealt(farMargins[context.dtype]) }),
    sides: async (f, { times: factor, ...drawn }) => {
      const eighths = (one: Tensor) => map(one, (value) => ((value % 33) / 8) * factor);
      const [a, b] = [eighths(drawn.a), eighths(drawn.b)];
      const of = (score: Tensor) => f({ score, label: filled(score, score.shape, 1), ...none });
      const [first, second] = await Promise.all([of(a), of(b)]);
      return { 'loss of the sum': [of(plus(a, b)), times(first, second)] };
    },
    // An exponential each, of arguments that are exact, and the product of two.
    compare: (received, expected, what, _given, { u, profile }) =>
      each(what, received, (name, value, at) => {
        const due = expected.data[at] ?? Number.NaN;
        return near(name, value, due, 2 * (3 * (ulpsOf(profile).exp + 1) + 2) * u * due);
      }),
  }),
  ofResult(hinge, 'C4', {
    cases: (context) => tensors(context, { score: 'n', label: 'n' }, { least: 2, most: 7 }),
    from: ({ score, label }) => ({ score, label: map(label, (value) => (value > 0 ? 1 : -1)), ...none }),
    of: ({ loss }, { score, label }) => [
      each('loss', loss, (what, value, at) => {
        const m = (score.data[at] ?? 0) * ((label.data[at] ?? 0) > 0 ? 1 : -1);
        return near(what, value, Math.max(0, 1 - m), 0);
      }),
    ],
  }),
  ofGradient(hinge, 'C5', {
    cases: batches,
    from: (given) => ({ ...given, ...none }),
    cotangents: ({ score }) => ({ loss: filled(score, score.shape, 1) }),
    of: (gradients, { score, label }) => [
      each('gradient of the score', gradients.score, (what, value, at) => {
        const m = (score.data[at] ?? 0) * (label.data[at] ?? 0);
        return near(what, value, m > 1 ? 0 : m < 1 ? -(label.data[at] ?? 0) : value, 0);
      }),
    ],
  }),
];
