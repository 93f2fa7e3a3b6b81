import type fc from 'fast-check';
import { batchNorm } from '../../spec/layers/batchNorm.ts';
import { groupNorm, instanceNorm } from '../../spec/layers/groupNorms.ts';
import { layerNorm } from '../../spec/layers/layerNorm.ts';
import type { Tensor } from '../../spec/tensor.ts';
import type { Apply } from '../called.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { farOffset } from '../generators/entries.ts';
import { tensors } from '../generators/tensors.ts';
import { type Case, type Context, type Law, law } from '../law.ts';
import { asDefined, equal } from '../metamorphic.ts';
import { ofResult, refuses } from '../observed.ts';
import { matchesDefinition } from '../verbs/judge.ts';
import { between, each, finite } from '../verbs/measured.ts';
import { build, filled, inShape, map, shifted } from '../verbs/tensors.ts';
import { agreesWith } from './_internal/agreesWith.ts';

/** Images of a power of two of channels, none of which is constant, and an epsilon. */
const images = (context: Context): fc.Arbitrary<{ x: Tensor; weight: Tensor; bias: Tensor; epsilon: number }> =>
  beside(tensors(context, { drawn: 'h l', weight: 'c', bias: 'c' }, { sizes: { h: 4, c: 4 }, least: 2, most: 4 }), {
    epsilon: dealt([1e-5, 0, 0.25]),
  }).map(({ drawn, ...given }) => ({
    ...given,
    // As many above a value as below it: the mean is whole.
    x: build(drawn, [4, 2 * (drawn.shape[1] ?? 1)], (c, t) => {
      const l = drawn.shape[1] ?? 1;
      const value = (drawn.data[c * l + (t % l)] ?? 0) || 1;
      return c + (t < l ? value : -value);
    }),
  }));

/** Equal values, for a positive epsilon: the result is that of the definition and no gradient is lost. */
const ofEqualValues = (operation: typeof groupNorm | typeof instanceNorm, clause: 'C3' | 'C5', more: object): Law =>
  law<Case & { x: Tensor; weight: Tensor; bias: Tensor; value: number; epsilon: number }>(
    operation as typeof groupNorm,
    clause as 'C5',
    {
      gradient: true,
      hint: 'a variance of 0 is divided by, or its root is differentiated, without epsilon',
      hintOfLoss: true,
      cases: (context) => beside(images(context), { value: dealt([3, 0, -7]), epsilon: dealt([0.25, 1e-5, 1]) }),
      check: async (on, { x, weight, bias, value, epsilon }, context) => {
        const inputs = { x: filled(x, x.shape, value), weight, bias };
        const attributes = { ...more, epsilon } as { groups: number; epsilon: number };
        const any = operation as typeof groupNorm;
        const [outputs, gradients] = await Promise.all([
          on(any, inputs, attributes),
          on.gradient(any, inputs, { y: x }, attributes),
        ]);
        return [
          ...matchesDefinition(any, inputs, attributes, outputs, context),
          ...Object.entries(gradients).map(([name, tensor]) => finite(`gradient of ${name}`, tensor)),
        ];
      },
    },
  );

const onePass = 'the variance is computed in one pass, as the mean of the squares less the square of the mean';

export const laws: readonly Law[] = [
  agreesWith(groupNorm, 'C1', {
    cases: images,
    own: ({ x, epsilon }) => ({ x, groups: 1, epsilon }),
    other: layerNorm,
    its: ({ x, epsilon }) => ({ x: inShape(x, [x.data.length]), epsilon }),
  }),
  agreesWith(groupNorm, 'C2', {
    cases: images,
    own: (given) => ({ ...given, groups: 4 }),
    other: instanceNorm,
    its: (given) => given,
  }),
  equal(groupNorm, 'C3', {
    repeats: true,
    hint: 'groups are of channels that lie apart, or moments are those of all',
    cases: images,
    sides: async (f: Apply<typeof groupNorm>, { x, ...given }) => {
      const half = x.data.length / 2;
      const other = map(x, (value, at) => (at < half ? value : 3 - 2 * value));
      const [one, two] = await Promise.all([f({ ...given, x, groups: 2 }), f({ ...given, x: other, groups: 2 })]);
      return { 'the first group': [map(two, (value, at) => (at < half ? value : (one.data[at] ?? 0))), one] };
    },
  }),
  asDefined(groupNorm, 'C4', {
    hint: onePass,
    hintOfLoss: true,
    cases: (context) => beside(images(context), { offset: farOffset(context), groups: dealt([2, 1, 4]) }),
    from: ({ x, offset, ...given }) => ({ ...given, x: shifted(x, offset) }),
  }),
  ofEqualValues(groupNorm, 'C5', { groups: 2 }),
  refuses(groupNorm, 'R2', {
    cases: images,
    calls: (given) => ({ 'three groups of four channels are refused': { ...given, groups: 3 } }),
  }),
  agreesWith(instanceNorm, 'C1', {
    hint: 'the variance is divided by l - 1, or taken over more than a channel',
    cases: images,
    other: batchNorm,
    its: ({ x, bias, ...given }) => ({
      ...given,
      bias,
      x: inShape(x, [1, ...x.shape]),
      runningMean: bias,
      runningVariance: filled(bias, bias.shape, 1),
    }),
  }),
  asDefined(instanceNorm, 'C2', {
    hint: onePass,
    hintOfLoss: true,
    cases: (context) => beside(images(context), { offset: farOffset(context) }),
    from: ({ x, offset, ...given }) => ({ ...given, x: shifted(x, offset) }),
  }),
  ofEqualValues(instanceNorm, 'C3', {}),
  ofResult(instanceNorm, 'C4', {
    cases: images,
    // A single value that differs from all others attains the largest.
    from: ({ x, epsilon }) => ({ x: map(x, (_, at) => (at % (x.shape[1] ?? 1) === 0 ? 1 : 0)), epsilon }),
    of: ({ y }, { x }, bounds) => {
      const [{ allowed }, most] = [bounds(), Math.sqrt((x.shape[1] ?? 1) - 1)];
      return [
        each('y', y, (what, value, i) => between(what, value, [-most, most], (allowed[i] ?? 0) + 2 ** -52 * most)),
      ];
    },
  }),
];
