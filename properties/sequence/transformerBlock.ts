import fc from 'fast-check';
import { exact } from '../../spec/scalars/exact.ts';
import { transformerBlock } from '../../spec/sequence/transformerBlock.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law } from '../law.ts';
import { closedForm, invariant, metamorphic } from '../metamorphic.ts';
import { ofGradient, ofResult, refuses } from '../observed.ts';
import { identical } from '../verbs/compare.ts';
import { exactPullback } from '../verbs/derivative.ts';
import { outputOf } from '../verbs/judge.ts';
import { each, holds, near, nearExactly, ofFinite } from '../verbs/measured.ts';
import { at, build, filled, map, zeros } from '../verbs/tensors.ts';
import { below, rows } from './_internal/attention.ts';

/** A block of width 2, in one head or two. */
const blocks = (context: Context, most = 3) =>
  beside(
    tensors(
      context,
      {
        x: 'n w',
        weightIn: 'p w',
        biasIn: 'p',
        weightOut: 'w w',
        biasOut: 'w',
        weight1: 'f w',
        bias1: 'f',
        weight2: 'w f',
        bias2: 'w',
        scale1: 'w',
        shift1: 'w',
        scale2: 'w',
        shift2: 'w',
      },
      { sizes: { w: 2, p: 6 }, most },
    ),
    { heads: dealt([1, 2]), norm: dealt(['pre', 'post'] as const) },
  ).map((one) => ({ ...one, x: apart(one.x), weightIn: map(one.weightIn, (value) => value / 4) }));

/** Rows of which none is constant: a variance of 0 has laws of its own. */
const apart = (x: Tensor): Tensor => build(x, x.shape, (i, k) => at(x, i, k) + (at(x, i, 0) === at(x, i, 1) ? k : 0));

const turned = (x: Tensor, by: number): Tensor => {
  const n = x.shape[0] ?? 0;
  return rows(
    x,
    below(n).map((i) => (i + by + n) % n),
  );
};

/** Nothing added by the attention, or by the feed-forward layer. */
const silent = <G extends { readonly weightOut: Tensor; readonly biasOut: Tensor }>(given: G): G => ({
  ...given,
  weightOut: zeros(given.weightOut),
  biasOut: zeros(given.biasOut),
});
const unfed = <G extends { readonly weight2: Tensor; readonly bias2: Tensor }>(given: G): G => ({
  ...given,
  weight2: zeros(given.weight2),
  bias2: zeros(given.bias2),
});

/** The inputs of a case alone. */
const inputsIn = ({
  heads: _,
  norm: __,
  ...inputs
}: { heads: number; norm: string } & Readonly<Record<string, unknown>>) => inputs as never;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

export const laws: readonly Law[] = [
  closedForm(transformerBlock, 'C1', {
    share: 0.5,
    hint: 'what goes in is normalised, scaled or left out on the way past',
    cases: (context) => blocks(context).map((given) => ({ ...silent(unfed(given)), norm: 'pre' as const })),
    result: ({ x }) => ({ y: x }),
  }),
  invariant(transformerBlock, 'C2', {
    share: 0.2,
    cases: (context) => blocks(context),
    to: ({ x }) => ({ x: turned(x, 1) }),
    back: (y) => turned(y, -1),
    what: 'reordered positions',
  }),
  law(transformerBlock, 'C3', {
    share: 0.2,
    gradient: true,
    hint: 'what goes past the attention or the feed-forward layer is lost on the way back',
    cases: (context) =>
      blocks(context, 2).map((given) => ({ ...given, norm: 'pre' as const, activation: 'geluTanh' as const })),
    check: async (on, { activation, ...given }, context) => {
      const attributes = { heads: given.heads, norm: 'pre', activation } as const;
      const [attending, feeding] = [unfed(given), silent(given)];
      const { y: middle } = await on(transformerBlock, inputsIn(attending), attributes);
      const weights = build(given.x, given.x.shape, (i, k) => 2 - i + 3 * k);
      const whole = outputOf(await on.gradient(transformerBlock, inputsIn(given), { y: weights }, attributes), 'x');
      const later = { ...feeding, x: middle };
      const between = outputOf(await on.gradient(transformerBlock, inputsIn(later), { y: weights }, attributes), 'x');
      const both = outputOf(await on.gradient(transformerBlock, inputsIn(attending), { y: between }, attributes), 'x');
      const call = { inputs: inputsIn(given), attributes: { ...attributes, causal: false, epsilon: 1e-5 } };
      const own = exactPullback(transformerBlock, call, context)({ y: weights }).filter(({ input }) => input === 'x');
      const allowed = own.map((one) => one.allowed);
      // Either way is one of the roundings that the bound of the whole counts.
      return [
        each('gradient', both, (what, value, i) =>
          near(what, value, whole.data[i] ?? Number.NaN, 2 * (allowed[i] ?? 0)),
        ),
      ];
    },
  }),
  ofResult(transformerBlock, 'C4', {
    share: 0.2,
    hint: 'the last sum is not normalised, or the variance is divided by n - 1',
    cases: (context) =>
      blocks(context).map((given) => ({
        // The second sum is that of the first normalisation alone: its variance is 1.
        ...unfed(given),
        norm: 'post' as const,
        scale1: filled(given.scale1, [2], 1),
        shift1: zeros(given.shift1),
        scale2: filled(given.scale2, [2], 1),
        shift2: zeros(given.shift2),
        x: map(given.x, (value, place) => value + (place % 2 === 0 ? 64 : -64)),
        epsilon: 0,
      })),
    of: ({ y }, { x }, bounds) =>
      ofFinite('normalised rows', y, (numbers) => {
        const { allowed } = bounds();
        return below(x.shape[0] ?? 0).flatMap((i) => {
          const [own, off] = [numbers.slice(2 * i, 2 * i + 2), allowed.slice(2 * i, 2 * i + 2)];
          const squares = exact.sum(own.map((one) => exact.mul(one, one)));
          return [
            nearExactly(`mean of position ${i}`, exact.sum(own), exact.constant(0), sum(off)),
            nearExactly(
              `variance of position ${i}`,
              squares,
              exact.constant(2),
              sum(off.map((one) => (2 + one) * one)),
            ),
          ];
        });
      }),
  }),
  metamorphic(transformerBlock, 'C5', {
    share: 0.3,
    repeats: true,
    cases: (context) => beside(blocks(context), { cut: fc.nat(8), causal: dealt([true]) }),
    to: ({ x, cut }) => {
      const from = 1 + (cut % Math.max(1, (x.shape[0] ?? 1) - 1));
      return { x: build(x, x.shape, (i, k) => (i >= from ? 7 - at(x, i, k) : at(x, i, k))) };
    },
    compare: (other, whole, name, { x, cut }) => {
      const kept = below(Math.min(x.shape[0] ?? 0, 1 + (cut % Math.max(1, (x.shape[0] ?? 1) - 1))));
      return identical(rows(other, kept), rows(whole, kept), `${name} before the change`);
    },
  }),
  ofGradient(transformerBlock, 'C6', {
    share: 0.1,
    cases: ({ dtype }) =>
      fc.record({ width: dealt([2, 4]), norm: dealt(['pre', 'post'] as const) }).map(({ width, norm }) => {
        const of = (...shape: number[]) => {
          const count = shape.reduce((product, size) => product * size, 1);
          return tensorOf(
            dtype,
            shape,
            Array.from({ length: count }, (_, i) => ((3 * i) % 5) - 2),
          );
        };
        const d = width;
        return {
          x: of(1, d),
          weightIn: of(3 * d, d),
          biasIn: of(3 * d),
          weightOut: of(d, d),
          biasOut: of(d),
          weight1: of(4 * d, d),
          bias1: of(4 * d),
          weight2: of(d, 4 * d),
          bias2: of(d),
          scale1: of(d),
          shift1: of(d),
          scale2: of(d),
          shift2: of(d),
          heads: 2,
          norm,
        };
      }),
    cotangents: ({ x }) => ({ y: filled(x, x.shape, 1) }),
    of: (gradients, { x }) => {
      const width = x.shape[1] ?? 0;
      const counts = Object.entries<Tensor>(gradients).filter(([name]) => name !== 'x');
      const count = sum(counts.map(([, { data }]) => data.length));
      const expected = 12 * width ** 2 + 13 * width;
      return [holds('parameters', count === expected, String(expected), String(count))];
    },
  }),
  refuses(transformerBlock, 'R1', {
    share: 0.1,
    cases: (context) => beside(blocks(context), { heads: dealt([0, -1, 1.5]) }),
    calls: (given) => ({ 'no heads, and parts of them, are refused': given }),
  }),
  refuses(transformerBlock, 'R2', {
    share: 0.1,
    // As of layerNorm: NaN in the result says it too.
    orNaN: true,
    cases: (context) => blocks(context),
    calls: (given) => ({ 'an epsilon that is no number is refused': { ...given, epsilon: Number.NaN } }),
  }),
  refuses(transformerBlock, 'R3', {
    share: 0.1,
    asks: ['empty'],
    cases: (context) => blocks(context),
    calls: ({ x, heads, norm, weight1 }) => {
      const none = (...shape: number[]) => tensorOf(x.dtype, shape, []);
      const f = weight1.shape[0] ?? 0;
      return {
        'heads without features are refused': {
          x: none(x.shape[0] ?? 0, 0),
          weightIn: none(0, 0),
          biasIn: none(0),
          weightOut: none(0, 0),
          biasOut: none(0),
          weight1: none(f, 0),
          bias1: tensorOf(x.dtype, [f], new Array(f).fill(0)),
          weight2: none(0, f),
          bias2: none(0),
          scale1: none(0),
          shift1: none(0),
          scale2: none(0),
          shift2: none(0),
          heads,
          norm,
        },
      };
    },
  }),
];
