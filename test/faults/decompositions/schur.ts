import { schur } from '../../../spec/decompositions/schur.ts';
import {
  at,
  identity,
  type Matrix,
  part,
  plus,
  scaled,
  symmetricPart,
  transposed,
} from '../../../src/_internal/dense/matrix.ts';
import { entries, single } from '../_internal/matrices.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import { type Fault, faultsOf } from '../fault.ts';
import { zeroAfterBad } from './_internal/zeroAfterBad.ts';

/** The planes of the first two columns turned. */
const turnedColumns = (a: Matrix): Matrix =>
  entries(a, (x, i, j) => {
    const [one, two] = [at(a, i, 0), at(a, i, 1)];
    return j === 0 ? 0.6 * one + 0.8 * two : j === 1 ? 0.6 * two - 0.8 * one : x;
  });

export const faults: readonly Fault[] = [
  ...memberFaultsOf(schur, ({ wrong, spoilt, misread }) => [
    spoilt('Q transposed', 'C1', ({ q }) => ({ q: transposed(q) })),
    spoilt('pairs of complex eigenvalues cut to their real parts', 'C1', ({ t }) => ({ t: part(t, (i, j) => i <= j) })),
    spoilt('factors in single precision', 'C1', ({ q, t }) => ({ q: single(q), t: single(t) })),
    spoilt('Q twice as long, T a quarter', 'C2', ({ q, t }) => ({ q: scaled(q, 2), t: scaled(t, 1 / 4) })),
    wrong('not iterated', 'C3', ({ a }) => ({ q: identity(a.rows), t: a })),
    spoilt('a block of two real eigenvalues left', 'C4', ({ q, t }) => {
      const isFree = t.rows > 1 && at(t, 1, 0) === 0 && (t.rows === 2 || at(t, 2, 1) === 0);
      return isFree ? { q: turnedColumns(q), t: transposed(turnedColumns(transposed(turnedColumns(t)))) } : {};
    }),
    spoilt('not iterated to the end', 'C5', ({ t }) => ({ t: entries(t, (x, i, j) => x + (i < j ? 1e-9 : 0)) })),
    spoilt('eigenvalues of A + 1e-9', 'C6', ({ t }) => ({ t: plus(t, scaled(identity(t.rows), 1e-9)) })),
    misread('symmetric part decomposed', 'C1', ({ a }) => ({ a: symmetricPart(a) })),
    misread('NaN taken for zero', 'R1', ({ a }) => ({ a: entries(a, (x) => x || 0) })),
  ]),
  ...faultsOf('decompositions.schur', ({ misread }) => [
    misread('a bad member and all after it left at zero', 'badMember', ({ a }) => ({ a: zeroAfterBad(a) })),
  ]),
];
