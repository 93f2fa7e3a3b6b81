import fc from 'fast-check';
import { inv } from '../../spec/decompositions/inv.ts';
import { solve } from '../../spec/decompositions/solve.ts';
import { algebra, type ExactMatrix } from '../../spec/exactMatrix.ts';
import { tensorOf } from '../../spec/tensor.ts';
import { illConditioned } from '../generators/illConditioned.ts';
import { monomialMatrices } from '../generators/permutations.ts';
import { tensors } from '../generators/tensors.ts';
import { unimodularMatrices } from '../generators/unimodular.ts';
import { type Law, law, type Observation } from '../law.ts';
import { elementName, identical, literal } from '../verbs/compare.ts';
import { conditionOf, inverseOf } from '../verbs/elimination.ts';
import { columnsOf, exactMatrix, judgedExactly } from '../verbs/exactMatrices.ts';
import { satisfies } from '../verbs/judge.ts';
import { near, ratioOf } from '../verbs/measured.ts';
import { hasNoAnswer } from '../verbs/rejects.ts';
import { at, build, map } from '../verbs/tensors.ts';
import { requireCondition } from './_internal/condition.ts';
import { inverseError, solutionError } from './_internal/forwardError.ts';
import { invGradient } from './_internal/pullbackEquations.ts';
import { zeroLineMatrices } from './_internal/singular.ts';

const { at: element, minus, norm1, times } = algebra(0);

/** The elements of a column, for messages. */
const listed = (column: ExactMatrix): string => column.entries.map((_, i) => literal(element(column, i, 0))).join(', ');

export const laws: readonly Law[] = [
  law(inv, 'C3', {
    hint: 'the permutation of the elimination is inverted, or is applied to the rows instead of the columns',
    cases: ({ dtype }) =>
      monomialMatrices(8).map(({ n, order, entries }) => ({ a: tensorOf(dtype, [n, n], entries), order })),
    check: async (on, { a, order }) => {
      const { x } = await on(inv, { a });
      return [
        identical(
          x,
          build(a, a.shape, (i, j) => (order[j] === i ? 1 / at(a, j, i) : 0)),
          'x',
        ),
      ];
    },
  }),
  law(inv, 'C4', {
    needs: [solve],
    hint: 'the inverse has fewer digits than the condition number explains',
    // Ill-conditioned, and times 3, 5 or 7 so that the inverse has no short fractions.
    cases: (context) =>
      fc
        .record({
          base: unimodularMatrices(context),
          factor: fc.constantFrom(1, 3, 5, 7),
          right: tensors(context, { b: 'n k' }, { sizes: { n: 4 } }),
        })
        .map(({ base: { a }, factor, right: { b } }) => ({
          a: map(a, (value) => factor * value),
          b: build(b, [a.shape[0] ?? 1, b.shape[1] ?? 1], (i, j) => at(b, i, j)),
        })),
    check: async (on, { a, b }, { u }) => {
      const [given, right] = [exactMatrix(a), exactMatrix(b)];
      // Beyond that the bound says nothing, and the matrix may be refused.
      fc.pre(60 * given.rows * u * conditionOf(given) < 1);
      const [inverted, solved] = await Promise.all([on(inv, { a }), on(solve, { a, b })]);
      return judgedExactly({ inverse: inverted.x, solution: solved.x }, ({ inverse, solution }) =>
        Array.from({ length: right.columns }, (_, j): Observation => {
          const [column, x] = [columnsOf(right, [j]), columnsOf(solution, [j])];
          const allowed = inverseError(given, inverse, u) * norm1(column) + solutionError(given, x, column, u);
          const product = times(inverse, column);
          return {
            ratio: ratioOf(norm1(minus(product, x)), allowed),
            what: `column ${j} of inv(a) b`,
            expected: listed(x),
            received: listed(product),
          };
        }),
      );
    },
  }),
  law(inv, 'C5', {
    hint: 'the result is transposed, comes from A^T A, or is refined in a lower precision',
    cases: unimodularMatrices,
    check: async (on, { a }, { u }) => {
      const given = exactMatrix(a);
      const expected = inverseOf(given) ?? [];
      const { x } = await on(inv, { a });
      return judgedExactly({ x }, (exact) => {
        const allowed = inverseError(given, exact.x, u);
        // Where the bound is below a half, the result rounds to the integer inverse.
        fc.pre(allowed < 0.5);
        return expected.map((want, position) =>
          near(elementName('x', a.shape, position), x.data[position] ?? Number.NaN, want, allowed),
        );
      });
    },
  }),
  law(inv, 'C6', {
    hint: 'A^T A is inverted, an iteration ends early or runs in fewer digits, or small pivots are refused by a threshold',
    hintOfLoss: true,
    cases: (context) => illConditioned(context),
    check: async (on, { a }, context) => {
      requireCondition(a, context);
      return [satisfies(inv, 'C1', { a }, {}, await on(inv, { a }), context)];
    },
  }),
  law(inv, 'R1', {
    statement: 'a singular matrix is refused: a row or a column of zeros',
    cases: zeroLineMatrices,
    check: async (on, { a }, context) => [await hasNoAnswer(on(inv, { a }), 'a singular matrix is refused', context)],
  }),
  invGradient,
];
