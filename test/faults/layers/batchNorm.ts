import type { NdArray } from '../../../src/ndArray.ts';
import { keptInside } from '../_internal/kept.ts';
import { mapped, none, sum, valuesOf, zipped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const countOf = ({ shape: [n = 0, , l = 0] }: NdArray): number => n * l;

export const faults: readonly Fault[] = faultsOf(
  'layers.batchNorm',
  ({ wrong, spoilt, misread, misset, wrongGradient, spoiltGradient, spoiltGradientEach }) => [
    spoiltGradient('rows behind the thirty-second left out, in channels behind the eighth', 'C4', ({ x }) => {
      const [, c = 0, l = 0] = x.shape;
      const isBehind = (at: number) => Math.floor(at / (l * c)) >= 32 && Math.floor(at / l) % c >= 8;
      return { x: mapped(x, (value, at) => (isBehind(at) ? 0 : value)) };
    }),
    spoilt(
      'the running variance divided by N',
      'integers',
      ({ nextVariance }, { x, runningVariance }, { training, momentum }) => {
        const biased = (value: number, old: number) => {
          const before = (1 - momentum) * old;
          return training ? before + ((value - before) * (countOf(x) - 1)) / countOf(x) : value;
        };
        return { nextVariance: zipped(nextVariance, runningVariance, biased) };
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
      const isKept = attributes.training || countOf(inputs.x) < 2;
      const moved = isKept ? {} : right(inputs, { ...attributes, training: true });
      return { ...right(inputs, attributes), ...moved, y: right(inputs, attributes).y };
    }),
    wrong('normalised by the new averages', 'C1', (inputs, attributes, right) => {
      const result = right(inputs, attributes);
      const running = { ...inputs, runningMean: result.nextMean, runningVariance: result.nextVariance };
      return { ...result, y: right(running, { ...attributes, training: false }).y };
    }),
    misread('a state kept inside', 'continues', keptInside('runningMean', 'runningVariance')),
    spoilt('the state that was given handed back', 'definition', (_, { runningMean, runningVariance }) => ({
      nextMean: runningMean,
      nextVariance: runningVariance,
    })),
    spoilt('old and new state half and half', 'definition', ({ nextMean }, { runningMean }) => ({
      nextMean: zipped(nextMean, runningMean, (value, old) => value + (old - value) / 2),
    })),
    wrong('the variance of y by N - 1, that of the averages right', 'C5', (inputs, attributes, right) => {
      const result = right(inputs, attributes);
      const factor = attributes.training ? Math.sqrt(1 - 1 / countOf(inputs.x)) : 1;
      const [, c = 1, l = 1] = inputs.x.shape;
      const shifts = inputs.bias && valuesOf(inputs.bias);
      const moved = (value: number, at: number) => {
        const shift = shifts?.[Math.floor(at / l) % c] ?? 0;
        return (value - shift) * factor + shift;
      };
      return { ...result, y: mapped(result.y, moved) };
    }),
    spoiltGradient('gradient of x without its mean', 'C6', ({ x }) => ({ x: mapped(x, (value) => value + 2 ** -20) })),
    misset('epsilon kept above 1e-12', 'C7', ({ epsilon }) => ({ epsilon: Math.max(epsilon, 1e-12) })),
    misread('the running variance taken for the deviation', 'C8', ({ runningVariance }, { training }) => ({
      runningVariance: training ? runningVariance : mapped(runningVariance, (value) => value * value),
    })),
    spoilt('values half as large again', 'C9', ({ y }, _, { training }) => ({
      y: training ? mapped(y, (value) => 1.5 * value) : y,
    })),
    misset('one value a channel normalised to 0', 'R2', ({ training }, { x }) => ({
      training: training && countOf(x) > 1,
    })),
    wrongGradient('gradient with the averages constant', 'adjoint', (inputs, cotangents, attributes, right) => {
      const { y, nextMean, nextVariance } = cotangents;
      return right(inputs, { y, nextMean: none(nextMean), nextVariance: none(nextVariance) }, attributes);
    }),
    wrongGradient('gradient with the moments constant', 'jacobian', (inputs, cotangents, attributes, right) => ({
      ...right(inputs, cotangents, attributes),
      x: right(inputs, cotangents, { ...attributes, training: false }).x,
    })),
    spoiltGradientEach(
      'gradient of the old variance not weighted',
      'jacobian',
      'runningVariance',
      (value, _at, _inputs, { training, momentum }) => (training && momentum < 1 ? value / (1 - momentum) : value),
    ),
    spoilt('the variance in one pass', 'C3', ({ nextVariance }, { x, runningVariance }, { training, momentum }) => {
      if (!training) return {};
      const [, c = 0, l = 0] = x.shape;
      const [values, old, count] = [valuesOf(x), valuesOf(runningVariance), countOf(x)];
      const onePass = (_: number, channel: number) => {
        const own = values.filter((_, at) => Math.floor(at / l) % c === channel);
        const mean = sum(own) / count;
        const variance = (sum(own.map((value) => value * value)) - count * mean * mean) / (count - 1);
        return (1 - momentum) * (old[channel] ?? 0) + momentum * variance;
      };
      return { nextVariance: mapped(nextVariance, onePass) };
    }),
  ],
);
