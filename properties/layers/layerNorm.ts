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
import { exactPullback } from '../verbs/derivative.ts';
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
  law(layerNorm, 'C8', {
    gradient: true,
    hint: 'a term of the gradient is missing: x also moves the mean and the variance',
    cases: (context) =>
      tensors(context, { half: 'n', g: 'n' }, { most: 4 }).map(({ half, g }) => {
        // (v, v) is orthogonal to (w, -w), and so are ones.
        const [v, w] = [Array.from(uneven(half).data), Array.from(g.data)];
        const of = (values: readonly number[]) => tensorOf(half.dtype, [values.length], values);
        const whole = v.length === 1 ? [...v, ...v.map((value) => value + 1)] : [...v, ...v];
        return { x: of(whole), across: of(v.length === 1 ? [0, 0] : [...w, ...w.map((value) => -value)]) };
      }),
    check: async (on, { x, across }, context) => {
      const attributes = { epsilon: 0 };
      const { y } = await on(layerNorm, { x }, attributes);
      const pullback = exactPullback(layerNorm, { inputs: { x }, attributes }, context);
      const pulled = async (name: string, g: Tensor, expected: (at: number) => Exact) => {
        const { x: own = g } = await on.gradient(layerNorm, { x }, { y: g }, attributes);
        const limits = pullback({ y: g }).map(({ allowed }) => allowed);
        return each(name, own, (what, value, at) => nearExactly(what, value, expected(at), limits[at] ?? 0));
      };
      const numbers = Array.from(x.data, (value) => exact.constant(value));
      const n = exact.constant(numbers.length);
      const mean = exact.div(exact.sum(numbers), n);
      const root = exact.sqrt(exact.div(squares(numbers.map((one) => exact.sub(one, mean))), n));
      const none = () => exact.constant(0);
      return Promise.all([
        pulled('pullback of ones', filled(x, x.shape, 1), none),
        // Of the y that was given the exact pullback is not 0 but for its rounding.
        pulled('pullback of y', y, (at) => pullback({ y })[at]?.exact ?? none()),
        pulled('pullback of G', across, (at) => exact.div(exact.constant(across.data[at] ?? 0), root)),
      ]);
    },
  }),
  law(layerNorm, 'C9', {
    cases: (context) => rows(context, 'integers'),
    check: async (on, { x }, context) => {
      const attributes = { epsilon: 0 };
      const { y: once } = await on(layerNorm, { x }, attributes);
      const { y: twice } = await on(layerNorm, { x: once }, attributes);
      const [first, second] = [{ x }, { x: once }].map((inputs) =>
        boundedResult(layerNorm, inputs, attributes, context),
      );
      const errors = first?.allowed ?? [];
      const sizes = first?.values.map(({ size }) => size) ?? [];
      const n = errors.length;
      // By the Jacobian I - 1 1^T / n - z z^T / n at z, where the root is 1.
      const level = sum(errors) / n;
      const along = sum(errors.map((error, i) => error * (sizes[i] ?? 0))) / n;
      return [
        each('layerNorm(layerNorm(x))', twice, (what, value, i) => {
          const moved = 2 * (errors[i] ?? 0) + level + (sizes[i] ?? 0) * along;
          const expected = exact.constant(once.data[i] ?? Number.NaN);
          return nearExactly(what, value, expected, (second?.allowed[i] ?? 0) + moved);
        }),
      ];
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
