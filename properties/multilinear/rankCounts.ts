import fc from 'fast-check';
import { lowRankTruncate } from '../../spec/multilinear/lowRankTruncate.ts';
import { degreesOfFreedom, explainedEnergy } from '../../spec/multilinear/rankCounts.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { thresholds } from '../../spec/thresholds.ts';
import { beside } from '../generators/beside.ts';
import { calls } from '../generators/calls.ts';
import { knownSingularValues } from '../generators/knownSpectrum.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law } from '../law.ts';
import { asDefined } from '../metamorphic.ts';
import { refuses } from '../observed.ts';
import { singularValuesIn } from '../verbs/bases.ts';
import { rankOf } from '../verbs/elimination.ts';
import { exactMatrix, frobeniusNormOf, judgedExactly } from '../verbs/exactMatrices.ts';
import { atLeast, atMost, holds, near } from '../verbs/measured.ts';
import { at, build, filled, minus, only } from '../verbs/tensors.ts';

const sizes = ({ dtype }: Context) =>
  fc
    .record({ m: fc.integer({ min: 1, max: 9 }), n: fc.integer({ min: 1, max: 9 }), choice: fc.nat(9) })
    .map(({ m, n, choice }) => ({ m, n, rank: choice % (Math.min(m, n) + 1), dtype }));

/** The derivative of U V^T by the entries of U and then those of V: a column for each. */
const derivativeOf = (u: Tensor, v: Tensor): Tensor => {
  const [[m = 1, r = 1], [n = 1]] = [u.shape, v.shape];
  return build(u, [m * n, r * (m + n)], (row, column) => {
    const [i, j] = [Math.floor(row / n), row % n];
    const [owner, k] = [Math.floor(column / r), column % r];
    return owner < m ? Number(owner === i) * at(v, j, k) : Number(owner - m === j) * at(u, i, k);
  });
};

/** What a sum of n squares, and a quotient of two, may be off by. */
const errorOf = ({ data }: Tensor, u: number): number => 2 * (data.length + 4) * u;

export const laws: readonly Law[] = [
  law(degreesOfFreedom, 'C1', {
    cases: sizes,
    check: async (on, { m, n, rank, dtype }) => {
      const d = only((await on(degreesOfFreedom, {}, { m, n, rank, dtype })).d);
      const expected = m * n - (m - rank) * (n - rank);
      return [
        holds('m n - (m - r) (n - r)', d === expected, String(expected), String(d)),
        holds('m n only at full rank', d < m * n === rank < Math.min(m, n), `${m * n} or less`, String(d)),
      ];
    },
  }),
  law(degreesOfFreedom, 'C2', {
    share: 0.5,
    cases: (context) => tensors(context, { u: 'm r', v: 'n r' }, { most: 4 }),
    check: async (on, { u, v }, { dtype }) => {
      const [[m = 1, rank = 1], [n = 1]] = [u.shape, v.shape];
      fc.pre(rank <= Math.min(m, n) && [u, v].every((factor) => rankOf(exactMatrix(factor)) === rank));
      const d = only((await on(degreesOfFreedom, {}, { m, n, rank, dtype })).d);
      const expected = rankOf(exactMatrix(derivativeOf(u, v)));
      return [
        holds('rank of the derivative', d === expected, String(expected), String(d)),
        holds('entries beyond it', d === rank * (m + n) - rank ** 2, String(rank * (m + n) - rank ** 2), String(d)),
      ];
    },
  }),
  refuses(degreesOfFreedom, 'R2', {
    cases: sizes,
    calls: ({ m, n, dtype }) => ({
      'a rank above min(m, n) is refused': { m, n, rank: Math.min(m, n) + 1, dtype },
    }),
  }),
  law(explainedEnergy, 'C1', {
    cases: (context) => calls(explainedEnergy, context, { batch: false, scaled: false }),
    check: async (on, { s, rank }, { u }) => {
      const [n, error] = [s.data.length, errorOf(s, u)];
      const share = async (count: number) => only((await on(explainedEnergy, { s }, { rank: count })).e);
      const [none, some, more, all] = await Promise.all([0, rank, Math.min(rank + 1, n), n].map(share));
      return [
        near('share of none', none ?? Number.NaN, 0, 0),
        near('share of all', all ?? Number.NaN, 1, error),
        atLeast('share of one more', more ?? Number.NaN, some ?? Number.NaN, error),
        atMost('share of some', some ?? Number.NaN, 1, error),
      ];
    },
  }),
  law(explainedEnergy, 'C2', {
    needs: [lowRankTruncate],
    cases: (context) => beside(knownSingularValues(context), { choice: fc.nat(16) }),
    check: async (on, { choice, ...known }, { u, dtype }) => {
      const values = singularValuesIn(known);
      const rank = choice % (values.length + 1);
      const s = tensorOf(dtype, [values.length], values);
      const [{ e }, { x }] = await Promise.all([
        on(explainedEnergy, { s }, { rank }),
        on(lowRankTruncate, { a: known.a }, { rank }),
      ]);
      // The truncation is off by C5 of it, relative to ||A||_F, and so are the squares by twice as much.
      const allowed = 2 * thresholds.singular * Math.max(...known.a.shape) * 2 * u + errorOf(s, u);
      return judgedExactly({ rest: minus(known.a, x) }, ({ rest }) => {
        const left = (frobeniusNormOf(rest) / frobeniusNormOf(exactMatrix(known.a))) ** 2;
        return [near('1 - e', 1 - only(e), left, 2 * allowed)];
      });
    },
  }),
  asDefined(explainedEnergy, 'C3', {
    cases: (context) => calls(explainedEnergy, context, { batch: false, scaled: false }),
    from: ({ s, rank }) => ({ s: filled(s, s.shape, s.data[0] ?? 1), rank }),
    what: 'share of equal values',
  }),
  refuses(explainedEnergy, 'R1', {
    cases: (context) => tensors(context, { s: 'n' }),
    calls: ({ s }) => ({ 'a rank above the number of singular values is refused': { s, rank: s.data.length + 1 } }),
  }),
];
