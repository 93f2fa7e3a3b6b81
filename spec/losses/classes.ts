import { logSumExp } from '../layers/logSumExp.ts';
import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { blanchardHigham2021, guo2017, ott2019, pytorch, szegedy2016 } from '../sources.ts';
import { classified, classifiedShape, enoughRows, reduceRows } from './_internal/classes.ts';

const { attributes, freedom, rejects, domain, clauses } = classified;

export const negativeLogLikelihood = defineOperation({
  id: 'losses.negativeLogLikelihood',
  meaning:
    'Minus the log-probability of the target class, times its weight: the mean by weights, the sum, or row by row.',
  signature: 'logProbability[n, c], int target[n], weight?[c] -> loss[t*]',
  attributes,
  sizes: (sizes, given) => ({ t: classifiedShape(sizes, given) }),
  definition: ({ logProbability, target, weight }, S, given) => ({
    loss: reduceRows(S, target, weight, given, (i, label) => {
      const own = S.neg(logProbability(i, label));
      return weight === undefined ? own : S.mul(weight(label), own);
    }),
  }),
  freedom,
  special: 'propagatesNaN',
  rejects,
  domain,
  feasible: ({ n, c }, given) => ({ n: enoughRows(n, given), c: Math.max(c, 1) }),
  homogeneous: [{ logProbability: 1, loss: 1 }],
  derivative: 'ofDefinition',
  clauses: { ...clauses, C4: 'nothing but the log-probabilities of the targets is read' },
  sources: [pytorch('torch.nn.NLLLoss')],
});

export const weightedCrossEntropy = defineOperation({
  id: 'losses.weightedCrossEntropy',
  meaning:
    'Cross entropy of the softmax of the logits with the target class, smoothed over all classes or over the others, each class with a weight: the mean by weights, the sum, or row by row.',
  signature: 'logits[n, c], int target[n], weight?[c] -> loss[t*]',
  attributes: {
    ...attributes,
    smoothing: { kind: 'real', min: 0, max: 1, default: 0, clause: 'R3' },
    over: { kind: 'choice', options: ['classes', 'others'], default: 'classes' },
  },
  sizes({ n, c }, { smoothing, over, ...given }) {
    const t = classifiedShape({ n, c }, given);
    if (smoothing > 0 && over === 'others' && c < 2) refuse('R4', `there must be another class, got c = ${c}`);
    return { t };
  },
  parts: { logSumExp },
  definition({ logits, target, weight }, S, { smoothing, over, ...given }, { logSumExp }) {
    const { add, sub, mul, div, neg, constant, total, each, size } = S;
    const { y } = logSumExp({ x: logits });
    const share = constant(smoothing);
    const loss = (i: number, label: number) => {
      const one = (j: number) => {
        const own = sub(y(i), logits(i, j));
        return weight === undefined ? own : mul(weight(j), own);
      };
      if (smoothing === 0) return one(label);
      const isOver = (j: number) => over === 'classes' || j !== label;
      const others = each('c', (j = 0) => (isOver(j) ? one(j) : undefined));
      const count = constant(over === 'classes' ? size('c') : size('c') - 1);
      return add(mul(add(constant(1), neg(share)), one(label)), mul(div(share, count), total(others)));
    };
    return { loss: reduceRows(S, target, weight, given, loss) };
  },
  freedom,
  special: 'propagatesNaN',
  rejects: {
    ...rejects,
    R3: 'smoothing must be a number; that it lies from 0 to 1 is a convention',
    R4: 'smoothing over the other classes needs one',
  },
  domain,
  feasible: ({ n, c }, { smoothing, over, ...given }) => ({
    n: enoughRows(n, given),
    c: Math.max(c, smoothing > 0 && over === 'others' ? 2 : 1),
  }),
  derivative: 'ofDefinition',
  clauses: {
    ...clauses,
    C4: 'without weights, smoothing and rows that are left out it is losses.crossEntropy, within the bounds of both',
    C5: 'smoothed by e over C classes it is smoothed by e (C - 1) / C over the others, on 64ths',
    C6: 'smoothed, row by row, it is the cross entropy with the smoothed targets as probabilities',
    C7: 'finite for logits of +-1e4',
  },
  sources: [
    blanchardHigham2021('section 4'),
    szegedy2016('section 7: over all classes'),
    ott2019('label_smoothed_cross_entropy: over the others'),
    pytorch('torch.nn.CrossEntropyLoss'),
  ],
});

export const softCrossEntropy = defineOperation({
  id: 'losses.softCrossEntropy',
  meaning: 'Cross entropy of the softmax of the logits with probabilities as targets: -sum t ln softmax(z).',
  signature: 'logits[..., c], target[..., c] -> loss[...]',
  sizes: ({ c }) => {
    if (c < 1) refuse('R1', `there must be at least one class, got c = ${c}`);
    return {};
  },
  parts: { logSumExp },
  definition: ({ logits, target }, { sum, sub, mul }, _, { logSumExp }) => {
    const { y } = logSumExp({ x: logits });
    return { loss: () => sum('c', (j) => mul(target(j), sub(y(), logits(j)))) };
  },
  special: 'propagatesNaN',
  rejects: { R1: 'there must be at least one class' },
  domain: { target: 'distribution' },
  smooth: { target: 'real' },
  feasible: ({ c }) => ({ c: Math.max(c, 1) }),
  homogeneous: [{ target: 1, loss: 1 }],
  exchangeable: ['c'],
  derivative: ({ logits, target }, { loss: g }, { sum, sub, mul, exp }, _, { logSumExp }) => {
    const { y } = logSumExp({ x: logits });
    return {
      logits: (j) =>
        mul(
          g(),
          sub(
            mul(
              exp(sub(logits(j), y())),
              sum('c', (k) => target(k)),
            ),
            target(j),
          ),
        ),
      target: (j) => mul(g(), sub(y(), logits(j))),
    };
  },
  clauses: {
    C1: 'the loss does not change when a constant is added to the logits, up to rounding',
    C2: 'at least the entropy of the targets, and equal to it where the logits are their logarithms, which is not 0: no metric',
    C3: 'with a one-hot target it is losses.crossEntropy of the class, within the bounds of both',
    C4: 'equal logits give ln c',
    C5: 'convex in the logits: the loss at a midpoint is at most the mean of the losses, up to rounding',
    C6: 'the gradient of the logits is softmax - target: it sums to 0, up to rounding',
    C7: 'logits 2 z are calibrated by the temperature 2 where softmax(z) is true: there the slope along z, sum z (softmax - target), is 0, and the loss is at most that of the temperatures 1 and 4, up to rounding',
  },
  sources: [
    blanchardHigham2021('section 4'),
    guo2017('section 4.2'),
    pytorch('torch.nn.CrossEntropyLoss, with class probabilities'),
  ],
});
