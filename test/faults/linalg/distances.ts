import {
  angularDistance,
  chebyshevDistance,
  cosineSimilarity,
  euclideanDistance,
  manhattanDistance,
  pairwiseDistances,
} from '../../../spec/linalg/distances.ts';
import { build, type Matrix, negated, rowOf } from '../../../src/_internal/dense/matrix.ts';
import { largest } from '../_internal/matrices.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import { sum } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

type Values = ArrayLike<number>;

const inner = (x: Values, y: Values): number => sum(Array.from(x, (value, i) => value * (y[i] ?? 0)));
const apart = (x: Values, y: Values): number[] => Array.from(x, (value, i) => Math.abs(value - (y[i] ?? 0)));
const length = (x: Values): number => Math.sqrt(inner(x, x));
/** The distance whose square is expanded. */
const expanded = (x: Values, y: Values): number => Math.sqrt(Math.max(inner(x, x) + inner(y, y) - 2 * inner(x, y), 0));
const cosine = (x: Values, y: Values): number => inner(x, y) / (length(x) * length(y));
const overPairs = (x: Matrix, y: Matrix, distance: (x: Values, y: Values) => number): Matrix =>
  build(x.rows, y.rows, (i, j) => distance(rowOf(x, i), rowOf(y, j)));

export const faults: readonly Fault[] = [
  ...memberFaultsOf(euclideanDistance, ({ wrong, spoiltGradient }) => [
    wrong('the square expanded', 'C3', ({ x, y }) => expanded(x, y)),
    wrong('a small constant under the root', 'C1', ({ x, y }) => Math.sqrt(inner(apart(x, y), apart(x, y)) + 1e-12)),
    wrong('the square of the distance', 'C2', ({ x, y }) => length(apart(x, y)) ** 2),
    wrong('the Manhattan distance', 'C4', ({ x, y }) => sum(apart(x, y))),
    wrong('the first entry twice', 'C5', ({ x, y }) => Math.hypot(...apart(x, y), apart(x, y)[0] ?? 0)),
    spoiltGradient('the gradient of y with the sign of that of x', 'jacobian', ({ x }) => ({ y: x })),
  ]),
  ...memberFaultsOf(manhattanDistance, ({ wrong, spoiltGradient }) => [
    wrong('differences of sizes', 'C1', ({ x, y }) => sum(apart(Array.from(x, Math.abs), Array.from(y, Math.abs)))),
    wrong('squares of differences', 'C2', ({ x, y }) => inner(apart(x, y), apart(x, y))),
    wrong('vectors in single precision', 'C3', ({ x, y }) =>
      sum(apart(Array.from(x, Math.fround), Array.from(y, Math.fround))),
    ),
    spoiltGradient('the gradient of y with the sign of that of x', 'jacobian', ({ x }) => ({ y: x })),
  ]),
  ...memberFaultsOf(chebyshevDistance, ({ wrong, spoiltGradient }) => [
    wrong('the largest difference with its sign', 'C1', ({ x, y }) =>
      Math.max(0, ...Array.from(x, (value, i) => value - (y[i] ?? 0))),
    ),
    wrong('the last entry left out beyond ten', 'tiles', ({ x, y }) =>
      largest(apart(x, y).slice(0, x.length > 10 ? -1 : x.length)),
    ),
    wrong('the square of the largest', 'C2', ({ x, y }) => largest(apart(x, y)) ** 2),
    wrong('vectors in single precision', 'C3', ({ x, y }) =>
      largest(apart(Array.from(x, Math.fround), Array.from(y, Math.fround))),
    ),
    spoiltGradient('no gradient for y', 'jacobian', ({ y }) => ({ y: Array.from(y as ArrayLike<number>, () => 0) })),
  ]),
  ...memberFaultsOf(pairwiseDistances, ({ wrong, spoilt, spoiltGradient }) => [
    wrong('a small constant under the root', 'C1', ({ x, y }) =>
      overPairs(x, y, (a, b) => Math.sqrt(inner(apart(a, b), apart(a, b)) + 1e-12)),
    ),
    wrong('the square expanded', 'C2', ({ x, y }) => overPairs(x, y, expanded)),
    wrong('rows in single precision', 'C2', ({ x, y }) =>
      overPairs(x, y, (a, b) => length(apart(Array.from(a, Math.fround), Array.from(b, Math.fround)))),
    ),
    spoilt('the lower triangle mirrored', 'C3', (d) =>
      build(d.rows, d.columns, (i, j) =>
        d.rows === d.columns
          ? (d.data[Math.max(i, j) * d.columns + Math.min(i, j)] ?? 0)
          : (d.data[i * d.columns + j] ?? 0),
      ),
    ),
    wrong('the Euclidean distance, whatever is asked for', 'C4', ({ x, y }) =>
      overPairs(x, y, (a, b) => length(apart(a, b))),
    ),
    spoiltGradient('the gradient of y with the wrong sign', 'jacobian', ({ y }) => ({ y: negated(y as Matrix) })),
  ]),
  ...faultsOf('linalg.pairwiseDistances', ({ misset }) => [
    misset('any other name taken for the default', 'attributes', ({ metric }) =>
      metric === 'manhattan' || metric === 'chebyshev' ? {} : { metric: 'euclidean' },
    ),
  ]),
  ...memberFaultsOf(cosineSimilarity, ({ wrong, spoilt, wrongGradient }) => [
    wrong('lengths left out', 'C2', ({ x, y }) => inner(x, y)),
    spoilt('the size of the cosine', 'C1', (c) => Math.abs(c)),
    wrong(
      'not clamped, the product of the lengths a little small',
      'C3',
      ({ x, y }) => inner(x, y) / (length(x) * length(y) * (1 - 2 ** -51)),
    ),
    wrong(
      'the inner product over the largest length, an infinity beside 0',
      'C4',
      ({ x, y }) => (inner(x, y) || (length(x) * length(y) === 0 ? 1 : 0)) / (length(x) * length(y)),
    ),
    spoilt('the sine', 'C5', (c) => Math.sqrt(Math.max(1 - c * c, 0))),
    wrong('a constant in the divisor', 'homogeneity', ({ x, y }) => inner(x, y) / (length(x) * length(y) + 1e-8)),
    wrong(
      '1 - angle over half a turn, which is as if 1 - cos were a metric',
      'E36',
      ({ x, y }) => 1 - Math.acos(Math.max(-1, Math.min(1, inner(x, y) / (length(x) * length(y))))) / Math.PI,
    ),
    wrong(
      'the size of the cosine, which no sign of a multiple changes',
      'E81',
      ({ x, y }) => Math.abs(inner(x, y)) / (length(x) * length(y) || 1),
    ),
    wrongGradient('gradient of the inner product alone', 'jacobian', ({ x, y }, g) => ({
      x: y.map((value) => (g * value) / (length(x) * length(y))),
      y: x.map((value) => (g * value) / (length(x) * length(y))),
    })),
  ]),
  ...memberFaultsOf(angularDistance, ({ wrong, spoilt, wrongGradient, spoiltGradient }) => [
    wrong('arccos of the cosine', 'C4', ({ x, y }) => Math.acos(Math.max(-1, Math.min(1, cosine(x, y))))),
    wrong('1 - cos', 'C2', ({ x, y }) => 1 - cosine(x, y)),
    wrong('the chord', 'C3', ({ x, y }) => Math.sqrt(Math.max(0, 2 - 2 * cosine(x, y)))),
    wrong('the angle between lines', 'C5', ({ x, y }) => Math.acos(Math.min(1, Math.abs(cosine(x, y))))),
    spoilt('in units of pi', 'C1', (d) => Number(d) / Math.PI),
    wrong('a constant in the divisor', 'homogeneity', ({ x, y }) =>
      Math.acos(inner(x, y) / (length(x) * length(y) + 1e-8)),
    ),
    wrongGradient('gradient of the cosine', 'jacobian', ({ x, y }, g) => ({
      x: y.map((value) => (g * value) / (length(x) * length(y))),
      y: x.map((value) => (g * value) / (length(x) * length(y))),
    })),
    spoiltGradient('the gradient of y with the wrong sign', 'adjoint', ({ y }) => ({
      y: Float64Array.from(y, (value) => -value),
    })),
  ]),
];
