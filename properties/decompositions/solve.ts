import fc from 'fast-check';
import { solve } from '../../spec/decompositions/solve.ts';
import { algebra } from '../../spec/exactMatrix.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { operationCases } from '../generators/cases.ts';
import { pool } from '../generators/entries.ts';
import { illConditioned } from '../generators/illConditioned.ts';
import { permutationFrom } from '../generators/permutations.ts';
import { tensors } from '../generators/tensors.ts';
import { unimodularMatrices } from '../generators/unimodular.ts';
import { type Law, law, type Observation } from '../law.ts';
import { identical, literal } from '../verbs/compare.ts';
import { conditionOf } from '../verbs/elimination.ts';
import { columnsOf, exactMatrix, judgedExactly, roundedTo } from '../verbs/exactMatrices.ts';
import { outputOf, satisfies } from '../verbs/judge.ts';
import { holds, ratioOf } from '../verbs/measured.ts';
import { unlessRefused } from '../verbs/refused.ts';
import { hasNoAnswer } from '../verbs/rejects.ts';
import { at, build } from '../verbs/tensors.ts';
import { requireCondition } from './_internal/condition.ts';
import { solutionError } from './_internal/forwardError.ts';
import { solveGradient } from './_internal/pullbackEquations.ts';
import { zeroLineMatrices } from './_internal/singular.ts';
import { dependsOnOwnColumn, spoiling } from './_internal/spoiledColumns.ts';

const { at: element, minus, norm1, times } = algebra(0);

/** Right-hand sides of A X = B: A times integers, rounded, which makes the solution small, and integers, which makes it large. */
function systemOf({ base: { a }, solution }: { base: { a: Tensor }; solution: readonly number[] }) {
  const n = a.shape[0] ?? 1;
  const x = build(a, [n, 1], (i) => solution[i] || 1 - i);
  const product = roundedTo(a.dtype === 'float32' ? 'float32' : 'float64', times(exactMatrix(a), exactMatrix(x)));
  return { a, b: build(a, [n, 2], (i, j) => (j === 0 ? at(product, i, 0) : at(x, i, 0))) };
}

export const laws: readonly Law[] = [
  law(solve, 'C2', {
    repeats: true,
    hint: 'right-hand sides are mixed, scaled together or refined together',
    cases: (context) =>
      fc
        .record({ base: operationCases(solve, context, { batch: false }), spoiling })
        .map(({ base, spoiling }) => ({ ...base, ...spoiling })),
    check: async (on, { inputs, kept, poison }) => [
      await dependsOnOwnColumn(outputOf(inputs, 'b'), { kept, poison }, (b) =>
        on(solve, { a: outputOf(inputs, 'a'), b }),
      ),
    ],
  }),
  law(solve, 'C3', {
    hint: 'the permutation is inverted, or applied to the wrong side',
    cases: (context) =>
      fc
        .record({
          base: tensors(context, { b: 'n k' }, { entries: 'reals' }),
          choices: fc.array(fc.nat(119), { minLength: 5, maxLength: 5 }),
        })
        .map(({ base, choices }) => ({ ...base, order: permutationFrom(base.b.shape[0] ?? 1, choices) })),
    check: async (on, { b, order }) => {
      // Row i of A X is row order[i] of X: row order[i] of X is row i of B.
      const a = build(b, [order.length, order.length], (i, j) => (order[i] === j ? 1 : 0));
      const { x } = await on(solve, { a, b });
      return [
        identical(
          x,
          build(b, b.shape, (i, j) => at(b, order.indexOf(i), j)),
          'x',
        ),
      ];
    },
  }),
  law(solve, 'C4', {
    hint: 'another system is solved: the transposed one, one with its rows in another order, or A^T A x = A^T b',
    cases: (context) =>
      fc
        .record({ base: unimodularMatrices(context), solution: tensors(context, { x: 'n k' }, { sizes: { n: 4 } }) })
        .map(({ base: { a }, solution: { x } }) => ({
          a,
          x: build(x, [a.shape[0] ?? 1, x.shape[1] ?? 1], (i, j) => at(x, i, j)),
        })),
    check: async (on, { a, x: expected }, { dtype, u }) => {
      const [given, solution] = [exactMatrix(a), exactMatrix(expected)];
      // Beyond that the bound says nothing, and the matrix may be refused.
      fc.pre(60 * given.rows * u * conditionOf(given) < 1);
      const right = times(given, solution);
      const { x } = await on(solve, { a, b: roundedTo(dtype, right) });
      return judgedExactly({ x }, ({ x }) =>
        Array.from({ length: x.columns }, (_, j): Observation => {
          const [got, want, b] = [columnsOf(x, [j]), columnsOf(solution, [j]), columnsOf(right, [j])];
          return {
            ratio: ratioOf(norm1(minus(got, want)), solutionError(given, got, b, u)),
            what: `column ${j} of x`,
            expected: Array.from({ length: given.rows }, (_, i) => literal(at(expected, i, j))).join(', '),
            received: Array.from({ length: given.rows }, (_, i) => literal(element(got, i, 0))).join(', '),
          };
        }),
      );
    },
  }),
  law(solve, 'C5', {
    hint: 'NaN is lost: a comparison skips it, or a zero is taken for it',
    // Diagonally dominant with positive elements, and constant columns: nothing on the way is zero, where a kernel may skip.
    cases: (context) =>
      fc
        .record({
          base: tensors(context, { entries: 'n n', b: 'n k' }),
          row: fc.nat(4),
          column: fc.nat(4),
        })
        .map(({ base: { entries, b }, row, column }) => {
          const n = b.shape[0] ?? 1;
          const dominant = (i: number, j: number) => (i === j ? 10 * n : 1 + Math.abs(at(entries, i, j)));
          return {
            a: build(b, [n, n], (i, j) => (i === row % n && j === column % n ? Number.NaN : dominant(i, j))),
            b: build(b, b.shape, (_, j) => 1 + j),
          };
        }),
    check: async (on, { a, b }) => {
      const result = await unlessRefused(on(solve, { a, b }));
      if (result === undefined) return [{ ratio: 0, what: 'refused' }];
      return Array.from({ length: b.shape[1] ?? 1 }, (_, j) => {
        const column = Array.from({ length: b.shape[0] ?? 1 }, (_, i) => at(result.x, i, j));
        return holds(`column ${j} of x`, column.some(Number.isNaN), 'an error, or NaN', column.map(literal).join(', '));
      });
    },
  }),
  law(solve, 'C6', {
    hint: 'A is inverted, multiplied by A^T or rounded to fewer digits; or pivots are not exchanged, or refused by a threshold',
    hintOfLoss: true,
    cases: (context) => fc.record({ base: illConditioned(context), solution: pool('integers') }).map(systemOf),
    check: async (on, { a, b }, context) => {
      requireCondition(a, context);
      return [satisfies(solve, 'C1', { a, b }, {}, await on(solve, { a, b }), context)];
    },
  }),
  law(solve, 'R1', {
    statement: 'a singular matrix is refused: a row or a column of zeros',
    cases: (context) =>
      fc
        .record({ base: zeroLineMatrices(context), drawn: pool('integers') })
        // Nonzero right-hand sides: the solution of least effort, 0, is none.
        .map(({ base: { a }, drawn }) => ({ a, b: build(a, [a.shape[0] ?? 1, 1], (i) => drawn[i] || i + 1) })),
    check: async (on, { a, b }, context) => [
      await hasNoAnswer(on(solve, { a, b }), 'a singular matrix is refused', context),
    ],
  }),
  solveGradient,
];
