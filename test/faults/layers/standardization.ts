import type { NdArray } from '../../../src/ndArray.ts';
import { implementations } from '../../../src/registry.generated.ts';
import { mapped, none, sum, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const { 'layers.zscore': zscore } = implementations;

const ofFixed = faultsOf(
  'layers.standardize',
  ({ wrong, spoiltEach, misread, spoiltGradientEach, misreadGradient }) => [
    wrong('x over the deviation less the mean over it', 'C2', ({ x, mean, deviation }, attributes, right) => {
      const quotients = right({ x, mean: none(mean), deviation }, attributes);
      const [shifts, spreads] = [valuesOf(mean), valuesOf(deviation)];
      const d = spreads.length;
      return mapped(
        quotients,
        (value, at) => value - (shifts[at % d] ?? 0) * (1 / (spreads[at % d] ?? 1)) * (1 + 2 ** -52),
      );
    }),
    misread('the deviation taken for the variance', 'C1', ({ deviation }) => ({
      deviation: mapped(deviation, (value) => Math.sign(value) * Math.sqrt(Math.abs(value))),
    })),
    misread('1 in the place of a deviation of 0', 'R1', ({ deviation }) => ({
      deviation: mapped(deviation, (value) => value || 1),
    })),
    spoiltEach('clipped to 10 deviations', 'C1', (value) => Math.max(Math.min(value, 10), -10)),
    misread('1e-8 added to the deviation', 'definition', ({ deviation }) => ({
      deviation: mapped(deviation, (value) => (value === 0 ? 0 : value + 1e-8)),
    })),
    spoiltGradientEach('gradient of the mean with the wrong sign', 'jacobian', 'mean', (value) => -value),
    misreadGradient('gradient of the deviation by x that is not centred', 'jacobian', ({ mean }) => ({
      mean: none(mean),
    })),
  ],
);

const ofInverse = faultsOf('layers.destandardize', ({ wrong, misread, spoiltGradientEach }) => [
  wrong('the mean added first', 'C1', ({ z, mean, deviation }) => {
    const [shifts, spreads] = [valuesOf(mean), valuesOf(deviation)];
    return mapped(z, (value, at) => {
      const j = at % spreads.length;
      return (value + (shifts[j] ?? 0)) * (spreads[j] ?? 1);
    });
  }),
  misread('the size of the deviation', 'C1', ({ deviation }) => ({ deviation: mapped(deviation, Math.abs) })),
  spoiltGradientEach('gradient of z not times the deviation', 'jacobian', 'z', (value, at, { deviation }) => {
    const spreads = valuesOf(deviation);
    return value / (spreads[at % spreads.length] || 1);
  }),
]);

/** The columns of a matrix, as numbers. */
const columns = (x: NdArray): number[][] => {
  const [d, values] = [x.shape[1] ?? 1, valuesOf(x)];
  return Array.from({ length: d }, (_, j) => values.filter((_value, at) => at % d === j));
};

const ofData = faultsOf('layers.zscore', ({ misset, spoilt, wrong, wrongGradient, missetGradient }) => [
  misset('always divided by n', 'C1', () => ({ correction: 0 })),
  spoilt('the deviation given before the correction', 'C3', ({ deviation }, { x }, { correction }) => ({
    deviation: mapped(deviation, (value) => value * Math.sqrt(1 - correction / (x.shape[0] ?? 1))),
  })),
  spoilt('the variance in the place of the deviation', 'C2', ({ deviation }) => ({
    deviation: mapped(deviation, (value) => value ** 2),
  })),
  spoilt('the variance in one pass', 'C4', (_, { x }, { correction }) => {
    const n = x.shape[0] ?? 1;
    const all = columns(x).map((own) => {
      const mean = sum(own) / n;
      return {
        mean,
        deviation: Math.sqrt(Math.max(sum(own.map((value) => value * value)) - n * mean * mean, 0) / (n - correction)),
      };
    });
    const right = zscore({ x }, { correction });
    return {
      z: mapped(x, (value, at) => (value - (all[at % all.length]?.mean ?? 0)) / (all[at % all.length]?.deviation ?? 1)),
      deviation: mapped(right.deviation, (_value, j) => all[j]?.deviation ?? 0),
    };
  }),
  wrong('a constant column taken for zeros', 'R3', ({ x }, { correction }) => {
    const isConstant = columns(x).map((own) => own.every((value) => value === own[0]));
    const d = isConstant.length;
    const varied = mapped(x, (value, at) => (isConstant[at % d] && at < d ? value + 1 : value));
    const right = zscore({ x: varied }, { correction });
    return {
      z: mapped(right.z, (value, at) => (isConstant[at % d] ? 0 : value)),
      mean: right.mean,
      deviation: mapped(right.deviation, (value, j) => (isConstant[j] ? 1 : value)),
    };
  }),
  misset('a correction that leaves nothing ignored', 'R2', ({ correction }, { x }) => ({
    correction: (x.shape[0] ?? 0) > correction ? correction : 0,
  })),
  wrongGradient('gradients of z alone', 'jacobian', (inputs, g, attributes, right) =>
    right(inputs, { ...g, mean: none(g.mean), deviation: none(g.deviation) }, attributes),
  ),
  missetGradient('gradient without the correction', 'jacobian', () => ({ correction: 0 })),
]);

export const faults: readonly Fault[] = [...ofFixed, ...ofInverse, ...ofData];
