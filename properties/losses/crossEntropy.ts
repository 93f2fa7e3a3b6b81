import fc from 'fast-check';
import { crossEntropy } from '../../spec/losses/crossEntropy.ts';
import { ulpsOf } from '../../spec/scalars/bound.ts';
import { exactArithmetic, toNumber } from '../../spec/scalars/exact.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { type TensorOptions, tensors } from '../generators/tensors.ts';
import { type Case, type Context, type Law, law } from '../law.ts';
import { asDefined, closedForm, invariant } from '../metamorphic.ts';
import { ofGradient, ofResult, refuses } from '../observed.ts';
import { sumWithin, totalOf } from '../verbs/bothWithin.ts';
import { boundedResult } from '../verbs/judge.ts';
import { atLeast, atMost, finite, holds, nearExactly } from '../verbs/measured.ts';
import { at, build, filled, map, only, plus, rowsOf, scaled } from '../verbs/tensors.ts';

interface Batch extends Case {
  readonly logits: Tensor;
  readonly target: Tensor;
}

const labels = (list: readonly number[]): Tensor => tensorOf('int32', [list.length], list);

/** Classes for the rows of logits, from drawn naturals. */
const classes = ({ shape: [n = 1, c = 1] }: Tensor, drawn: readonly number[]): Tensor =>
  labels(Array.from({ length: n }, (_, row) => (drawn[row] ?? 0) % c));

const naturals = fc.array(fc.nat(11), { minLength: 5, maxLength: 5 });

const batches = (context: Context, options: TensorOptions = {}): fc.Arbitrary<Batch> =>
  beside(tensors(context, { logits: 'n c' }, { most: 4, ...options }), { drawn: naturals }).map(
    ({ logits, drawn }) => ({
      logits,
      target: classes(logits, drawn),
    }),
  );

export const laws: readonly Law[] = [
  invariant(crossEntropy, 'C1', {
    cases: (context) => beside(batches(context), { shifts: fc.array(fc.integer({ min: -900, max: 900 })) }),
    to: ({ logits, shifts }) => ({
      logits: build(logits, logits.shape, (i, j) => at(logits, i, j) + (shifts[i] ?? 0)),
    }),
    what: 'loss of shifted logits',
  }),
  asDefined(crossEntropy, 'C2', {
    hint: 'the rows are summed, not averaged, or the softmax runs over the batch',
    // The definition's value is log c here; its bound is the law's.
    cases: (context) =>
      batches(context).map(({ logits, target }) => ({
        logits: build(logits, logits.shape, (i) => at(logits, i, 0)),
        target,
      })),
    what: 'loss of equal logits',
  }),
  ofResult(crossEntropy, 'C3', {
    cases: (context) => batches(context, { entries: 'reals' }),
    of: ({ loss }) => [atLeast('loss', only(loss), 0)],
  }),
  ofResult(crossEntropy, 'C4', {
    hint: 'the exponential of a logit overflows, or the logarithm of a probability that has underflowed is taken',
    hintOfLoss: true,
    cases: ({ dtype }) =>
      fc
        .record({
          entries: fc.array(fc.constantFrom(0, 1e4, -1e4, 50), { minLength: 2, maxLength: 6 }),
          label: fc.nat(5),
        })
        .map(({ entries, label }) => ({
          logits: tensorOf(dtype, [1, entries.length], entries),
          target: labels([label % entries.length]),
        })),
    of: ({ loss }) => [finite('loss of large logits', loss)],
  }),
  ofResult(crossEntropy, 'C9', {
    advice: true,
    hint: 'the logarithm of 1 + e^-m, where 1 + e^-m has rounded: use log1p of the other terms',
    cases: ({ dtype }) =>
      fc
        .record({
          // Beyond these e^-m is no normal number.
          margin: fc.integer({ min: 0, max: dtype === 'float64' ? 700 : 87 }),
          level: fc.integer({ min: -9, max: 9 }),
        })
        .map(({ margin, level }) => ({
          logits: tensorOf(dtype, [1, 2], [level, level - margin]),
          target: labels([0]),
          margin,
        })),
    of: ({ loss }, { margin }, _bounds, { u, profile }) => {
      // 1 + e^-m must keep e^-m: m / log 2 bits more than usual.
      const fine = exactArithmetic(200 + Math.ceil(1.5 * margin));
      const expected = fine.log(fine.add(fine.constant(1), fine.exp(fine.constant(-margin))));
      const { exp, log } = ulpsOf(profile);
      // An exponential, a logarithm and a division; an ulp is at most 2 u.
      const allowed = (2 * (exp + log) + 2) * u * toNumber(expected);
      return [nearExactly(`loss at a margin of ${margin}`, only(loss), expected, allowed)];
    },
  }),
  ofGradient(crossEntropy, 'C5', {
    share: 0.75,
    hint: 'the one-hot target is not subtracted, or not divided by n like the softmax',
    cases: (context) => batches(context),
    cotangents: ({ logits }) => ({ loss: filled(logits, [], 1) }),
    of: ({ logits: gradient }, { logits, target }, allowed) => {
      const c = logits.shape[1] ?? 1;
      const allowances = rowsOf(allowed().logits, c);
      return rowsOf(gradient.data, c).flatMap((row, i) => {
        const limits = allowances[i] ?? [];
        // A softmax that comes by a reciprocal may be an ulp above 1.
        const signs = row.every((value, j) => (j === target.data[i] ? value : -value) <= (limits[j] ?? 0));
        return [
          sumWithin(row, 0, limits, `sum of row ${i} of the gradient`),
          holds(`row ${i} of the gradient`, signs, 'below 0 at the target only', row.join(', ')),
        ];
      });
    },
  }),
  law(crossEntropy, 'C6', {
    cases: (context) =>
      beside(tensors(context, { a: 'n c', b: 'n c' }, { most: 4 }), { drawn: naturals }).map(({ a, b, drawn }) => ({
        // Even entries: the midpoint is exact.
        a: scaled(a, 2),
        b: scaled(b, 2),
        target: classes(a, drawn),
      })),
    check: async (on, { a, b, target }, context) => {
      const given = [scaled(plus(a, b), 1 / 2), a, b].map((logits) => ({ logits, target }));
      const losses = await Promise.all(given.map(async (one) => only((await on(crossEntropy, one)).loss)));
      const weights = [1, -1 / 2, -1 / 2];
      const excess = totalOf(losses.map((loss, k) => loss * (weights[k] ?? 0)));
      const bounds = given.map(
        (one, k) => boundedResult(crossEntropy, one, {}, context).most * Math.abs(weights[k] ?? 0),
      );
      const allowed = bounds.reduce((sum, one) => sum + one, 0);
      return [atMost('loss at the midpoint less the mean of the losses', excess, 0, allowed)];
    },
  }),
  invariant(crossEntropy, 'C7', {
    hint: 'the rows are summed, not averaged',
    cases: (context) => batches(context, { entries: 'reals' }),
    to: ({ logits, target }) => {
      const [n = 1, c = 1] = logits.shape;
      return {
        logits: tensorOf(logits.dtype, [2 * n, c], [...logits.data, ...logits.data]),
        target: labels([...target.data, ...target.data]),
      };
    },
    what: 'loss of the batch given twice',
  }),
  closedForm(crossEntropy, 'C8', {
    share: 0.75,
    cases: (context) => batches(context, { entries: 'reals', most: 6, sizes: { c: 1 } }),
    result: ({ logits }) => ({ loss: filled(logits, [], 0) }),
    what: 'loss of a single class',
  }),
  refuses(crossEntropy, 'R1', {
    share: 0.75,
    hint: 'a class past the end reads a neighbour in memory, or nothing',
    hintOfLoss: true,
    cases: (context) =>
      beside(batches(context), {
        row: fc.nat(3),
        // The class count itself, -1, the -100 that one library leaves out, and further ones.
        outside: dealt([0, -1, -100, 1, 254, -50]),
      }),
    orNaN: true,
    calls: ({ logits, target, row, outside }) => {
      const [n = 1, c = 1] = logits.shape;
      const wrong = outside < 0 ? outside : c + outside;
      const labelled = map(target, (label, position) => (position === row % n ? wrong : label));
      return { [`targets [${labelled.data.join(', ')}] are refused`]: { logits, target: labelled } };
    },
  }),
  refuses(crossEntropy, 'R2', {
    share: 0.25,
    asks: ['empty'],
    hint: 'the mean over no rows is 0 / 0',
    hintOfLoss: true,
    cases: () => fc.record({ n: fc.nat(2), c: fc.nat(2) }),
    calls: ({ n, c }, { dtype }) => {
      const rows = n > 0 && c > 0 ? 0 : n;
      const logits = tensorOf(dtype, [rows, c], []);
      return {
        [`logits of shape [${logits.shape.join(', ')}] are refused`]: {
          logits,
          target: labels(new Array<number>(rows).fill(0)),
        },
      };
    },
    honest: ({ loss }) => Number.isNaN(loss?.data[0]),
  }),
];
