import fc from 'fast-check';
import { layerNorm } from '../../spec/layers/layerNorm.ts';
import { allowedError, type Bound } from '../../spec/scalars/bound.ts';
import { distanceBetween, type Exact, exact, toNumber } from '../../spec/scalars/exact.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { tensorOf } from '../../spec/tensor.ts';
import { erratum } from '../erratum.ts';
import { dealt } from '../generators/dealt.ts';
import { integerEntry } from '../generators/entries.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law, type Observation } from '../law.ts';
import { metamorphic } from '../metamorphic.ts';
import { literal, withinAllowed, worst } from '../verbs/compare.ts';
import { exactPullback } from '../verbs/derivative.ts';
import { boundedResult, matchesDefinition } from '../verbs/judge.ts';
import { ratioOf } from '../verbs/measured.ts';
import { refuted } from '../verbs/refuted.ts';
import { filled, map } from '../verbs/tensors.ts';

const epsilons = fc.constantFrom(0, 1e-5, 0.25, 1);

/** A row of at least two entries, not all the same, and an epsilon. */
const rows = (context: Context, entries: 'integers' | 'reals') =>
  fc
    .record({ base: tensors(context, { x: 'n' }, { entries, least: 2, most: 8 }), epsilon: epsilons })
    .map(({ base: { x }, epsilon }) => ({ x: uneven(x), epsilon }));

/** The row with its first entry moved where all are the same: a variance of 0 has laws of its own. */
const uneven = (x: Tensor): Tensor =>
  x.data.every((value) => value === x.data[0]) ? map(x, (value, position) => (position === 0 ? value + 1 : value)) : x;

/** Integers whose mean is an integer. */
function withIntegerMean(x: Tensor): Tensor {
  const total = Array.from(x.data).reduce((sum, value) => sum + value, 0);
  const n = x.data.length;
  const excess = ((total % n) + n) % n;
  return uneven(map(x, (value, position) => (position === 0 ? value - excess : value)));
}

/** The definition's values and bounds. */
const boundsOf = (x: Tensor, epsilon: number, context: Context) =>
  boundedResult(layerNorm, { x }, { epsilon }, context);

const exactNumbers = (values: ArrayLike<number>): Exact[] => Array.from(values, (value) => exact.constant(value));

/** Error against what is allowed, both sums over a row. */
function compare(what: string, got: Exact, want: Exact, allowed: number): Observation {
  const error = distanceBetween(got, want);
  return { ratio: ratioOf(error, allowed), what, expected: literal(toNumber(want)), received: literal(toNumber(got)) };
}

const notFinite = (what: string, received: Tensor): Observation => ({
  ratio: Number.NaN,
  what,
  expected: 'finite numbers',
  received: Array.from(received.data).join(', '),
});

const allFinite = (tensor: Tensor): boolean => tensor.data.every(Number.isFinite);

/** x and x + c have the same exact result: both must lie within their bounds of it. */
const ignoresOffset = (context: Context, x: Tensor, moved: Tensor, received: Tensor, epsilon: number): Observation => {
  const allowance = boundsOf(moved, epsilon, context).values;
  return withinAllowed(
    received,
    boundsOf(x, epsilon, context),
    context,
    'layerNorm(x + c)',
    (bound, position) =>
      allowedError(bound, context.profile) + allowedError(allowance[position] as Bound, context.profile),
  );
};

export const laws: readonly Law[] = [
  law(layerNorm, 'C1', {
    hint: 'the variance is divided by n - 1, or epsilon stands outside the root',
    cases: (context) => rows(context, 'reals'),
    check: async (on, { x, epsilon }, context) => {
      const { y } = await on(layerNorm, { x }, { epsilon });
      if (!allFinite(y)) return [notFinite('normalised row', y)];
      const expected = boundsOf(x, epsilon, context).values;
      const allowed = expected.map((value) => allowedError(value, context.profile));
      const squares = (values: readonly Exact[]) => exact.sum(values.map((value) => exact.mul(value, value)));
      // y = z + e: the squares differ by at most 2 |z| |e| + e^2.
      const spread = expected.map(({ size }, i) => (2 * size + (allowed[i] ?? 0)) * (allowed[i] ?? 0));
      const total = (numbers: readonly number[]) => numbers.reduce((sum, value) => sum + value, 0);
      return [
        compare('n times the mean', exact.sum(exactNumbers(y.data)), exact.constant(0), total(allowed)),
        compare(
          'n times the variance',
          squares(exactNumbers(y.data)),
          squares(expected.map(({ value }) => value)),
          total(spread),
        ),
      ];
    },
  }),
  law(layerNorm, 'C2', {
    cases: (context) =>
      fc
        .record({ base: rows(context, 'integers'), shift: fc.integer({ min: -999, max: 999 }) })
        .map(({ base: { x, epsilon }, shift }) => ({ x: withIntegerMean(x), epsilon, shift })),
    check: async (on, { x, epsilon, shift }, context) => {
      const moved = map(x, (value) => value + shift);
      const { y } = await on(layerNorm, { x: moved }, { epsilon });
      return [ignoresOffset(context, x, moved, y, epsilon)];
    },
  }),
  metamorphic(layerNorm, 'C3', {
    repeats: true,
    cases: (context) =>
      fc
        .record({
          base: rows(context, 'reals'),
          k: context.dtype === 'float64' ? fc.integer({ min: -300, max: 300 }) : fc.integer({ min: -30, max: 30 }),
        })
        .map(({ base: { x }, k }) => ({ x, k, epsilon: 0 })),
    to: ({ x, k }) => ({ x: map(x, (value) => value * 2 ** k) }),
    what: 'layerNorm(2^k x)',
  }),
  law(layerNorm, 'C4', {
    gradient: true,
    hint: 'a variance of 0 is divided by, or its root is differentiated, without epsilon',
    hintOfLoss: true,
    cases: (context) =>
      fc.record({
        base: tensors(context, { weight: 'n', bias: 'n', g: 'n' }, { most: 8 }),
        value: integerEntry,
        epsilon: fc.constantFrom(1e-5, 0.25, 1),
        bare: dealt([false, true]),
      }),
    check: async (on, { base: { weight, bias, g }, value, epsilon, bare }, context) => {
      const x = filled(bias, bias.shape, value);
      const inputs = bare ? { x } : { x, weight, bias };
      const [{ y }, gradient] = await Promise.all([
        on(layerNorm, inputs, { epsilon }),
        on.gradient(layerNorm, inputs, { y: g }, { epsilon }),
      ]);
      const bad = Object.entries(gradient).find(([, tensor]) => !allFinite(tensor));
      return [
        ...matchesDefinition(layerNorm, inputs, { epsilon }, { y }, context),
        ...(bad === undefined ? [] : [notFinite(`gradient of ${bad[0]}`, bad[1])]),
      ];
    },
  }),
  law(layerNorm, 'C5', {
    cases: (context) =>
      fc
        .record({ base: rows(context, 'reals'), peak: dealt([false, true]) })
        // A single entry that differs from all others attains the largest value.
        .map(({ base: { x, epsilon }, peak }) => ({
          x: peak ? map(x, (_, position) => (position === 0 ? 1 : 0)) : x,
          epsilon,
        })),
    check: async (on, { x, epsilon }, context) => {
      const { y } = await on(layerNorm, { x }, { epsilon });
      const most = Math.sqrt(x.data.length - 1);
      const elements = boundsOf(x, epsilon, context).values.map((value, position): Observation => {
        const excess = Math.abs(y.data[position] ?? Number.NaN) - most;
        // The root here is off by half an ulp at most.
        const allowed = allowedError(value, context.profile) + 2 ** -52 * most;
        return {
          ratio: ratioOf(Math.max(excess, 0), allowed),
          what: `|y[${position}]|`,
          expected: `at most ${literal(most)}`,
          received: literal(y.data[position] ?? Number.NaN),
        };
      });
      return [worst(elements, '|y|')];
    },
  }),
  law(layerNorm, 'C6', {
    gradient: true,
    share: 0.75,
    hint: 'a term of the gradient is missing: x also moves the mean and the variance',
    cases: (context) =>
      fc
        .record({ base: tensors(context, { x: 'n', g: 'n' }, { least: 2, most: 6 }), epsilon: epsilons })
        .map(({ base: { x, g }, epsilon }) => ({ x: uneven(x), g, epsilon })),
    check: async (on, { x, g, epsilon }, context) => {
      const { x: gradient } = await on.gradient(layerNorm, { x }, { y: g }, { epsilon });
      if (gradient === undefined || !allFinite(gradient)) return [notFinite('gradient', gradient ?? x)];
      const pullback = exactPullback(layerNorm, { inputs: { x }, attributes: { epsilon } }, context);
      const allowed = pullback({ y: g }).map((one) => one.allowed);
      const normalised = boundsOf(x, epsilon, context).values;
      const along = exactNumbers(gradient.data).map((value, i) => exact.mul(value, normalised[i]?.value ?? value));
      const zero = exact.constant(0);
      const sums = compare(
        'sum of the pullback',
        exact.sum(exactNumbers(gradient.data)),
        zero,
        allowed.reduce((sum, value) => sum + value, 0),
      );
      if (epsilon !== 0) return [sums];
      const weighted = allowed.reduce((sum, value, i) => sum + value * (normalised[i]?.size ?? 0), 0);
      return [sums, compare('<pullback, normalised x>', exact.sum(along), zero, weighted)];
    },
  }),
  law(layerNorm, 'C7', {
    hint: 'the variance is computed in one pass, as the mean of the squares less the square of the mean',
    hintOfLoss: true,
    cases: (context) =>
      fc
        .record({
          base: rows(context, 'integers'),
          // The squares need more bits than the data type has, the shifted integers do not.
          exponent: context.dtype === 'float64' ? fc.integer({ min: 26, max: 34 }) : fc.integer({ min: 12, max: 18 }),
          negative: dealt([false, true]),
        })
        .map(({ base: { x, epsilon }, exponent, negative }) => ({
          x: withIntegerMean(x),
          epsilon,
          offset: (negative ? -1 : 1) * 2 ** exponent,
        })),
    check: async (on, { x, epsilon, offset }, context) => {
      const moved = map(x, (value) => value + offset);
      const { y } = await on(layerNorm, { x: moved }, { epsilon });
      return [ignoresOffset(context, x, moved, y, epsilon)];
    },
  }),
  erratum(layerNorm, 'E32', {
    given: ({ dtype }) => ({ x: tensorOf(dtype, [2, 2], [1, 2, 10, 20]) }),
    check: async (on, { x }, context) => {
      const attributes = { epsilon: 0 };
      const outputs = await on(layerNorm, { x }, attributes);
      const [first = 0, second = 0, third = 0, fourth = 0] = outputs.y.data;
      const apart = Math.max(Math.abs(first - third), Math.abs(second - fourth));
      return [
        refuted('rows that are 9 apart stay apart', 9 - apart, 8),
        ...matchesDefinition(layerNorm, { x }, attributes, outputs, context),
      ];
    },
  }),
];
