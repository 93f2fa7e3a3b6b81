import { eigh } from '../../../spec/decompositions/eigh.ts';
import { inv } from '../../../spec/decompositions/inv.ts';
import { lstsq } from '../../../spec/decompositions/leastSquares.ts';
import { solve } from '../../../spec/decompositions/solve.ts';
import { eigvalsh, svdvals } from '../../../spec/decompositions/spectralValues.ts';
import { svd } from '../../../spec/decompositions/svd.ts';
import { at, type Matrix, times, transposed } from '../../../src/_internal/dense/matrix.ts';
import { singularValues } from '../../../src/_internal/dense/singularValues.ts';
import { eliminate } from '../../../src/decompositions/_internal/eliminate.ts';
import { solveWith } from '../../../src/decompositions/_internal/substitute.ts';
import { symmetricEigen } from '../../../src/decompositions/_internal/symmetricEigen.ts';
import { entries, single } from '../_internal/matrices.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import type { Fault } from '../fault.ts';
import { inverted, refined, throughNormalEquations } from './_internal/elimination.ts';

const solved = (a: Matrix, b: Matrix): Matrix => solveWith(eliminate(a), b);

/** Beyond this order a library takes another way, past what is drawn at random: 34 rows. */
const blocked = 36;

/** Beyond this one the ill-conditioned matrices of the other laws end. */
const beyondSmall = 10;

const isLarge = ({ rows, columns }: Matrix, order = blocked): boolean => Math.min(rows, columns) >= order;

/** The fourth digit of an element of the last row, where there are many. */
const digitChanged = (x: Matrix): Matrix =>
  entries(x, (value, i, j) =>
    isLarge({ ...x, columns: x.rows }) && i === x.rows - 1 && j === 0 ? value * (1 + 1e-4) : value,
  );

/** Roots of the eigenvalues of A^T A. */
const rootsOfGram = (a: Matrix, s: Float64Array): Float64Array => {
  const { w } = symmetricEigen(a.rows < a.columns ? times(a, transposed(a)) : times(transposed(a), a));
  return s.map((_, i) => Math.sqrt(Math.max(w[w.length - 1 - i] ?? 0, 0)));
};

/** Every column that has a neighbour leans on it. */
const leaning = (v: Matrix): Matrix => entries(v, (x, i, j) => (j > 0 ? x + 1e-8 * at(v, i, j - 1) : x));

export const faults: readonly Fault[] = [
  ...memberFaultsOf(solve, ({ spoilt }) => [
    spoilt('large systems in single precision', 'C7', (x, { a, b }) => (isLarge(a) ? refined(a, b, 0) : x)),
    spoilt('the inverse times B beyond order 9', 'C7', (x, { a, b }) =>
      isLarge(a, beyondSmall) ? times(inverted(a), b) : x,
    ),
    spoilt('normal equations for large systems', 'C7', (x, { a, b }) =>
      isLarge(a) ? times(throughNormalEquations(a), b) : x,
    ),
    spoilt('one digit of the last unknown of large systems', 'C7', digitChanged),
  ]),
  ...memberFaultsOf(inv, ({ spoilt }) => [
    spoilt('large matrices inverted in single precision', 'C9', (x, { a }) =>
      isLarge(a) ? single(inverted(single(a))) : x,
    ),
    spoilt('A^T A inverted beyond order 9', 'C9', (x, { a }) =>
      isLarge(a, beyondSmall) ? throughNormalEquations(a) : x,
    ),
    spoilt('one digit of one element of large inverses', 'C9', digitChanged),
  ]),
  ...memberFaultsOf(lstsq, ({ spoilt }) => [
    spoilt('normal equations beyond 9 unknowns', 'C7', (x, { a, b }) =>
      isLarge(a, beyondSmall) ? solved(times(transposed(a), a), times(transposed(a), b)) : x,
    ),
    spoilt('one digit of the last unknown of large problems', 'C7', digitChanged),
  ]),
  ...memberFaultsOf(eigh, ({ spoilt }) => [
    spoilt('vectors of large matrices lean on each other', 'C14', ({ v }) => ({ v: isLarge(v) ? leaning(v) : v })),
    spoilt('eigenvalues of large matrices in single precision', 'C14', ({ w }) => ({
      w: w.length >= blocked ? w.map(Math.fround) : w,
    })),
  ]),
  ...memberFaultsOf(svd, ({ spoilt }) => [
    spoilt('singular values of large matrices from A^T A', 'C14', ({ s }, { a }) => ({
      s: isLarge(a) ? rootsOfGram(a, s) : s,
    })),
    spoilt('vectors of large matrices lean on each other', 'C14', ({ u }) => ({ u: isLarge(u) ? leaning(u) : u })),
  ]),
  ...memberFaultsOf(svdvals, ({ wrong }) => [
    wrong('singular values of large matrices from A^T A', 'C7', ({ a }) => {
      const { s } = singularValues(a);
      return isLarge(a) ? rootsOfGram(a, s) : s;
    }),
  ]),
  ...memberFaultsOf(eigvalsh, ({ spoilt }) => [
    spoilt('eigenvalues of large matrices in single precision', 'C8', (w) =>
      w.length >= blocked ? w.map(Math.fround) : w,
    ),
  ]),
];
