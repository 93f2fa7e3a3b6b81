import { at, build, columnsOf, identity, type Matrix, times, transposed } from '../../../src/_internal/dense/matrix.ts';
import { composed, type SingularValues, singularValues } from '../../../src/_internal/dense/singularValues.ts';
import { symmetricEigen } from '../../../src/decompositions/_internal/symmetricEigen.ts';
import { implementations, pullbacks } from '../../../src/registry.generated.ts';
import { overMembers, vector, whole } from '../_internal/members.ts';
import { mapped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const right = pullbacks['decompositions.svd'];
const pseudoinverse = implementations['decompositions.pinv'];
const pseudoinverseGradient = pullbacks['decompositions.pinv'];
const empty = identity(0);

/** Refuses what the right function refuses. */
function factored(a: Matrix): SingularValues {
  if (!a.data.every(Number.isFinite)) throw new RangeError('not finite');
  return singularValues(a);
}

const wrong = (name: string, caughtBy: string, f: (a: Matrix) => SingularValues): Fault => ({
  name,
  operation: 'decompositions.svd',
  caughtBy: `decompositions.svd/${caughtBy}`,
  operations: {
    'decompositions.svd': ({ a }) =>
      overMembers([a], (member = empty) => {
        const { u, s, v } = f(member);
        return { u: whole(u), s: vector(s), v: whole(v) };
      }),
  },
});

const altered = (name: string, caughtBy: string, f: (factors: SingularValues) => SingularValues): Fault =>
  wrong(name, caughtBy, (a) => f(factored(a)));

/** The eigenvalues of A^T A and their roots. */
function throughGram(a: Matrix): SingularValues {
  const { s: exact, u, v } = factored(a);
  const isWide = a.rows < a.columns;
  const { w } = symmetricEigen(isWide ? times(a, transposed(a)) : times(transposed(a), a));
  return { u, s: exact.map((_, i) => Math.sqrt(Math.max(w[w.length - 1 - i] ?? 0, 0))), v };
}

const reversedColumns = (a: Matrix): Matrix => build(a.rows, a.columns, (i, j) => at(a, i, a.columns - 1 - j));

const pinv = (name: string, caughtBy: string, f: (a: Matrix) => Matrix): Fault => ({
  name,
  operation: 'decompositions.pinv',
  caughtBy: `decompositions.pinv/${caughtBy}`,
  operations: {
    'decompositions.pinv': ({ a }) => overMembers([a], (member = empty) => ({ x: whole(f(member)) })).x,
  },
});

/** V diag(1/s) U^T over the singular values that are kept. */
function inverted(a: Matrix, keeps: (value: number) => boolean): Matrix {
  const { u, s, v } = factored(a);
  return composed(
    v,
    s.map((value) => (keeps(value) ? 1 / value : 0)),
    u,
  );
}

export const faults: readonly Fault[] = [
  altered('singular values ascend', 'C4', ({ u, s, v }) => ({
    u: reversedColumns(u),
    s: s.toReversed(),
    v: reversedColumns(v),
  })),
  altered('singular values squared', 'C7', ({ u, s, v }) => ({ u, s: s.map((value) => value * value), v })),
  wrong('singular values from A^T A', 'C7', throughGram),
  altered('V transposed', 'C1', ({ u, s, v }) => ({ u, s, v: v.rows === v.columns ? transposed(v) : v })),
  altered('a sign moved from U into s', 'C4', ({ u, s, v }) => ({
    u: build(u.rows, u.columns, (i, j) => (j === u.columns - 1 ? -1 : 1) * at(u, i, j)),
    s: s.map((value, i) => (i === s.length - 1 ? -value : value)),
    v,
  })),
  altered('zeros for the vectors of zero singular values', 'C2', ({ u, s, v }) => ({
    u: build(u.rows, u.columns, (i, j) => ((s[j] ?? 0) > 1e-13 * (s[0] ?? 0) ? at(u, i, j) : 0)),
    s,
    v,
  })),
  altered('singular values below 1e-6 taken for zero', 'C7', ({ u, s, v }) => ({
    u,
    s: s.map((value) => (value < 1e-6 ? 0 : value)),
    v,
  })),
  wrong('wide matrices cut to their square part', 'C6', (a) => {
    const { u, v } = factored(a);
    const square = factored(columnsOf(a, 0, Math.min(a.rows, a.columns)));
    return { u, s: a.rows < a.columns ? square.s : factored(a).s, v };
  }),
  altered('one sweep too few: vectors turned by 1e-9', 'C3', ({ u, s, v }) => ({
    u,
    s,
    v: build(v.rows, v.columns, (i, j) => at(v, i, j) + (j > 0 ? 1e-9 * at(v, i, j - 1) : 0)),
  })),
  wrong('NaN not refused', 'special', (a) => singularValues(build(a.rows, a.columns, (i, j) => at(a, i, j) || 0))),
  altered('normalised to a sum of one', 'C5', ({ u, s, v }) => {
    const total = s.reduce((sum, value) => sum + value, 0) || 1;
    return { u, s: s.map((value) => value / total), v };
  }),
  ...faultsOf('decompositions.svd', ({ wrongGradient }) => [
    wrongGradient('gradient without the term of V', 'jacobian', (inputs, { u, s, v }, attributes) =>
      right(inputs, { u, s, v: mapped(v, () => 0) }, attributes),
    ),
    wrongGradient('gradient with twice the terms of the vectors', 'jacobian', (inputs, { u, s, v }, attributes) =>
      right(inputs, { u: mapped(u, (value) => 2 * value), s, v: mapped(v, (value) => 2 * value) }, attributes),
    ),
    wrongGradient(
      'gradient without the complement of the columns of U',
      'jacobian',
      (inputs, cotangents, attributes) => {
        const { a = inputs.a } = right(inputs, cotangents, attributes);
        // What lies outside of the columns of U is cut off.
        return overMembers([inputs.a, a], (member = empty, gradient = empty) => {
          const { u } = singularValues(member);
          return { a: whole(times(u, transposed(u), gradient)) };
        });
      },
    ),
    wrongGradient('gradient of U with the wrong sign', 'adjoint', (inputs, { u, s, v }, attributes) =>
      right(inputs, { u: mapped(u, (value) => -value), s, v }, attributes),
    ),
  ]),
  pinv('no tolerance', 'C5', (a) => inverted(a, (value) => value > 0)),
  pinv('an absolute tolerance of 1e-8', 'homogeneity', (a) => inverted(a, (value) => value > 1e-8)),
  pinv('a tolerance relative to the smallest singular value', 'C5', (a) => {
    const { s } = factored(a);
    return inverted(a, (value) => value > 2 ** -52 * Math.max(a.rows, a.columns) * (s.at(-1) ?? 0));
  }),
  pinv('NaN for the zero matrix', 'C7', (a) => {
    const { s } = factored(a);
    return inverted(
      build(a.rows, a.columns, (i, j) => (at(a, i, j) / (s[0] ?? 1)) * (s[0] ?? 1)),
      (value) => value > 1e-13 * (s[0] ?? 0),
    );
  }),
  pinv('singular values divided by their squares plus 1e-12', 'C1', (a) => {
    const { u, s, v } = factored(a);
    return composed(
      v,
      s.map((value) => value / (value * value + 1e-12)),
      u,
    );
  }),
  ...faultsOf('decompositions.pinv', ({ spoilt, wrongGradient }) => [
    spoilt(
      'the pseudoinverse of the transposed matrix',
      'C1',
      (x) =>
        overMembers([x], (member = empty) => ({
          x: whole(member.rows === member.columns ? transposed(member) : member),
        })).x,
    ),
    wrongGradient('gradient of the inverse, -X^T G X^T alone', 'gradient', (inputs, cotangent, attributes) => {
      const x = pseudoinverse(inputs, attributes);
      return overMembers([x, cotangent], (inverse = empty, g = empty) => {
        const gradient = times(transposed(inverse), g, transposed(inverse));
        return { a: whole(build(gradient.rows, gradient.columns, (i, j) => -at(gradient, i, j))) };
      });
    }),
    wrongGradient('gradient without the complement of the rows', 'gradient', (inputs, cotangent, attributes) => {
      const x = pseudoinverse(inputs, attributes);
      const { a = inputs.a } = pseudoinverseGradient(inputs, cotangent, attributes);
      return overMembers([inputs.a, x, a], (given = empty, inverse = empty, gradient = empty) => ({
        a: whole(times(gradient, times(inverse, given))),
      }));
    }),
  ]),
];
