import fc from 'fast-check';
import { lu } from '../../spec/decompositions/lu.ts';
import { defineOperation } from '../../spec/operation.ts';
import { errorOf, toNumber } from '../../spec/scalars/exact.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { cotangentsFor, gradientCases } from '../derived/gradientCases.ts';
import { erratum } from '../erratum.ts';
import { beside } from '../generators/beside.ts';
import { alone } from '../generators/calls.ts';
import { dealt } from '../generators/dealt.ts';
import { illConditioned } from '../generators/illConditioned.ts';
import { permutationFrom } from '../generators/permutations.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law, type Observation } from '../law.ts';
import { stillHolds } from '../stillHolds.ts';
import { elementName, identical, literal, scaledBy, worst } from '../verbs/compare.ts';
import { exactPullback } from '../verbs/derivative.ts';
import { finite } from '../verbs/exactMatrices.ts';
import { outputOf, satisfies } from '../verbs/judge.ts';
import { holds, ratioOf } from '../verbs/measured.ts';
import { columnsTimesPowers, diagonalOf } from '../verbs/parts.ts';
import { refuted } from '../verbs/refuted.ts';
import { at, build, distance, map, product } from '../verbs/tensors.ts';

/** L and U where no rows are exchanged: what LU is once the permutation is known, and so the oracle of its derivative. */
const unpivoted = defineOperation({
  id: 'decompositions.lu',
  meaning: 'Gaussian elimination without exchanges.',
  signature: 'a[n, n] -> l[n, n], u[n, n]',
  definition({ a }, { memo, sum, sub, mul, div, constant }) {
    const rest = (i: number, j: number, steps: number) =>
      sub(
        a(i, j),
        sum([steps], (p) => mul(l(i, p), u(p, j))),
      );
    const l = memo((i, j) => (i < j ? constant(0) : i === j ? constant(1) : div(rest(i, j, j), u(j, j))));
    const u = memo((i, j) => (i > j ? constant(0) : rest(i, j, i)));
    return { l, u };
  },
  clauses: {},
  sources: [],
});

/** The rows of a in the order of the permutation. */
const rowsInOrder = (a: Tensor, permutation: Tensor): Tensor =>
  build(a, a.shape, (i, j) => at(a, at(permutation, i), j));

/**
 * Singular matrices whose elimination rounds nothing, whatever its order: rows of L U, |l_ij| at most 1/2 so that the pivot is
 * the only largest entry of its column, U integer with powers of two on its diagonal but for one zero.
 */
const exactlySingular = ({ dtype }: Context): fc.Arbitrary<{ a: Tensor }> =>
  fc
    .record({
      n: fc.integer({ min: 1, max: 5 }),
      zero: fc.nat(4),
      choices: fc.array(fc.nat(119), { minLength: 5, maxLength: 5 }),
      diagonal: fc.array(fc.constantFrom(1, -1, 2, -4), { minLength: 5, maxLength: 5 }),
      upper: fc.array(fc.integer({ min: -3, max: 3 }), { maxLength: 10 }),
      lower: fc.array(fc.constantFrom(0, 0.5, -0.5), { maxLength: 10 }),
    })
    .map(({ n, zero, choices, diagonal, upper, lower }) => {
      const like = tensorOf(dtype, [], [0]);
      const order = permutationFrom(n, choices);
      const hole = zero % n;
      const l = build(like, [n, n], (i, j) => (i === j ? 1 : i < j || j === hole ? 0 : (lower[i + 4 * j] ?? 0)));
      const u = build(like, [n, n], (i, j) =>
        i > j ? 0 : i < j ? (upper[i + 2 * j] ?? 1) : i === hole ? 0 : (diagonal[i] ?? 1),
      );
      const whole = product(l, u);
      return { a: build(whole, [n, n], (i, j) => at(whole, order[i] ?? 0, j)) };
    });

export const laws: readonly Law[] = [
  law(lu, 'C7', {
    repeats: true,
    hint: 'the pivot depends on the scale of other columns, or a threshold is absolute',
    cases: (context) =>
      beside(alone(lu, context, { most: 6 }), {
        exponents: fc.array(fc.integer({ min: -8, max: 8 }), { minLength: 6, maxLength: 6 }),
      }),
    check: async (on, { a, exponents }) => {
      const [plain, scaled] = await Promise.all([on(lu, { a }), on(lu, { a: columnsTimesPowers(a, exponents) })]);
      return [
        identical(scaled.permutation, plain.permutation, 'permutation'),
        identical(scaled.l, plain.l, 'l'),
        scaledBy(scaled.u, columnsTimesPowers(plain.u, exponents), 0, 'u'),
      ];
    },
  }),
  law(lu, 'C8', {
    hint: 'a column without a pivot is divided by zero, or an absolute threshold hides it',
    hintOfLoss: true,
    cases: (context) =>
      beside(exactlySingular(context), { any: tensors(context, { column: 'n', row: 'n' }, { least: 2 }) }),
    check: async (on, { a, any: { column, row } }) => {
      const [n = 1] = row.shape;
      const rankOne = build(row, [n, n], (i, j) => at(column, i) * at(row, j));
      const [exact, rounded] = await Promise.all([on(lu, { a }), on(lu, { a: rankOne })]);
      const diagonal = diagonalOf(exact.u);
      return [
        finite({ l: exact.l, u: exact.u }),
        finite({ l: rounded.l, u: rounded.u }),
        holds('diagonal of u', diagonal.includes(0), 'a zero', diagonal.map(literal).join(', ')),
      ];
    },
  }),
  stillHolds(lu, 'C9', ['C1', 'C5'], {
    hint: 'rows are not exchanged, or a pivot that is small beside others counts as zero',
    hintOfLoss: true,
    cases: (context) => illConditioned(context),
  }),
  law(lu, 'gradient', {
    repeats: true,
    statement: 'the pullback is that of elimination in the order of the permutation, differentiated exactly',
    hint: 'a factor, a transpose, a triangle or the permutation of the rows is missing from the gradient',
    gradient: true,
    share: 0.75,
    // Elimination in exact arithmetic up to the order 17.
    cases: (context) =>
      beside(
        gradientCases(lu, context, {
          batch: false,
          entries: 'reals',
          reach: ['small', 'tile', 'small', 'pair'],
          domain: { a: 'nonsingular' },
          judgedBy: 'equations',
          budget: 700,
          room: 8,
        }),
        // A factor that nothing depends on has the cotangent 0.
        { unused: dealt(['', 'l', 'u']) },
      ),
    check: async (on, { unused, ...given }, context) => {
      const a = outputOf(given.inputs, 'a');
      const { permutation } = await on(lu, { a });
      const cotangents = cotangentsFor(unpivoted, given, context);
      const of = (name: string) => map(outputOf(cotangents, name), (value) => (name === unused ? 0 : value));
      const [l, u] = [of('l'), of('u')];
      const permuted = { inputs: { a: rowsInOrder(a, permutation) }, attributes: {} };
      const expected = exactPullback(unpivoted, permuted, context)({ l, u });
      const gradients = await on.gradient(lu, { a }, { permutation, l, u });
      const received = rowsInOrder(outputOf(gradients, 'a'), permutation);
      // Normwise, as for everything that is judged by residuals.
      const allowed = 30 * (a.shape[0] ?? 1) * expected.reduce((most, one) => Math.max(most, one.allowed), 0);
      return [
        worst(
          expected.map(({ exact }, position): Observation => {
            const got = received.data[position] ?? Number.NaN;
            return {
              ratio: ratioOf(errorOf(got, exact), allowed),
              what: elementName('gradient of P a', a.shape, position),
              expected: literal(toNumber(exact)),
              received: literal(got),
            };
          }),
          'gradient',
        ),
      ];
    },
  }),
  erratum(lu, 'E03', {
    given: ({ dtype }) => ({ a: tensorOf(dtype, [2, 2], [0, 1, 1, 0]) }),
    check: async (on, { a }, context) => {
      const outputs = await on(lu, { a });
      const { l, u } = outputs;
      return [refuted('A = LU', distance(a, product(l, u)), 1), satisfies(lu, 'C1', { a }, {}, outputs, context)];
    },
  }),
];
