import { det } from '../../spec/decompositions/det.ts';
import { slogdet } from '../../spec/decompositions/slogdet.ts';
import { tensorOf } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { alone } from '../generators/calls.ts';
import { dealt } from '../generators/dealt.ts';
import { monomialMatrices } from '../generators/permutations.ts';
import { type Law, law } from '../law.ts';
import { ofResult } from '../observed.ts';
import { ofEmptyMatrix } from '../ofEmptyMatrix.ts';
import { stillHolds } from '../stillHolds.ts';
import { determinantError } from '../verbs/determinantBound.ts';
import { holds, near } from '../verbs/measured.ts';
import { map, only } from '../verbs/tensors.ts';
import { zeroLineMatrices } from './_internal/singular.ts';

export const laws: readonly Law[] = [
  stillHolds(slogdet, 'C3', ['C1', 'C2'], {
    hint: 'the determinant is formed, and over- or underflows, before its logarithm is taken',
    hintOfLoss: true,
    cases: (context) => beside(alone(slogdet, context, { least: 2, scaled: false }), { far: dealt([-1, 1]) }),
    from: ({ a, far }) => ({ a: map(a, (value) => value * 2 ** ((a.dtype === 'float64' ? 700 : 100) * far)) }),
  }),
  ofResult(slogdet, 'C4', {
    hint: 'the logarithm of 0 is NaN, or a zero pivot is replaced by something small',
    hintOfLoss: true,
    cases: zeroLineMatrices,
    of: ({ sign, logabs }, { a }, _, { u }) => [
      holds(
        'sign and logabs',
        (only(sign) === 0) === (only(logabs) === Number.NEGATIVE_INFINITY),
        'both of 0, or neither',
        `${only(sign)} and ${only(logabs)}`,
      ),
      near('sign exp(logabs)', only(sign) * Math.exp(only(logabs)), 0, determinantError(a, u)),
    ],
  }),
  ofResult(slogdet, 'C5', {
    hint: 'the sign of the permutation is lost',
    cases: ({ dtype }) =>
      monomialMatrices(0).map(({ n, order, entries }) => ({ a: tensorOf(dtype, [n, n], entries), order })),
    of: ({ sign, logabs }, { a, order }) => {
      const inversions = order.flatMap((to, i) => order.slice(i + 1).filter((later) => later < to)).length;
      const product = order.reduce(
        (value, j, i) => value * (a.data[i * order.length + j] ?? 0),
        inversions % 2 === 0 ? 1 : -1,
      );
      return [near('sign', only(sign), product, 0), near('logabs', only(logabs), 0, 0)];
    },
  }),
  ofEmptyMatrix(slogdet, 'C6', {
    output: 'sign',
    hint: 'the product of no signs is taken for 0',
    share: 0.25,
    shapes: [[0, 0]],
    value: 1,
  }),
  law(slogdet, 'C7', {
    needs: [det],
    hint: 'the logarithm to another base, or of the square',
    cases: (context) => alone(slogdet, context, { entries: 'integers', scaled: false, most: 4 }),
    check: async (on, { a }, { u }) => {
      const [{ sign, logabs }, { d }] = await Promise.all([on(slogdet, { a }), on(det, { a })]);
      const [n = 1, value] = [a.shape[0], only(d)];
      const rounding = 30 * n * u * (2 * n * (n + 5) + Math.abs(only(logabs)));
      const allowed = 2 * determinantError(a, u) + Math.expm1(rounding) * Math.abs(value);
      return [near('sign exp(logabs)', only(sign) * Math.exp(only(logabs)), value, allowed)];
    },
  }),
];
