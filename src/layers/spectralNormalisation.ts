import * as specification from '../../spec/layers/spectralNormalisation.ts';
import { build, type Matrix, transposed } from '../_internal/dense/matrix.ts';
import { finiteSingularValues } from '../_internal/dense/singularValues.ts';
import { fail } from '../_internal/fail.ts';
import { reference } from '../_internal/reference.ts';
import { inner } from '../_internal/rows.ts';

/** The first singular triplet. Throws RangeError for a matrix of zeros, unless it is only capped. */
function tripletOf(weight: Matrix, cap: boolean) {
  const { u, s, v } = finiteSingularValues('layers.spectralNormalise/R1', weight);
  const sigma = s[0] as number;
  if (sigma === 0 && !cap) fail('layers.spectralNormalise/R2', 'a weight of zeros has no multiple of norm 1');
  return { u, v, sigma, stays: cap && sigma <= 1 };
}

export const spectralNormalise = reference(specification.spectralNormalise, {
  member({ weight }, { cap }) {
    const { sigma, stays } = tripletOf(weight, cap);
    return stays
      ? weight
      : build(weight.rows, weight.columns, (i, j) => (weight.data[i * weight.columns + j] as number) / sigma);
  },
  // d (W / s) = dW / s - W <u v^T, dW> / s^2.
  pullback({ weight }, g, { cap }) {
    const { u, v, sigma, stays } = tripletOf(weight, cap);
    if (stays) return { weight: g };
    const along = inner(g.data, weight.data) / sigma;
    const { rows, columns } = weight;
    const entry = (i: number, j: number) => {
      const outer = (u.data[i * u.columns] as number) * (v.data[j * v.columns] as number);
      return ((g.data[i * columns + j] as number) - along * outer) / sigma;
    };
    return { weight: build(rows, columns, entry) };
  },
});

type Row = Float64Array;

const unit = (row: Row, epsilon: number): Row => {
  const length = Math.max(Math.sqrt(inner(row, row)), epsilon);
  return row.map((value) => value / length);
};

const applied = (a: Matrix, x: Row): Row =>
  Float64Array.from({ length: a.rows }, (_, i) => inner(a.data.subarray(i * a.columns, (i + 1) * a.columns), x));

interface Given {
  readonly weight: Matrix;
  readonly u: Row;
  readonly v: Row;
}

interface Settings {
  readonly training: boolean;
  readonly first: string;
  readonly epsilon: number;
}

/** The vectors after a step, or as they were, and the estimate by them. */
function estimated({ weight, u, v }: Given, { training, first, epsilon }: Settings) {
  const toV = (left: Row) => unit(applied(transposed(weight), left), epsilon);
  const toU = (right: Row) => unit(applied(weight, right), epsilon);
  let [nextU, nextV] = [u, v];
  if (training && first === 'v') {
    nextV = toV(u);
    nextU = toU(nextV);
  } else if (training) {
    nextU = toU(v);
    nextV = toV(nextU);
  }
  return { nextU, nextV, sigma: inner(nextU, applied(weight, nextV)) };
}

export const spectralNormaliseStep = reference(specification.spectralNormaliseStep, {
  halves: true,
  member(given, attributes) {
    const found = estimated(given, attributes);
    const { rows, columns, data } = given.weight;
    return { ...found, y: build(rows, columns, (i, j) => (data[i * columns + j] as number) / found.sigma) };
  },
  // The vectors are held: d (W / s) = dW / s - W (u^T dW v) / s^2.
  pullback(given, { y: g, sigma: ofSigma }, attributes) {
    const { nextU, nextV, sigma } = estimated(given, attributes);
    const { rows, columns, data } = given.weight;
    const slope = ofSigma - inner(g.data, data) / sigma / sigma;
    return {
      weight: build(
        rows,
        columns,
        (i, j) => (g.data[i * columns + j] as number) / sigma + slope * (nextU[i] as number) * (nextV[j] as number),
      ),
      u: new Float64Array(rows),
      v: new Float64Array(columns),
    };
  },
});
