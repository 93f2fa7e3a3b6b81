import fc from 'fast-check';
import { softmax } from '../../spec/layers/softmax.ts';
import { negativeLogLikelihood, softCrossEntropy, weightedCrossEntropy } from '../../spec/losses/classes.ts';
import { crossEntropy } from '../../spec/losses/crossEntropy.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law } from '../law.ts';
import { asDefined, equal, invariant } from '../metamorphic.ts';
import { ofGradient, ofResult, refuses } from '../observed.ts';
import { sumWithin } from '../verbs/bothWithin.ts';
import { exactPullback } from '../verbs/derivative.ts';
import { boundedResult } from '../verbs/judge.ts';
import { atMost, finite, near } from '../verbs/measured.ts';
import { filled, inner, map, only, plus, scaled, shifted } from '../verbs/tensors.ts';
import { batches, classLaws, labels } from './_internal/classes.ts';
import { all, sumsTo, sumsToAtMost, term } from './_internal/combined.ts';

/** Logits of eighths, and weights as parts of a power of two. */
const soft = (context: Context) =>
  tensors(context, { logits: 'c', weights: 'c' }, { most: 6 }).map(({ logits, weights }) => ({
    logits: scaled(logits, 1 / 8),
    target: distribution(weights),
  }));

/** Probabilities of 32nds: of each entry some, and the rest of the last. */
function distribution(weights: Tensor): Tensor {
  const c = weights.data.length;
  const own = Array.from(weights.data, (value) => Math.abs(value) % 6);
  const rest = own.slice(0, -1).reduce((left, one) => left - one, 32);
  return map(weights, (_, j) => (j === c - 1 ? rest : (own[j] ?? 0)) / 32);
}

const hotAt = (like: Tensor, label: number): Tensor => map(like, (_, j) => Number(j === label));

export const laws: readonly Law[] = [
  ...classLaws(negativeLogLikelihood, 'logProbability'),
  ...classLaws(weightedCrossEntropy, 'logits'),
  equal(negativeLogLikelihood, 'C4', {
    repeats: true,
    cases: (context) => beside(batches(context), { reduction: dealt(['mean', 'sum', 'none']) }),
    sides: (f, { rows, target, reduction }) => {
      const [, c = 1] = rows.shape;
      const others = map(rows, (value, at) => (at % c === target.data[Math.floor(at / c)] ? value : value - 3));
      return {
        'with other log-probabilities beside': [
          f({ logProbability: others, target, reduction }),
          f({ logProbability: rows, target, reduction }),
        ],
      };
    },
  }),
  law(weightedCrossEntropy, 'C4', {
    needs: [crossEntropy],
    cases: batches,
    check: (on, { rows: logits, target }, context) =>
      all(
        sumsTo(
          'less losses.crossEntropy',
          0,
          [term(1, weightedCrossEntropy, { logits, target }), term(-1, crossEntropy, { logits, target })],
          [on, context],
        ),
      ),
  }),
  law(weightedCrossEntropy, 'C5', {
    hint: 'what is taken from the target is divided among all classes, or among the others alone',
    cases: (context) => beside(batches(context, { sizes: { c: 4 } }), { smoothing: dealt([0.125, 0.5, 1]) }),
    check: (on, { rows: logits, target, weight, smoothing }, context) => {
      const by = (times: number, given: object) =>
        term(times, weightedCrossEntropy, { logits, target, weight, reduction: 'sum', ...given });
      const terms = [by(1, { smoothing }), by(-1, { smoothing: (3 / 4) * smoothing, over: 'others' })];
      return all(sumsTo('over all less over the others', 0, terms, [on, context]));
    },
  }),
  law(weightedCrossEntropy, 'C6', {
    needs: [softCrossEntropy],
    cases: (context) => beside(batches(context, { sizes: { c: 4 } }), { smoothing: dealt([0.125, 0.5]) }),
    check: (on, { rows: logits, target, smoothing }, context) => {
      const smoothed = map(
        logits,
        (_, at) => smoothing / 4 + (at % 4 === target.data[Math.floor(at / 4)] ? 1 - smoothing : 0),
      );
      const terms = [
        term(1, weightedCrossEntropy, { logits, target, smoothing, reduction: 'none' }),
        term(-1, softCrossEntropy, { logits, target: smoothed }),
      ];
      return all(sumsTo('less that of probabilities', 0, terms, [on, context]));
    },
  }),
  ofResult(weightedCrossEntropy, 'C7', {
    hint: 'the exponential of a logit overflows, or the logarithm of a probability that has underflowed is taken',
    hintOfLoss: true,
    cases: ({ dtype }) =>
      fc
        .record({
          entries: fc.array(fc.constantFrom(0, 1e4, -1e4, 50), { minLength: 2, maxLength: 6 }),
          label: fc.nat(5),
          smoothing: dealt([0, 0.25]),
        })
        .map(({ entries, label, smoothing }) => ({
          logits: tensorOf(dtype, [1, entries.length], entries),
          target: labels([label % entries.length]),
          smoothing,
        })),
    of: ({ loss }) => [finite('loss of large logits', loss)],
  }),
  refuses(weightedCrossEntropy, 'R4', {
    share: 0.25,
    cases: (context) => batches(context, { sizes: { c: 1 } }),
    orNaN: true,
    calls: ({ rows: logits, target }) => ({
      'smoothing over the others of one class is refused': { logits, target, smoothing: 0.5, over: 'others' as const },
    }),
  }),
  invariant(softCrossEntropy, 'C1', {
    cases: (context) => beside(soft(context), { shift: fc.integer({ min: -30, max: 30 }) }),
    to: ({ logits, shift }) => ({ logits: shifted(logits, shift) }),
    what: 'loss of shifted logits',
  }),
  law(softCrossEntropy, 'C2', {
    cases: (context) => soft(context),
    check: (on, { logits, target: drawn }, context) => {
      // Powers of two have logarithms that are known: every class one, the first two halved until they sum to 1.
      const c = drawn.data.length;
      const target = map(drawn, (_, j) => 2 ** -Math.min(j + 1, c - 1));
      const own = map(target, (t) => Math.log(t));
      const entropy = Array.from(target.data).reduce((h, t) => h - t * Math.log(t), 0);
      const of = (times: number, z: Tensor) => term(times, softCrossEntropy, { logits: z, target });
      // Logarithms that are rounded to the data type move the loss by their square.
      const slack = (c + 4) * context.u * (1 + entropy);
      return all(
        sumsToAtMost('of their logarithms less that of others', slack, [of(1, own), of(-1, logits)], [on, context]),
        sumsToAtMost('of their logarithms less the entropy', entropy + slack, [of(1, own)], [on, context]),
        sumsToAtMost('the entropy less the loss', slack - entropy, [of(-1, own)], [on, context]),
      );
    },
  }),
  law(softCrossEntropy, 'C3', {
    needs: [crossEntropy],
    cases: (context) => beside(soft(context), { drawn: fc.nat(11) }),
    check: (on, { logits, drawn }, context) => {
      const c = logits.data.length;
      const label = drawn % c;
      const terms = [
        term(1, softCrossEntropy, { logits, target: hotAt(logits, label) }),
        term(-1, crossEntropy, { logits: tensorOf(logits.dtype, [1, c], logits.data), target: labels([label]) }),
      ];
      return all(sumsTo('less that of the class', 0, terms, [on, context]));
    },
  }),
  asDefined(softCrossEntropy, 'C4', {
    cases: soft,
    from: ({ logits, target }) => ({ logits: filled(logits, logits.shape, logits.data[0] ?? 0), target }),
    what: 'loss of equal logits',
  }),
  law(softCrossEntropy, 'C5', {
    cases: (context) =>
      tensors(context, { a: 'c', b: 'c', weights: 'c' }, { most: 6 }).map(({ a, b, weights }) => ({
        a: scaled(a, 1 / 4),
        b: scaled(b, 1 / 4),
        target: distribution(weights),
      })),
    check: (on, { a, b, target }, context) => {
      const of = (times: number, logits: Tensor) => term(times, softCrossEntropy, { logits, target });
      const middle = scaled(plus(a, b), 1 / 2);
      return all(
        sumsToAtMost('at the midpoint less the mean', 0, [of(1, middle), of(-0.5, a), of(-0.5, b)], [on, context]),
      );
    },
  }),
  ofGradient(softCrossEntropy, 'C6', {
    cases: soft,
    cotangents: ({ logits }) => ({ loss: filled(logits, [], 1) }),
    of: (gradients, _given, allowed) => [sumWithin(gradients.logits.data, 0, allowed().logits, 'sum of the gradient')],
  }),
  law(softCrossEntropy, 'C7', {
    needs: [softmax],
    gradient: true,
    hint: 'the target is not subtracted, or the logits are scaled before the softmax',
    cases: (context) => tensors(context, { z: 'c' }, { most: 6 }).map(({ z }) => ({ z: scaled(z, 1 / 8) })),
    check: async (on, { z }, context) => {
      const { y: target } = await on(softmax, { x: z });
      const { allowed: errors } = boundedResult(softmax, { x: z }, {}, context);
      const ones = { loss: filled(z, [], 1) };
      const lossAt = async (times: number) => {
        const given = { logits: scaled(z, times), target };
        const { loss } = await on(softCrossEntropy, given);
        return { loss: only(loss), off: boundedResult(softCrossEntropy, given, {}, context).most };
      };
      const { logits: g = z } = await on.gradient(softCrossEntropy, { logits: z, target }, ones, {});
      const pulled = exactPullback(softCrossEntropy, { inputs: { logits: z, target }, attributes: {} }, context)(ones);
      const slopes = pulled.filter(({ input }) => input === 'logits').map(({ allowed }) => allowed);
      // The target is the softmax, up to its own rounding.
      const lost = errors.reduce((sum, one) => sum + one, 0);
      const off = Array.from(z.data).reduce(
        (sum: number, one, i) => sum + Math.abs(one) * ((slopes[i] ?? 0) + (errors[i] ?? 0) + lost),
        0,
      );
      const size = 4 * (Math.max(0, ...Array.from(z.data, Math.abs)) + Math.log(z.data.length));
      const [here, colder, hotter] = await Promise.all([lossAt(1), lossAt(2), lossAt(1 / 2)]);
      return [
        near('slope along z', inner(z, g), 0, off),
        atMost('loss at the temperature 2', here.loss, colder.loss, here.off + colder.off + lost * size),
        atMost('loss at the temperature 2', here.loss, hotter.loss, here.off + hotter.off + lost * size),
      ];
    },
  }),
  refuses(softCrossEntropy, 'R1', {
    share: 0.25,
    asks: ['empty'],
    cases: () => fc.record({ rows: fc.nat(2) }),
    calls: ({ rows }, { dtype }) => {
      const none = tensorOf(dtype, [rows + 1, 0], []);
      return { 'no classes are refused': { logits: none, target: none } };
    },
    honest: ({ loss }) => Array.from(loss?.data ?? []).every((value) => !Number.isFinite(value)),
  }),
];
