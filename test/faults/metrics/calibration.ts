import {
  brierScore,
  expectedCalibrationError,
  maximumCalibrationError,
  reliabilityBins,
} from '../../../spec/metrics/calibration.ts';
import { at, build, negated } from '../../../src/_internal/dense/matrix.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import { arrayOf, sum } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

/** Gaps of accuracy and confidence and the weights of bins, by a function of a confidence that says which; undefined is none. */
function gapsBy(
  confidence: ArrayLike<number>,
  correct: ArrayLike<number>,
  binOf: (value: number) => number | undefined,
) {
  const bins = new Map<number, number[]>();
  Array.from(confidence).forEach((value, i) => {
    const bin = binOf(value);
    if (bin !== undefined) bins.set(bin, [...(bins.get(bin) ?? []), (correct[i] === 0 ? 0 : 1) - value]);
  });
  return [...bins.values()].map((members) => ({ gap: Math.abs(sum(members)) / members.length, count: members.length }));
}
const closedBin = (bins: number, closed: string) => (value: number) =>
  Math.min(Math.max(closed === 'left' ? Math.floor(value * bins) : Math.ceil(value * bins) - 1, 0), bins - 1);

export const faults: readonly Fault[] = [
  ...memberFaultsOf(reliabilityBins, ({ spoilt }) => [
    spoilt('means not divided by the count', 'C1', ({ share, mean }) => ({
      mean: mean.map((value, b) => value * (share[b] ?? 0)),
    })),
    spoilt('the middle of the bin for its mean confidence', 'definition', ({ mean }) => ({
      mean: mean.map((value, b) => (value === 0 ? 0 : (b + 0.5) / mean.length)),
    })),
    spoilt('counts for shares', 'definition', ({ share }, { correct }) => ({
      share: share.map((value) => value * correct.length),
    })),
  ]),
  ...faultsOf('metrics.reliabilityBins', ({ misset, wrong }) => [
    misset('the other end closed', 'C2', ({ closed }) => ({ closed: closed === 'left' ? 'right' : 'left' })),
    misset('any other name taken for the default', 'attributes', ({ closed }) =>
      closed === 'left' ? {} : { closed: 'right' },
    ),
    wrong('0 of no samples', 'R3', (inputs, attributes, right) => {
      if (!inputs.confidence.shape.includes(0)) return right(inputs, attributes);
      const none = arrayOf(inputs.confidence.dtype, [attributes.bins], new Array<number>(attributes.bins).fill(0));
      return { share: none, mean: none, accuracy: none };
    }),
  ]),
  ...memberFaultsOf(expectedCalibrationError, ({ wrong, spoilt }) => [
    wrong('bins weigh alike', 'C2', ({ confidence, correct }, { bins, closed }) => {
      const gaps = gapsBy(confidence, correct, closedBin(bins, closed));
      return sum(gaps.map(({ gap }) => gap)) / gaps.length;
    }),
    wrong(
      'what is sure in no bin',
      'C4',
      ({ confidence, correct }, { bins, closed }) =>
        sum(
          gapsBy(confidence, correct, (value) => (value === 1 ? undefined : closedBin(bins, closed)(value))).map(
            ({ gap, count }) => gap * count,
          ),
        ) / correct.length,
    ),
    wrong(
      'samples one by one',
      'C3',
      ({ confidence, correct }) =>
        sum(Array.from(confidence, (value, i) => Math.abs((correct[i] === 0 ? 0 : 1) - value))) / correct.length,
    ),
    wrong(
      'the largest gap and a little',
      'C5',
      ({ confidence, correct }, { bins, closed }) =>
        1.001 * Math.max(...gapsBy(confidence, correct, closedBin(bins, closed)).map(({ gap }) => gap)),
    ),
    wrong(
      'squares of gaps',
      'C1',
      ({ confidence, correct }, { bins, closed }) =>
        sum(gapsBy(confidence, correct, closedBin(bins, closed)).map(({ gap, count }) => gap ** 2 * count)) /
        correct.length,
    ),
    spoilt('in percent', 'C1', (e) => 100 * e),
  ]),
  ...memberFaultsOf(maximumCalibrationError, ({ wrong, spoilt }) => [
    wrong('gaps weighed by the share of the bin', 'C2', ({ confidence, correct }, { bins, closed }) =>
      Math.max(
        ...gapsBy(confidence, correct, closedBin(bins, closed)).map(({ gap, count }) => (gap * count) / correct.length),
      ),
    ),
    spoilt('its square', 'C1', (e) => e * e),
    wrong('the gap of the fullest bin', 'definition', ({ confidence, correct }, { bins, closed }) => {
      const gaps = gapsBy(confidence, correct, closedBin(bins, closed));
      return gaps.reduce((best, one) => (one.count > best.count ? one : best)).gap;
    }),
  ]),
  ...memberFaultsOf(brierScore, ({ wrong, spoilt, misread, spoiltGradient }) => [
    spoilt('half of it, that of one class of two', 'C1', (s) => s / 2),
    wrong(
      'the squared error of what happened alone',
      'C2',
      ({ p, target }) => sum(Array.from(target, (label, i) => (1 - at(p, i, label)) ** 2 * 2)) / target.length,
    ),
    wrong(
      'averaged over classes as well',
      'C3',
      ({ p, target }) =>
        sum(
          Array.from(p.data, (value, i) => (value - Number(target[Math.floor(i / p.columns)] === i % p.columns)) ** 2),
        ) / p.data.length,
    ),
    misread('a target past the end taken for the last class', 'R1', ({ p, target }) => ({
      target: target.map((label) => Math.max(0, Math.min(label, p.columns - 1))),
    })),
    misread('classes counted from 1', 'definition', ({ target }) => ({
      target: target.map((label) => Math.max(label - 1, 0)),
    })),
    spoiltGradient('gradient not doubled', 'jacobian', ({ p }) => ({
      p: build(p.rows, p.columns, (i, j) => at(p as never, i, j) / 2),
    })),
    spoiltGradient('gradient with the wrong sign', 'adjoint', ({ p }) => ({ p: negated(p as never) })),
  ]),
  ...faultsOf('metrics.brierScore', ({ wrong }) => [
    wrong('0 of no rows', 'R2', (inputs, attributes, right) =>
      inputs.p.shape.includes(0) ? arrayOf(inputs.p.dtype, [], [0]) : right(inputs, attributes),
    ),
  ]),
];
