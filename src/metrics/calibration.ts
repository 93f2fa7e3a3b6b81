import {
  brierScore as brierSpecification,
  expectedCalibrationError as expectedSpecification,
  maximumCalibrationError as maximumSpecification,
  reliabilityBins as reliabilitySpecification,
} from '../../spec/metrics/calibration.ts';
import { at, build, type Matrix } from '../_internal/dense/matrix.ts';
import { fail } from '../_internal/fail.ts';
import { reference } from '../_internal/reference.ts';

/** Counts, means of confidence and shares of right ones, bin by bin; 0 where there is none. */
function binned(confidence: Float64Array, correct: Float64Array, bins: number, closed: string) {
  const [count, sum, hits] = [new Float64Array(bins), new Float64Array(bins), new Float64Array(bins)];
  confidence.forEach((value, i) => {
    const place = closed === 'left' ? Math.floor(value * bins) : Math.ceil(value * bins) - 1;
    const bin = Math.min(Math.max(place, 0), bins - 1);
    count[bin] = (count[bin] as number) + 1;
    sum[bin] = (sum[bin] as number) + value;
    hits[bin] = (hits[bin] as number) + (correct[i] === 0 ? 0 : 1);
  });
  const over = (part: Float64Array) => part.map((value, b) => (count[b] === 0 ? 0 : value / (count[b] as number)));
  return { share: count.map((one) => one / confidence.length), mean: over(sum), accuracy: over(hits) };
}

/** How far accuracy and confidence are apart, bin by bin. */
const gaps = ({ mean, accuracy }: ReturnType<typeof binned>): Float64Array =>
  mean.map((one, b) => Math.abs((accuracy[b] as number) - one));

export const reliabilityBins = reference(reliabilitySpecification, {
  halves: true,
  member: ({ confidence, correct }, { bins, closed }) => binned(confidence, correct, bins, closed),
});

export const expectedCalibrationError = reference(expectedSpecification, {
  halves: true,
  member({ confidence, correct }, { bins, closed }) {
    const all = binned(confidence, correct, bins, closed);
    return gaps(all).reduce((sum, gap, b) => sum + (all.share[b] as number) * gap, 0);
  },
});

export const maximumCalibrationError = reference(maximumSpecification, {
  halves: true,
  member: ({ confidence, correct }, { bins, closed }) =>
    gaps(binned(confidence, correct, bins, closed)).reduce((most, gap) => Math.max(most, gap), 0),
});

/** Forecasts less what happened. */
function errors(p: Matrix, target: Float64Array): Matrix {
  const wrong = target.find((label) => !(label >= 0 && label < p.columns));
  if (wrong !== undefined) {
    fail('metrics.brierScore/R1', `targets must be integers from 0 to ${p.columns - 1}, got ${wrong}`);
  }
  return build(p.rows, p.columns, (i, j) => at(p, i, j) - (target[i] === j ? 1 : 0));
}

export const brierScore = reference(brierSpecification, {
  halves: true,
  member: ({ p, target }) => errors(p, target).data.reduce((sum, error) => sum + error * error, 0) / target.length,
  pullback({ p, target }, g) {
    const apart = errors(p, target);
    return { p: build(p.rows, p.columns, (i, j) => (2 * g * at(apart, i, j)) / target.length) };
  },
});
