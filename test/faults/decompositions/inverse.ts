import {
  at,
  build,
  identity,
  type Matrix,
  minus,
  plus,
  times,
  transposed,
} from '../../../src/_internal/dense/matrix.ts';
import { composed, singularValues } from '../../../src/_internal/dense/singularValues.ts';
import { eliminate } from '../../../src/decompositions/_internal/eliminate.ts';
import { solveWith } from '../../../src/decompositions/_internal/substitute.ts';
import { transpose } from '../../../src/ndArray.ts';
import { implementations, pullbacks } from '../../../src/registry.generated.ts';
import { overMembers, type Part, scalar, whole } from '../_internal/members.ts';
import { mapped, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const inverse = implementations['decompositions.inv'];
const inverseGradient = pullbacks['decompositions.inv'];
const empty = identity(0);

type Square = 'decompositions.inv' | 'decompositions.det';

const of = (operation: Square, name: string, caughtBy: string, f: (a: Matrix) => Part): Fault => ({
  name,
  operation,
  caughtBy: `${operation}/${caughtBy}`,
  operations: {
    [operation]: ({ a }: { a: Parameters<typeof inverse>[0]['a'] }) =>
      overMembers([a], (member = empty) => ({ result: f(member) })).result,
  },
});

const inverted = (a: Matrix): Matrix => {
  const elimination = eliminate(a);
  const { factors } = elimination;
  for (let i = 0; i < a.rows; i++) {
    if (at(factors, i, i) === 0) throw new RangeError('singular');
  }
  return solveWith(elimination, identity(a.rows));
};

const inFloat32 = (a: Matrix): Matrix => build(a.rows, a.columns, (i, j) => Math.fround(at(a, i, j)));

/** The inverse with the backward error of elimination in float32. */
const invertedInFloat32 = (a: Matrix): Matrix =>
  inFloat32(inverted(build(a.rows, a.columns, (i, j) => at(a, i, j) * (1 + (((7 * i + 3 * j) % 5) - 2) * 2 ** -25))));

/** X (2 I - A X). */
const newtonStep = (a: Matrix, x: Matrix): Matrix => {
  const twice = build(a.rows, a.rows, (i, j) => (i === j ? 2 : 0));
  return times(x, minus(twice, times(a, x)));
};

const without = (a: Matrix, row: number, column: number): Matrix =>
  build(a.rows - 1, a.rows - 1, (i, j) => at(a, i < row ? i : i + 1, j < column ? j : j + 1));

/** Rows up to which an expansion is affordable: the work grows like their factorial. */
const MOST_EXPANDED = 6;

/** Expansion along the first row, with a sign for every column; beyond a few rows by elimination, as programmers do. */
function expanded(a: Matrix, sign: (column: number) => number): number {
  if (a.rows === 0) return 1;
  if (a.rows > MOST_EXPANDED) return product(pivots(a)) * eliminate(a).sign;
  return Array.from({ length: a.rows }, (_, j) => sign(j) * at(a, 0, j) * expanded(without(a, 0, j), sign)).reduce(
    (sum, term) => sum + term,
    0,
  );
}

const alternating = (column: number): number => (column % 2 === 0 ? 1 : -1);

const pivots = (a: Matrix): number[] => Array.from({ length: a.rows }, (_, i) => at(eliminate(a).factors, i, i));
const product = (values: readonly number[]): number => values.reduce((total, value) => total * value, 1);

export const faults: readonly Fault[] = [
  ...faultsOf('decompositions.inv', ({ wrong }) => [
    wrong('transposed', 'C3', (inputs, attributes) => transpose(inverse(inputs, attributes))),
  ]),
  of('decompositions.inv', 'inverted in float32, then one Newton step', 'C4', (a) =>
    whole(newtonStep(a, invertedInFloat32(a))),
  ),
  of('decompositions.inv', 'computed in float32', 'C1', (a) => whole(inFloat32(inverted(a)))),
  of('decompositions.inv', 'through A^T A', 'C5', (a) =>
    whole(times(inverted(times(transposed(a), a)), transposed(a))),
  ),
  of('decompositions.inv', 'the pseudoinverse of a singular matrix', 'R1', (a) => {
    const { u, s, v } = singularValues(a);
    return whole(
      composed(
        v,
        s.map((value) => (value > 1e-14 ? 1 / value : 0)),
        u,
      ),
    );
  }),
  of('decompositions.inv', 'refused where the determinant is below 1e-6', 'homogeneity', (a) => {
    if (Math.abs(product(pivots(a))) < 1e-6) throw new RangeError('singular');
    return whole(inverted(a));
  }),
  of('decompositions.inv', 'rounded to twelve decimal places', 'C1', (a) => {
    const x = inverted(a);
    return whole(build(x.rows, x.columns, (i, j) => Math.round(at(x, i, j) * 1e12) / 1e12));
  }),
  ...faultsOf('decompositions.inv', ({ spoiltGradient, wrongGradient }) => [
    spoiltGradient('gradient without its minus', 'jacobian', ({ a }) => ({ a: mapped(a, (value) => -value) })),
    wrongGradient('gradient -X G X, without the transposes', 'jacobian', ({ a }, cotangent, attributes) =>
      inverseGradient({ a: transpose(a) }, cotangent, attributes),
    ),
  ]),
  of('decompositions.det', 'sign of the permutation lost', 'C2', (a) => scalar(product(pivots(a)))),
  of('decompositions.det', 'the product of the singular values', 'C2', (a) =>
    scalar(product(Array.from(singularValues(a).s))),
  ),
  of('decompositions.det', 'expanded without alternating signs', 'C1', (a) => scalar(expanded(a, () => 1))),
  of('decompositions.det', 'expanded with the signs of the last row', 'C2', (a) =>
    scalar(expanded(a, (column) => -alternating(column))),
  ),
  of('decompositions.det', 'NaN for a singular matrix', 'C3', (a) =>
    scalar(pivots(a).includes(0) ? Number.NaN : expanded(a, alternating)),
  ),
  of('decompositions.det', 'something tiny where a pivot is zero', 'C3', (a) => {
    const { sign } = eliminate(a);
    return scalar(sign * product(pivots(a).map((pivot) => pivot || 1e-16)));
  }),
  of('decompositions.det', 'the logarithms of the pivots added in float32', 'C4', (a) => {
    const { sign } = eliminate(a);
    const signs = product(pivots(a).map(Math.sign));
    const logarithm = pivots(a).reduce((sum, pivot) => Math.fround(sum + Math.log(Math.abs(pivot))), 0);
    return scalar(sign * signs * Math.exp(logarithm));
  }),
  ...faultsOf('decompositions.det', ({ spoiltGradient, wrongGradient }) => [
    wrongGradient('gradient A^-T without the determinant', 'jacobian', ({ a }, cotangent) => {
      const scales = valuesOf(cotangent);
      let member = 0;
      const { g } = overMembers([a], (matrix = empty) => {
        const scale = scales[member++] ?? 1;
        const x = transposed(
          inverted(
            plus(
              matrix,
              build(matrix.rows, matrix.rows, () => 0),
            ),
          ),
        );
        return { g: whole(build(x.rows, x.columns, (i, j) => scale * at(x, i, j))) };
      });
      return { a: g };
    }),
    spoiltGradient('gradient the adjugate instead of the cofactors', 'jacobian', ({ a }) => ({ a: transpose(a) })),
  ]),
];
