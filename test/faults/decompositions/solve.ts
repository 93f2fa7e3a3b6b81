import {
  at,
  build,
  identity,
  type Matrix,
  matrix,
  part,
  times,
  transposed,
} from '../../../src/_internal/dense/matrix.ts';
import { eliminate } from '../../../src/decompositions/_internal/eliminate.ts';
import { solveWith, substitute } from '../../../src/decompositions/_internal/substitute.ts';
import { transpose } from '../../../src/ndArray.ts';
import { implementations, pullbacks } from '../../../src/registry.generated.ts';
import { overMembers, whole } from '../_internal/members.ts';
import { mapped, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const rightGradient = pullbacks['decompositions.solve'];
const triangular = implementations['decompositions.triangularSolve'];
const triangularGradient = pullbacks['decompositions.triangularSolve'];
const empty = identity(0);

const solver = (name: string, caughtBy: string, solved: (a: Matrix, b: Matrix) => Matrix): Fault => ({
  name,
  operation: 'decompositions.solve',
  caughtBy: `decompositions.solve/${caughtBy}`,
  operations: {
    'decompositions.solve': ({ a, b }) =>
      overMembers([a, b], (left = empty, right = empty) => ({ x: whole(solved(left, right)) })).x,
  },
});

/** Elimination that puts a tiny number where a pivot is zero. */
function forgiving(a: Matrix) {
  const elimination = eliminate(a);
  const n = a.rows;
  const { factors } = elimination;
  for (let i = 0; i < n; i++) if (at(factors, i, i) === 0) factors.data[i * n + i] = 1e-300;
  return elimination;
}

const bothTriangles = (t: Matrix, b: Matrix): Matrix => solveWith(eliminate(t), b);

export const faults: readonly Fault[] = [
  solver('permutation ignored', 'C3', (a, b) => {
    const { factors } = eliminate(a);
    return substitute(factors, substitute(factors, b, { lower: true, unitDiagonal: true }), { lower: false });
  }),
  solver('A^T x = b solved', 'C4', (a, b) => solveWith(eliminate(transposed(a)), b)),
  solver('the first right-hand side solved for all', 'C1', (a, b) =>
    solveWith(
      eliminate(a),
      build(b.rows, b.columns, (i) => at(b, i, 0)),
    ),
  ),
  solver('right-hand sides scaled by their common sum', 'C2', (a, b) => {
    const size = b.data.reduce((sum, value) => sum + Math.abs(value), 0) || 1;
    const scaled = build(b.rows, b.columns, (i, j) => at(b, i, j) / size);
    const x = solveWith(eliminate(a), scaled);
    return build(x.rows, x.columns, (i, j) => at(x, i, j) * size);
  }),
  solver('NaN taken for zero', 'C5', (a, b) =>
    solveWith(forgiving(build(a.rows, a.columns, (i, j) => at(a, i, j) || 0)), b),
  ),
  solver('a zero pivot replaced by a tiny one', 'R1', (a, b) => solveWith(forgiving(a), b)),
  solver('normal equations', 'C4', (a, b) => solveWith(eliminate(times(transposed(a), a)), times(transposed(a), b))),
  ...faultsOf('decompositions.solve', ({ spoiltGradient, wrongGradient }) => [
    spoiltGradient('no gradient of the matrix', 'jacobian', ({ a }) => ({ a: mapped(a, () => 0) })),
    wrongGradient('gradient solved with A instead of A^T', 'jacobian', (inputs, cotangent, attributes) =>
      rightGradient({ ...inputs, a: transpose(inputs.a) }, cotangent, attributes),
    ),
    spoiltGradient('gradient of the matrix with the wrong sign', 'adjoint', ({ a }) => ({
      a: mapped(a, (value) => -value),
    })),
  ]),
  ...[
    { name: 'the whole matrix read', caughtBy: 'C2', solved: bothTriangles },
    {
      name: 'right-hand sides added up before they are scaled',
      caughtBy: 'C4',
      solved: (t: Matrix, b: Matrix) => {
        const size = b.data.reduce((sum, value) => sum + Math.abs(value), 0) || 1;
        const x = bothTriangles(
          part(t, (i, j) => i >= j),
          build(b.rows, b.columns, (i, j) => at(b, i, j) / size),
        );
        return matrix(
          x.rows,
          x.columns,
          x.data.map((value) => value * size),
        );
      },
    },
  ].map(
    ({ name, caughtBy, solved }): Fault => ({
      name,
      operation: 'decompositions.triangularSolve',
      caughtBy: `decompositions.triangularSolve/${caughtBy}`,
      operations: {
        'decompositions.triangularSolve': ({ t, b }) =>
          overMembers([t, b], (left = empty, right = empty) => ({ x: whole(solved(left, right)) })).x,
      },
    }),
  ),
  ...(
    [
      ['the other triangle read', { lower: true }],
      ['transpose ignored', { transpose: true }],
      ['unitDiagonal ignored', { unitDiagonal: true }],
    ] as const
  ).map(
    ([name, flag]): Fault => ({
      name,
      operation: 'decompositions.triangularSolve',
      caughtBy: 'decompositions.triangularSolve/C3',
      operations: {
        'decompositions.triangularSolve': (inputs, flags) =>
          triangular(inputs, {
            ...flags,
            ...('lower' in flag ? { lower: !flags.lower } : {}),
            ...('transpose' in flag ? { transpose: false } : {}),
            ...('unitDiagonal' in flag ? { unitDiagonal: false } : {}),
          }),
      },
    }),
  ),
  ...faultsOf('decompositions.triangularSolve', ({ wrong, wrongGradient }) => [
    wrong(
      'a zero on the diagonal divided by',
      'R1',
      ({ t, b }, triangle) =>
        overMembers([t, b], (left = empty, right = empty) => ({ x: whole(substitute(left, right, triangle)) })).x,
    ),
    wrongGradient('gradient of both triangles', 'jacobian', (inputs, cotangent, flags) => {
      const { t: own, b } = triangularGradient(inputs, cotangent, flags);
      const { t: other } = triangularGradient(inputs, cotangent, { ...flags, lower: !flags.lower });
      const [one, two] = [own ?? inputs.t, valuesOf(other ?? inputs.t)];
      return { t: mapped(one, (value, k) => value || (two[k] ?? 0)), b };
    }),
  ]),
];
