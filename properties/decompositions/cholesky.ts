import fc from 'fast-check';
import { cholesky } from '../../spec/decompositions/cholesky.ts';
import { algebra } from '../../spec/exactMatrix.ts';
import { ulpsOf, underflowOf } from '../../spec/scalars/bound.ts';
import { tensorOf } from '../../spec/tensor.ts';
import { erratum } from '../erratum.ts';
import { beside } from '../generators/beside.ts';
import { alone } from '../generators/calls.ts';
import { illConditionedDefinite } from '../generators/illConditioned.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law, Unsupported } from '../law.ts';
import { refuses } from '../observed.ts';
import { stillHolds } from '../stillHolds.ts';
import { identical } from '../verbs/compare.ts';
import { inverseNorm1 } from '../verbs/elimination.ts';
import { exactMatrix, judgedExactly, roundedTo } from '../verbs/exactMatrices.ts';
import { near } from '../verbs/measured.ts';
import { leading } from '../verbs/parts.ts';
import { refuted } from '../verbs/refuted.ts';
import { at, build } from '../verbs/tensors.ts';
import { refusesNaN } from './_internal/nan.ts';
import { readsOneTriangle } from './_internal/oneTriangle.ts';

const { diagonal, times, transpose } = algebra(0);

/** Integers with powers of two on the diagonal: every step of the factorisation of L L^T is exact. */
const exactFactors = (context: Context) =>
  beside(tensors(context, { given: 'n n' }), {
    exponents: fc.array(fc.nat(3), { minLength: 5, maxLength: 5 }),
  }).map(({ given, exponents }) => ({
    l: build(given, given.shape, (i, j) => (i < j ? 0 : i === j ? 2 ** (exponents[i] ?? 0) : at(given, i, j))),
  }));

export const laws: readonly Law[] = [
  law(cholesky, 'C4', {
    hint: 'the elimination starts at the last row, or pivots',
    cases: (context) => beside(alone(cholesky, context, { least: 2 }), { size: fc.nat(3) }),
    check: async (on, { a, size }, context) => {
      const k = 1 + (size % (a.shape[0] ?? 1));
      const [whole, part] = await Promise.all([on(cholesky, { a }), on(cholesky, { a: leading(a, k) })]);
      return judgedExactly({ whole: leading(whole.l, k), part: part.l }, ({ whole, part }) => {
        const { absolute, componentwise, minus, plus, ulps } = algebra(
          context.u,
          ulpsOf(context.profile),
          underflowOf(context.profile),
        );
        const square = (l: typeof whole) => times(l, transpose(l));
        // Both are exact factors of matrices this near to the leading block (C1), and the factor is unique.
        const bound = plus(square(absolute(whole)), square(absolute(part)));
        const last = Math.max(4 * ulps.sqrt, 2 * ulps.div + 1);
        const ratio = componentwise(minus(square(whole), square(part)), (a.shape[0] ?? 1) - 1 + last, bound, whole);
        return [{ ratio, what: `leading ${k} rows and columns of L` }];
      });
    },
  }),
  law(cholesky, 'C5', {
    hint: 'no rounding is involved: an index or a term of the recurrence is wrong',
    cases: exactFactors,
    check: async (on, { l }, { dtype, profile }) => {
      const { sqrt, div } = ulpsOf(profile);
      if (Math.max(sqrt, div) > 0.5)
        throw new Unsupported('roots or quotients are declared not to be correctly rounded');
      const factor = exactMatrix(l);
      const solved = await on(cholesky, { a: roundedTo(dtype, times(factor, transpose(factor))) });
      return [identical(solved.l, l, 'l')];
    },
  }),
  erratum(cholesky, 'E82', {
    given: ({ dtype }) => ({ a: tensorOf(dtype, [2, 2], [4, 2, 2, 5]) }),
    check: async (on, { a }, { u }) => {
      const { l } = await on(cholesky, { a });
      return [
        refuted('the diagonal of L holds ones', Math.abs(at(l, 0, 0) - 1), 0.5),
        near('l_00, the root of the pivot 4', at(l, 0, 0), 2, 8 * u),
        near('l_10 / l_00, which LU has there', at(l, 1, 0) / at(l, 0, 0), 1 / 2, 8 * u),
        near('l_11, the root of the pivot 5 - 1', at(l, 1, 1), 2, 16 * u),
      ];
    },
  }),
  readsOneTriangle(cholesky, 'C6'),
  stillHolds(cholesky, 'C7', ['C1'], {
    hint: 'a pivot that is small beside others is refused or replaced, or something is added to the diagonal',
    hintOfLoss: true,
    cases: illConditionedDefinite,
    from: ({ h, a }, { u }) => {
      const n = a.shape[0] ?? 1;
      // Then elimination in floating point ends (Demmel; Higham 2002, theorem 10.7).
      fc.pre(2 * n * (n + 1) * u * inverseNorm1(exactMatrix(h)) <= 1);
      return { a };
    },
  }),
  refuses(cholesky, 'R1', {
    statement: 'a matrix that is not positive definite is refused: one with a zero or a negative pivot',
    hint: 'the root of a negative pivot gives NaN, or its sign is dropped',
    hintOfLoss: true,
    orNaN: true,
    cases: (context) => beside(exactFactors(context), { hole: fc.nat(4), pivot: fc.constantFrom(0, -1, -4) }),
    calls: ({ l, hole, pivot }, context) => {
      const n = l.shape[0] ?? 1;
      const signs = build(l, [n, 1], (i) => (i === hole % n ? pivot : 1));
      const a = times(exactMatrix(l), diagonal(exactMatrix(signs)), transpose(exactMatrix(l)));
      return { [`pivot ${pivot} is refused`]: { a: roundedTo(context.dtype, a) } };
    },
  }),
  refusesNaN(cholesky, 'R2', {
    sizes: { least: 2 },
    statement: 'NaN in both triangles is refused, or reaches the result',
    hint: 'NaN is lost in a comparison, and the result looks like an answer',
  }),
];
