import fc from 'fast-check';
import { algebra, type ExactMatrix } from '../../spec/exactMatrix.ts';
import { kronSolve, sylvester } from '../../spec/multilinear/matrixEquations.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { thresholds } from '../../spec/thresholds.ts';
import { beside } from '../generators/beside.ts';
import { permutationFrom } from '../generators/permutations.ts';
import { tensors } from '../generators/tensors.ts';
import { unimodularMatrices } from '../generators/unimodular.ts';
import { type Context, type Law, law, type Observation } from '../law.ts';
import { closedForm } from '../metamorphic.ts';
import { refuses } from '../observed.ts';
import { stillHolds } from '../stillHolds.ts';
import { inverseNorm1, inverseOf } from '../verbs/elimination.ts';
import { exactMatrix, judgedExactly, roundedTo } from '../verbs/exactMatrices.ts';
import { near } from '../verbs/measured.ts';
import { leading } from '../verbs/parts.ts';
import { at, build, identity, map, plus, transposed } from '../verbs/tensors.ts';
import { asColumn, kroneckerOf } from './_internal/kroneckerOf.ts';
import { stacked } from './_internal/stacked.ts';

const { minus, norm1, times } = algebra(0);

/** ||X^ - X||_1 against what is allowed. */
const nearInNorm = (what: string, received: ExactMatrix, expected: ExactMatrix, allowed: number): Observation =>
  near(`||${what} - X||_1`, norm1(minus(received, expected)), 0, allowed);

/** What C1 of `kronSolve` lets a solution be off by: the residual that it allows, taken through both inverses. */
function errorBetween([a, b, c, x]: readonly [ExactMatrix, ExactMatrix, ExactMatrix, ExactMatrix], u: number): number {
  const residual = norm1(a) * norm1(x) * norm1(b) + norm1(c);
  return inverseNorm1(a) * inverseNorm1(b) * 2 * thresholds.linear * Math.max(a.rows, b.rows) * u * residual;
}

/** The inverse of an integer matrix of determinant 1. */
const exactInverse = (a: ExactMatrix): ExactMatrix =>
  exactMatrix(tensorOf('float64', [a.rows, a.rows], inverseOf(a) ?? []));

/** Two integer matrices of determinant 1, and an integer solution between them. */
const unimodularPairs = (context: Context) =>
  beside(unimodularMatrices(context), {
    other: unimodularMatrices(context),
    drawn: tensors(context, { x: 'm n' }, { sizes: { m: 4, n: 4 } }),
  }).map(({ a, other: { a: b }, drawn: { x } }) => ({ a, b, x: leading(x, a.shape[0] ?? 1, b.shape[0]) }));

/** The matrix of A X + X B on the columns of X: I kron A + B^T kron I. */
const systemOf = (a: Tensor, b: Tensor): Tensor =>
  plus(kroneckerOf(identity(b, b.shape[0] ?? 1), a), kroneckerOf(transposed(b), identity(a, a.shape[0] ?? 1)));

/** Two matrices that are no symmetric ones, with eigenvalues of positive real parts by Gershgorin's circles. */
const dominantPairs = (context: Context) =>
  tensors(context, { a: 'm m', b: 'n n', c: 'm n' }, { most: 3 }).map(({ a, b, c }) => ({
    a: dominant(a),
    b: dominant(b),
    c,
  }));

const dominant = (a: Tensor): Tensor =>
  build(a, a.shape, (i, j) => at(a, i, j) + (i === j ? 8 * (a.shape[0] ?? 1) + 8 : 0));

/** The exact solution, its columns one under the other, and how far off C1 lets one be, the norm of the inverse times the residual. */
function solutionOf(a: Tensor, b: Tensor, c: Tensor, u: number): { readonly x: Tensor; readonly error: number } {
  const system = exactMatrix(systemOf(a, b));
  const inverse = tensorOf('float64', [system.rows, system.rows], inverseOf(system) ?? []);
  const solved = roundedTo('float64', times(exactMatrix(inverse), exactMatrix(asColumn(stacked(c)))));
  const [m = 1, n = 1] = c.shape;
  const x = build(solved, [m, n], (i, j) => solved.data[j * m + i] ?? Number.NaN);
  const [left, right, size, given] = [a, b, x, c].map((one) => norm1(exactMatrix(one))) as [
    number,
    number,
    number,
    number,
  ];
  const residual = 4 * thresholds.nonsymmetricEigen * Math.max(m, n) * u * ((left + right) * size + given);
  // The sum of all entries is at most n times the largest sum of a column.
  return { x, error: inverseNorm1(system) * n * residual };
}

/** D of real values and pairs of complex ones, in the basis of a product of unit triangular matrices. */
const similar = (context: Context, axis: string) =>
  beside(tensors(context, { p: `${axis} ${axis}` }, { most: 4 }), {
    values: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 4, maxLength: 4 }),
    turns: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 2, maxLength: 2 }),
  }).map(({ p, values, turns }) => {
    const [n = 1] = p.shape;
    const basis = times(
      exactMatrix(build(p, [n, n], (i, j) => (i === j ? 1 : i > j ? Math.sign(at(p, i, j)) : 0))),
      exactMatrix(build(p, [n, n], (i, j) => (i === j ? 1 : i < j ? Math.sign(at(p, i, j)) : 0))),
    );
    const turned = (i: number, j: number) => (turns[Math.min(i, j) / 2] ?? 0) * Math.sign(j - i);
    const middle = build(p, [n, n], (i, j) => {
      const isPair = Math.abs(i - j) === 1 && Math.min(i, j) % 2 === 0;
      // Both values of a pair are those of the even row.
      return i === j ? (values[i - (i % 2)] ?? 1) : isPair ? turned(i, j) : 0;
    });
    const back = tensorOf('float64', [n, n], inverseOf(basis) ?? []);
    return roundedTo(context.dtype, times(basis, exactMatrix(middle), exactMatrix(back)));
  });

export const laws: readonly Law[] = [
  law(kronSolve, 'C2', {
    hint: 'one of the matrices is transposed, or they change sides',
    cases: unimodularPairs,
    check: async (on, { a, b, x: given }, { u, dtype }) => {
      const [left, right] = [exactMatrix(a), exactMatrix(b)];
      const c = roundedTo(dtype, times(left, exactMatrix(given), right));
      const expected = times(exactInverse(left), exactMatrix(c), exactInverse(right));
      const { x } = await on(kronSolve, { a, b, c });
      return judgedExactly({ x }, ({ x: received }) => [
        nearInNorm('X^', received, expected, errorBetween([left, right, exactMatrix(c), received], u)),
      ]);
    },
  }),
  closedForm(kronSolve, 'C3', {
    cases: (context) =>
      beside(tensors(context, { c: 'm n' }), {
        rows: fc.array(fc.nat(119), { minLength: 5, maxLength: 5 }),
        columns: fc.array(fc.nat(119), { minLength: 5, maxLength: 5 }),
      }).map(({ c, rows, columns }) => {
        const [down, across] = [permutationFrom(c.shape[0] ?? 1, rows), permutationFrom(c.shape[1] ?? 1, columns)];
        const unit = (order: readonly number[]) =>
          build(c, [order.length, order.length], (i, j) => (order[i] === j ? 1 : 0));
        return { a: unit(down), b: unit(across), c, down, across };
      }),
    // Element (i, j) of A X B is element (down[i], k) of X, where across[k] = j.
    result: ({ c, down, across }) => ({ x: build(c, c.shape, (i, j) => at(c, down.indexOf(i), across[j] ?? 0)) }),
  }),
  law(kronSolve, 'C4', {
    cases: unimodularPairs,
    check: async (on, { a, b, x: c }, { u }) => {
      const [m = 1, n = 1] = c.shape;
      const [above, beside] = await Promise.all([
        on(kronSolve, { a, b: identity(c, n), c }),
        on(kronSolve, { a: identity(c, m), b, c }),
      ]);
      return judgedExactly({ above: above.x, beside: beside.x }, ({ above, beside }) => {
        const [left, right, given] = [exactMatrix(a), exactMatrix(b), exactMatrix(c)];
        const [one, other] = [exactMatrix(identity(c, n)), exactMatrix(identity(c, m))];
        return [
          nearInNorm('A^-1 C', above, times(exactInverse(left), given), errorBetween([left, one, given, above], u)),
          nearInNorm(
            'C B^-1',
            beside,
            times(given, exactInverse(right)),
            errorBetween([other, right, given, beside], u),
          ),
        ];
      });
    },
  }),
  refuses(kronSolve, 'R1', {
    orNaN: true,
    cases: (context) => tensors(context, { a: 'm m', b: 'n n', c: 'm n' }, { most: 4 }),
    calls: ({ a, b, c }) => {
      const [left, right, full] = [dominant(a), dominant(b), map(c, (value) => value || 1)];
      const cut = (one: Tensor) => build(one, one.shape, (i, j) => (i === 0 ? 0 : at(one, i, j)));
      return {
        'a with a row of zeros is refused': { a: cut(left), b: right, c: full },
        'b with a column of zeros is refused': { a: left, b: transposed(cut(right)), c: full },
      };
    },
  }),
  law(sylvester, 'C2', {
    hint: 'another equation is solved: A X - X B = C, or one with a transposed matrix',
    cases: dominantPairs,
    check: async (on, { a, b, c }, { u }) => {
      const { x } = await on(sylvester, { a, b, c });
      const { x: expected, error } = solutionOf(a, b, c, u);
      return judgedExactly({ x }, ({ x: received }) => [nearInNorm('X^', received, exactMatrix(expected), error)]);
    },
  }),
  law(sylvester, 'C3', {
    cases: dominantPairs,
    check: async (on, { a, b, c }, { u }) => {
      const turned = { a: transposed(b), b: transposed(a), c: transposed(c) };
      const [{ x }, { x: other }] = await Promise.all([on(sylvester, { a, b, c }), on(sylvester, turned)]);
      const [error, back] = [solutionOf(a, b, c, u).error, solutionOf(turned.a, turned.b, turned.c, u).error];
      return judgedExactly({ x, other: transposed(other) }, ({ x: first, other: second }) => [
        nearInNorm('X^', second, first, error + Math.max(...c.shape) * back),
      ]);
    },
  }),
  stillHolds(sylvester, 'C4', ['C1'], {
    hint: 'blocks of two of a Schur form, those of complex eigenvalues, are taken for triangular ones',
    cases: (context) =>
      fc
        .record({
          a: similar(context, 'm'),
          b: similar(context, 'n'),
          drawn: tensors(context, { c: 'm n' }, { sizes: { m: 4, n: 4 } }),
        })
        .map(({ a, b, drawn: { c } }) => ({ a, b, c: leading(c, a.shape[0] ?? 1, b.shape[0]) })),
  }),
  law(sylvester, 'C5', {
    cases: (context) =>
      tensors(context, { a: 'm m', c: 'm m' }, { most: 3 }).map(({ a, c }) => ({
        a: dominant(a),
        c: plus(c, transposed(c)),
      })),
    check: async (on, { a, c }, { u }) => {
      const { x } = await on(sylvester, { a, b: transposed(a), c });
      const { error } = solutionOf(a, transposed(a), c, u);
      return judgedExactly({ x, turned: transposed(x) }, ({ x: first, turned }) => [
        nearInNorm('X^T', turned, first, 2 * (c.shape[0] ?? 1) * error),
      ]);
    },
  }),
  law(sylvester, 'gradient', {
    statement:
      'the pullback of matrices that are not symmetric: A^T Cbar + Cbar B^T = G, Abar = -Cbar X^T, Bbar = -X^T Cbar',
    hint: 'A and B are not transposed in the equation of the pullback, or a product is',
    gradient: true,
    cases: dominantPairs,
    check: async (on, { a, b, c }, { u }) => {
      const g = map(c, (value, position) => (position % 2 === 0 ? 1 + value : 2 - value));
      const gradients = await on.gradient(sylvester, { a, b, c }, { x: g });
      const [x, cBar] = [solutionOf(a, b, c, u), solutionOf(transposed(a), transposed(b), g, u)];
      const [solution, adjoint] = [exactMatrix(x.x), exactMatrix(cBar.x)];
      const turned = (one: ExactMatrix) => exactMatrix(transposed(roundedTo('float64', one)));
      const negative = (one: ExactMatrix) => ({ ...one, entries: one.entries.map((value) => -value) });
      const [m, n] = [adjoint.rows, adjoint.columns];
      // A product of two matrices that are off, and its own rounding.
      const ofProduct = [turned(solution), turned(adjoint), solution, adjoint].reduce(
        (most, one) => Math.max(most, norm1(one)),
        0,
      );
      const allowed =
        Math.max(m, n) *
        (ofProduct * (x.error + cBar.error) + x.error * cBar.error + Math.max(m, n) * u * ofProduct ** 2);
      const [ofA, ofB, ofC] = ['a', 'b', 'c'].map((name) => gradients[name]) as [Tensor, Tensor, Tensor];
      return judgedExactly({ ofA, ofB, ofC }, ({ ofA: first, ofB: second, ofC: third }) => [
        nearInNorm('Cbar', third, adjoint, cBar.error),
        nearInNorm('Abar', first, negative(times(adjoint, turned(solution))), allowed),
        nearInNorm('Bbar', second, negative(times(turned(solution), adjoint)), allowed),
      ]);
    },
  }),
  refuses(sylvester, 'R1', {
    orNaN: true,
    cases: (context) => tensors(context, { a: 'm', b: 'n' }, { most: 4 }),
    calls: ({ a, b }) => {
      const [m, n] = [a.data.length, b.data.length];
      const shared = a.data[0] || 1;
      const diagonal = (of: Tensor, first: number) =>
        build(of, [of.data.length, of.data.length], (i, j) => (i !== j ? 0 : i === 0 ? first : 10 + i));
      return {
        'diagonal matrices with opposite entries are refused': {
          a: diagonal(a, shared),
          b: diagonal(b, -shared),
          c: build(a, [m, n], () => 1),
        },
      };
    },
  }),
];
