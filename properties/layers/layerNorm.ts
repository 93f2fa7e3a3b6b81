import fc from 'fast-check';
import { layerNorm } from '../../spec/layers/layerNorm.ts';
import { type Exact, exact } from '../../spec/scalars/exact.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { erratum } from '../erratum.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { type Entries, farOffset, integerEntry } from '../generators/entries.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law } from '../law.ts';
import { invariant, metamorphic } from '../metamorphic.ts';
import { ofGradient, ofResult } from '../observed.ts';
import { boundedResult, matchesDefinition } from '../verbs/judge.ts';
import { between, each, finite, nearExactly, ofFinite } from '../verbs/measured.ts';
import { refuted } from '../verbs/refuted.ts';
import { filled, map, scaled, shifted, withIntegerMean } from '../verbs/tensors.ts';

const epsilons = fc.constantFrom(0, 1e-5, 0.25, 1);

/** The row with its first entry moved where all are the same: a variance of 0 has laws of its own. */
const uneven = (x: Tensor): Tensor =>
  x.data.every((value) => value === x.data[0]) ? map(x, (value, position) => (position === 0 ? value + 1 : value)) : x;

/** A row of at least two entries, not all the same, and an epsilon. */
const rows = (context: Context, entries: Entries) =>
  beside(tensors(context, { x: 'n' }, { entries, least: 2, most: 8 }), { epsilon: epsilons }).map(({ x, epsilon }) => ({
    x: uneven(x),
    epsilon,
  }));

/** Integers whose mean is an integer, and what is added to them. */
const shiftedRows = (context: Context, shift: fc.Arbitrary<number>) =>
  beside(rows(context, 'integers'), { shift }).map(({ x, ...others }) => ({
    x: uneven(withIntegerMean(x)),
    ...others,
  }));

const sum = (numbers: readonly number[]): number => numbers.reduce((total, value) => total + value, 0);

/** The sum of the squares. */
const squares = (numbers: readonly Exact[]): Exact => exact.sum(numbers.map((one) => exact.mul(one, one)));

export const laws: readonly Law[] = [
  ofResult(layerNorm, 'C1', {
    hint: 'the variance is divided by n - 1, or epsilon stands outside the root',
    cases: (context) => rows(context, 'reals'),
    of: ({ y }, _given, bounds) =>
      ofFinite('normalised row', y, (numbers) => {
        const { values, allowed } = bounds();
        // y = z + e: the squares differ by at most 2 |z| |e| + e^2.
        const spread = values.map(({ size }, i) => (2 * size + (allowed[i] ?? 0)) * (allowed[i] ?? 0));
        return [
          nearExactly('n times the mean', exact.sum(numbers), exact.constant(0), sum(allowed)),
          nearExactly('n times the variance', squares(numbers), squares(values.map(({ value }) => value)), sum(spread)),
        ];
      }),
  }),
  invariant(layerNorm, 'C2', {
    cases: (context) => shiftedRows(context, fc.integer({ min: -999, max: 999 })),
    to: ({ x, shift }) => ({ x: shifted(x, shift) }),
    what: 'layerNorm(x + c)',
  }),
  metamorphic(layerNorm, 'C3', {
    repeats: true,
    cases: (context) => {
      const most = context.dtype === 'float64' ? 300 : 30;
      return beside(rows(context, 'reals'), { epsilon: fc.constant(0), k: fc.integer({ min: -most, max: most }) });
    },
    to: ({ x, k }) => ({ x: scaled(x, 2 ** k) }),
    what: 'layerNorm(2^k x)',
  }),
  law(layerNorm, 'C4', {
    gradient: true,
    hint: 'a variance of 0 is divided by, or its root is differentiated, without epsilon',
    hintOfLoss: true,
    cases: (context) =>
      beside(tensors(context, { weight: 'n', bias: 'n', g: 'n' }, { most: 8 }), {
        value: integerEntry,
        epsilon: fc.constantFrom(1e-5, 0.25, 1),
        bare: dealt([false, true]),
      }),
    check: async (on, { weight, bias, g, value, epsilon, bare }, context) => {
      const x = filled(bias, bias.shape, value);
      const inputs = bare ? { x } : { x, weight, bias };
      const [{ y }, gradient] = await Promise.all([
        on(layerNorm, inputs, { epsilon }),
        on.gradient(layerNorm, inputs, { y: g }, { epsilon }),
      ]);
      return [
        ...matchesDefinition(layerNorm, inputs, { epsilon }, { y }, context),
        ...Object.entries(gradient).map(([name, tensor]) => finite(`gradient of ${name}`, tensor)),
      ];
    },
  }),
  ofResult(layerNorm, 'C5', {
    cases: (context) =>
      // A single entry that differs from all others attains the largest value.
      beside(rows(context, 'reals'), { peak: dealt([false, true]) }).map(({ x, epsilon, peak }) => ({
        x: peak ? map(x, (_, position) => (position === 0 ? 1 : 0)) : x,
        epsilon,
      })),
    of: ({ y }, { x }, bounds) => {
      const [{ allowed }, most] = [bounds(), Math.sqrt(x.data.length - 1)];
      // The root here is off by half an ulp at most.
      return [
        each('y', y, (what, value, i) => between(what, value, [-most, most], (allowed[i] ?? 0) + 2 ** -52 * most)),
      ];
    },
  }),
  ofGradient(layerNorm, 'C6', {
    share: 0.75,
    hint: 'a term of the gradient is missing: x also moves the mean and the variance',
    cases: (context) =>
      beside(tensors(context, { x: 'n', g: 'n' }, { least: 2, most: 6 }), { epsilon: epsilons }).map((given) => ({
        ...given,
        x: uneven(given.x),
      })),
    cotangents: ({ g }) => ({ y: g }),
    of: ({ x: gradient }, { x, epsilon }, allowed, context) =>
      ofFinite('gradient', gradient, (numbers) => {
        const { values } = boundedResult(layerNorm, { x }, { epsilon }, context);
        const [zero, limits] = [exact.constant(0), allowed().x];
        const along = numbers.map((one, i) => exact.mul(one, values[i]?.value ?? one));
        const weighted = limits.map((limit, i) => limit * (values[i]?.size ?? 0));
        const orthogonal = nearExactly('<pullback, normalised x>', exact.sum(along), zero, sum(weighted));
        return [
          nearExactly('sum of the pullback', exact.sum(numbers), zero, sum(limits)),
          ...(epsilon === 0 ? [orthogonal] : []),
        ];
      }),
  }),
  invariant(layerNorm, 'C7', {
    hint: 'the variance is computed in one pass, as the mean of the squares less the square of the mean',
    hintOfLoss: true,
    cases: (context) => shiftedRows(context, farOffset(context)),
    to: ({ x, shift }) => ({ x: shifted(x, shift) }),
    what: 'layerNorm(x + c)',
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
