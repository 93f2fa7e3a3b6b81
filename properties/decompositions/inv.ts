import fc from 'fast-check';
import { inv } from '../../spec/decompositions/inv.ts';
import { solve } from '../../spec/decompositions/solve.ts';
import { algebra } from '../../spec/exactMatrix.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { illConditioned } from '../generators/illConditioned.ts';
import { monomialMatrices } from '../generators/permutations.ts';
import { spectrumDraws } from '../generators/spectra.ts';
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
import { at, build, product, scaled, transposed } from '../verbs/tensors.ts';
import { requireCondition } from './_internal/condition.ts';
import { inverseError, nearByColumns, requireDigits, solutionError } from './_internal/forwardError.ts';
import { inverseProved, matrixOf, share } from './_internal/provedErrors.ts';
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
  law(inv, 'C7', {
    hint: 'the result is transposed',
    cases: unimodularMatrices,
    check: async (on, { a }, { u }) => {
      const exact = inverseOf(exactMatrix(a)) ?? [];
      const inverse = build(a, a.shape, (i, j) => exact[i * (a.shape[1] ?? 1) + j] ?? 0);
      requireDigits(a, u);
      requireDigits(inverse, u);
      const [turned, back] = await Promise.all([on(inv, { a: transposed(a) }), on(inv, { a: inverse })]);
      return judgedExactly({ turned: turned.x, back: back.x }, (x) => [
        nearAll('inv(A^T)', turned.x, transposed(inverse).data, inverseError(exactMatrix(transposed(a)), x.turned, u)),
        nearAll('inv(inv(A))', back.x, a.data, inverseError(exactMatrix(inverse), x.back, u)),
      ]);
    },
  }),
  law(inv, 'C8', {
    hint: 'the order of a product is kept, or an update by rank one is not undone',
    cases: (context) =>
      beside(unimodularMatrices(context), {
        other: unimodularMatrices(context),
        row: fc.nat(3),
        column: fc.nat(3),
      }).map(({ a, other, row, column }) => {
        const n = Math.min(a.shape[0] ?? 1, other.a.shape[0] ?? 1);
        // Leading triangles of ones and signs: unimodular, with small entries.
        const unit = (one: Tensor, lower: boolean) =>
          build(one, [n, n], (i, j) => (i === j ? 1 : lower === i > j ? Math.sign(at(one, i, j)) : 0));
        return {
          a: product(unit(a, true), unit(a, false)),
          b: product(unit(other.a, false), unit(other.a, true)),
          row: row % n,
          column: column % n,
        };
      }),
    check: async (on, { a, b, row, column }, { u }) => {
      const n = a.shape[0] ?? 1;
      const inverse = (one: Tensor) => {
        const entries = inverseOf(exactMatrix(one)) ?? [];
        return build(one, [n, n], (i, j) => entries[i * n + j] ?? 0);
      };
      const [first, second] = [inverse(a), inverse(b)];
      // A + e_row e_column^T: 1 + y^T A^-1 x is an integer, other than 0.
      const pivot = 1 + at(first, column, row);
      fc.pre(pivot !== 0);
      const changed = build(a, [n, n], (i, j) => at(a, i, j) + (i === row && j === column ? 1 : 0));
      const updated = build(a, [n, n], (i, j) => at(first, i, j) - (at(first, i, row) * at(first, column, j)) / pivot);
      const given = [product(a, b), changed];
      const results = await Promise.all(given.map((one) => on(inv, { a: one })));
      const expected = [product(second, first), updated];
      return results.flatMap(({ x }, k) =>
        judgedExactly({ x }, (exact) => {
          const allowed = inverseError(exactMatrix(given[k] ?? a), exact.x, u);
          fc.pre(allowed < 0.5);
          const what = k === 0 ? '(AB)^-1' : '(A + x y^T)^-1';
          return [
            nearAll(
              what,
              x,
              expected[k]?.data ?? [],
              allowed + u * Math.max(...(expected[k]?.data ?? []).map(Math.abs)),
            ),
          ];
        }),
      );
    },
  }),
  law(inv, 'C9', {
    hint: 'large matrices take another way, in which digits are lost: fewer bits, A^T A, or an iteration that ends early',
    share,
    cases: () => spectrumDraws(),
    check: async (on, draw, context) => {
      const { a } = matrixOf(draw, context);
      const { x } = await on(inv, { a });
      return inverseProved(a, x, context);
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
