import { at, build, identity, type Matrix, transposed } from '../../../src/_internal/dense/matrix.ts';
import { type SymmetricEigen, symmetricEigen } from '../../../src/decompositions/_internal/symmetricEigen.ts';
import { pullbacks } from '../../../src/registry.generated.ts';
import { overMembers, vector, whole } from '../_internal/members.ts';
import { mapped, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const right = pullbacks['decompositions.eigh'];
const empty = identity(0);

/** The lower triangle, mirrored; refuses what the right function refuses. */
function lower(a: Matrix): Matrix {
  const mirrored = build(a.rows, a.columns, (i, j) => (i >= j ? at(a, i, j) : at(a, j, i)));
  if (!mirrored.data.every(Number.isFinite)) throw new RangeError('not finite');
  return mirrored;
}

const wrong = (name: string, caughtBy: string, f: (a: Matrix) => SymmetricEigen): Fault => ({
  name,
  operation: 'decompositions.eigh',
  caughtBy: `decompositions.eigh/${caughtBy}`,
  operations: {
    'decompositions.eigh': ({ a }) =>
      overMembers([a], (member = empty) => {
        const { w, v } = f(member);
        return { w: vector(w), v: whole(v) };
      }),
  },
});

const altered = (name: string, caughtBy: string, f: (factors: SymmetricEigen, a: Matrix) => SymmetricEigen): Fault =>
  wrong(name, caughtBy, (a) => f(symmetricEigen(lower(a)), a));

const scaledColumns = (v: Matrix, scale: (j: number) => number): Matrix =>
  build(v.rows, v.columns, (i, j) => scale(j) * at(v, i, j));

/** Jacobi's method, so many sweeps of it. */
function jacobi(given: Matrix, sweeps: number): SymmetricEigen {
  const n = given.rows;
  const a = build(n, n, (i, j) => at(given, i, j));
  const v = identity(n);
  const turn = (m: Matrix, p: number, q: number, c: number, s: number, isRow: boolean): void => {
    for (let k = 0; k < n; k++) {
      const [one, other] = isRow ? [p * n + k, q * n + k] : [k * n + p, k * n + q];
      const [x, y] = [m.data[one] ?? 0, m.data[other] ?? 0];
      m.data[one] = c * x - s * y;
      m.data[other] = s * x + c * y;
    }
  };
  for (let sweep = 0; sweep < sweeps; sweep++) {
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        const angle = Math.atan2(2 * at(a, p, q), at(a, q, q) - at(a, p, p)) / 2;
        const [c, s] = [Math.cos(angle), Math.sin(angle)];
        turn(a, p, q, c, s, false);
        turn(a, p, q, c, s, true);
        turn(v, p, q, c, s, false);
      }
    }
  }
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => at(a, i, i) - at(a, j, j));
  return { w: Float64Array.from(order, (i) => at(a, i, i)), v: build(n, n, (i, j) => at(v, i, order[j] ?? 0)) };
}

export const faults: readonly Fault[] = [
  altered('eigenvalues descend', 'C3', ({ w, v }) => ({
    w: w.toReversed(),
    v: build(v.rows, v.columns, (i, j) => at(v, i, v.columns - 1 - j)),
  })),
  altered('vectors in the rows', 'C1', ({ w, v }) => ({ w, v: transposed(v) })),
  altered('vectors scaled to a largest element of one', 'C2', ({ w, v }) => ({
    w,
    v: scaledColumns(v, (j) => 1 / Math.max(...Array.from({ length: v.rows }, (_, i) => Math.abs(at(v, i, j))))),
  })),
  altered('the sizes of the eigenvalues', 'C8', ({ w, v }) => ({ w: w.map(Math.abs).sort(), v })),
  wrong('one sweep of Jacobi', 'C1', (a) => jacobi(lower(a), 1)),
  wrong('every second diagonal read above the main one, the others below', 'C10', (a) =>
    symmetricEigen(
      lower(
        build(a.rows, a.columns, (i, j) => ((i + j) % 2 === 0 ? at(a, i, j) : at(a, Math.min(i, j), Math.max(i, j)))),
      ),
    ),
  ),
  wrong('NaN taken for zero', 'R1', (a) => symmetricEigen(build(a.rows, a.columns, (i, j) => at(a, i, j) || 0))),
  altered('the last eigenvalue twice', 'C7', ({ w, v }) => ({ w: w.map((value, i) => w[Math.max(i, 1)] ?? value), v })),
  altered('eigenvalues of A + 1e-9', 'C4', ({ w, v }) => ({ w: w.map((value) => value + 1e-9), v })),
  altered('Gershgorin circles instead of eigenvalues', 'C9', ({ w, v }, a) => {
    const sums = Array.from({ length: a.rows }, (_, i) =>
      Array.from({ length: a.rows }, (_, j) => (i === j ? at(a, i, i) : -Math.abs(at(lower(a), i, j)))).reduce(
        (sum, value) => sum + value,
        0,
      ),
    );
    return { w: w.map((_, i) => sums[i] ?? 0).sort(), v };
  }),
  altered('eigenvalues squared', 'C6', ({ w, v }) => ({ w: w.map((value) => value * value).sort(), v })),
  altered('eigenvalues divided by the trace', 'C5', ({ w, v }, a) => {
    const trace = Array.from({ length: a.rows }, (_, i) => at(a, i, i)).reduce((sum, value) => sum + value, 0) || 1;
    return { w: w.map((value) => value / Math.abs(trace)), v };
  }),
  ...faultsOf('decompositions.eigh', ({ spoiltGradient, wrongGradient }) => [
    wrongGradient('gradient without the term of the vectors', 'jacobian', (inputs, { w, v }, attributes) =>
      right(inputs, { w, v: mapped(v, () => 0) }, attributes),
    ),
    wrongGradient('gradient with the wrong sign of F', 'jacobian', (inputs, { w, v }, attributes) =>
      right(inputs, { w, v: mapped(v, (value) => -value) }, attributes),
    ),
    spoiltGradient('gradient added to its transpose, not averaged', 'jacobian', ({ a }) => ({
      a: mapped(a, (value) => 2 * value),
    })),
    wrongGradient('gradient with the eigenvalues in reverse order', 'adjoint', (inputs, { w, v }, attributes) => {
      const n = w.shape.at(-1) ?? 1;
      const given = valuesOf(w);
      return right(inputs, { w: mapped(w, (_, at) => given[at - (at % n) + n - 1 - (at % n)] ?? 0), v }, attributes);
    }),
  ]),
];
