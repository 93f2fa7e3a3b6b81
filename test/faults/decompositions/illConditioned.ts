import { at, build, identity, type Matrix, matrix, times, transposed } from '../../../src/_internal/dense/matrix.ts';
import { eliminate } from '../../../src/decompositions/_internal/eliminate.ts';
import { solveWith, substitute } from '../../../src/decompositions/_internal/substitute.ts';
import { implementations } from '../../../src/registry.generated.ts';
import { overMembers, scalar, whole } from '../_internal/members.ts';
import type { Fault } from '../fault.ts';
import {
  eliminatedWith,
  inverted,
  refined,
  refuseSmall,
  requireNonzero,
  throughNormalEquations,
  unpivoted,
} from './_internal/unstable.ts';

const empty = identity(0);

const fault = (operation: string, clause: string, name: string, operations: Fault['operations']): Fault => ({
  name,
  operation: `decompositions.${operation}`,
  caughtBy: `decompositions.${operation}/${clause}`,
  ...(operations === undefined ? {} : { operations }),
});

const solver = (name: string, solved: (a: Matrix, b: Matrix) => Matrix): Fault =>
  fault('solve', 'C6', name, {
    'decompositions.solve': ({ a, b }) =>
      overMembers([a, b], (left = empty, right = empty) => ({ x: whole(solved(left, right)) })).x,
  });

const inverse = (name: string, f: (a: Matrix) => Matrix): Fault =>
  fault('inv', 'C6', name, {
    'decompositions.inv': ({ a }) => overMembers([a], (member = empty) => ({ x: whole(f(member)) })).x,
  });

const determinant = (name: string, f: (a: Matrix) => number): Fault =>
  fault('det', 'C6', name, {
    'decompositions.det': ({ a }) => overMembers([a], (member = empty) => ({ d: scalar(f(member)) })).d,
  });

const diagonal = (a: Matrix): number[] => Array.from({ length: a.rows }, (_, i) => at(a, i, i));
const product = (values: readonly number[]): number => values.reduce((all, value) => all * value, 1);

/** The lower factor, every pivot as the rule has it. */
function factored(a: Matrix, rule: (pivot: number, largest: number) => number): Matrix {
  const n = a.rows;
  const largest = Math.max(0, ...diagonal(a));
  const l = matrix(n, n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = at(a, i, j);
      for (let p = 0; p < j; p++) rest -= at(l, i, p) * at(l, j, p);
      l.data[i * n + j] = i === j ? Math.sqrt(rule(rest, largest)) : rest / at(l, j, j);
    }
  }
  return l;
}

const definite = (name: string, rule: (pivot: number, largest: number) => number): Fault =>
  fault('cholesky', 'C7', name, {
    'decompositions.cholesky': ({ a }) =>
      overMembers([a], (member = empty) => ({ l: whole(factored(member, rule)) })).l,
  });

const requirePositive = (pivot: number): number => {
  if (!(pivot > 0 && pivot < Number.POSITIVE_INFINITY)) throw new RangeError('not positive definite');
  return pivot;
};

/** A tall matrix by A^T A = R^T R; others as they should be. */
function byCholesky(a: Matrix): { q: Matrix; r: Matrix } {
  const l = factored(times(transposed(a), a), requirePositive);
  const r = transposed(l);
  // Q = A R^-1: R^T Q^T = A^T.
  return { q: transposed(substitute(l, transposed(a), { lower: true })), r };
}

const triangle = (name: string, solved: (t: Matrix, b: Matrix, lower: boolean) => Matrix): Fault =>
  fault('triangularSolve', 'C5', name, {
    'decompositions.triangularSolve': ({ t, b }, { lower, transpose, unitDiagonal }) =>
      overMembers([t, b], (given = empty, right = empty) => {
        const read = build(given.rows, given.rows, (i, j) =>
          i === j ? (unitDiagonal ? 1 : at(given, i, i)) : lower === i > j ? at(given, i, j) : 0,
        );
        if (diagonal(read).includes(0)) throw new RangeError('singular');
        return { x: whole(solved(transpose ? transposed(read) : read, right, lower !== transpose)) };
      }).x,
  });

/** Algorithms that are right for well-conditioned matrices, and lose digits, or give up, for others. */
export const faults: readonly Fault[] = [
  solver('the inverse times B', (a, b) => times(inverted(a), b)),
  solver('rows exchanged only where a pivot is zero', (a, b) => {
    const elimination = unpivoted(a);
    for (const pivot of diagonal(elimination.factors)) requireNonzero(pivot, 0);
    return solveWith(elimination, b);
  }),
  solver('pivots below 1e-10 of the largest entry refused', (a, b) => solveWith(eliminatedWith(a, refuseSmall), b)),
  solver('factored in float32, refined three times', (a, b) => refined(a, b, 3)),
  solver('ill-conditioned systems by the normal equations', (a, b) => times(throughNormalEquations(a), b)),
  inverse('through the normal equations', throughNormalEquations),
  inverse('rows exchanged only where a pivot is zero', (a) => {
    const elimination = unpivoted(a);
    for (const pivot of diagonal(elimination.factors)) requireNonzero(pivot, 0);
    return solveWith(elimination, identity(a.rows));
  }),
  inverse('pivots below 1e-10 of the largest entry refused', (a) => inverted(a, refuseSmall)),
  inverse('factored in float32, refined three times', (a) => refined(a, identity(a.rows), 3)),
  fault('lu', 'C9', 'pivots below 1e-10 of the largest entry set to zero', {
    'decompositions.lu': ({ a }) => {
      const { permutation, l, u } = overMembers([a], (member = empty) => {
        const { factors, permutation } = eliminatedWith(member, (pivot, largest) =>
          Math.abs(pivot) > 1e-10 * largest ? pivot : 0,
        );
        const n = member.rows;
        return {
          permutation: { shape: [n], values: permutation, integer: true },
          l: whole(build(n, n, (i, j) => (i === j ? 1 : i > j ? at(factors, i, j) : 0))),
          u: whole(build(n, n, (i, j) => (i > j ? 0 : at(factors, i, j)))),
        };
      });
      return { permutation, l, u };
    },
  }),
  definite('pivots below 1e-10 of the largest diagonal element refused', (pivot, largest) => {
    if (!(pivot > 1e-10 * largest)) throw new RangeError('not positive definite');
    return pivot;
  }),
  definite('small pivots raised to 1e-9 of the largest diagonal element', (pivot, largest) =>
    Math.max(requirePositive(pivot), 1e-9 * largest),
  ),
  fault('qr', 'C8', 'R from the Cholesky factor of A^T A where it has one', {
    'decompositions.qr': (inputs, attributes) => {
      const { a } = inputs;
      const [rows = 0, columns = 0] = a.shape.slice(-2);
      if (rows < columns || a.shape.includes(0)) return implementations['decompositions.qr'](inputs, attributes);
      try {
        return overMembers([a], (member = empty) => {
          const { q, r } = byCholesky(member);
          return { q: whole(q), r: whole(r) };
        });
      } catch {
        return implementations['decompositions.qr'](inputs, attributes);
      }
    },
  }),
  triangle('the inverse of the triangle times B', (t, b) => times(inverted(t), b)),
  triangle('a diagonal element below 1e-10 of the largest refused', (t, b, lower) => {
    for (const pivot of diagonal(t)) refuseSmall(pivot, Math.max(...diagonal(t).map(Math.abs)));
    return substitute(t, b, { lower });
  }),
  fault('pinv', 'C8', 'the normal equations where they have full rank', {
    'decompositions.pinv': (inputs, attributes) => {
      const right = implementations['decompositions.pinv'](inputs, attributes);
      try {
        return overMembers([inputs.a], (member = empty) => ({ x: whole(throughNormalEquations(member)) })).x;
      } catch {
        return right;
      }
    },
  }),
  determinant('pivots below 1e-10 of the largest entry taken for zero', (a) => {
    const { factors, sign } = eliminatedWith(a, (pivot, largest) => (Math.abs(pivot) > 1e-10 * largest ? pivot : 0));
    return sign * product(diagonal(factors));
  }),
  determinant('rows exchanged only where a pivot is zero', (a) => {
    const { factors, sign } = unpivoted(a);
    return sign * product(diagonal(factors));
  }),
  determinant('the root of det(A^T A) with the sign of elimination', (a) => {
    const { factors, sign } = eliminate(a);
    const square = eliminate(times(transposed(a), a));
    const root = Math.sqrt(Math.max(0, square.sign * product(diagonal(square.factors))));
    return Math.sign(sign * product(diagonal(factors))) * root;
  }),
];
