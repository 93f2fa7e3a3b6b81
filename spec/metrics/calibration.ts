import type { Arithmetic } from '../notation.ts';
import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import type { Element } from '../shaped.ts';
import { brier1950, guo2017, murphy1973, scikitLearn, torchMetrics } from '../sources.ts';

const attributes = {
  bins: { kind: 'integer', min: 1, clause: 'R1' },
  closed: { kind: 'choice', options: ['right', 'left'], default: 'right', clause: 'R2' },
} as const;
const rejects = {
  R1: 'bins must be an integer that is at least 1',
  R2: 'closed must be right or left',
  R3: 'there must be a sample at least',
} as const;
const freedom =
  'the bin of a confidence that rounding may move over a border k / bins; NaN for no samples in place of an error';
const requireSample = (n: number) => {
  if (n < 1) refuse('R3', 'there must be a sample, got none');
  return {};
};

/**
 * Whether the i-th confidence is in the bin b, 1 or 0: that has those from b / bins to (b + 1) / bins without one of its ends, and the
 * first and the last have all that is below and above. Borders of a power of two bins are numbers of every data type.
 */
function insideOf<T>(confidence: Element<T>, bins: number, closed: string, S: Arithmetic<T>): Element<T> {
  const { memo, either, div, mul, select, constant } = S;
  const isExact = Number.isInteger(Math.log2(bins));
  const border = memo((b) =>
    isExact
      ? constant(b / bins)
      : either(div(constant(b), constant(bins)), () => mul(constant(b), div(constant(1), constant(bins)))),
  );
  const [yes, no] = [() => constant(1), () => constant(0)];
  const isLeft = closed === 'left';
  /** Whether it is beyond a border, on it where that is of the bin above. */
  const beyond = (i: number, b: number, then: () => T, otherwise: () => T) =>
    isLeft ? select(confidence(i), border(b), otherwise, then) : select(border(b), confidence(i), then, otherwise);
  return memo((b, i) => {
    const below = () => (b === bins - 1 ? yes() : beyond(i, b + 1, no, yes));
    return b === 0 ? below() : beyond(i, b, below, no);
  });
}

export const reliabilityBins = defineOperation({
  id: 'metrics.reliabilityBins',
  meaning:
    'A reliability diagram: for bins of confidence of equal width the share of the samples, their mean confidence and the share of the right ones; 0 for an empty bin.',
  signature: 'confidence[..., n], int correct[..., n] -> share[..., bins], mean[..., bins], accuracy[..., bins]',
  attributes,
  sizes({ n }, { bins }) {
    requireSample(n);
    return { bins };
  },
  definition({ confidence, correct }, S, { bins, closed }) {
    const inside = insideOf(confidence, bins, closed, S);
    const count = S.memo((b) => S.sum('n', (i) => inside(b, i)));
    const over = (b: number, of: (i: number) => ReturnType<typeof confidence>) =>
      S.select(
        S.constant(0.5),
        count(b),
        () =>
          S.div(
            S.sum('n', (i) => S.mul(inside(b, i), of(i))),
            count(b),
          ),
        () => S.constant(0),
      );
    return {
      share: (b) => S.div(count(b), S.count('n')),
      mean: (b) => over(b, confidence),
      accuracy: (b) => over(b, (i) => S.constant(correct(i) === 0 ? 0 : 1)),
    };
  },
  freedom,
  special: 'undefined',
  rejects,
  domain: { confidence: 'probability', correct: 'truth' },
  feasible: ({ n }) => ({ n: Math.max(n, 1) }),
  exchangeable: ['n'],
  clauses: {
    C1: 'shares sum to 1, up to rounding; shares times means to the mean confidence, and times accuracies to the accuracy of all',
    C2: 'a confidence of 1 is in the last bin and one of 0 in the first, bitwise, whichever end is closed; one on a border k / 2^j in the bin whose end is closed',
  },
  sources: [guo2017('section 2'), torchMetrics('CalibrationError'), scikitLearn('calibration_curve')],
});

export const expectedCalibrationError = defineOperation({
  id: 'metrics.expectedCalibrationError',
  meaning:
    'The expected calibration error: the mean over the samples of how far the accuracy of their bin is from its mean confidence.',
  signature: 'confidence[..., n], int correct[..., n] -> e[...]',
  attributes,
  sizes: ({ n }) => requireSample(n),
  parts: { reliabilityBins },
  definition({ confidence, correct }, { sum, mul, abs, sub }, { bins, closed }, { reliabilityBins }) {
    const { share, mean, accuracy } = reliabilityBins({ confidence, correct }, { bins, closed });
    return { e: () => sum([bins], (b) => mul(share(b), abs(sub(accuracy(b), mean(b))))) };
  },
  freedom,
  special: 'undefined',
  rejects,
  domain: { confidence: 'probability', correct: 'truth' },
  feasible: ({ n }) => ({ n: Math.max(n, 1) }),
  exchangeable: ['n'],
  clauses: {
    C1: '0 <= e <= 1, up to rounding; of one bin it is |accuracy - mean confidence|',
    C2: 'bins halved never lower it, up to rounding',
    C3: '0 where every bin has the accuracy of its confidence, up to rounding; empty bins count for nothing',
    C4: 'a sample that is sure, of confidence 1, counts: right it adds nothing, wrong 1 / n',
    C5: 'it is at most the maximum calibration error, up to rounding',
  },
  sources: [guo2017('equation 3'), torchMetrics('CalibrationError, norm l1')],
});

export const maximumCalibrationError = defineOperation({
  id: 'metrics.maximumCalibrationError',
  meaning: 'The largest distance, over bins that are not empty, of the accuracy of a bin from its mean confidence.',
  signature: 'confidence[..., n], int correct[..., n] -> e[...]',
  attributes,
  sizes: ({ n }) => requireSample(n),
  parts: { reliabilityBins },
  definition({ confidence, correct }, { max, abs, sub }, { bins, closed }, { reliabilityBins }) {
    const { mean, accuracy } = reliabilityBins({ confidence, correct }, { bins, closed });
    return { e: () => max([bins], (b) => abs(sub(accuracy(b), mean(b)))) };
  },
  freedom,
  special: 'undefined',
  rejects,
  domain: { confidence: 'probability', correct: 'truth' },
  feasible: ({ n }) => ({ n: Math.max(n, 1) }),
  exchangeable: ['n'],
  clauses: {
    C1: '0 <= e <= 1, up to rounding; of one bin it is |accuracy - mean confidence|',
    C2: 'samples given twice change nothing, up to rounding: bins do not weigh',
  },
  sources: [guo2017('equation 5'), torchMetrics('CalibrationError, norm max')],
});

export const brierScore = defineOperation({
  id: 'metrics.brierScore',
  meaning: 'The mean over rows of the squared distance of the forecast from the one-hot vector of what happened.',
  signature: 'p[..., n, c], int target[..., n] -> s[...]',
  sizes({ n, c }) {
    if (n < 1 || c < 1) refuse('R2', `there must be at least one row and one class, got n = ${n}, c = ${c}`);
    return {};
  },
  definition({ p, target }, { mean, sum, mul, sub, constant }) {
    const error = (i: number, j: number) => (target(i) === j ? sub(p(i, j), constant(1)) : p(i, j));
    return { s: () => mean('n', (i) => sum('c', (j) => mul(error(i, j), error(i, j)))) };
  },
  freedom:
    'NaN for no rows in place of an error; of two classes some libraries give half of it, the error of one class',
  special: 'propagates',
  rejects: {
    R1: 'targets must be classes: integers from 0 to c - 1',
    R2: 'there must be at least one row and one class',
  },
  domain: { p: 'conditional', target: 'label' },
  feasible: ({ n, c }) => ({ n: Math.max(n, 1), c: Math.max(c, 1) }),
  exchangeable: ['n'],
  derivative: 'ofDefinition',
  clauses: {
    C1: '0 <= s <= 2, up to rounding: 0 for a sure and right forecast, 2 for a sure and wrong one, bitwise',
    C2: 'proper: the mean score of a forecast q over what happens with probability p is least for q = p, by |q - p|^2, up to rounding',
    C3: 'where forecasts are of few kinds it is reliability less resolution and uncertainty, by the frequencies of each kind, up to rounding',
  },
  sources: [brier1950('equation 2'), murphy1973('equations 13 to 16'), scikitLearn('brier_score_loss')],
});
