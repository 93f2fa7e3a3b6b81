import { columnSpace, matrixRank, nullSpace } from '../../spec/decompositions/rank.ts';
import { algebra } from '../../spec/exactMatrix.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { thresholds } from '../../spec/thresholds.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { type KnownSpectrum, knownSingularValues } from '../generators/knownSpectrum.ts';
import { tensors } from '../generators/tensors.ts';
import type { Context, Law, Observation } from '../law.ts';
import { ofResult } from '../observed.ts';
import { ofEmptyMatrix } from '../ofEmptyMatrix.ts';
import { ofMatrices } from '../ofMatrices.ts';
import { singularValuesIn } from '../verbs/bases.ts';
import { rankOf } from '../verbs/elimination.ts';
import { exactMatrix, judgedExactly, roundedTo } from '../verbs/exactMatrices.ts';
import { atMost, holds } from '../verbs/measured.ts';
import { nearNormwise } from '../verbs/nearNormwise.ts';
import { at, build, only, plus, product, transposed } from '../verbs/tensors.ts';
import { lowerRank, wellDetermined } from './_internal/lowerRank.ts';

const { times, transpose } = algebra(0);

const ranks = ofMatrices(matrixRank, ({ rank }) => only(rank));

/** Integer matrices whose ranks rounding does not decide. */
const determined = <const M extends readonly [Tensor, ...Tensor[]]>(matrices: M, { u }: Context): M => {
  for (const a of matrices) wellDetermined(a, u);
  return matrices;
};

const exactly = (what: string, received: number, expected: number): Observation =>
  holds(what, received === expected, String(expected), String(received));

/** Q Q^T against the projector on the left singular vectors of the known values, or on the right ones of the missing ones. */
function spansMissing(q: Tensor, known: KnownSpectrum, side: 'left' | 'right', u: number): readonly Observation[] {
  const basis = known[side];
  const [n = 1, rank] = [basis.shape[0], known.values.length];
  const length = product(transposed(basis), basis).data[0] ?? 1;
  const kept = Array.from({ length: n }, (_, r) => r < rank === (side === 'left'));
  const projector = build(basis, [n, n], (i, j) =>
    kept.reduce((sum, isKept, r) => (isKept ? sum + (at(basis, i, r) * at(basis, j, r)) / length : sum), 0),
  );
  const values = singularValuesIn(known);
  const size = Math.max(...known.a.shape) * 2 * u;
  // Wedin: singular subspaces of A + E turn by at most ||E|| / s_r; and Q is orthonormal within C2.
  const turned = ((1 + thresholds.singular) * size * (values[0] ?? 0)) / (values.at(-1) ?? 1);
  const allowed = 2 * n * (turned + thresholds.singular * size);
  return judgedExactly({ q }, ({ q: exact }) =>
    nearNormwise('Q Q^T', roundedTo('float64', times(exact, transpose(exact))), exactMatrix(projector), allowed),
  );
}

const known = (context: Context) => knownSingularValues(context, { deficient: true, large: true });

export const laws: readonly Law[] = [
  ranks('C2', {
    cases: lowerRank,
    of: ({ a }, context) => determined([a, transposed(a), product(transposed(a), a)], context),
    see: ([plain, turned, square]) => [exactly('rank(A^T)', turned, plain), exactly('rank(A^T A)', square, plain)],
  }),
  ranks('C3', {
    cases: (context) =>
      tensors(context, { one: 'm r', two: 'r n', other: 'n p', c: 'm n' }, { least: 1, most: 4, sizes: { r: 2 } }).map(
        ({ one, two, other, c }) => ({ a: product(one, two), b: other, c }),
      ),
    of: ({ a, b, c }, context) => determined([a, b, product(a, b), c, plus(a, c)], context),
    see: ([first, second, both, other, sum], { b }) => [
      atMost('rank(A) + rank(B) - n', first + second - (b.shape[0] ?? 0), both),
      atMost('rank(AB)', both, Math.min(first, second)),
      atMost('rank(A + C)', sum, first + other),
    ],
  }),
  ranks('C4', {
    hint: 'the tolerance is absolute, missing, or relative to something else than s_1',
    cases: (context) =>
      beside(lowerRank(context), { power: dealt([0, -60, 30, 100]) }).map(({ a, power }) => ({
        a: build(a, a.shape, (i, j) => at(a, i, j) * 2 ** (a.dtype === 'float64' ? power : Math.sign(power) * 8)),
      })),
    of: ({ a }, context) => determined([a], context),
    see: ([rank], { a }) => [exactly('rank', rank, rankOf(exactMatrix(a)))],
  }),
  ofEmptyMatrix(matrixRank, 'C5', {
    output: 'rank',
    hint: 'the largest of no elements is taken',
    share: 0.25,
    value: 0,
  }),
  ofResult(nullSpace, 'C5', {
    hint: 'the space of the columns is taken for that of the rows',
    cases: known,
    from: ({ a }) => ({ a }),
    of: ({ q, nullity }, given, _, { u }) => [
      exactly('nullity', only(nullity), (given.a.shape[1] ?? 0) - given.values.length),
      ...spansMissing(q, given, 'right', u),
    ],
  }),
  ofResult(columnSpace, 'C5', {
    hint: 'the space of the rows is taken for that of the columns',
    cases: known,
    from: ({ a }) => ({ a }),
    of: ({ q, rank }, given, _, { u }) => [
      exactly('rank', only(rank), given.values.length),
      ...spansMissing(q, given, 'left', u),
    ],
  }),
];
