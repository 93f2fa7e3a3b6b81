import fc from 'fast-check';
import { accuracy, confusionMatrix } from '../../spec/metrics/classification.ts';
import { argmax } from '../../spec/tensor/argmax.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law } from '../law.ts';
import { equal } from '../metamorphic.ts';
import { ofResult, refuses } from '../observed.ts';
import { holds, near } from '../verbs/measured.ts';
import { at, filled, map, only, transposed } from '../verbs/tensors.ts';

const labels = (list: readonly number[]): Tensor => tensorOf('int32', [list.length], list);

/** Scores of few values, so that some are equal, and targets. */
const scored = (context: Context) =>
  beside(tensors(context, { drawn: 'n c' }, { most: 6 }), {
    targets: fc.array(fc.nat(5), { minLength: 6, maxLength: 6 }),
  }).map(({ drawn, targets }) => {
    const [n = 1, c = 1] = drawn.shape;
    return {
      scores: map(drawn, (value) => value % 4),
      target: labels(Array.from({ length: n }, (_, i) => (targets[i] ?? 0) % c)),
    };
  });

const sampled = fc
  .record({
    n: fc.integer({ min: 1, max: 4 }),
    pairs: fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { maxLength: 12 }),
  })
  .map(({ n, pairs }) => ({
    n,
    target: labels(pairs.map(([one]) => one % n)),
    predicted: labels(pairs.map(([, other]) => other % n)),
  }));

export const laws: readonly Law[] = [
  equal(accuracy, 'C1', {
    hint: 'scores are compared with a tolerance, or with a threshold',
    cases: (context) => beside(scored(context), { how: dealt(['cube', 'line'] as const) }),
    sides: (f, { scores, target, how }) => ({
      'accuracy of increasing functions of the scores': [
        f({ scores: map(scores, (value) => (how === 'cube' ? value ** 3 : 8 * value - 4)), target }),
        f({ scores, target }),
      ],
    }),
  }),
  law(accuracy, 'C2', {
    needs: [argmax, confusionMatrix],
    cases: scored,
    check: async (on, { scores, target }, { u }) => {
      const [n = 1, c = 1] = scores.shape;
      const [{ a }, { y }] = await Promise.all([
        on(accuracy, { scores, target }),
        on(argmax, { x: scores }, { axis: 1 }),
      ]);
      const { counts } = await on(confusionMatrix, { target, predicted: y }, { n: c });
      const trace = Array.from({ length: c }, (_, i) => at(counts, i, i)).reduce((sum, one) => sum + one, 0);
      return [near('accuracy', only(a), trace / n, 2 * u)];
    },
  }),
  law(accuracy, 'C3', {
    hint: 'of equal scores the last counts, or all',
    cases: scored,
    check: async (on, { scores, target }) => {
      const flat = filled(scores, scores.shape, 1);
      const [first, given] = await Promise.all([
        on(accuracy, { scores: flat, target: map(target, () => 0) }),
        on(accuracy, { scores: flat, target: map(target, () => (scores.shape[1] ?? 1) - 1) }),
      ]);
      return [
        near('accuracy of targets 0', only(first.a), 1, 0),
        near('accuracy of the last targets', only(given.a), (scores.shape[1] ?? 1) === 1 ? 1 : 0, 0),
      ];
    },
  }),
  refuses(accuracy, 'R1', {
    share: 0.25,
    asks: ['empty'],
    cases: ({ dtype }) => fc.record({ c: fc.nat(2) }).map(({ c }) => ({ scores: tensorOf(dtype, [0, c], []) })),
    calls: ({ scores }) => ({ 'no rows are refused': { scores, target: labels([]) } }),
    honest: ({ a }) => Number.isNaN(a?.data[0]),
  }),
  ofResult(confusionMatrix, 'C1', {
    hint: 'a sample is counted twice, or rows are predictions',
    cases: () => sampled,
    of: ({ counts }, { n, target, predicted }) => {
      const often = (list: Tensor, k: number) => Array.from(list.data).filter((one) => one === k).length;
      return Array.from({ length: n }, (_, k) => {
        const row = Array.from({ length: n }, (_, j) => at(counts, k, j)).reduce((sum, one) => sum + one, 0);
        const column = Array.from({ length: n }, (_, i) => at(counts, i, k)).reduce((sum, one) => sum + one, 0);
        const due = [often(target, k), often(predicted, k)];
        return holds(`row and column ${k}`, row === due[0] && column === due[1], due.join(), `${row},${column}`);
      });
    },
  }),
  equal(confusionMatrix, 'C2', {
    cases: () => sampled,
    sides: async (f, { n, target, predicted }) => ({
      'counts of exchanged arguments': [
        f({ n, target: predicted, predicted: target }),
        transposed(await f({ n, target, predicted })),
      ],
    }),
  }),
  refuses(confusionMatrix, 'R2', {
    hint: 'a class past the end is counted in another row',
    cases: () => beside(sampled, { wrong: dealt([-1, 0, 1]), isTarget: dealt([true, false]) }),
    calls: ({ n, target, predicted, wrong, isTarget }) => {
      const [outside, inside] = [labels([...target.data, wrong < 0 ? -1 : n + wrong]), labels([...predicted.data, 0])];
      return {
        'a label that is no class is refused': isTarget
          ? { n, target: outside, predicted: inside }
          : { n, target: inside, predicted: outside },
      };
    },
  }),
];
