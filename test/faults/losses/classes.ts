import type { NdArray } from '../../../src/ndArray.ts';
import { implementations } from '../../../src/registry.generated.ts';
import { arrayOf, byRows, mapped, none, scaled, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';
import { emptyMean } from './_internal/reductions.ts';

/** Targets that are no class made the last or the first one, unless they are left out. */
const clamped = (target: NdArray, c: number, ignored: number): NdArray =>
  mapped(target, (label) => (label === ignored ? label : Math.min(Math.max(label, 0), c - 1)));

const massOf = (target: NdArray, weight: NdArray | undefined, ignored: number): number => {
  const weights = weight && valuesOf(weight);
  return valuesOf(target).reduce((all, label) => all + (label === ignored ? 0 : (weights?.[label] ?? 1)), 0);
};

export const faults: readonly Fault[] = [
  ...faultsOf('losses.negativeLogLikelihood', ({ wrong, misset, misread, spoiltEach, spoiltGradientEach }) => [
    spoiltEach('the mean by weights divided by the number of rows', 'C1', (value, _, { target, weight }, given) =>
      given.reduction === 'mean' ? (value * massOf(target, weight, given.ignored)) / target.data.length : value,
    ),
    misset('nothing is left out', 'C2', () => ({ ignored: -12345 })),
    misread('the weights shifted by a class', 'C3', ({ weight }) => {
      const values = weight ? valuesOf(weight) : [];
      return { weight: weight && mapped(weight, (_, j) => values[(j + 1) % values.length] ?? 1) };
    }),
    wrong('the log-probabilities normalised again', 'C4', ({ logProbability, ...others }, given, right) =>
      right(
        {
          ...others,
          logProbability: byRows(logProbability, (row) => {
            const total = Math.log(row.reduce((sum, value) => sum + Math.exp(value), 0));
            return row.map((value) => value - total);
          }),
        },
        given,
      ),
    ),
    misread('a class past the end taken for the last', 'R1', ({ logProbability, target }) => ({
      target: clamped(target, logProbability.shape[1] ?? 1, -100),
    })),
    wrong('the mean of nothing is 0', 'R2', (x, given, right) => emptyMean(x.logProbability, given) ?? right(x, given)),
    spoiltEach('the sign forgotten', 'definition', (value) => -value),
    spoiltGradientEach(
      'the gradient not weighted',
      'jacobian',
      'logProbability',
      (value, at, { logProbability, weight }) =>
        value / ((weight && valuesOf(weight)[at % (logProbability.shape[1] ?? 1)]) || 1),
    ),
  ]),
  ...faultsOf(
    'losses.weightedCrossEntropy',
    ({ wrong, misset, misread, spoiltEach, spoiltGradient, missetGradient }) => [
      spoiltEach('the mean by weights divided by the number of rows', 'C1', (value, _, { target, weight }, given) =>
        given.reduction === 'mean' ? (value * massOf(target, weight, given.ignored)) / target.data.length : value,
      ),
      spoiltEach(
        'rows that are left out count in the mean',
        'C2',
        (value, _, { target, weight }, { reduction, ignored }) => {
          const out = valuesOf(target).filter((label) => label === ignored).length;
          const mass = massOf(target, weight, ignored);
          return reduction === 'mean' ? (value * mass) / (mass + out) : value;
        },
      ),
      misread('the weights shifted by a class', 'C3', ({ weight }) => {
        const values = weight ? valuesOf(weight) : [];
        return { weight: weight && mapped(weight, (_, j) => values[(j + 1) % values.length] ?? 1) };
      }),
      spoiltEach('bits in place of nats', 'C4', (value) => value / Math.LN2),
      misset('smoothed over all classes, whatever is asked', 'C5', () => ({ over: 'classes' as const })),
      misset('half of the smoothing', 'C6', ({ smoothing }) => ({ smoothing: smoothing / 2 })),
      misread('logits cut at 700', 'definition', ({ logits }) => ({ logits: mapped(logits, (z) => Math.min(z, 1)) })),
      wrong('the exponential of a logit overflows', 'C7', (x, given, right) => {
        const loss = right(x, given);
        return valuesOf(x.logits).some((z) => Math.exp(z) === Number.POSITIVE_INFINITY)
          ? mapped(loss, () => Number.NaN)
          : loss;
      }),
      misread('a class past the end taken for the last', 'R1', ({ logits, target }) => ({
        target: clamped(target, logits.shape[1] ?? 1, -100),
      })),
      wrong('the mean of nothing is 0', 'R2', (x, given, right) => emptyMean(x.logits, given) ?? right(x, given)),
      misset('one class smoothed over itself', 'R4', ({ over, ...given }, { logits }) =>
        logits.shape[1] === 1 && given.smoothing > 0 ? { over: 'classes' as const } : { over },
      ),
      missetGradient('the gradient of targets that are not smoothed', 'jacobian', () => ({ smoothing: 0 })),
      spoiltGradient(
        'the gradient of the weights left out',
        'adjoint',
        ({ weight }) => (weight === undefined ? {} : { weight: none(weight) }) as never,
      ),
    ],
  ),
  ...faultsOf('losses.softCrossEntropy', ({ wrong, misread, spoiltEach, wrongGradient, spoiltGradient }) => [
    wrong('the largest logit not subtracted, and exponentials cut', 'C1', ({ logits, target }, given, right) =>
      right({ logits: mapped(logits, (z) => Math.min(z, 4)), target }, given),
    ),
    spoiltEach('less 1/8', 'C2', (value) => value - 1 / 8),
    misread('targets by the place before', 'C3', ({ target }) => ({
      target: byRows(target, (row) => [...row.slice(1), row[0] ?? 0]),
    })),
    spoiltEach('bits in place of nats', 'C4', (value) => value / Math.LN2),
    spoiltEach('the sign forgotten', 'C5', (value) => -value),
    misread('logits divided by a temperature of 2 that was not asked for', 'C7', ({ logits }) => ({
      logits: scaled(logits, 1 / 2),
    })),
    misread('the logits of probabilities: a softmax twice', 'definition', ({ logits }) => ({
      logits: implementations['layers.softmax']({ x: logits }, {}) as NdArray,
    })),
    spoiltGradient('the target not subtracted', 'C6', ({ logits, target }) => ({
      logits: mapped(logits, Math.abs),
      target,
    })),
    wrongGradient('half of the gradient', 'jacobian', (x, g, given, right) => right(x, scaled(g, 1 / 2), given)),
    wrong('the loss of no class is 0', 'R1', (x, given, right) => {
      const rows = x.logits.shape.slice(0, -1);
      const count = rows.reduce((product, size) => product * size, 1);
      return x.logits.shape.at(-1) === 0 ? arrayOf(x.logits.dtype, rows, new Array(count).fill(0)) : right(x, given);
    }),
  ]),
];
