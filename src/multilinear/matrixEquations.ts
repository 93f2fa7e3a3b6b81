import {
  kronSolve as kronSolveSpecification,
  sylvester as sylvesterSpecification,
} from '../../spec/multilinear/matrixEquations.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { type Matrix, negated, times, transposed } from '../_internal/dense/matrix.ts';
import { fail } from '../_internal/fail.ts';
import { reference } from '../_internal/reference.ts';
import { arrayFrom, doubles } from '../_internal/values.ts';
import { solve } from '../decompositions/solve.ts';
import { matmul } from '../linalg/matmul.ts';
import { type NdArray, transpose } from '../ndArray.ts';
import { bartelsStewart } from './_internal/bartelsStewart.ts';

/** A^-1 C B^-1. */
const solvedBetween = (a: NdArray, b: NdArray, c: NdArray): NdArray =>
  transpose(solve({ a: transpose(b), b: transpose(solve({ a, b: c }, {})) }, {}));

const product = (a: NdArray, b: NdArray): NdArray => matmul({ a, b }, { transposeA: false, transposeB: false });

const opposite = (a: NdArray): NdArray =>
  arrayFrom(
    a.dtype,
    a.shape,
    doubles(a).map((value) => 0 - value),
  );

export const kronSolve = arrayReference(kronSolveSpecification, {
  whole: ({ a, b, c }) => solvedBetween(a, b, c),
  // A dX B = dC - dA X B - A X dB: with Cbar = A^-T G B^-T, <G, dX> = <Cbar, dC> - <Cbar (X B)^T, dA> - <(A X)^T Cbar, dB>.
  pullback({ a, b, c }, g) {
    const x = solvedBetween(a, b, c);
    const cBar = solvedBetween(transpose(a), transpose(b), g);
    return {
      a: opposite(product(cBar, transpose(product(x, b)))),
      b: opposite(product(transpose(product(a, x)), cBar)),
      c: cBar,
    };
  },
});

function solved(a: Matrix, b: Matrix, c: Matrix): Matrix {
  return (
    bartelsStewart(a, b, c) ??
    fail('multilinear.sylvester/R1', 'a and -b must share no eigenvalue, got one that both have')
  );
}

export const sylvester = reference(sylvesterSpecification, {
  member: ({ a, b, c }) => solved(a, b, c),
  // A dX + dX B = dC - dA X - X dB: with A^T Cbar + Cbar B^T = G, <G, dX> = <Cbar, dC> - <Cbar X^T, dA> - <X^T Cbar, dB>.
  pullback({ a, b, c }, g) {
    const x = solved(a, b, c);
    const cBar = solved(transposed(a), transposed(b), g);
    return { a: negated(times(cBar, transposed(x))), b: negated(times(transposed(x), cBar)), c: cBar };
  },
});
