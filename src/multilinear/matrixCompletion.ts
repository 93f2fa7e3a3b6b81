import { matrixCompletion as specification } from '../../spec/multilinear/matrixCompletion.ts';
import { at, build, type Matrix, matrix } from '../_internal/dense/matrix.ts';
import { composed, finiteSingularValues } from '../_internal/dense/singularValues.ts';
import { reference } from '../_internal/reference.ts';

/** One step of the proximal gradient method: the known entries put in, and every singular value made less by tau. */
function step(a: Matrix, known: Matrix, x: Matrix, tau: number): Matrix {
  const filled = build(a.rows, a.columns, (i, j) => (at(known, i, j) === 0 ? at(x, i, j) : at(a, i, j)));
  const { u, s, v } = finiteSingularValues('multilinear.matrixCompletion/R3', filled);
  return composed(
    u,
    s.map((value) => Math.max(value - tau, 0)),
    v,
  );
}

export const matrixCompletion = reference(specification, {
  member({ a, known }, { tau, iterations }) {
    let x = matrix(a.rows, a.columns);
    for (let k = 0; k < iterations; k++) x = step(a, known, x, tau);
    return x;
  },
});
