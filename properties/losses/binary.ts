import fc from 'fast-check';
import { binaryCrossEntropy, binaryCrossEntropyWithLogits } from '../../spec/losses/binary.ts';
import { crossEntropy } from '../../spec/losses/crossEntropy.ts';
import { leastNormalOf, unitRoundoff } from '../../spec/scalars/float.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Case, type Context, type Law, law } from '../law.ts';
import { invariant } from '../metamorphic.ts';
import { ofGradient, ofResult, refuses } from '../observed.ts';
import { each, finite, near } from '../verbs/measured.ts';
import { map, negated, only, scaled, vector } from '../verbs/tensors.ts';
import { all, sumsTo, sumsToAtMost, term } from './_internal/combined.ts';
import { reductionLaws } from './_internal/reductions.ts';
import { tailAt, tailMargins } from './_internal/tail.ts';

/** A number of 64ths from 0 to 1, or strictly between. */
const part = (value: number): number => (Math.abs(value) % 65) / 64;
const inside = (value: number): number => (1 + (Math.abs(value) % 63)) / 64;
const other = (one: Tensor): Tensor => map(one, (value) => 1 - value);

const probabilities = (context: Context) =>
  tensors(context, { probability: 'n', target: 'n' }, { least: 2, most: 7 }).map(({ probability, target }) => ({
    probability: map(probability, inside),
    target: map(target, part),
  }));

const logits = (context: Context) =>
  tensors(context, { logit: 'n', target: 'n' }, { least: 2, most: 7 }).map(({ logit, target }) => ({
    logit: scaled(logit, 1 / 2),
    target: map(target, part),
  }));

const sum = { reduction: 'sum' } as const;

interface NearEnd extends Case {
  readonly probability: Tensor;
  readonly target: Tensor;
  readonly k: number;
  readonly reduction: 'sum';
}

/** A probability of 2^-k for a target of 1, or of 1 - 2^-k for one of 0. */
const nearEnds = ({ dtype }: Context): fc.Arbitrary<NearEnd> =>
  fc.record({ share: dealt([1, 0.4, 0.7]), t: dealt([1, 0]) }).map(({ share, t }) => {
    const most = t === 1 ? Math.min(100, -Math.log2(leastNormalOf(dtype))) : -Math.log2(unitRoundoff(dtype));
    const k = Math.floor(share * most);
    const single = (value: number): Tensor => tensorOf(dtype, [1], [value]);
    return { probability: single(t === 1 ? 2 ** -k : 1 - 2 ** -k), target: single(t), k, ...sum };
  });

export const laws: readonly Law[] = [
  ...reductionLaws(binaryCrossEntropy, ['probability', 'target'], probabilities),
  ...reductionLaws(binaryCrossEntropyWithLogits, ['logit', 'target'], logits),
  invariant(binaryCrossEntropy, 'C2', {
    cases: probabilities,
    to: ({ probability, target }) => ({ probability: other(probability), target: other(target) }),
    what: 'loss of what is left to 1',
  }),
  law(binaryCrossEntropy, 'C3', {
    cases: probabilities,
    check: async (on, { probability, target: drawn }, context) => {
      const target = map(drawn, (value) => Math.min(Math.max(value, 1 / 64), 63 / 64));
      const of = (times: number, one: Tensor) => term(times, binaryCrossEntropy, { probability: one, target, ...sum });
      const entropy = Array.from(target.data).reduce((h, t) => h - t * Math.log(t) - (1 - t) * Math.log1p(-t), 0);
      return [
        await sumsToAtMost(
          'of the target less that of another',
          0,
          [of(1, target), of(-1, probability)],
          [on, context],
        ),
        await sumsTo('of the target, its entropy', entropy, [of(1, target)], [on, context]),
      ];
    },
  }),
  ofResult(binaryCrossEntropy, 'C4', {
    hint: '0 times the logarithm of 0, or a logarithm without its floor',
    cases: (context) =>
      fc
        .record({ p: dealt([0, 1]), t: dealt([0, 1, 1]), floor: dealt([-100, -4, -100]) })
        .map(({ p, t, floor }) => ({ probability: vector(context, [p]), target: vector(context, [t]), floor })),
    of: ({ loss }, { probability, target, floor }) => [
      near('loss', only(loss), only(probability) === only(target) ? 0 : -floor, 0),
    ],
  }),
  ofGradient(binaryCrossEntropy, 'C5', {
    hint: 'what the slope is divided by, p (1 - p), is kept from becoming as small as it is',
    cases: nearEnds,
    cotangents: ({ target }) => ({ loss: tensorOf(target.dtype, [], [1]) }),
    of: ({ probability: slope }, { target, k }, allowed) => [
      near('slope', only(slope), only(target) === 1 ? -(2 ** k) : 2 ** k, allowed().probability[0] ?? 0),
    ],
  }),
  refuses(binaryCrossEntropy, 'R3', {
    share: 0.5,
    orNaN: true,
    cases: (context) => beside(probabilities(context), { wrong: dealt([1.5, -0.25, 2]) }),
    calls: ({ probability, target, wrong }) => ({
      [`a probability of ${wrong} is refused`]: {
        probability: map(probability, (value, at) => (at === 0 ? wrong : value)),
        target,
      },
    }),
  }),
  invariant(binaryCrossEntropyWithLogits, 'C2', {
    cases: logits,
    to: ({ logit, target }) => ({ logit: negated(logit), target: other(target) }),
    what: 'loss of the other sign',
  }),
  law(binaryCrossEntropyWithLogits, 'C3', {
    needs: [crossEntropy],
    cases: logits,
    check: (on, { logit, target }, context) => {
      const n = logit.data.length;
      const hot = map(target, (value) => Number(value > 1 / 2));
      const both = tensorOf(
        logit.dtype,
        [n, 2],
        Array.from(logit.data).flatMap((z) => [0, z]),
      );
      const terms = [
        term(1, binaryCrossEntropyWithLogits, { logit, target: hot }),
        term(-1, crossEntropy, { logits: both, target: tensorOf('int32', [n], hot.data) }),
      ];
      return all(sumsTo('less the cross entropy of (0, z)', 0, terms, [on, context]));
    },
  }),
  ofResult(binaryCrossEntropyWithLogits, 'C4', {
    hint: 'the exponential of a logit overflows, or the logarithm of a sigmoid that is 0 is taken',
    hintOfLoss: true,
    cases: (context) =>
      fc.record({ z: fc.constantFrom(1e4, -1e4, 2e3, -2e3), t: dealt([0, 1]) }).map(({ z, t }) => ({
        logit: vector(context, [z]),
        target: vector(context, [t]),
      })),
    of: ({ loss }, { logit, target }, bounds) => [
      finite('loss', loss),
      each('loss', loss, (what, value) => {
        const z = only(logit);
        return near(what, value, only(target) === 1 ? Math.max(0, -z) : Math.max(0, z), bounds().most);
      }),
    ],
  }),
  ofResult(binaryCrossEntropyWithLogits, 'C5', {
    advice: true,
    hint: 'the logarithm of 1 + e^-m, where 1 + e^-m has rounded: use log1p',
    cases: (context) =>
      fc.record({ m: tailMargins(context), t: dealt([0, 1]) }).map(({ m, t }) => ({
        logit: tensorOf(context.dtype, [], [t === 1 ? m : -m]),
        target: tensorOf(context.dtype, [], [t]),
        m,
      })),
    of: ({ loss }, { m }, _bounds, context) => [tailAt(only(loss), m, context)],
  }),
];
