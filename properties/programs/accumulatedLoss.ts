import fc from 'fast-check';
import { accumulatedLoss } from '../../spec/programs/accumulatedLoss.ts';
import { batchLoss } from '../../spec/programs/batchLoss.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { type GradientCase, gradientCases } from '../derived/gradientCases.ts';
import type { Context, Law } from '../law.ts';
import { agrees, programLaw } from '../program.ts';
import { identical, scaledBy } from '../verbs/compare.ts';
import { requireSmooth } from '../verbs/derivative.ts';

export const laws: readonly Law[] = [
  agrees(accumulatedLoss, 'C1', {
    as: batchLoss,
    inputs: {
      x: { join: ['x0', 'x1'], axis: 0 },
      target: { join: ['target0', 'target1'], axis: 0 },
      weight: 'weight',
      bias: 'bias',
    },
    cases: (context, entries) => micro(context, entries),
    hint: 'the gradient of a parameter that is used twice is not the sum of both, or a mean is a sum',
  }),
  programLaw<GradientCase & { readonly exponent: number }>(accumulatedLoss, 'C2', {
    gradient: true,
    share: 0.5,
    repeats: true,
    cases: (context) =>
      fc
        .record({ base: micro(context, 'integers'), exponent: fc.constantFrom(1, 2, -1, 3) })
        .map(({ base, exponent }) => ({ ...base, exponent })),
    check: async (on, { inputs, exponent }, { dtype }) => {
      requireSmooth(accumulatedLoss, { inputs, attributes: {} });
      const one = { loss: tensorOf(dtype, [], [1]) };
      const given = inputs as typeof inputs & Record<'share0' | 'share1', Tensor>;
      const more = {
        ...given,
        share0: scaled(given.share0, 2 ** exponent),
        share1: scaled(given.share1, 2 ** exponent),
      };
      const [plain, larger] = await Promise.all([
        on.gradient(accumulatedLoss, given as never, one),
        on.gradient(accumulatedLoss, more as never, one),
      ]);
      return ['weight', 'bias', 'x0', 'x1'].map((name) => {
        const [from, to] = [plain[name], larger[name]];
        if (from === undefined || to === undefined) throw new TypeError(`there is no gradient of ${name}`);
        return exponent === 0 ? identical(to, from, name) : scaledBy(to, from, exponent, `gradient of ${name}`);
      });
    },
  }),
];

const scaled = ({ dtype, shape, data }: Tensor, factor: number): Tensor =>
  tensorOf(
    dtype,
    shape,
    Array.from(data, (value) => value * factor),
  );

/** A batch of 2, 4 or 8 rows, so that shares of it are exact, cut in two at any place. */
const micro = (context: Context, entries: 'integers' | 'reals'): fc.Arbitrary<GradientCase> =>
  fc
    .record({
      base: gradientCases(batchLoss, context, { entries, least: 2, most: 8, reach: ['small'] }),
      cut: fc.nat(6),
    })
    .map(({ base: { inputs, weights }, cut }) => {
      const { x, target, ...parameters } = inputs as Record<'x' | 'target' | 'weight' | 'bias', Tensor>;
      const n = 2 ** Math.max(1, Math.floor(Math.log2(x.shape[0] ?? 1)));
      const m = 1 + (cut % (n - 1));
      const share = (rows: number) => tensorOf(context.dtype, [], [rows / n]);
      return {
        inputs: {
          ...parameters,
          x0: rowsOf(x, 0, m),
          x1: rowsOf(x, m, n),
          target0: rowsOf(target, 0, m),
          target1: rowsOf(target, m, n),
          share0: share(m),
          share1: share(n - m),
        },
        attributes: {},
        weights,
      };
    });

/** Rows from one to another; the first ones again where there are no more. */
function rowsOf({ dtype, shape, data }: Tensor, from: number, to: number): Tensor {
  const [rows = 1, ...rest] = shape;
  const width = data.length / rows;
  const values = Array.from({ length: (to - from) * width }, (_, at) => data[(from * width + at) % data.length] ?? 0);
  return tensorOf(dtype, [to - from, ...rest], values);
}
