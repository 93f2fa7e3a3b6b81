import { pca } from '../../../spec/decompositions/pca.ts';
import { at, build, columnsOf, type Matrix, scaled, times, transposed } from '../../../src/_internal/dense/matrix.ts';
import { singularValues } from '../../../src/_internal/dense/singularValues.ts';
import { columnOf, entries, reversedColumns } from '../_internal/matrices.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import { sum } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const meanOf = (x: Matrix): Float64Array =>
  Float64Array.from({ length: x.columns }, (_, j) => sum(columnOf(x, j)) / x.rows);

const centred = (x: Matrix): Matrix => {
  const mean = meanOf(x);
  return entries(x, (value, _, j) => value - (mean[j] ?? 0));
};

/** The decomposition of what is made of X, and the mean. */
function through(x: Matrix, data: Matrix, k: number) {
  const { s, v } = singularValues(data);
  return {
    mean: meanOf(x),
    components: columnsOf(v, 0, k),
    variances: s.slice(0, k).map((one) => one ** 2 / (x.rows - 1)),
  };
}

export const faults: readonly Fault[] = [
  ...memberFaultsOf(pca, ({ wrong, spoilt, misread, spoiltGradient }) => [
    wrong('data not centred', 'C8', ({ x }, { k }) => through(x, x, k)),
    wrong('data not centred where few samples are', 'E72', ({ x }, { k }) =>
      through(x, x.rows < 4 ? x : centred(x), k),
    ),
    wrong('features of unit variance', 'C1', ({ x }, { k }) => {
      const rest = centred(x);
      const lengths = Array.from({ length: x.columns }, (_, j) => Math.hypot(...columnOf(rest, j)) || 1);
      return through(
        x,
        entries(rest, (value, _, j) => value / (lengths[j] ?? 1)),
        k,
      );
    }),
    wrong('the features with the largest variances', 'C10', ({ x }, { k }) => {
      const rest = centred(x);
      const squares = Array.from({ length: x.columns }, (_, j) => Math.hypot(...columnOf(rest, j)) ** 2 / (x.rows - 1));
      const order = squares.map((_, j) => j).sort((i, j) => (squares[j] ?? 0) - (squares[i] ?? 0));
      return {
        mean: meanOf(x),
        components: build(x.columns, k, (i, j) => (i === order[j] ? 1 : 0)),
        variances: Float64Array.from({ length: k }, (_, j) => squares[order[j] ?? 0] ?? 0),
      };
    }),
    wrong('through the covariance in single precision', 'C4', ({ x }, { k }) => {
      const rest = centred(x);
      const covariance = entries(times(transposed(rest), rest), Math.fround);
      const { u, s } = singularValues(covariance);
      return {
        mean: meanOf(x),
        components: columnsOf(u, 0, k),
        variances: s.slice(0, k).map((one) => one / (x.rows - 1)),
      };
    }),
    spoilt('variances over m', 'C7', ({ variances }, { x }) => ({
      variances: variances.map((value) => (value * (x.rows - 1)) / x.rows),
    })),
    spoilt('standard deviations in place of variances', 'C11', ({ variances }) => ({
      variances: variances.map(Math.sqrt),
    })),
    spoilt('components turned against each other', 'C6', ({ components: v }) => ({
      components:
        v.columns < 2
          ? v
          : entries(v, (x, i, j) => (j > 1 ? x : (at(v, i, 0) + (j === 0 ? 1 : -1) * at(v, i, 1)) / Math.SQRT2)),
    })),
    spoilt('in ascending order', 'C3', ({ components, variances }) => ({
      components: reversedColumns(components),
      variances: variances.toReversed(),
    })),
    spoilt('components not quite of length one', 'C2', ({ components }) => ({
      components: scaled(components, 1 + 1e-9),
    })),
    spoilt('the first sample for the mean', 'C5', (_, { x }) => ({
      mean: Float64Array.from(x.data.slice(0, x.columns)),
    })),
    spoilt('the last feature left out', 'C9', ({ components: v }) => ({
      components: entries(v, (x, i) => (i === v.rows - 1 && i > 0 ? 0 : x)),
    })),
    misread('NaN taken for zero', 'special', ({ x }) => ({ x: entries(x, (value) => value || 0) })),
    spoiltGradient('the gradient of the mean left out', 'jacobian', ({ x }) => ({ x: centred(x) })),
    spoiltGradient('half the gradient', 'adjoint', ({ x }) => ({ x: scaled(x, 0.5) })),
  ]),
  ...faultsOf('decompositions.pca', ({ misset }) => [
    misset('components that there cannot be left out', 'R1', ({ k }, { x }) => ({
      k: Math.max(1, Math.min(k, (x.shape.at(-2) ?? 2) - 1, x.shape.at(-1) ?? 1)),
    })),
  ]),
];
