import fc from 'fast-check';
import { inv } from '../../spec/decompositions/inv.ts';
import { solve } from '../../spec/decompositions/solve.ts';
import { algebra } from '../../spec/exactMatrix.ts';
import { tensorOf } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { illConditioned } from '../generators/illConditioned.ts';
import { monomialMatrices } from '../generators/permutations.ts';
import { tensors } from '../generators/tensors.ts';
import { unimodularMatrices } from '../generators/unimodular.ts';
import { type Law, law } from '../law.ts';
import { closedForm } from '../metamorphic.ts';
import { ofResult, refuses } from '../observed.ts';
import { stillHolds } from '../stillHolds.ts';
import { inverseOf } from '../verbs/elimination.ts';
import { columnsOf, exactMatrix, judgedExactly } from '../verbs/exactMatrices.ts';
import { nearAll } from '../verbs/nearAll.ts';
import { leading } from '../verbs/parts.ts';
import { at, build, scaled } from '../verbs/tensors.ts';
import { requireCondition } from './_internal/condition.ts';
import { inverseError, nearByColumns, requireDigits, solutionError } from './_internal/forwardError.ts';
import { invGradient } from './_internal/pullbackEquations.ts';
import { zeroLineMatrices } from './_internal/singular.ts';

const { norm1, times } = algebra(0);

export const laws: readonly Law[] = [
  closedForm(inv, 'C3', {
    hint: 'the permutation of the elimination is inverted, or is applied to the rows instead of the columns',
    cases: ({ dtype }) =>
      monomialMatrices(8).map(({ n, order, entries }) => ({ a: tensorOf(dtype, [n, n], entries), order })),
    result: ({ a, order }) => ({ x: build(a, a.shape, (i, j) => (order[j] === i ? 1 / at(a, j, i) : 0)) }),
  }),
  law(inv, 'C4', {
    needs: [solve],
    hint: 'the inverse has fewer digits than the condition number explains',
    // Ill-conditioned, and times 3, 5 or 7 so that the inverse has no short fractions.
    cases: (context) =>
      beside(unimodularMatrices(context), {
        factor: fc.constantFrom(1, 3, 5, 7),
        right: tensors(context, { b: 'n k' }, { sizes: { n: 4 } }),
      }).map(({ a, factor, right: { b } }) => ({
        a: scaled(a, factor),
        b: leading(b, a.shape[0] ?? 1, b.shape[1]),
      })),
    check: async (on, { a, b }, { u }) => {
      requireDigits(a, u);
      const [{ x: inverse }, { x: solution }] = await Promise.all([on(inv, { a }), on(solve, { a, b })]);
      return judgedExactly({ inverse, solution }, ({ inverse, solution }) => {
        const [given, right] = [exactMatrix(a), exactMatrix(b)];
        return nearByColumns('inv(a) b', times(inverse, right), solution, (j) => {
          const [column, x] = [columnsOf(right, [j]), columnsOf(solution, [j])];
          return inverseError(given, inverse, u) * norm1(column) + solutionError(given, x, column, u);
        });
      });
    },
  }),
  ofResult(inv, 'C5', {
    hint: 'the result is transposed, comes from A^T A, or is refined in a lower precision',
    cases: unimodularMatrices,
    of: ({ x }, { a }, _, { u }) =>
      judgedExactly({ x }, (exact) => {
        const given = exactMatrix(a);
        const allowed = inverseError(given, exact.x, u);
        // Where the bound is below a half, the result rounds to the integer inverse.
        fc.pre(allowed < 0.5);
        return [nearAll('x', x, inverseOf(given) ?? [], allowed)];
      }),
  }),
  stillHolds(inv, 'C6', ['C1'], {
    hint: 'A^T A is inverted, an iteration ends early or runs in fewer digits, or small pivots are refused by a threshold',
    hintOfLoss: true,
    cases: (context) => illConditioned(context),
    from: ({ a }, context) => {
      requireCondition(a, context);
      return { a };
    },
  }),
  refuses(inv, 'R1', {
    statement: 'a singular matrix is refused: a row or a column of zeros',
    orNaN: true,
    cases: zeroLineMatrices,
    calls: ({ a }) => ({ 'a singular matrix is refused': { a } }),
  }),
  invGradient,
];
