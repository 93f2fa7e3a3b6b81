import { kronSolve, sylvester } from '../../../spec/multilinear/matrixEquations.ts';
import {
  at,
  build,
  identity,
  type Matrix,
  minus,
  negated,
  times,
  transposed,
} from '../../../src/_internal/dense/matrix.ts';
import { bartelsStewart } from '../../../src/multilinear/_internal/bartelsStewart.ts';
import { entries, single } from '../_internal/matrices.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import { type Fault, faultsOf } from '../fault.ts';

const triangular = (a: Matrix): Matrix => entries(a, (value, i, j) => (i > j ? 0 : value));
const isZero = (a: Matrix, i: number): boolean =>
  Array.from({ length: a.columns }, (_, j) => at(a, i, j)).every((x) => x === 0);

export const faults: readonly Fault[] = [
  ...memberFaultsOf(kronSolve, ({ misread, spoilt, spoiltGradient }) => [
    misread('B transposed: the equation read by rows', 'C2', ({ b }) => ({ b: transposed(b) })),
    misread('A transposed', 'C3', ({ a }) => ({ a: transposed(a) })),
    misread('the sides exchanged where they are alike', 'C4', ({ a, b }) => (a.rows === b.rows ? { a: b, b: a } : {})),
    spoilt('in half of the digits', 'C1', (x) => entries(x, (value) => value * (1 + 2 ** -26))),
    misread('a row of zeros taken for one of the identity', 'R1', ({ a }) => ({
      a: entries(a, (value, i, j) => (i === j && isZero(a, i) ? 1 : value)),
    })),
    spoiltGradient('the gradient of B with the other sign', 'jacobian', ({ b }) => ({ b: negated(b) })),
  ]),
  ...memberFaultsOf(sylvester, ({ wrong, misread, spoilt, spoiltGradient, wrongGradient }) => [
    misread('A X - X B = C', 'C2', ({ b }) => ({ b: negated(b) })),
    misread('B transposed', 'C3', ({ b }) => ({ b: transposed(b) })),
    wrong(
      'what is below the diagonal not read, as of a Schur form',
      'C4',
      ({ a, b, c }) => bartelsStewart(triangular(a), triangular(b), c) ?? c,
    ),
    spoilt('symmetric where C is square, made so by its upper triangle', 'C2', (x) =>
      x.rows === x.columns ? build(x.rows, x.rows, (i, j) => at(x, Math.min(i, j), Math.max(i, j))) : x,
    ),
    spoilt('the lower triangle a little less', 'C5', (x) =>
      entries(x, (value, i, j) => (i > j ? value * (1 - 2 ** -30) : value)),
    ),
    spoilt('in single precision', 'C1', (x) => single(x)),
    misread('a shared eigenvalue moved away', 'R1', ({ a }) => ({
      a: minus(
        a,
        times(
          identity(a.rows),
          entries(identity(a.rows), (x) => x * 2 ** -40),
        ),
      ),
    })),
    wrongGradient('A and B not transposed in the pullback', 'gradient', ({ a, b, c }, g) => {
      const x = bartelsStewart(a, b, c) ?? c;
      const cBar = bartelsStewart(a, b, g) ?? g;
      return { a: negated(times(cBar, transposed(x))), b: negated(times(transposed(x), cBar)), c: cBar };
    }),
    spoiltGradient('the gradient of A transposed', 'gradient', ({ a }) => ({ a: transposed(a as Matrix) })),
    spoiltGradient('the gradient of B with the other sign', 'jacobian', ({ b }) => ({ b: negated(b as Matrix) })),
  ]),
  ...faultsOf('multilinear.sylvester', ({ spoiltGradient }) => [
    spoiltGradient('no gradient of C', 'adjoint', ({ c }, { c: given }) => ({
      c: { ...c, data: new Float64Array(given.data.length) },
    })),
  ]),
];
