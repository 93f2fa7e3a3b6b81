import fc from 'fast-check';
import { solve } from '../../spec/decompositions/solve.ts';
import { algebra } from '../../spec/exactMatrix.ts';
import { beside } from '../generators/beside.ts';
import { alone } from '../generators/calls.ts';
import { pool } from '../generators/entries.ts';
import { illConditioned } from '../generators/illConditioned.ts';
import { permutationFrom } from '../generators/permutations.ts';
import { tensors } from '../generators/tensors.ts';
import { unimodularMatrices } from '../generators/unimodular.ts';
import { type Law, law } from '../law.ts';
import { closedForm } from '../metamorphic.ts';
import { ofResult, refuses } from '../observed.ts';
import { stillHolds } from '../stillHolds.ts';
import { literal } from '../verbs/compare.ts';
import { columnsOf, exactMatrix, judgedExactly, roundedTo } from '../verbs/exactMatrices.ts';
import { satisfies } from '../verbs/judge.ts';
import { holds } from '../verbs/measured.ts';
import { leading } from '../verbs/parts.ts';
import { unlessRefused } from '../verbs/refused.ts';
import { at, build } from '../verbs/tensors.ts';
import { requireCondition } from './_internal/condition.ts';
import { nearByColumns, requireDigits, solutionError } from './_internal/forwardError.ts';
import { share, solutionProved, systemDraws, systemOf } from './_internal/provedErrors.ts';
import { solveGradient } from './_internal/pullbackEquations.ts';
import { zeroLineMatrices } from './_internal/singular.ts';
import { dependsOnOwnColumn } from './_internal/spoiledColumns.ts';

const { times } = algebra(0);

export const laws: readonly Law[] = [
  dependsOnOwnColumn(solve, 'C2', {
    hint: 'right-hand sides are mixed, scaled together or refined together',
    cases: (context) => alone(solve, context),
  }),
  closedForm(solve, 'C3', {
    hint: 'the permutation is inverted, or applied to the wrong side',
    cases: (context) =>
      // On integers: a Householder vector of a permutation adds two of them before it takes one away again.
      beside(tensors(context, { b: 'n k' }), {
        choices: fc.array(fc.nat(119), { minLength: 5, maxLength: 5 }),
      }).map(({ b, choices }) => {
        const order = permutationFrom(b.shape[0] ?? 1, choices);
        // Row i of A X is row order[i] of X: row order[i] of X is row i of B.
        return { a: build(b, [order.length, order.length], (i, j) => (order[i] === j ? 1 : 0)), b, order };
      }),
    result: ({ b, order }) => ({ x: build(b, b.shape, (i, j) => at(b, order.indexOf(i), j)) }),
  }),
  ofResult(solve, 'C4', {
    hint: 'another system is solved: the transposed one, one with its rows in another order, or A^T A x = A^T b',
    cases: (context) =>
      beside(unimodularMatrices(context), {
        solution: tensors(context, { x: 'n k' }, { sizes: { n: 4 } }),
      }).map(({ a, solution: { x } }) => {
        const expected = leading(x, a.shape[0] ?? 1, x.shape[1]);
        return { a, expected, b: roundedTo(context.dtype, times(exactMatrix(a), exactMatrix(expected))) };
      }),
    from: ({ a, b }, { u }) => {
      requireDigits(a, u);
      return { a, b };
    },
    of: ({ x: received }, { a, b, expected }, _, { u }) =>
      judgedExactly({ received, expected }, ({ received, expected }) => {
        const error = (j: number) =>
          solutionError(exactMatrix(a), columnsOf(received, [j]), columnsOf(exactMatrix(b), [j]), u);
        return nearByColumns('x', received, expected, error);
      }),
  }),
  law(solve, 'C5', {
    hint: 'NaN is lost: a comparison skips it, or a zero is taken for it',
    // Diagonally dominant with positive elements, and constant columns: nothing on the way is zero, where a kernel may skip.
    cases: (context) =>
      beside(tensors(context, { entries: 'n n', b: 'n k' }), { row: fc.nat(4), column: fc.nat(4) }).map(
        ({ entries, b, row, column }) => {
          const n = b.shape[0] ?? 1;
          const dominant = (i: number, j: number) => (i === j ? 10 * n : 1 + Math.abs(at(entries, i, j)));
          return {
            a: build(b, [n, n], (i, j) => (i === row % n && j === column % n ? Number.NaN : dominant(i, j))),
            b: build(b, b.shape, (_, j) => 1 + j),
          };
        },
      ),
    check: async (on, { a, b }) => {
      const result = await unlessRefused(on(solve, { a, b }));
      if (result === undefined) return [{ ratio: 0, what: 'refused' }];
      return Array.from({ length: b.shape[1] ?? 1 }, (_, j) => {
        const column = Array.from({ length: b.shape[0] ?? 1 }, (_, i) => at(result.x, i, j));
        return holds(`column ${j} of x`, column.some(Number.isNaN), 'an error, or NaN', column.map(literal).join(', '));
      });
    },
  }),
  stillHolds(solve, 'C6', ['C1'], {
    hint: 'A is inverted, multiplied by A^T or rounded to fewer digits; or pivots are not exchanged, or refused by a threshold',
    hintOfLoss: true,
    // Right-hand sides: A times integers, rounded, which makes the solution small, and integers, which makes it large.
    cases: (context) =>
      beside(illConditioned(context), { solution: pool('integers') }).map(({ a, solution }) => {
        const n = a.shape[0] ?? 1;
        const x = build(a, [n, 1], (i) => solution[i] || 1 - i);
        const product = roundedTo(a.dtype === 'float32' ? 'float32' : 'float64', times(exactMatrix(a), exactMatrix(x)));
        return { a, b: build(a, [n, 2], (i, j) => at(j === 0 ? product : x, i, 0)) };
      }),
    from: ({ a, b }, context) => {
      requireCondition(a, context);
      return { a, b };
    },
  }),
  law(solve, 'C7', {
    hint: 'large systems take another way, in which digits are lost: fewer bits, an explicit inverse, A^T A, or no exchange of rows',
    share,
    cases: () => systemDraws(),
    check: async (on, draw, context) => {
      const { a, b } = systemOf(draw, context);
      const { x } = await on(solve, { a, b });
      return [satisfies(solve, 'C1', { a, b }, {}, { x }, context), ...solutionProved({ a, b, x }, context)];
    },
  }),
  refuses(solve, 'R1', {
    statement: 'a singular matrix is refused: a row or a column of zeros',
    orNaN: true,
    cases: (context) =>
      beside(zeroLineMatrices(context), { drawn: pool('integers') })
        // Nonzero right-hand sides: the solution of least effort, 0, is none.
        .map(({ a, drawn }) => ({ a, b: build(a, [a.shape[0] ?? 1, 1], (i) => drawn[i] || i + 1) })),
    calls: ({ a, b }) => ({ 'a singular matrix is refused': { a, b } }),
  }),
  solveGradient,
];
