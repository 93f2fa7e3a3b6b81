import { lu } from '../../../spec/decompositions/lu.ts';
import { at, part, scaled, transposed } from '../../../src/_internal/dense/matrix.ts';
import { type Elimination, eliminate } from '../../../src/decompositions/_internal/eliminate.ts';
import { entries } from '../_internal/matrices.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import type { Fault } from '../fault.ts';
import {
  eliminatedBy,
  eliminatedWith,
  firstNonzero,
  largestInItsRow,
  type Rules,
  zeroSmall,
} from './_internal/elimination.ts';

const factorsOf = ({ permutation, factors }: Elimination) => ({
  permutation,
  l: entries(factors, (x, i, j) => (i > j ? x : i === j ? 1 : 0)),
  u: part(factors, (i, j) => i <= j),
});

export const faults: readonly Fault[] = memberFaultsOf(lu, ({ wrong, spoilt, wrongGradient, spoiltGradient }) => {
  const by = (name: string, clause: string, rules: Rules) =>
    wrong(name, clause, ({ a }) => factorsOf(eliminatedBy(a, rules)));
  return [
    by('no pivoting', 'C5', { pivot: (_, k) => k }),
    by('pivots chosen relative to their rows', 'C5', { pivot: largestInItsRow }),
    by('pivots below 1e-3 taken for zero', 'homogeneity', { negligible: (pivot) => Math.abs(pivot) < 1e-3 }),
    by('division by a zero pivot', 'C8', { negligible: () => false }),
    by('multipliers not exchanged with their rows', 'C1', { movesMultipliers: false }),
    by('the first entry that is not zero is the pivot', 'C5', { pivot: firstNonzero }),
    wrong('pivots below 1e-10 of the largest entry set to zero', 'C9', ({ a }) =>
      factorsOf(eliminatedWith(a, zeroSmall)),
    ),
    wrong('permutation inverted', 'C1', ({ a }) => {
      const { permutation, ...factors } = factorsOf(eliminate(a));
      return { permutation: permutation.map((_, i) => permutation.indexOf(i)), ...factors };
    }),
    spoilt('a permutation of all zeros', 'C4', ({ l }) => ({ permutation: new Int32Array(l.rows) })),
    spoilt('the pivots on the diagonal of L', 'C2', ({ l, u }) => ({
      l: entries(l, (x, _, j) => x * (at(u, j, j) || 1)),
      u: entries(u, (x, i) => x / (at(u, i, i) || 1)),
    })),
    spoilt('the multipliers left below the diagonal of U', 'C3', ({ l, u }) => ({
      u: entries(u, (x, i, j) => (i > j ? at(l, i, j) : x)),
    })),
    spoiltGradient('gradient in the order of the exchanged rows', 'jacobian', (gradients, { a }) => {
      const { permutation } = eliminate(a);
      return { a: entries(gradients.a, (_, i, j) => at(gradients.a, permutation[i] ?? i, j)) };
    }),
    wrongGradient(
      'gradient of L without its part below the diagonal',
      'jacobian',
      (inputs, { l, u }, attributes, right) => right(inputs, { l: scaled(l, 0), u }, attributes),
    ),
    spoiltGradient('gradient transposed', 'adjoint', ({ a }) => ({ a: transposed(a) })),
    wrongGradient('gradient of the diagonal of U alone', 'adjoint', (inputs, { l, u }, attributes, right) =>
      right(inputs, { l, u: part(u, (i, j) => i === j) }, attributes),
    ),
    wrongGradient('gradient of no more than eight rows of U', 'gradient', (inputs, { l, u }, attributes, right) =>
      right(inputs, { l, u: part(u, (i) => i < 8) }, attributes),
    ),
  ];
});
