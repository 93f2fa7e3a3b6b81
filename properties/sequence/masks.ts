import fc from 'fast-check';
import { attentionWeights } from '../../spec/sequence/attentionWeights.ts';
import { causalMask, paddingMask } from '../../spec/sequence/masks.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { farNumber } from '../generators/farNumber.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law } from '../law.ts';
import { closedForm, equal } from '../metamorphic.ts';
import { refuses } from '../observed.ts';
import { apart } from '../verbs/apart.ts';
import { identical, literal } from '../verbs/compare.ts';
import { boundedResult } from '../verbs/judge.ts';
import { each, holds } from '../verbs/measured.ts';
import { at, build } from '../verbs/tensors.ts';
import { below, rows } from './_internal/attention.ts';

/** Queries and keys. */
const queried = (context: Context) => tensors(context, { query: 'l d', key: 's d' }, { entries: 'reals', most: 4 });

/** A mask of ones and zeros as one that is added to scores. */
const added = (like: Tensor, mask: Tensor): Tensor =>
  tensorOf(
    like.dtype,
    mask.shape,
    Array.from(mask.data, (value) => (value === 0 ? Number.NEGATIVE_INFINITY : 0)),
  );

export const laws: readonly Law[] = [
  closedForm(causalMask, 'C1', {
    share: 0.5,
    cases: () =>
      fc.record({ n: dealt([3, 1, 2, 5, 8, 17]), align: dealt(['start', 'end'] as const) }).map(({ n, align }) => ({
        l: n,
        s: n,
        align,
      })),
    result: ({ l }) => ({
      mask: tensorOf(
        'int32',
        [l, l],
        below(l * l).map((at) => (at % l <= Math.floor(at / l) ? 1 : 0)),
      ),
    }),
  }),
  equal(causalMask, 'C2', {
    share: 0.5,
    cases: () =>
      fc.record({ s: dealt([3, 1, 5, 8]), fewer: fc.nat(8) }).map(({ s, fewer }) => ({ s, l: Math.max(0, s - fewer) })),
    sides: async (f, { l, s }) => {
      const whole = await f({ l: s, s });
      const last = rows(
        whole,
        below(l).map((i) => i + s - l),
      );
      return { 'the mask from the end': [f({ l, s, align: 'end' }), last] };
    },
  }),
  law(causalMask, 'C3', {
    needs: [attentionWeights],
    share: 0.5,
    cases: queried,
    check: async (on, { query, key }, context) => {
      const [l = 0, s = 0] = [query.shape[0], key.shape[0]];
      const { mask } = await on(causalMask, {}, { l, s });
      const given = { query, key, mask: added(query, mask) };
      const [{ weights }, { weights: causal }] = await Promise.all([
        on(attentionWeights, given),
        on(attentionWeights, { query, key }, { causal: true }),
      ]);
      const limits = [
        boundedResult(attentionWeights, { query, key }, { causal: true }, context),
        boundedResult(attentionWeights, { query, key }, { causal: true }, context),
      ].map(({ allowed }) => ({ shape: weights.shape, values: allowed }));
      return [
        apart('weights', weights, causal, limits),
        each('weights', weights, (what, value, i) =>
          holds(what, value === 0 || mask.data[i] === 1, '0', literal(value)),
        ),
      ];
    },
  }),
  refuses(causalMask, 'R1', {
    share: 0.2,
    cases: () => dealt([{ l: -1 }, { l: 1.5 }]),
    calls: ({ l }) => ({ 'fewer queries than none, and parts of them, are refused': { l, s: 2 } }),
  }),
  closedForm(paddingMask, 'C1', {
    share: 0.5,
    cases: () => fc.record({ n: dealt([4, 0, 1, 9, 33]), shape: dealt([[3], [], [2, 2]]), more: fc.nat(40) }),
    from: ({ n, shape, more }) => ({ n, lengths: lengthsOf(shape, n, more) }),
    result: ({ n, shape, more }) => {
      const lengths = lengthsOf(shape, n, more);
      return {
        mask: tensorOf(
          'int32',
          [...shape, n],
          Array.from(lengths.data).flatMap((length) => below(n).map((j) => (j < length ? 1 : 0))),
        ),
      };
    },
  }),
  law(paddingMask, 'C2', {
    needs: [attentionWeights],
    share: 0.5,
    repeats: true,
    cases: (context) =>
      beside(queried(context), { length: fc.nat(8), by: dealt([100, -farNumber(context), farNumber(context)]) }),
    check: async (on, { query, key, length, by }, context) => {
      const [l = 0, n = 0] = [query.shape[0], key.shape[0]];
      const kept = 1 + (length % n);
      const { mask } = await on(paddingMask, { lengths: tensorOf('int32', [], [kept]) }, { n });
      const whole = added(
        query,
        tensorOf(
          'int32',
          [l, n],
          below(l * n).map((place) => mask.data[place % n] ?? 0),
        ),
      );
      const other = build(key, key.shape, (j, k) => (j < kept ? at(key, j, k) : by - at(key, j, k)));
      const [{ weights }, changed] = await Promise.all([
        on(attentionWeights, { query, key, mask: whole }),
        on(attentionWeights, { query, key: other, mask: whole }),
      ]);
      const first = build(weights, [l, kept], (i, j) => at(weights, i, j));
      const alone = boundedResult(attentionWeights, { query, key: rows(key, below(kept)) }, {}, context);
      const { weights: own } = await on(attentionWeights, { query, key: rows(key, below(kept)) });
      const limits = { shape: own.shape, values: alone.allowed };
      return [
        identical(changed.weights, weights, 'weights for other keys behind the length'),
        apart('weights within the length', first, own, [limits, limits]),
        each('weights', weights, (what, value, i) => holds(what, value === 0 || i % n < kept, '0', literal(value))),
      ];
    },
  }),
  refuses(paddingMask, 'R1', {
    share: 0.2,
    cases: () => dealt([{ n: -1 }, { n: 1.5 }]),
    calls: ({ n }) => ({
      'fewer places than none, and parts of them, are refused': { n, lengths: tensorOf('int32', [1], [0]) },
    }),
  }),
];

/** Lengths from none to all. */
function lengthsOf(shape: readonly number[], n: number, more: number): Tensor {
  const count = shape.reduce((product, size) => product * size, 1);
  const values = below(count).map((place) => (place === 0 ? n : (more * (place + 1)) % (n + 1)));
  return tensorOf('int32', shape, shape.length === 0 ? [more % (n + 1)] : values);
}
