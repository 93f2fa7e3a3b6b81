import type { NdArray } from '../../../src/ndArray.ts';
import { keptInside } from '../_internal/kept.ts';
import { mapped, sum, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const countOf = ({ shape: [n = 0, , l = 0] }: NdArray): number => n * l;

/** a + s (b - a), element by element. */
const between = (a: NdArray, b: NdArray, s: number): NdArray => {
  const values = valuesOf(b);
  return mapped(a, (value, at) => value + s * ((values[at] ?? 0) - value));
};

export const faults: readonly Fault[] = faultsOf(
  'layers.batchNorm',
  ({ wrong, spoilt, misread, misset, wrongGradient, spoiltGradient }) => [
    spoiltGradient('rows behind the thirty-second left out, in channels behind the eighth', 'C4', ({ x }) => {
      const [, c = 0, l = 0] = x.shape;
      const isBehind = (at: number) => Math.floor(at / (l * c)) >= 32 && Math.floor(at / l) % c >= 8;
      return { x: mapped(x, (value, at) => (isBehind(at) ? 0 : value)) };
    }),
    spoilt(
      'the running variance divided by N',
      'integers',
      (result, { x, runningVariance }, { training, momentum }) => {
        const [count, old] = [countOf(x), valuesOf(runningVariance)];
        const biased = (value: number, at: number) => {
          const before = (1 - momentum) * (old[at] ?? 0);
          return training ? before + ((value - before) * (count - 1)) / count : value;
        };
        return { ...result, nextVariance: mapped(result.nextVariance, biased) };
      },
    ),
    wrong('normalised by the variance divided by N - 1', 'integers', (inputs, attributes, right) => {
      const result = right(inputs, attributes);
      if (!attributes.training) return result;
      const own = right(inputs, { ...attributes, momentum: 1 });
      const running = { ...inputs, runningMean: own.nextMean, runningVariance: own.nextVariance };
      return { ...result, y: right(running, { ...attributes, training: false }).y };
    }),
    misset('momentum taken for the weight of the old', 'integers', ({ momentum }) => ({ momentum: 1 - momentum })),
    misset('momentum left out', 'integers', () => ({ momentum: 0.1 })),
    misset('the moments of the batch without training too', 'C2', () => ({ training: true })),
    wrong('averages that move without training', 'C2', (inputs, attributes, right) => {
      const { x } = inputs;
      const result = right(inputs, attributes);
      if (attributes.training || countOf(x) < 2) return result;
      const { nextMean, nextVariance } = right(inputs, { ...attributes, training: true });
      return { ...result, nextMean, nextVariance };
    }),
    wrong('normalised by the new averages', 'C1', (inputs, attributes, right) => {
      const result = right(inputs, attributes);
      const running = { ...inputs, runningMean: result.nextMean, runningVariance: result.nextVariance };
      return { ...result, y: right(running, { ...attributes, training: false }).y };
    }),
    misread('a state kept inside', 'continues', keptInside('runningMean', 'runningVariance')),
    spoilt('the state that was given handed back', 'definition', (result, { runningMean, runningVariance }) => ({
      ...result,
      nextMean: runningMean,
      nextVariance: runningVariance,
    })),
    spoilt('old and new state half and half', 'definition', (result, { runningMean }) => ({
      ...result,
      nextMean: between(result.nextMean, runningMean, 1 / 2),
    })),
    wrong('one value a channel normalised to 0', 'R2', (inputs, attributes, right) =>
      right(inputs, { ...attributes, training: attributes.training && countOf(inputs.x) > 1 }),
    ),
    wrongGradient(
      'gradient with the averages constant',
      'adjoint',
      (inputs, { y, nextMean, nextVariance }, attributes, right) =>
        right(
          inputs,
          { y, nextMean: mapped(nextMean, () => 0), nextVariance: mapped(nextVariance, () => 0) },
          attributes,
        ),
    ),
    wrongGradient('gradient with the moments constant', 'jacobian', (inputs, cotangents, attributes, right) => {
      const constant = { ...attributes, training: false };
      return { ...right(inputs, cotangents, attributes), x: right(inputs, cotangents, constant).x };
    }),
    spoiltGradient(
      'gradient of the old variance not weighted',
      'jacobian',
      ({ runningVariance }, _, { training, momentum }) => ({
        runningVariance: mapped(runningVariance, (value) =>
          training && momentum < 1 ? value / (1 - momentum) : value,
        ),
      }),
    ),
    spoilt('the variance in one pass', 'C3', (result, { x, runningVariance }, { training, momentum }) => {
      const [, c = 0, l = 0] = x.shape;
      const [values, old, count] = [valuesOf(x), valuesOf(runningVariance), countOf(x)];
      const onePass = (_: number, channel: number) => {
        const own = values.filter((_, at) => Math.floor(at / l) % c === channel);
        const mean = sum(own) / count;
        const variance = (sum(own.map((value) => value * value)) - count * mean * mean) / (count - 1);
        return (1 - momentum) * (old[channel] ?? 0) + momentum * variance;
      };
      return training ? { ...result, nextVariance: mapped(result.nextVariance, onePass) } : result;
    }),
  ],
);
