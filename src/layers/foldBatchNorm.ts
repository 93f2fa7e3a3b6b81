import { foldBatchNorm as specification } from '../../spec/layers/foldBatchNorm.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { arrayFrom, doubles } from '../_internal/values.ts';
import type { NdArray } from '../ndArray.ts';

type Inputs = Readonly<Record<'weight' | 'runningMean' | 'runningVariance', NdArray>> &
  Partial<Readonly<Record<'bias' | 'scale' | 'shift', NdArray | undefined>>>;

/** What each output is multiplied by, and what is multiplied: the bias less the running mean. */
function outputsOf({ bias, runningMean, runningVariance, scale }: Inputs, epsilon: number) {
  const [means, variances] = [doubles(runningMean), doubles(runningVariance)];
  const [biases, scales] = [bias && doubles(bias), scale && doubles(scale)];
  return Array.from(means, (mean, o) => {
    const root = Math.sqrt((variances[o] as number) + epsilon);
    return { root, factor: (scales?.[o] ?? 1) / root, moved: (biases?.[o] ?? 0) - mean };
  });
}

export const foldBatchNorm = arrayReference(specification, {
  halves: true,
  whole(inputs, { epsilon }) {
    const { weight, runningMean, shift } = inputs;
    const outputs = outputsOf(inputs, epsilon);
    const [values, shifts] = [doubles(weight), shift && doubles(shift)];
    const width = values.length / Math.max(outputs.length, 1);
    return {
      foldedWeight: arrayFrom(
        weight.dtype,
        weight.shape,
        values.map((value, at) => value * (outputs[Math.floor(at / width)]?.factor as number)),
      ),
      foldedBias: arrayFrom(
        weight.dtype,
        runningMean.shape,
        outputs.map(({ factor, moved }, o) => factor * moved + (shifts?.[o] ?? 0)),
      ),
    };
  },
  // With s = scale / root, W' = s W and b' = s (b - m) + shift: ds = <dW', W> + db' (b - m), and of the variance -ds s / (2 root^2).
  pullback(inputs, { foldedWeight, foldedBias }, { epsilon }) {
    const { weight, runningMean } = inputs;
    const outputs = outputsOf(inputs, epsilon);
    const [values, g, h] = [doubles(weight), doubles(foldedWeight), doubles(foldedBias)];
    const width = values.length / Math.max(outputs.length, 1);
    const toFactor = outputs.map(({ moved }, o) => {
      let sum = (h[o] as number) * moved;
      for (let at = o * width; at < (o + 1) * width; at++) sum += (g[at] as number) * (values[at] as number);
      return sum;
    });
    const perOutput = (of: (one: (typeof outputs)[number], o: number) => number) =>
      arrayFrom(weight.dtype, runningMean.shape, outputs.map(of));
    return {
      weight: arrayFrom(
        weight.dtype,
        weight.shape,
        g.map((value, at) => value * (outputs[Math.floor(at / width)]?.factor as number)),
      ),
      bias: perOutput(({ factor }, o) => factor * (h[o] as number)),
      runningMean: perOutput(({ factor }, o) => -factor * (h[o] as number)),
      runningVariance: perOutput(({ factor, root }, o) => (-0.5 * (toFactor[o] as number) * factor) / root / root),
      scale: perOutput(({ root }, o) => (toFactor[o] as number) / root),
      shift: foldedBias,
    };
  },
});
