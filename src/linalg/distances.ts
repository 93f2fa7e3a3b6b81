import {
  angularDistance as angularSpecification,
  chebyshevDistance as chebyshevSpecification,
  cosineSimilarity as cosineSpecification,
  euclideanDistance as euclideanSpecification,
  manhattanDistance as manhattanSpecification,
  pairwiseDistances as pairwiseSpecification,
} from '../../spec/linalg/distances.ts';
import { at, build, matrix, rowOf } from '../_internal/dense/matrix.ts';
import { largestMagnitude, normOf } from '../_internal/dense/scale.ts';
import { reference } from '../_internal/reference.ts';
import { inner, total } from '../_internal/rows.ts';

type Vector = Float64Array<ArrayBuffer>;

interface Metric {
  readonly norm: (difference: Vector) => number;
  /** The slope of the norm by an entry. */
  readonly slopes: (difference: Vector) => Vector;
}

const difference = (x: Float64Array, y: Float64Array): Vector =>
  Float64Array.from(x, (value, i) => value - (y[i] as number));

const metrics: Readonly<Record<'euclidean' | 'manhattan' | 'chebyshev', Metric>> = {
  euclidean: {
    norm: normOf,
    slopes(values) {
      const norm = normOf(values);
      return values.map((value) => (norm === 0 ? 0 : value / norm));
    },
  },
  manhattan: { norm: (values) => total(values.map(Math.abs)), slopes: (values) => values.map(Math.sign) },
  chebyshev: {
    norm: largestMagnitude,
    slopes(values) {
      const place = values.findIndex((value) => Math.abs(value) === largestMagnitude(values));
      return values.map((value, i) => (i === place ? Math.sign(value) : 0));
    },
  },
};

/** What is done with one pair of vectors. */
const ofPair = ({ norm, slopes }: Metric) => ({
  halves: true,
  member: ({ x, y }: { readonly x: Vector; readonly y: Vector }) => norm(difference(x, y)),
  pullback({ x, y }: { readonly x: Vector; readonly y: Vector }, g: number) {
    const ofX = slopes(difference(x, y)).map((slope) => g * slope);
    return { x: ofX, y: ofX.map((slope) => -slope) };
  },
});

export const euclideanDistance = reference(euclideanSpecification, ofPair(metrics.euclidean));
export const manhattanDistance = reference(manhattanSpecification, ofPair(metrics.manhattan));
export const chebyshevDistance = reference(chebyshevSpecification, ofPair(metrics.chebyshev));

export const pairwiseDistances = reference(pairwiseSpecification, {
  halves: true,
  member: ({ x, y }, { metric }) =>
    build(x.rows, y.rows, (i, j) => metrics[metric].norm(difference(rowOf(x, i), rowOf(y, j)))),
  pullback({ x, y }, g, { metric }) {
    const gradients = { x: matrix(x.rows, x.columns), y: matrix(y.rows, y.columns) };
    for (let i = 0; i < x.rows; i++) {
      for (let j = 0; j < y.rows; j++) {
        const [ofX, ofY] = [rowOf(gradients.x, i), rowOf(gradients.y, j)];
        metrics[metric].slopes(difference(rowOf(x, i), rowOf(y, j))).forEach((slope, k) => {
          ofX[k] = (ofX[k] as number) + at(g, i, j) * slope;
          ofY[k] = (ofY[k] as number) - at(g, i, j) * slope;
        });
      }
    }
    return gradients;
  },
});

/** A vector over its length, and the length. */
function unitOf(x: Vector): { readonly unit: Vector; readonly length: number } {
  const length = normOf(x);
  return { unit: x.map((value) => value / length), length };
}

export const cosineSimilarity = reference(cosineSpecification, {
  halves: true,
  member: ({ x, y }) => Math.max(-1, Math.min(1, inner(unitOf(x).unit, unitOf(y).unit))),
  // dc = <y' - c x', dx> / ||x||, x' and y' the unit vectors.
  pullback({ x, y }, g) {
    const [one, other] = [unitOf(x), unitOf(y)];
    const c = inner(one.unit, other.unit);
    const slope = (to: Vector, from: Vector, length: number) =>
      to.map((value, i) => (g * (value - c * (from[i] as number))) / length);
    return { x: slope(other.unit, one.unit, one.length), y: slope(one.unit, other.unit, other.length) };
  },
});

export const angularDistance = reference(angularSpecification, {
  halves: true,
  member({ x, y }) {
    const [one, other] = [unitOf(x).unit, unitOf(y).unit];
    return 2 * Math.atan2(normOf(difference(one, other)), normOf(one.map((value, i) => value + (other[i] as number))));
  },
  // dd = -<p, dx> / ||x||, p the direction of what y' has beside x': of y' - x' less its part along x'.
  pullback({ x, y }, g) {
    const [one, other] = [unitOf(x), unitOf(y)];
    const slope = (to: Vector, from: Vector, length: number) => {
      const apart = difference(to, from);
      const along = inner(apart, from);
      const beside = unitOf(apart.map((value, i) => value - along * (from[i] as number))).unit;
      return beside.map((value) => (-g * value) / length);
    };
    return { x: slope(other.unit, one.unit, one.length), y: slope(one.unit, other.unit, other.length) };
  },
});
