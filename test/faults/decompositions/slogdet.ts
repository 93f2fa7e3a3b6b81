import { slogdet } from '../../../spec/decompositions/slogdet.ts';
import { transposed } from '../../../src/_internal/dense/matrix.ts';
import { eliminate } from '../../../src/decompositions/_internal/eliminate.ts';
import { diagonalOf, entries, product } from '../_internal/matrices.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import type { Fault } from '../fault.ts';
import { determinantOf, unpivoted } from './_internal/elimination.ts';

export const faults: readonly Fault[] = memberFaultsOf(
  slogdet,
  ({ wrong, spoilt, misread, spoiltGradient, wrongGradient }) => [
    wrong('the logarithm of the determinant', 'C3', ({ a }) => {
      const d = determinantOf(eliminate(a));
      return { sign: Math.sign(d), logabs: Math.log(Math.abs(d)) };
    }),
    wrong('the sign of the permutation lost', 'C5', ({ a }) => {
      const pivots = diagonalOf(eliminate(a).factors);
      return {
        sign: product(pivots.map(Math.sign)),
        logabs: pivots.reduce((sum, x) => sum + Math.log(Math.abs(x)), 0),
      };
    }),
    spoilt('the logarithm to base 2', 'C7', ({ logabs }) => ({ logabs: Number(logabs) / Math.LN2 })),
    spoilt('the logarithm of the square', 'C2', ({ logabs }) => ({ logabs: 2 * Number(logabs) })),
    spoilt('1 for the sign of a singular matrix', 'C4', ({ sign }) => ({ sign: Number(sign) || 1 })),
    spoilt('NaN for the logarithm of 0', 'C4', ({ logabs }) => ({
      logabs: logabs === Number.NEGATIVE_INFINITY ? Number.NaN : logabs,
    })),
    spoilt('0 for the sign of the empty matrix', 'C6', ({ sign }, { a }) => ({ sign: a.rows === 0 ? 0 : sign })),
    spoilt('the sign always positive', 'C1', () => ({ sign: 1 })),
    wrong('rows not exchanged', 'C5', ({ a }) => {
      const pivots = diagonalOf(unpivoted(a).factors);
      return {
        sign: product(pivots.map(Math.sign)),
        logabs: pivots.reduce((sum, x) => sum + Math.log(Math.abs(x)), 0),
      };
    }),
    misread('rounded to single precision', 'C2', ({ a }) => ({
      a: entries(a, (x) => Math.fround(x * 1.0001) / 1.0001),
    })),
    spoiltGradient('the inverse not transposed', 'jacobian', ({ a }) => ({ a: transposed(a) })),
    wrongGradient('gradient of the determinant', 'adjoint', ({ a }, { sign, logabs }, attributes, right) => {
      return right({ a }, { sign, logabs: Number(logabs) * determinantOf(eliminate(a)) }, attributes);
    }),
  ],
);
