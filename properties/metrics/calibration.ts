import fc from 'fast-check';
import {
  brierScore,
  expectedCalibrationError,
  maximumCalibrationError,
  reliabilityBins,
} from '../../spec/metrics/calibration.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law } from '../law.ts';
import { ofResult, refuses } from '../observed.ts';
import { known, notPositive, numberBy, vanishes } from '../verbs/balance.ts';
import { holds, near } from '../verbs/measured.ts';
import { at, build, map, only, rowsOf } from '../verbs/tensors.ts';

const labels = (list: readonly number[]): Tensor => tensorOf('int32', [list.length], list);

/** Confidences of sixteenths, borders and ends among them, and whether they were right. */
const samples = ({ dtype }: Context) =>
  fc
    .record({
      pairs: fc.array(fc.tuple(fc.nat(16), fc.boolean()), { minLength: 1, maxLength: 10 }),
      closed: dealt(['right', 'left'] as const),
      bins: dealt([4, 1, 2, 8]),
    })
    .map(({ pairs, closed, bins }) => ({
      confidence: tensorOf(
        dtype,
        [pairs.length],
        pairs.map(([sixteenths]) => sixteenths / 16),
      ),
      correct: labels(pairs.map(([, isRight]) => Number(isRight))),
      closed,
      bins,
    }));

const sumOf = (list: ArrayLike<number>): number => Array.from(list).reduce((sum, one) => sum + one, 0);
const joined = (a: Tensor, more: readonly number[]): Tensor =>
  tensorOf(a.dtype, [a.data.length + more.length], [...a.data, ...more]);

/** Forecasts of eighths, and what happened. */
const forecasts = (context: Context) =>
  beside(tensors(context, { drawn: 'n c' }, { most: 4 }), {
    targets: fc.array(fc.nat(5), { minLength: 4, maxLength: 4 }),
  }).map(({ drawn, targets }) => {
    const [n = 1, c = 1] = drawn.shape;
    const parts = rowsOf(drawn.data, c).flatMap((row) => {
      let rest = 8;
      return row.map((value, j) => {
        const part = j === c - 1 ? rest : Math.min(rest, Math.abs(Math.round(value)) % 5);
        rest -= part;
        return part / 8;
      });
    });
    return {
      p: map(drawn, (_, i) => parts[i] ?? 0),
      target: labels(Array.from({ length: n }, (_, i) => (targets[i] ?? 0) % c)),
    };
  });

type Error = typeof expectedCalibrationError | typeof maximumCalibrationError;

/** At most 1, and |accuracy - confidence| in one bin. */
const oneBin = (operation: Error): Law =>
  law(operation as typeof expectedCalibrationError, 'C1', {
    hint: 'the mean confidence is that of all bins, or a sign is lost',
    cases: samples,
    check: async (on, { confidence, correct, bins, closed }, context) => {
      const [many, one] = await Promise.all([
        numberBy(on, context, operation as typeof expectedCalibrationError, { confidence, correct }, { bins, closed }),
        numberBy(
          on,
          context,
          operation as typeof expectedCalibrationError,
          { confidence, correct },
          { bins: 1, closed },
        ),
      ]);
      const gap = Math.abs(sumOf(correct.data) - sumOf(confidence.data)) / correct.data.length;
      return [
        notPositive('-e', [-1, many]),
        notPositive('e - 1', [1, many], [-1, known(1)]),
        near('e of one bin', one.value, gap, one.error + context.u * gap),
      ];
    },
  });

export const laws: readonly Law[] = [
  ofResult(reliabilityBins, 'C1', {
    hint: 'a sample is in no bin, or in two',
    cases: samples,
    of: ({ share, mean, accuracy }, { confidence, correct }, _bounds, { u }) => {
      const weighted = (of: Tensor) => sumOf(Array.from(share.data, (one, b) => one * (of.data[b] ?? 0)));
      const n = correct.data.length;
      return [
        near('sum of shares', sumOf(share.data), 1, 16 * u),
        near('mean confidence', weighted(mean), sumOf(confidence.data) / n, 64 * u),
        near('accuracy', weighted(accuracy), sumOf(correct.data) / n, 64 * u),
      ];
    },
  }),
  ofResult(reliabilityBins, 'C2', {
    hint: 'what is sure is in no bin, or in one beyond the last',
    cases: ({ dtype }) =>
      fc
        .record({ closed: dealt(['right', 'left'] as const), bins: dealt([1, 2, 4, 8]), choice: fc.nat(8) })
        .map(({ closed, bins, choice }) => {
          const border = choice % (bins + 1);
          return {
            confidence: tensorOf(dtype, [1], [border / bins]),
            correct: labels([1]),
            closed,
            bins,
            due: Math.min(Math.max(closed === 'left' ? border : border - 1, 0), bins - 1),
          };
        }),
    of: ({ share }, { due }) => [
      holds(
        'the bin',
        share.data.every((one, b) => one === Number(b === due)),
        `bin ${due}`,
        Array.from(share.data).join(),
      ),
    ],
  }),
  refuses(reliabilityBins, 'R3', {
    share: 0.25,
    asks: ['empty'],
    cases: ({ dtype }) =>
      fc.record({ bins: dealt([1, 4]) }).map(({ bins }) => ({ bins, confidence: tensorOf(dtype, [0], []) })),
    calls: ({ bins, confidence }) => ({ 'no samples are refused': { bins, confidence, correct: labels([]) } }),
    honest: ({ share }) => share !== undefined && Array.from(share.data).every(Number.isNaN),
  }),
  oneBin(expectedCalibrationError),
  law(expectedCalibrationError, 'C2', {
    hint: 'bins weigh alike, whatever is in them',
    cases: samples,
    check: async (on, { confidence, correct, bins, closed }, context) => {
      const of = (count: number) =>
        numberBy(on, context, expectedCalibrationError, { confidence, correct }, { bins: count, closed });
      const [coarse, fine] = await Promise.all([of(bins), of(2 * bins)]);
      return [notPositive('e - e of bins halved', [1, coarse], [-1, fine])];
    },
  }),
  law(expectedCalibrationError, 'C3', {
    cases: (context) => samples(context),
    check: async (on, { confidence, bins, closed }, context) => {
      // Of every confidence k / 16 there are sixteen samples, k of them right.
      const all = Array.from(confidence.data).flatMap((one) => new Array<number>(16).fill(one));
      const right = all.map((one, i) => Number(i % 16 < 16 * one));
      const e = await numberBy(
        on,
        context,
        expectedCalibrationError,
        { confidence: tensorOf(confidence.dtype, [all.length], all), correct: labels(right) },
        { bins, closed },
      );
      return [vanishes('e of what is calibrated', [1, e])];
    },
  }),
  law(expectedCalibrationError, 'C4', {
    hint: 'a confidence of 1 is in no bin',
    cases: samples,
    check: async (on, { confidence, correct, bins, closed }, context) => {
      const n = correct.data.length + 1;
      const sure = joined(
        // The last bin is its own: a border may belong to it.
        map(confidence, (value) => (value >= 0.875 || bins === 1 ? 0 : value)),
        [1],
      );
      const of = (isRight: number) =>
        numberBy(
          on,
          context,
          expectedCalibrationError,
          { confidence: sure, correct: labels([...correct.data, isRight]) },
          { bins: Math.max(8, bins), closed },
        );
      const [right, wrong] = await Promise.all([of(1), of(0)]);
      return [
        vanishes('what a sure and wrong one adds - 1 / n', [1, wrong], [-1, right], [-1, known(1 / n, context.u)]),
      ];
    },
  }),
  law(expectedCalibrationError, 'C5', {
    needs: [maximumCalibrationError],
    cases: samples,
    check: async (on, { confidence, correct, bins, closed }, context) => {
      const [mean, most] = await Promise.all([
        numberBy(on, context, expectedCalibrationError, { confidence, correct }, { bins, closed }),
        numberBy(on, context, maximumCalibrationError, { confidence, correct }, { bins, closed }),
      ]);
      return [notPositive('e - the maximum', [1, mean], [-1, most])];
    },
  }),
  oneBin(maximumCalibrationError),
  law(maximumCalibrationError, 'C2', {
    hint: 'bins weigh by what is in them',
    cases: samples,
    check: async (on, { confidence, correct, bins, closed }, context) => {
      const none = new Array<number>(6).fill(0);
      const [once, twice, far] = await Promise.all([
        numberBy(on, context, maximumCalibrationError, { confidence, correct }, { bins, closed }),
        numberBy(
          on,
          context,
          maximumCalibrationError,
          { confidence: joined(confidence, [...confidence.data]), correct: joined(correct, [...correct.data]) },
          { bins, closed },
        ),
        // One sample far off: alone in its bin it is the largest gap, however many the others are.
        numberBy(
          on,
          context,
          maximumCalibrationError,
          {
            confidence: tensorOf(confidence.dtype, [7], [...none, 1]),
            correct: labels([...none, 0]),
          },
          { bins: 4, closed },
        ),
      ]);
      return [
        vanishes('e of all given twice - e', [1, twice], [-1, once]),
        vanishes('e of one that is far off - 1', [1, far], [-1, known(1)]),
      ];
    },
  }),
  law(brierScore, 'C1', {
    cases: (context) => forecasts(context),
    check: async (on, { p, target }, context) => {
      const [, c = 1] = p.shape;
      const sure = build(p, p.shape, (i, j) => Number(j === target.data[i]));
      const wrong = build(p, p.shape, (i, j) => Number(j === ((target.data[i] ?? 0) + 1) % c));
      const [s, best, worst] = await Promise.all([
        numberBy(on, context, brierScore, { p, target }),
        on(brierScore, { p: sure, target }),
        on(brierScore, { p: wrong, target }),
      ]);
      return [
        notPositive('s - 2', [1, s], [-1, known(2)]),
        near('s of what is sure and right', only(best.s), 0, 0),
        near('s of what is sure and wrong', only(worst.s), c === 1 ? 0 : 2, 0),
      ];
    },
  }),
  law(brierScore, 'C2', {
    hint: 'the probability of what happened alone counts, or no square is taken',
    cases: (context) =>
      beside(forecasts(context), { other: forecasts(context) }).map(({ p, other }) => {
        const [, c = 1] = p.shape;
        const row = build(p, [1, c], (_, j) => at(p, 0, j));
        const second = other.p;
        return {
          p: row,
          q:
            (second.shape[1] ?? 0) === c
              ? build(p, [1, c], (_, j) => at(second, 0, j))
              : build(p, [1, c], (_, j) => at(p, 0, c - 1 - j)),
        };
      }),
    check: async (on, { p, q }, context) => {
      const c = p.shape[1] ?? 1;
      // All that happens, each in one call: weighted by p.
      const mean = async (forecast: Tensor) => {
        const scores = await Promise.all(
          Array.from({ length: c }, (_, k) => numberBy(on, context, brierScore, { p: forecast, target: labels([k]) })),
        );
        return scores.map((score, k) => [p.data[k] ?? 0, score] as const);
      };
      const [own, other] = [await mean(p), await mean(q)];
      const gap = sumOf(Array.from(p.data, (value, j) => (value - (q.data[j] ?? 0)) ** 2));
      return [
        vanishes(
          'the mean score of q - that of p - |q - p|^2',
          ...other,
          ...own.map(([weight, score]) => [-weight, score] as const),
          [-1, known(gap)],
        ),
      ];
    },
  }),
  law(brierScore, 'C3', {
    cases: (context) => forecasts(context),
    check: async (on, { p, target }, context) => {
      const [n = 1, c = 1] = p.shape;
      const kinds = rowsOf(p.data, c);
      const names = kinds.map((row) => row.join());
      const s = await numberBy(on, context, brierScore, { p, target });
      const frequency = (rows: readonly number[], j: number) =>
        rows.filter((i) => target.data[i] === j).length / rows.length;
      const all = kinds.map((_, i) => i);
      let [reliability, resolution, uncertainty] = [0, 0, 0];
      for (let j = 0; j < c; j++) {
        const base = frequency(all, j);
        uncertainty += base * (1 - base);
        for (const i of all) {
          const own = frequency(
            all.filter((k) => names[k] === names[i]),
            j,
          );
          reliability += ((kinds[i]?.[j] ?? 0) - own) ** 2 / n;
          resolution += (own - base) ** 2 / n;
        }
      }
      const due = reliability - resolution + uncertainty;
      return [near('s', s.value, due, s.error + 64 * 2 ** -53)];
    },
  }),
  refuses(brierScore, 'R1', {
    cases: (context) => beside(forecasts(context), { wrong: dealt([-1, 0, 3]) }),
    orNaN: true,
    calls: ({ p, target, wrong }) => ({
      'a target that is no class is refused': {
        p,
        target: map(target, (label, i) => (i === 0 ? (wrong < 0 ? -1 : (p.shape[1] ?? 0) + wrong) : label)),
      },
    }),
  }),
  refuses(brierScore, 'R2', {
    share: 0.25,
    asks: ['empty'],
    cases: ({ dtype }) =>
      fc.record({ c: fc.integer({ min: 1, max: 2 }) }).map(({ c }) => ({ p: tensorOf(dtype, [0, c], []) })),
    calls: ({ p }) => ({ 'no rows are refused': { p, target: labels([]) } }),
    honest: ({ s }) => Number.isNaN(s?.data[0]),
  }),
];
