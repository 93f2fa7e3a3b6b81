import {
  bottleneckObjective as objectiveSpecification,
  informationPlane as planeSpecification,
  blahutArimotoStep as stepSpecification,
} from '../../spec/information/bottleneck.ts';
import { at, build, type Matrix, matrix, rowOf, scaled, times, transposed } from '../_internal/dense/matrix.ts';
import { reference } from '../_internal/reference.ts';
import { inner, total } from '../_internal/rows.ts';
import { logRatio } from './_internal/logarithms.ts';
import { marginals } from './_internal/marginals.ts';
import { sharedBy, slopesOf } from './mutualInformation.ts';

/** The joint distributions of X and T, and of T and Y. */
function joints(p: Matrix, encoder: Matrix) {
  const { ofRows: ofX } = marginals(p);
  return {
    ofX,
    xt: build(encoder.rows, encoder.columns, (x, t) => (ofX[x] as number) * at(encoder, x, t)),
    ty: times(transposed(encoder), p),
  };
}

/** The gradients of a g_x I(X; T) + g_y I(T; Y). */
function planePullback(p: Matrix, encoder: Matrix, ofIx: number, ofIy: number) {
  const { ofX, xt, ty } = joints(p, encoder);
  const [a, b] = [slopesOf(xt, ofIx), slopesOf(ty, ofIy)];
  const [along, back] = [times(p, transposed(b)), times(encoder, b)];
  return {
    p: build(p.rows, p.columns, (x, y) => inner(rowOf(a, x), rowOf(encoder, x)) + at(back, x, y)),
    encoder: build(encoder.rows, encoder.columns, (x, t) => (ofX[x] as number) * at(a, x, t) + at(along, x, t)),
  };
}

export const informationPlane = reference(planeSpecification, {
  halves: true,
  member({ p, encoder }) {
    const { xt, ty } = joints(p, encoder);
    return { ix: sharedBy(xt), iy: sharedBy(ty) };
  },
  pullback: ({ p, encoder }, { ix, iy }) => planePullback(p, encoder, ix, iy),
});

export const bottleneckObjective = reference(objectiveSpecification, {
  halves: true,
  member({ p, encoder }, { beta }) {
    const { xt, ty } = joints(p, encoder);
    return sharedBy(xt) - beta * sharedBy(ty);
  },
  pullback: ({ p, encoder }, g, { beta }) => planePullback(p, encoder, g, -beta * g),
});

/** What a step is made of: p(x), the joint of T and Y, p(t), and the next encoder. */
function step(p: Matrix, encoder: Matrix, beta: number) {
  const { ofX, ty } = joints(p, encoder);
  const { ofRows: ofT } = marginals(ty);
  const next = matrix(encoder.rows, encoder.columns);
  for (let x = 0; x < p.rows; x++) {
    const scores = Float64Array.from({ length: encoder.columns }, (_, t) => {
      const apart = total(
        rowOf(p, x).map((joint, y) => {
          const given = joint / (ofX[x] as number);
          return given * logRatio(given, at(ty, t, y) / (ofT[t] as number));
        }),
      );
      return Math.log(ofT[t] as number) - beta * apart;
    });
    const most = scores.reduce((largest, one) => Math.max(largest, one), Number.NEGATIVE_INFINITY);
    const weights = scores.map((score) => Math.exp(score - most));
    const whole = total(weights);
    rowOf(next, x).set(weights.map((weight) => weight / whole));
  }
  return { ofX, ty, ofT, next };
}

export const blahutArimotoStep = reference(stepSpecification, {
  halves: true,
  member: ({ p, encoder }, { beta }) => step(p, encoder, beta).next,
  // In the exponent only (1 - beta) ln p(t) + beta sum_y p(y | x) ln p(t, y) depends on t, for p(y | x) sums to 1.
  pullback({ p, encoder }, g, { beta }) {
    const { ofX, ty, ofT, next } = step(p, encoder, beta);
    const scores = build(next.rows, next.columns, (x, t) => {
      const mean = inner(rowOf(g, x), rowOf(next, x));
      return at(next, x, t) * (at(g, x, t) - mean);
    });
    const given = build(p.rows, p.columns, (x, y) => at(p, x, y) / (ofX[x] as number));
    const sums = marginals(scores).ofColumns;
    const toT = ofT.map((value, t) => ((1 - beta) * (sums[t] as number)) / value);
    const products = times(transposed(scores), given);
    const toTy = build(ty.rows, ty.columns, (t, y) => (beta * at(products, t, y)) / at(ty, t, y));
    const logarithms = build(ty.rows, ty.columns, (t, y) => Math.log(at(ty, t, y)));
    const toGiven = scaled(times(scores, logarithms), beta);
    const [along, back] = [times(p, transposed(toTy)), times(encoder, toTy)];
    const toX = ofX.map(
      (whole, x) => inner(rowOf(encoder, x), toT) - inner(rowOf(toGiven, x), rowOf(given, x)) / whole,
    );
    return {
      p: build(
        p.rows,
        p.columns,
        (x, y) => at(back, x, y) + at(toGiven, x, y) / (ofX[x] as number) + (toX[x] as number),
      ),
      encoder: build(
        encoder.rows,
        encoder.columns,
        (x, t) => (ofX[x] as number) * (toT[t] as number) + at(along, x, t),
      ),
    };
  },
});
