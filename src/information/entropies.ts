import {
  conditionalEntropy as conditionalSpecification,
  crossEntropy as crossSpecification,
  entropy as entropySpecification,
  jointEntropy as jointSpecification,
} from '../../spec/information/entropies.ts';
import { at, build, matrix, rowOf } from '../_internal/dense/matrix.ts';
import { reference } from '../_internal/reference.ts';
import { total } from '../_internal/rows.ts';
import { logRatio, nats, surprise, surpriseSlope } from './_internal/logarithms.ts';

export const entropy = reference(entropySpecification, {
  halves: true,
  member: ({ p }, { unit }) => total(p.map(surprise)) * nats(unit),
  pullback: ({ p }, g, { unit }) => ({ p: p.map((value) => g * nats(unit) * surpriseSlope(value)) }),
});

export const jointEntropy = reference(jointSpecification, {
  halves: true,
  member: ({ p }, { unit }) => total(p.data.map(surprise)) * nats(unit),
  pullback: ({ p }, g, { unit }) => ({
    p: matrix(
      p.rows,
      p.columns,
      p.data.map((value) => g * nats(unit) * surpriseSlope(value)),
    ),
  }),
});

export const conditionalEntropy = reference(conditionalSpecification, {
  halves: true,
  member({ p }, { unit }) {
    let sum = 0;
    for (let x = 0; x < p.rows; x++) {
      const row = rowOf(p, x);
      const whole = total(row);
      sum += total(row.map((value) => (value > 0 ? value * logRatio(whole, value) : value)));
    }
    return sum * nats(unit);
  },
  // d = sum -ln(p_xy / p_x) dp_xy: what the logarithms change cancels.
  pullback({ p }, g, { unit }) {
    const sums = Float64Array.from({ length: p.rows }, (_, x) => total(rowOf(p, x)));
    return {
      p: build(p.rows, p.columns, (x, y) => g * nats(unit) * logRatio(sums[x] as number, at(p, x, y))),
    };
  },
});

export const crossEntropy = reference(crossSpecification, {
  halves: true,
  member: ({ p, q }, { unit }) =>
    total(p.map((value, i) => (value > 0 ? -value * Math.log(q[i] as number) : value * (q[i] as number)))) * nats(unit),
  pullback: ({ p, q }, g, { unit }) => ({
    p: q.map((value) => -g * nats(unit) * Math.log(value)),
    q: p.map((value, i) => (-g * nats(unit) * value) / (q[i] as number)),
  }),
});
