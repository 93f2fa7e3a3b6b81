import { compressLinear, factorPair } from '../../../spec/multilinear/factorPair.ts';
import {
  at,
  build,
  columnsOf,
  identity,
  type Matrix,
  matrix,
  times,
  transposed,
} from '../../../src/_internal/dense/matrix.ts';
import { singularValues } from '../../../src/_internal/dense/singularValues.ts';
import { entries, reversedColumns } from '../_internal/matrices.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import { arrayOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

/** The columns of a matrix times a power of the singular values. */
const weighted = (basis: Matrix, s: ArrayLike<number>, rank: number, power: number): Matrix =>
  build(basis.rows, rank, (i, j) => at(basis, i, j) * (s[j] as number) ** power);

/** Columns turned by 45 degrees against each other, the first two. */
const turned = (a: Matrix): Matrix =>
  a.columns < 2
    ? a
    : entries(a, (x, i, j) => (j > 1 ? x : (at(a, i, 0) + (j === 0 ? 1 : -1) * at(a, i, 1)) / Math.SQRT2));

export const faults: readonly Fault[] = [
  ...memberFaultsOf(factorPair, ({ wrong, spoilt, misread }) => [
    wrong('the singular values left to U', 'C4', ({ a }, { rank }) => {
      const { u, s, v } = singularValues(a);
      return { u: weighted(u, s, rank, 1), v: columnsOf(v, 0, rank) };
    }),
    wrong('every value in both factors', 'C6', ({ a }, { rank }) => {
      const { u, s, v } = singularValues(a);
      return { u: weighted(u, s, rank, 1), v: weighted(v, s, rank, 1) };
    }),
    wrong('the first columns of A, and of the identity', 'C3', ({ a }, { rank }) => ({
      u: columnsOf(a, 0, rank),
      v: columnsOf(identity(a.columns), 0, rank),
    })),
    wrong('the smallest values', 'C7', ({ a }, { rank }) => {
      const { u, s, v } = singularValues(a);
      const last = (basis: Matrix) => columnsOf(basis, s.length - rank, rank);
      return {
        u: weighted(last(u), s.slice(s.length - rank), rank, 0.5),
        v: weighted(last(v), s.slice(s.length - rank), rank, 0.5),
      };
    }),
    spoilt('columns turned against each other', 'C5', ({ u, v }) => ({ u: turned(u), v: turned(v) })),
    spoilt('values in ascending order', 'C5', ({ u, v }) => ({ u: reversedColumns(u), v: reversedColumns(v) })),
    spoilt('the product a little less', 'C1', ({ u }) => ({ u: entries(u, (x) => x * (1 - 1e-9)) })),
    spoilt('the rows of V in single precision', 'C2', ({ v }) => ({ v: entries(v, Math.fround) })),
    misread('NaN taken for zero', 'special', ({ a }) => ({ a: entries(a, (x) => x || 0) })),
  ]),
  ...faultsOf('multilinear.factorPair', ({ spoilt, misset }) => [
    spoilt('a column of zeros more', 'C8', ({ u }) => {
      const [m = 0, r = 0] = u.shape.slice(-2);
      return { u: arrayOf(u.dtype, [...u.shape.slice(0, -2), m, r + 1], new Array(m * (r + 1)).fill(0)) };
    }),
    misset('rank 1 of small matrices', 'E70', ({ rank }, { a }) => ({
      rank: Math.max(...a.shape) < 3 ? Math.min(rank, 1) : rank,
    })),
    misset('a rank that is too large cut', 'R1', ({ rank }, { a }) => ({ rank: Math.min(rank, ...a.shape.slice(-2)) })),
  ]),
  ...memberFaultsOf(compressLinear, ({ wrong, spoilt }) => [
    wrong('the first features handed on', 'C4', ({ weight }, { rank }) => ({
      first: transposed(columnsOf(identity(weight.columns), 0, rank)),
      second: columnsOf(weight, 0, rank),
    })),
    wrong('projected onto the last singular vectors', 'C5', ({ weight }, { rank }) => {
      const { v } = singularValues(weight);
      const last = columnsOf(v, v.columns - rank, rank);
      return { first: transposed(last), second: times(weight, last) };
    }),
    spoilt('the second layer a little less', 'C1', ({ second }) => ({
      second: entries(second, (x) => x * (1 - 1e-9)),
    })),
    spoilt('the first layer in single precision', 'C2', ({ first }) => ({ first: entries(first, Math.fround) })),
    spoilt('the singular values left out', 'C3', ({ first, second }) => ({
      first: entries(
        first,
        (x, i) => x / (Math.hypot(...first.data.subarray(i * first.columns, (i + 1) * first.columns)) || 1),
      ),
      second: matrix(second.rows, second.columns, second.data),
    })),
  ]),
  ...faultsOf('multilinear.compressLinear', ({ misset }) => [
    misset('a rank that is too large cut', 'R1', ({ rank }, { weight }) => ({ rank: Math.min(rank, ...weight.shape) })),
  ]),
];
