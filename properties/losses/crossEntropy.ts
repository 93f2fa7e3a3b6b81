import fc from 'fast-check';
import { crossEntropy } from '../../spec/losses/crossEntropy.ts';
import { errorOf, exactAt, toNumber } from '../../spec/scalars/exact.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { dealt } from '../generators/dealt.ts';
import { pool } from '../generators/entries.ts';
import { tensors } from '../generators/tensors.ts';
import { type Case, type Context, type Law, law, type Observation, type Subject, Unsupported } from '../law.ts';
import { totalOf } from '../verbs/bothWithin.ts';
import { identical, literal, withinAllowed } from '../verbs/compare.ts';
import { exactPullback } from '../verbs/derivative.ts';
import { boundedResult } from '../verbs/judge.ts';
import { holds, near, ratioOf } from '../verbs/measured.ts';
import { hasNoAnswer, rejects } from '../verbs/rejects.ts';
import { at, build, filled, map } from '../verbs/tensors.ts';

interface Batch extends Case {
  readonly logits: Tensor;
  readonly target: Tensor;
}

/** Classes for the rows of logits, from drawn naturals. */
const classes = (logits: Tensor, drawn: readonly number[]): Tensor => {
  const [n = 1, c = 1] = logits.shape;
  return tensorOf(
    'int32',
    [n],
    Array.from({ length: n }, (_, row) => (drawn[row] ?? 0) % c),
  );
};

const naturals = fc.array(fc.nat(11), { minLength: 5, maxLength: 5 });

const batches = (context: Context, entries: 'integers' | 'reals' = 'integers'): fc.Arbitrary<Batch> =>
  fc
    .record({ base: tensors(context, { logits: 'n c' }, { entries, most: 4 }), drawn: naturals })
    .map(({ base: { logits }, drawn }) => ({ logits, target: classes(logits, drawn) }));

const lossOf = async (on: Subject, given: Batch): Promise<number> =>
  (await on(crossEntropy, { logits: given.logits, target: given.target })).loss.data[0] ?? Number.NaN;

const boundsOf = ({ logits, target }: Batch, context: Context) =>
  boundedResult(crossEntropy, { logits, target }, {}, context);

export const laws: readonly Law[] = [
  law(crossEntropy, 'C1', {
    cases: (context) => fc.record({ base: batches(context), shifts: fc.array(fc.integer({ min: -900, max: 900 })) }),
    check: async (on, { base, shifts }, context) => {
      const logits = build(base.logits, base.logits.shape, (i, j) => at(base.logits, i, j) + (shifts[i] ?? 0));
      const moved = { ...base, logits };
      const [plain, shifted] = await Promise.all([lossOf(on, base), lossOf(on, moved)]);
      return [
        near('loss of shifted logits', shifted, plain, boundsOf(base, context).most + boundsOf(moved, context).most),
      ];
    },
  }),
  law(crossEntropy, 'C2', {
    hint: 'the rows are summed, not averaged, or the softmax runs over the batch',
    cases: (context) =>
      batches(context).map(({ logits, target }) => ({
        logits: build(logits, logits.shape, (i) => at(logits, i, 0)),
        target,
      })),
    check: async (on, given, context) => {
      // The definition's value is log c here; its bound is the law's.
      const { loss } = await on(crossEntropy, { logits: given.logits, target: given.target });
      return [withinAllowed(loss, boundsOf(given, context), context, 'loss of equal logits')];
    },
  }),
  law(crossEntropy, 'C3', {
    cases: (context) => batches(context, 'reals'),
    check: async (on, given) => {
      const loss = await lossOf(on, given);
      return [holds('loss', loss >= 0, 'at least 0', literal(loss))];
    },
  }),
  law(crossEntropy, 'C4', {
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
          target: tensorOf('int32', [1], [label % entries.length]),
        })),
    check: async (on, given) => {
      const loss = await lossOf(on, given);
      return [holds('loss of large logits', Number.isFinite(loss), 'a finite number', literal(loss))];
    },
  }),
  law(crossEntropy, 'C9', {
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
          target: tensorOf('int32', [1], [0]),
          margin,
        })),
    check: async (on, { logits, target, margin }, { u, profile }) => {
      const loss = await lossOf(on, { logits, target });
      // 1 + e^-m must keep e^-m: m / log 2 bits more than usual.
      const fine = exactAt(200 + Math.ceil(1.5 * margin));
      const expected = fine.log(fine.add(fine.constant(1), fine.exp(fine.constant(-margin))));
      const error = errorOf(loss, expected);
      // An exponential, a logarithm and a division; an ulp is at most 2 u.
      const allowed = (2 * ((profile.ulps?.exp ?? 4) + (profile.ulps?.log ?? 4)) + 2) * u * toNumber(expected);
      return [
        {
          ratio: ratioOf(error, allowed),
          what: `loss at a margin of ${margin}`,
          expected: literal(toNumber(expected)),
          received: literal(loss),
        },
      ];
    },
  }),
  law(crossEntropy, 'C5', {
    gradient: true,
    share: 0.75,
    hint: 'the one-hot target is not subtracted, or not divided by n like the softmax',
    cases: (context) => batches(context),
    check: async (on, { logits, target }, context) => {
      const cotangent = { loss: filled(logits, [], 1) };
      const { logits: gradient } = await on.gradient(crossEntropy, { logits, target }, cotangent);
      const pullback = exactPullback(crossEntropy, { inputs: { logits, target }, attributes: {} }, context);
      const allowed = pullback(cotangent).map((one) => one.allowed);
      const [n = 1, c = 1] = logits.shape;
      return Array.from({ length: n }, (_, row): Observation => {
        const slice = Array.from({ length: c }, (_entry, j) => gradient?.data[row * c + j] ?? Number.NaN);
        const sum = totalOf(slice);
        const limits = Array.from({ length: c }, (_entry, j) => allowed[row * c + j] ?? 0);
        const most = limits.reduce((a, b) => a + b, 0);
        // A softmax that comes by a reciprocal may be an ulp above 1.
        const signs = slice.every((value, j) => (j === target.data[row] ? value : -value) <= (limits[j] ?? 0));
        return {
          ratio: !signs ? Number.POSITIVE_INFINITY : sum === 0 ? 0 : Math.abs(sum) / most,
          what: `row ${row} of the gradient: below 0 at the target only, sum 0`,
          expected: '0',
          received: signs ? literal(sum) : slice.join(', '),
        };
      });
    },
  }),
  law(crossEntropy, 'C6', {
    cases: (context) =>
      fc
        .record({ base: tensors(context, { a: 'n c', b: 'n c' }, { most: 4 }), drawn: naturals })
        // Even entries: the midpoint is exact.
        .map(({ base: { a, b }, drawn }) => ({
          a: map(a, (value) => 2 * value),
          b: map(b, (value) => 2 * value),
          target: classes(a, drawn),
        })),
    check: async (on, { a, b, target }, context) => {
      const middle = map(a, (value, position) => (value + (b.data[position] ?? Number.NaN)) / 2);
      const given = [middle, a, b].map((logits) => ({ logits, target }));
      const [centre = Number.NaN, left = Number.NaN, right = Number.NaN] = await Promise.all(
        given.map((one) => lossOf(on, one)),
      );
      const [first = 0, second = 0, third = 0] = given.map((one) => boundsOf(one, context).most);
      const excess = totalOf([centre, -left / 2, -right / 2]);
      return [
        {
          ratio: ratioOf(Math.max(excess, 0), first + (second + third) / 2),
          what: 'loss at the midpoint',
          expected: `at most ${literal((left + right) / 2)}`,
          received: literal(centre),
        },
      ];
    },
  }),
  law(crossEntropy, 'C7', {
    hint: 'the rows are summed, not averaged',
    cases: (context) => batches(context, 'reals'),
    check: async (on, given, context) => {
      const [n = 1, c = 1] = given.logits.shape;
      const twice = {
        logits: tensorOf(given.logits.dtype, [2 * n, c], [...given.logits.data, ...given.logits.data]),
        target: tensorOf('int32', [2 * n], [...given.target.data, ...given.target.data]),
      };
      const [once, again] = await Promise.all([lossOf(on, given), lossOf(on, twice)]);
      return [
        near(
          'loss of the batch given twice',
          again,
          once,
          boundsOf(given, context).most + boundsOf(twice, context).most,
        ),
      ];
    },
  }),
  law(crossEntropy, 'C8', {
    share: 0.75,
    cases: (context) =>
      fc.record({ rows: pool('reals'), n: fc.integer({ min: 1, max: 6 }) }).map(({ rows, n }): Batch => {
        const logits = tensorOf(
          context.dtype,
          [n, 1],
          Array.from({ length: n }, (_, row) => rows[row] ?? 1),
        );
        return { logits, target: classes(logits, []) };
      }),
    check: async (on, { logits, target }) => [
      identical((await on(crossEntropy, { logits, target })).loss, filled(logits, [], 0), 'loss of a single class'),
    ],
  }),
  law(crossEntropy, 'R1', {
    statement: crossEntropy.rejects?.['R1'] ?? '',
    share: 0.75,
    hint: 'a class past the end reads a neighbour in memory, or nothing',
    hintOfLoss: true,
    cases: (context) =>
      fc
        .record({
          base: batches(context),
          row: fc.nat(3),
          // The class count itself, -1, the -100 that one library leaves out, and further ones.
          outside: dealt([
            { past: 0, negative: false },
            { past: 0, negative: true },
            { past: 99, negative: true },
            { past: 1, negative: false },
            { past: 254, negative: false },
            { past: 49, negative: true },
          ]),
        })
        .map(({ base: { logits, target }, row, outside: { past, negative } }) => {
          const [n = 1, c = 1] = logits.shape;
          const wrong = negative ? -1 - past : c + past;
          return { logits, target: map(target, (label, position) => (position === row % n ? wrong : label)) };
        }),
    check: async (on, { logits, target }, context) => [
      await hasNoAnswer(
        on(crossEntropy, { logits, target }),
        `targets [${target.data.join(', ')}] are refused`,
        context,
      ),
    ],
  }),
  law(crossEntropy, 'R2', {
    statement: crossEntropy.rejects?.['R2'] ?? '',
    share: 0.25,
    hint: 'the mean over no rows is 0 / 0',
    hintOfLoss: true,
    cases: ({ dtype }) =>
      fc.record({ n: fc.nat(2), c: fc.nat(2) }).map(({ n, c }) => ({
        logits: tensorOf(dtype, n > 0 && c > 0 ? [0, c] : [n, c], []),
        target: filled({ dtype: 'int32', shape: [], data: new Int32Array(1) }, [n > 0 && c > 0 ? 0 : n], 0),
      })),
    check: async (on, { logits, target }, context) => {
      if (!context.empty) throw new Unsupported('tensors may not be empty');
      return [
        await rejects(
          on(crossEntropy, { logits, target }),
          `logits of shape [${logits.shape.join(', ')}] are refused`,
          ({ loss }) => Number.isNaN(loss?.data[0]),
        ),
      ];
    },
  }),
];
