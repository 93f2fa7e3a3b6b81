import * as specification from '../../spec/layers/standardization.ts';
import { build, type Matrix } from '../_internal/dense/matrix.ts';
import { fail } from '../_internal/fail.ts';
import { reference } from '../_internal/reference.ts';
import { inner, total } from '../_internal/rows.ts';

export const standardize = reference(specification.standardize, {
  halves: true,
  member({ x, mean, deviation }) {
    const none = deviation.indexOf(0);
    if (none >= 0) fail('layers.standardize/R1', `no deviation may be 0, got 0 at ${none}`);
    return x.map((value, j) => (value - (mean[j] as number)) / (deviation[j] as number));
  },
  pullback: ({ x, mean, deviation }, g) => {
    const own = g.map((value, j) => value / (deviation[j] as number));
    return {
      x: own,
      mean: own.map((value) => -value),
      deviation: g.map((value, j) => {
        const spread = deviation[j] as number;
        return (-value * (((x[j] as number) - (mean[j] as number)) / spread)) / spread;
      }),
    };
  },
});

export const destandardize = reference(specification.destandardize, {
  halves: true,
  member: ({ z, mean, deviation }) => z.map((value, j) => value * (deviation[j] as number) + (mean[j] as number)),
  pullback: ({ z, deviation }, g) => ({
    z: g.map((value, j) => value * (deviation[j] as number)),
    mean: g,
    deviation: g.map((value, j) => value * (z[j] as number)),
  }),
});

const column = (x: Matrix, j: number): Float64Array =>
  Float64Array.from({ length: x.rows }, (_, i) => x.data[i * x.columns + j] as number);

/** Each column in two passes: its distances from its mean over its deviation, and both. */
const scored = (x: Matrix, correction: number) =>
  Array.from({ length: x.columns }, (_, j) => {
    const row = column(x, j);
    const mean = total(row) / x.rows;
    const centred = row.map((value) => value - mean);
    const deviation = Math.sqrt(inner(centred, centred) / (x.rows - correction));
    // Its values say so: squares may underflow.
    if (row.every((value) => value === row[0]))
      fail('layers.zscore/R3', `no column may be constant, got one of ${row[0]} at ${j}`);
    return { z: centred.map((value) => value / deviation), mean, deviation };
  });

export const zscore = reference(specification.zscore, {
  halves: true,
  member({ x }, { correction }) {
    const all = scored(x, correction);
    return {
      z: build(x.rows, x.columns, (i, j) => all[j]?.z[i] as number),
      mean: Float64Array.from(all, ({ mean }) => mean),
      deviation: Float64Array.from(all, ({ deviation }) => deviation),
    };
  },
  pullback({ x }, { z: g, mean: ofMean, deviation: ofDeviation }, { correction }) {
    const left = x.rows - correction;
    const columns = scored(x, correction).map(({ z, deviation }, j) => {
      const own = column(g, j);
      const [level, along] = [total(own) / x.rows, inner(own, z) / left];
      return own.map(
        (value, i) =>
          (value - level - (z[i] as number) * along) / deviation +
          (ofMean[j] as number) / x.rows +
          ((ofDeviation[j] as number) * (z[i] as number)) / left,
      );
    });
    return { x: build(x.rows, x.columns, (i, j) => columns[j]?.[i] as number) };
  },
});
