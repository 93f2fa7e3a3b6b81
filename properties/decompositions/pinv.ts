import fc from 'fast-check';
import { pinv } from '../../spec/decompositions/pinv.ts';
import { algebra } from '../../spec/exactMatrix.ts';
import { tensorOf } from '../../spec/tensor.ts';
import { erratum } from '../erratum.ts';
import { beside } from '../generators/beside.ts';
import { alone } from '../generators/calls.ts';
import { dealt } from '../generators/dealt.ts';
import { illConditioned } from '../generators/illConditioned.ts';
import { tensors } from '../generators/tensors.ts';
import { type Law, law } from '../law.ts';
import { ofMatrices } from '../ofMatrices.ts';
import { stillHolds } from '../stillHolds.ts';
import { identical } from '../verbs/compare.ts';
import { exactMatrix, finite, judgedExactly, numberOf } from '../verbs/exactMatrices.ts';
import { near } from '../verbs/measured.ts';
import { nearNormwise } from '../verbs/nearNormwise.ts';
import { refuted } from '../verbs/refuted.ts';
import { spectralNormOf } from '../verbs/spectrum.ts';
import { only, transposed, zeros } from '../verbs/tensors.ts';
import { lowerRank, wellDetermined } from './_internal/lowerRank.ts';
import { pinvGradient } from './_internal/pinvGradient.ts';
import { pseudoinverseError } from './_internal/pseudoinverseError.ts';

const { at: entryOf, times } = algebra(0);

const pseudoinverses = ofMatrices(pinv, ({ x }) => x);

export const laws: readonly Law[] = [
  pseudoinverses('C5', {
    hint: 'the tolerance of the rank is missing, absolute, or not relative to the largest singular value',
    cases: lowerRank,
    of: ({ a }, { u }) => {
      wellDetermined(a, u);
      return [a];
    },
    see: ([x], { a }, { u }) => {
      const values = wellDetermined(a, u);
      const expected = values.length === 0 ? 0 : 1 / (values.at(-1) ?? 1);
      return [near('||X||_2', spectralNormOf(exactMatrix(x), u), expected, pseudoinverseError(a.shape, values, u))];
    },
  }),
  law(pinv, 'C6', {
    hint: 'the result is transposed, or the tolerance of the rank is absolute',
    cases: (context) => alone(pinv, context, { domain: { a: 'fullRank' } }),
    check: async (on, { a }, { u }) => {
      const values = wellDetermined(a, u);
      const [largest = 0, least = 1] = [values[0], values.at(-1)];
      const error = pseudoinverseError(a.shape, values, u);
      const [plain, turned] = await Promise.all([on(pinv, { a }), on(pinv, { a: transposed(a) })]);
      const whole = finite({ x: plain.x });
      if (whole.ratio !== 0) return [whole];
      const back = await on(pinv, { a: plain.x });
      // X is off by the error, which its own pseudoinverse multiplies by (1 + sqrt 5)/2 ||A||^2; that has its own error too.
      const returned =
        ((1 + Math.sqrt(5)) / 2) * largest ** 2 * error +
        pseudoinverseError(a.shape, values.map((value) => 1 / value).toReversed(), u);
      fc.pre(2 * returned < least);
      return [
        ...nearNormwise('pinv(A^T)', turned.x, exactMatrix(transposed(plain.x)), 2 * error),
        ...nearNormwise('pinv(pinv(A))', back.x, exactMatrix(a), 2 * returned),
      ];
    },
  }),
  pseudoinverses('C7', {
    hint: 'zero is divided by, or the order of a product is taken to reverse as for inverses',
    hintOfLoss: true,
    cases: (context) => tensors(context, { a: 'm n' }).map(({ a }) => ({ zero: zeros(a) })),
    of: ({ zero, zero: { dtype } }) => [
      zero,
      tensorOf(dtype, [1, 2], [1, 0]),
      tensorOf(dtype, [2, 1], [1, 1]),
      tensorOf(dtype, [1, 1], [1]),
    ],
    see: ([none, row, column, product], { zero }, { u }) => {
      // Each has the condition number 1 and a norm of at most 1.
      const allowed = pseudoinverseError([2, 1], [1], u);
      return [
        identical(none, transposed(zero), 'pinv(0)'),
        near('pinv([1 0] [1; 1])', only(product), 1, allowed),
        near('pinv([1; 1]) pinv([1 0])', numberOf(times(exactMatrix(column), exactMatrix(row))), 1 / 2, 2 * allowed),
      ];
    },
  }),
  stillHolds(pinv, 'C8', ['C1', 'C2', 'C3', 'C4'], {
    hint: 'the normal equations are solved: A^T A has the square of the condition number',
    cases: (context) => beside(illConditioned(context, { tall: true }), { wide: dealt([false, true]) }),
    from: ({ a, wide }, { u }) => {
      fc.pre(wellDetermined(a, u).length === Math.min(...a.shape));
      return { a: wide ? transposed(a) : a };
    },
  }),
  erratum(pinv, 'E33', {
    given: ({ dtype }) => ({ a: tensorOf(dtype, [1, 2], [1, 0]) }),
    check: async (on, { a }, { u }) => {
      const { x } = await on(pinv, { a });
      const allowed = pseudoinverseError([1, 2], [1], u);
      return judgedExactly({ x }, ({ x: inverse }) => {
        const [left, right] = [times(inverse, exactMatrix(a)), times(exactMatrix(a), inverse)];
        const entry = (i: number) => entryOf(left, i, i);
        return [
          refuted('pinv(W) W = I', Math.abs(entry(1) - 1), 0.5),
          near('pinv(W) W at (0, 0)', entry(0), 1, allowed),
          near('pinv(W) W at (1, 0)', entryOf(left, 1, 0), 0, allowed),
          near('W pinv(W), the rows being independent', numberOf(right), 1, allowed),
        ];
      });
    },
  }),
  pinvGradient,
];
