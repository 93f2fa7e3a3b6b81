import { cond, eigvals, eigvalsh, svdvals } from '../../../spec/decompositions/spectralValues.ts';
import {
  at,
  build,
  type Matrix,
  scaled,
  symmetricPart,
  times,
  transposed,
} from '../../../src/_internal/dense/matrix.ts';
import { singularValues } from '../../../src/_internal/dense/singularValues.ts';
import { eliminate } from '../../../src/decompositions/_internal/eliminate.ts';
import { symmetricEigen } from '../../../src/decompositions/_internal/symmetricEigen.ts';
import { columnsIn, diagonalOf, entries, largest, mirrored } from '../_internal/matrices.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import { sum } from '../_internal/plain.ts';
import type { Fault } from '../fault.ts';
import { determinantOf } from './_internal/elimination.ts';

/** The roots of the eigenvalues of A^T A. */
function throughGram(a: Matrix): Float64Array {
  const { w } = symmetricEigen(a.rows < a.columns ? times(a, transposed(a)) : times(transposed(a), a));
  return w.toReversed().map((value) => Math.sqrt(Math.max(value, 0)));
}

const norm1 = (a: Matrix): number => largest(columnsIn(a).map((column) => sum(column.map(Math.abs))));

export const faults: readonly Fault[] = [
  ...memberFaultsOf(svdvals, ({ wrong, spoilt, misread, spoiltGradient }) => [
    wrong('the roots of the eigenvalues of A^T A', 'C1', ({ a }) => throughGram(a)),
    spoilt('in ascending order', 'C2', (s) => s.toReversed()),
    spoilt('squared', 'C5', (s) => s.map((value) => value * value)),
    misread('the last row left out', 'C4', ({ a }) => ({
      a: entries(a, (x, i) => (i === a.rows - 1 && i > 0 ? 0 : x)),
    })),
    wrong('sizes of the diagonal', 'C3', ({ a }) =>
      Float64Array.from(diagonalOf(a).slice(0, Math.min(a.rows, a.columns)), Math.abs)
        .sort()
        .reverse(),
    ),
    spoilt('those below 1e-3 of the largest lifted to it', 'C6', (s) =>
      s.map((value) => Math.max(value, 1e-3 * (s[0] ?? 0))),
    ),
    misread('NaN taken for zero', 'special', ({ a }) => ({ a: entries(a, (x) => x || 0) })),
    spoiltGradient('twice the gradient', 'gradient', ({ a }) => ({ a: scaled(a, 2) })),
    spoiltGradient('the gradient transposed', 'gradient', ({ a }) => ({ a: a.rows === a.columns ? transposed(a) : a })),
  ]),
  ...memberFaultsOf(cond, ({ wrong, spoilt, misread, spoiltGradient }) => [
    wrong('through A^T A', 'C3', ({ a }) => {
      const s = throughGram(a);
      return (s[0] ?? 0) / (s.at(-1) ?? 0);
    }),
    wrong('the condition number of the 1-norm', 'C5', ({ a }) => {
      if (a.rows !== a.columns) return Number.NaN;
      const { u, s, v } = singularValues(a);
      const inverse = times(
        v,
        build(s.length, s.length, (i, j) => (i === j ? 1 / (s[i] ?? 0) : 0)),
        transposed(u),
      );
      return norm1(a) * norm1(inverse);
    }),
    wrong('1 / |det A|', 'C4', ({ a }) => (a.rows === a.columns ? 1 / Math.abs(determinantOf(eliminate(a))) : 1)),
    wrong('by the largest cosine between two columns', 'C8', ({ a }) => {
      const columns = columnsIn(a);
      const cosines = columns.flatMap((one, i) =>
        columns
          .slice(i + 1)
          .map((other) =>
            Math.abs(sum(one.map((x, k) => x * (other[k] ?? 0))) / (Math.hypot(...one) * Math.hypot(...other))),
          ),
      );
      const most = largest(cosines);
      return (1 + most) / (1 - most);
    }),
    misread('of columns of length one', 'E59', ({ a }) => {
      const lengths = columnsIn(a).map((column) => Math.hypot(...column) || 1);
      return { a: entries(a, (x, _, j) => x / (lengths[j] ?? 1)) };
    }),
    spoilt('its reciprocal', 'C2', (kappa) => 1 / Number(kappa)),
    spoilt('its square', 'C1', (kappa) => Number(kappa) ** 2),
    spoilt('its square root', 'C7', (kappa) => Math.sqrt(Number(kappa))),
    wrong('of the singular values other than 0', 'C6', ({ a }) => {
      const { s } = singularValues(a);
      const first = s[0] ?? 0;
      return first / (s.filter((value) => value > 1e-13 * first).at(-1) ?? first);
    }),
    misread('NaN taken for zero', 'special', ({ a }) => ({ a: entries(a, (x) => x || 0) })),
    spoiltGradient('the gradient with the other sign', 'gradient', ({ a }) => ({ a: scaled(a, -1) })),
    spoiltGradient('the gradient transposed', 'gradient', ({ a }) => ({ a: a.rows === a.columns ? transposed(a) : a })),
  ]),
  ...memberFaultsOf(eigvalsh, ({ wrong, spoilt, misread, spoiltGradient }) => [
    spoilt('in descending order', 'C2', (w) => w.toReversed()),
    spoilt('singular values', 'C4', (w) => w.map(Math.abs).sort()),
    spoilt('one of them twice', 'C7', (w) => w.map((value, i) => (i > 0 ? (w[i - 1] ?? 0) : value))),
    spoilt('times 1 + 1e-10', 'C3', (w) => w.map((value) => value * (1 + 1e-10))),
    spoilt('with the largest entry added', 'C1', (w, { a }) =>
      w.map((value) => value + 3 * largest(a.data.map(Math.abs))),
    ),
    wrong('the diagonal', 'C5', ({ a }) => Float64Array.from(diagonalOf(a)).sort()),
    misread('the lower triangle mirrored, NaN taken for zero', 'R1', ({ a }) => ({
      a: mirrored(entries(a, (x) => x || 0)),
    })),
    misread('above the diagonal one triangle, on it and below the mean of both', 'C6', ({ a }) => ({
      a: entries(a, (x, i, j) => (i > j ? 0.25 * x + 0.75 * at(a, j, i) : x)),
    })),
    spoiltGradient('twice the gradient', 'gradient', ({ a }) => ({ a: scaled(a, 2) })),
  ]),
  ...memberFaultsOf(eigvals, ({ wrong, spoilt, misread }) => [
    wrong('those of the symmetric part', 'C5', ({ a }) => {
      const { w } = symmetricEigen(symmetricPart(a));
      return { re: w, im: w.map(() => 0) };
    }),
    spoilt('the conjugate of one of them', 'C2', ({ re, im }) => ({ re, im: im.map((value) => Math.abs(value)) })),
    spoilt('the imaginary parts dropped', 'C4', ({ re, im }) => ({ re, im: im.map(() => 0) })),
    spoilt('the first of them for all', 'C3', ({ re, im }) => ({ re: re.map(() => re[0] ?? 0), im: im.map(() => 0) })),
    spoilt('the first and the last moved apart', 'C1', ({ re, im }) => ({
      re: re.map((value, i) => value + (i === 0 ? 1 : i === re.length - 1 ? -1 : 0) * 1e-3 * largest(re.map(Math.abs))),
      im,
    })),
    misread('NaN taken for zero', 'R1', ({ a }) => ({ a: entries(a, (x) => x || 0) })),
  ]),
];
