import { batchNorm as specification } from '../../spec/layers/batchNorm.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { inner, total } from '../_internal/rows.ts';
import { arrayFrom, doubles } from '../_internal/values.ts';
import { contiguous, type NdArray, permuteAxes } from '../ndArray.ts';

type Row = Float64Array;

/** The values of each channel. */
function rowsOf(x: NdArray): Row[] {
  const [n = 0, c = 0, l = 0] = x.shape;
  const values = doubles(permuteAxes(x, [1, 0, 2]));
  return Array.from({ length: c }, (_, k) => values.subarray(k * n * l, (k + 1) * n * l));
}

/** Back again. */
const fromRows = (rows: readonly Row[], { dtype, shape: [n = 0, c = 0, l = 0] }: NdArray): NdArray =>
  contiguous(
    permuteAxes(
      arrayFrom(
        dtype,
        [c, n, l],
        rows.flatMap((row) => Array.from(row)),
      ),
      [1, 0, 2],
    ),
  );

/** In two passes: the variance is taken about the mean. */
function moments(row: Row): { readonly mean: number; readonly variance: number } {
  const mean = total(row) / row.length;
  const centred = row.map((value) => value - mean);
  return { mean, variance: inner(centred, centred) / row.length };
}

/** A channel with what it is normalised by: its own moments in training, the running ones else. */
function channelsOf(
  x: NdArray,
  runningMean: NdArray,
  runningVariance: NdArray,
  { training, epsilon }: { readonly training: boolean; readonly epsilon: number },
) {
  const [means, variances] = [doubles(runningMean), doubles(runningVariance)];
  return rowsOf(x).map((row, c) => {
    const running = { mean: means[c] as number, variance: variances[c] as number };
    const seen = training ? moments(row) : running;
    const root = Math.sqrt(seen.variance + epsilon);
    return { running, seen, root, size: row.length, z: row.map((value) => (value - seen.mean) / root) };
  });
}

export const batchNorm = arrayReference(specification, {
  whole({ x, runningMean, runningVariance, weight, bias }, attributes) {
    const { training, momentum } = attributes;
    const channels = channelsOf(x, runningMean, runningVariance, attributes);
    const [scales, shifts] = [weight && doubles(weight), bias && doubles(bias)];
    const average = (old: number, fresh: number) => (training ? (1 - momentum) * old + momentum * fresh : old);
    const perChannel = (of: (one: (typeof channels)[number]) => number) =>
      arrayFrom(x.dtype, runningMean.shape, channels.map(of));
    return {
      y: fromRows(
        channels.map(({ z }, c) => z.map((value) => value * (scales?.[c] ?? 1) + (shifts?.[c] ?? 0))),
        x,
      ),
      nextMean: perChannel(({ running, seen }) => average(running.mean, seen.mean)),
      nextVariance: perChannel(({ running, seen, size }) =>
        average(running.variance, (seen.variance * size) / (size - 1)),
      ),
    };
  },
  // y = w z + b, z = (x - mean) / root, h = g w. In training mean and variance are functions of x, of the averages too: with N values
  // d mean / dx = 1 / N and d (unbiased variance) / dx = 2 (x - mean) / (N - 1). Else they are inputs: dz = (dx - dmean) / root -
  // z dvariance / (2 root^2).
  pullback({ x, runningMean, runningVariance, weight }, { y, nextMean, nextVariance }, attributes) {
    const { training, momentum } = attributes;
    const [scales, toMean, toVariance] = [weight && doubles(weight), doubles(nextMean), doubles(nextVariance)];
    const cotangents = rowsOf(y);
    const pulled = channelsOf(x, runningMean, runningVariance, attributes).map(({ z, root, size }, c) => {
      const g = cotangents[c] as Row;
      const h = g.map((value) => value * (scales?.[c] ?? 1));
      const [m, v] = [toMean[c] as number, toVariance[c] as number];
      const own = { weight: inner(g, z), bias: total(g) };
      if (!training) {
        const [mean, variance] = [m - total(h) / root, v - inner(h, z) / (2 * root ** 2)];
        return { ...own, x: h.map((value) => value / root), mean, variance };
      }
      const [mean, slope] = [total(h) / size, inner(h, z) / size];
      const through = (at: number) => momentum * (m / size + (2 * v * (z[at] as number) * root) / (size - 1));
      return {
        ...own,
        x: h.map((value, at) => (value - mean - (z[at] as number) * slope) / root + through(at)),
        mean: (1 - momentum) * m,
        variance: (1 - momentum) * v,
      };
    });
    const perChannel = (of: (one: (typeof pulled)[number]) => number) =>
      arrayFrom(x.dtype, runningMean.shape, pulled.map(of));
    return {
      x: fromRows(
        pulled.map((one) => one.x),
        x,
      ),
      runningMean: perChannel((one) => one.mean),
      runningVariance: perChannel((one) => one.variance),
      weight: perChannel((one) => one.weight),
      bias: perChannel((one) => one.bias),
    };
  },
});
