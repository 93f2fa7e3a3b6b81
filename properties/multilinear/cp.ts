import fc from 'fast-check';
import { algebra } from '../../spec/exactMatrix.ts';
import { cp } from '../../spec/multilinear/cp.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { thresholds } from '../../spec/thresholds.ts';
import { beside } from '../generators/beside.ts';
import { dealt, dealtBelow } from '../generators/dealt.ts';
import { knownSingularValues } from '../generators/knownSpectrum.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law, type OutputsOf } from '../law.ts';
import { ofResult, refuses } from '../observed.ts';
import { scaleOf } from '../verbs/bases.ts';
import { exactMatrix, frobeniusNormOf, judgedExactly, roundedTo } from '../verbs/exactMatrices.ts';
import { atMost, near } from '../verbs/measured.ts';
import { at, build } from '../verbs/tensors.ts';
import { khatriRaoOf } from './_internal/kroneckerOf.ts';

const { diagonal, minus, norm1, times, transpose } = algebra(0);

type Terms = OutputsOf<typeof cp>;

/** The terms of some numbers, unfolded along the first axis. */
function composed({ weights, u, v, w }: Terms, kept: readonly number[] = [...weights.data.keys()]) {
  const some = (factor: Tensor) =>
    build(factor, [factor.shape[0] ?? 1, kept.length], (i, k) => at(factor, i, kept[k] ?? 0));
  const chosen = build(weights, [kept.length, 1], (k) => at(weights, kept[k] ?? 0));
  // In double precision, where a product of two entries in single precision is exact.
  const wide = (factor: Tensor): Tensor => roundedTo('float64', exactMatrix(some(factor)));
  const both = exactMatrix(khatriRaoOf(wide(v), wide(w)));
  return times(exactMatrix(some(u)), diagonal(exactMatrix(chosen)), transpose(both));
}

/** 70 max(l, m, n) r eps (||A||_F + s), s the sum of the weights. */
const errorOf = (a: Tensor, { weights }: Pick<Terms, 'weights'>, u: number): number => {
  const size = frobeniusNormOf(exactMatrix(a)) + norm1(exactMatrix(weights));
  return 2 * thresholds.singular * Math.max(...a.shape) * weights.data.length * 2 * u * size;
};

const distanceOf = (a: Tensor, terms: Terms): number => frobeniusNormOf(minus(composed(terms), exactMatrix(a)));

const cubes = (context: Context) =>
  beside(tensors(context, { a: 'l m n' }, { most: 4 }), { choice: dealtBelow(12), iterations: dealt([1, 2, 4]) }).map(
    ({ a, choice, iterations }) => ({ a, rank: 1 + (choice % Math.min(...a.shape)), iterations }),
  );

/** A tensor whose factors have ones on the diagonal and eighths elsewhere, times weights that are far apart. */
const kruskal = (context: Context) =>
  beside(tensors(context, { u: 'l r', v: 'm r', w: 'n r' }, { least: 2, most: 3, sizes: { r: 2, l: 3, m: 3 } }), {
    weights: fc.constantFrom([8, 4], [5, -2], [-6, 3]),
  }).map(({ u, v, w, weights }) => {
    const factors = [u, v, w].map((factor) =>
      build(factor, factor.shape, (i, k) => (i === k ? 1 : Math.sign(at(factor, i, k)) / 8)),
    ) as [Tensor, Tensor, Tensor];
    const [first, second, third] = factors;
    const term = (k: number, i: number, j: number, l: number) =>
      (weights[k] ?? 0) * at(first, i, k) * at(second, j, k) * at(third, l, k);
    const terms = weights.map((_, k) =>
      build(
        u,
        factors.map(({ shape }) => shape[0] ?? 1),
        (i, j, l) => term(k, i ?? 0, j ?? 0, l ?? 0),
      ),
    );
    const a = build(u, terms[0]?.shape ?? [], (...index) => terms.reduce((sum, one) => sum + at(one, ...index), 0));
    return { a, terms };
  });

export const laws: readonly Law[] = [
  law(cp, 'C6', {
    hint: 'a factor is updated by another unfolding, or the others by what they were before',
    cases: cubes,
    check: async (on, { a, rank, iterations }, { u }) => {
      const [before, after] = await Promise.all([
        on(cp, { a }, { rank, iterations }),
        on(cp, { a }, { rank, iterations: iterations + 1 }),
      ]);
      return judgedExactly(
        { ...after, first: before.weights, second: before.u, third: before.v, fourth: before.w },
        () => [
          atMost(
            '||A - X||_F',
            distanceOf(a, after),
            distanceOf(a, before),
            errorOf(a, before, u) + errorOf(a, after, u),
          ),
        ],
      );
    },
  }),
  ofResult(cp, 'C7', {
    cases: (context) =>
      beside(knownSingularValues(context), { factor: dealt([1, 4, 16]) }).map(
        ({ left, right, values, factor, ...known }) => {
          // Every value a fourth of the one before at most, so that a few iterations leave nothing of the others.
          const spread = values.map((_, k) => factor * 4 ** (values.length - 1 - k));
          const [m = 1, n = 1] = [left.shape[0], right.shape[0]];
          const entry = (i: number, j: number) =>
            spread.reduce((sum, value, k) => sum + value * at(left, i, k) * at(right, j, k), 0);
          return {
            a: build(known.a, [m, n, 1], (i, j) => entry(i ?? 0, j ?? 0)),
            first: (spread[0] ?? 0) * scaleOf({ ...known, left, right, values: spread }),
          };
        },
      ),
    from: ({ a }) => ({ a, rank: 1, iterations: 40 }),
    of: ({ weights }, { a, first }, _, { u }) =>
      judgedExactly({ weights }, () => [
        near('weight', at(weights, 0), first, thresholds.singular * Math.max(...a.shape) * 2 * u * first),
      ]),
  }),
  ofResult(cp, 'C8', {
    share: 0.5,
    cases: kruskal,
    from: ({ a, terms }) => ({ a, rank: terms.length, iterations: 60 }),
    of: (received, { a, terms }, _, { u }) =>
      judgedExactly(received, () => {
        const allowed = 16 * errorOf(a, received, u);
        return terms.map((term, k) => {
          const distances = terms.map((_, own) => frobeniusNormOf(minus(composed(received, [own]), exactMatrix(term))));
          return near(`distance of term ${k} from the nearest`, Math.min(...distances), 0, allowed);
        });
      }),
  }),
  refuses(cp, 'R1', {
    statement: 'a rank above the size of an axis is refused',
    cases: (context) => tensors(context, { a: 'l m n' }, { most: 3 }),
    calls: ({ a }) => ({ 'a rank too many is refused': { a, rank: Math.min(...a.shape) + 1, iterations: 1 } }),
  }),
  refuses(cp, 'R2', {
    statement: 'a number of iterations below 1, or that is none, is refused',
    cases: (context) => beside(tensors(context, { a: 'l m n' }, { most: 3 }), { iterations: dealt([0, -1, 1.5]) }),
    calls: ({ a, iterations }) => ({ [`${iterations} iterations`]: { a, rank: 1, iterations } }),
  }),
];
