import { mapped, none, scaled, valuesOf, zipped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

export const faults: readonly Fault[] = faultsOf(
  'layers.foldBatchNorm',
  ({ misread, misset, spoilt, spoiltGradientEach, wrongGradient }) => [
    misread('the running mean left out', 'C1', ({ runningMean }) => ({ runningMean: none(runningMean) })),
    spoilt('the bias not scaled', 'C1', (_, { bias, runningMean, shift }) => {
      const moved = bias ? zipped(bias, runningMean, (b, m) => b - m) : scaled(runningMean, -1);
      return { foldedBias: shift ? zipped(moved, shift, (b, s) => b + s) : moved };
    }),
    spoilt('the bias of the layer forgotten', 'C2', ({ foldedBias }, { bias, runningVariance, scale }, { epsilon }) => {
      if (bias === undefined) return {};
      const [biases, variances, scales] = [valuesOf(bias), valuesOf(runningVariance), scale && valuesOf(scale)];
      const factor = (o: number) => (scales?.[o] ?? 1) / Math.sqrt((variances[o] ?? 0) + epsilon);
      return { foldedBias: mapped(foldedBias, (value, o) => value - (biases[o] ?? 0) * factor(o)) };
    }),
    misset('epsilon always 1e-5', 'C3', () => ({ epsilon: 1e-5 })),
    misread('the variance taken for the deviation', 'C1', ({ runningVariance }) => ({
      runningVariance: mapped(runningVariance, (value) => value * value),
    })),
    spoilt(
      'the weight scaled along its second axis',
      'C1',
      ({ foldedWeight }, { weight, runningVariance, scale }, { epsilon }) => {
        const [o = 1, i = 1] = weight.shape;
        if (o !== i) return { foldedWeight };
        const [variances, scales] = [valuesOf(runningVariance), scale && valuesOf(scale)];
        const factor = (at: number) => (scales?.[at] ?? 1) / Math.sqrt((variances[at] ?? 0) + epsilon);
        return { foldedWeight: mapped(weight, (value, at) => value * factor(at % i)) };
      },
    ),
    misread('the scale left out', 'C1', () => ({ scale: undefined })),
    misread('shift left out', 'definition', () => ({ shift: undefined })),
    wrongGradient('gradient of the scale by the weight alone', 'jacobian', (inputs, g, attributes, right) => ({
      ...right(inputs, g, attributes),
      scale: right(inputs, { ...g, foldedBias: none(g.foldedBias) }, attributes).scale,
    })),
    spoiltGradientEach(
      'gradient of the variance with the wrong sign',
      'jacobian',
      'runningVariance',
      (value) => -value,
    ),
  ],
);
