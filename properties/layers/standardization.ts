import { destandardize, standardize, zscore } from '../../spec/layers/standardization.ts';
import { allowedError } from '../../spec/scalars/bound.ts';
import { exact } from '../../spec/scalars/exact.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { farOffset } from '../generators/entries.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law } from '../law.ts';
import { asDefined, closedForm, equal } from '../metamorphic.ts';
import { refuses } from '../observed.ts';
import { finite } from '../verbs/exactMatrices.ts';
import { boundedResult, boundedResults, outputOf } from '../verbs/judge.ts';
import { each, nearExactly, ofFinite } from '../verbs/measured.ts';
import { build, columnsOf, filled, map, shifted, withoutZeros, zeros } from '../verbs/tensors.ts';

/** Rows, and what they are standardised by. */
const rows = (context: Context) =>
  tensors(context, { x: 'd', mean: 'd', deviation: 'd' }, { entries: 'reals' }).map(({ deviation, ...given }) => ({
    ...given,
    deviation: withoutZeros(deviation),
  }));

/** Two rows or more of integers, no column of which is constant, and what is taken from their number. */
const tables = (context: Context) =>
  beside(tensors(context, { x: 'n d' }, { least: 2, most: 5 }), { correction: dealt([0, 1]) }).map(
    ({ x, correction }) => {
      const d = x.shape[1] ?? 1;
      return { correction, x: map(x, (value, at) => (at < d && value === x.data[at + d] ? value + 1 : value)) };
    },
  );

/** What each element of a tensor may differ by from that of another. */
const nearEach = (what: string, received: Tensor, expected: Tensor, allowed: (at: number) => number) =>
  each(what, received, (name, value, at) =>
    nearExactly(name, value, exact.constant(expected.data[at] ?? Number.NaN), allowed(at)),
  );

export const laws: readonly Law[] = [
  law(standardize, 'C1', {
    needs: [destandardize],
    cases: rows,
    check: async (on, given, context) => {
      const { z } = await on(standardize, given);
      const { x } = await on(destandardize, { z, mean: given.mean, deviation: given.deviation });
      const whole = finite({ z, x });
      if (whole.ratio !== 0) return [whole];
      const first = boundedResult(standardize, given, {}, context).allowed;
      const second = boundedResult(destandardize, { ...given, z }, {}, context).allowed;
      return [
        nearEach('destandardize(z)', x, given.x, (at) => {
          return (first[at] ?? 0) * Math.abs(given.deviation.data[at] ?? 0) + (second[at] ?? 0);
        }),
      ];
    },
  }),
  closedForm(standardize, 'C2', {
    hint: 'mean and deviation are divided first, so that what is near the mean loses its digits',
    cases: rows,
    from: ({ mean, deviation }) => ({ x: mean, mean, deviation: map(deviation, (value) => value * 2 ** -8) }),
    result: ({ x }) => ({ z: zeros(x) }),
  }),
  refuses(standardize, 'R1', {
    orNaN: true,
    cases: rows,
    calls: ({ x, mean, deviation }) => ({
      'a deviation of 0 is refused': { x, mean, deviation: map(deviation, (value, at) => (at === 0 ? 0 : value)) },
    }),
  }),
  equal(destandardize, 'C1', {
    repeats: true,
    needs: [standardize],
    cases: (context) =>
      beside(tensors(context, { z: 'd', mean: 'd' }), { power: dealt([1, 0, -1, 2]) }).map(({ z, mean, power }) => ({
        z,
        mean,
        deviation: map(filled(z, z.shape, 2 ** power), (value, at) => (at % 2 === 0 ? value : -value)),
      })),
    sides: (f, { z, mean, deviation }, standardized) => ({
      'standardize(x)': [standardized({ x: f({ z, mean, deviation }), mean, deviation }), z],
    }),
  }),
  law(zscore, 'C1', {
    hint: 'the variance is divided by another number than n - correction',
    cases: tables,
    check: async (on, { x, correction }, context) => {
      const { z } = await on(zscore, { x }, { correction });
      const [n = 1, d = 1] = x.shape;
      const values = boundedResults(zscore, { x }, { correction }, context)['z']?.values ?? [];
      const allowed = values.map((value) => allowedError(value, context.profile));
      return columnsOf(z.data, d).flatMap((own, j) => {
        const errors = own.map((_, i) => allowed[i * d + j] ?? 0);
        const spread = own.map((value, i) => (2 * Math.abs(value) + (errors[i] ?? 0)) * (errors[i] ?? 0));
        const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
        return ofFinite(
          'column',
          build(z, [n], (i = 0) => own[i] ?? Number.NaN),
          (numbers) => [
            nearExactly('n times the mean', exact.sum(numbers), exact.constant(0), sum(errors)),
            nearExactly(
              'sum of the squares',
              exact.sum(numbers.map((one) => exact.mul(one, one))),
              exact.constant(n - correction),
              sum(spread),
            ),
          ],
        );
      });
    },
  }),
  law(zscore, 'C2', {
    needs: [destandardize],
    cases: tables,
    check: async (on, { x, correction }, context) => {
      const { z, mean, deviation } = await on(zscore, { x }, { correction });
      const back = await on(destandardize, { z, mean, deviation });
      const d = x.shape[1] ?? 1;
      const all = boundedResults(zscore, { x }, { correction }, context);
      const allowed = (name: string, at: number) => {
        const value = all[name]?.values[at];
        return value === undefined ? 0 : allowedError(value, context.profile);
      };
      const own = boundedResult(destandardize, { z, mean, deviation }, {}, context).allowed;
      return [
        nearEach('destandardize(z)', back.x, x, (at) => {
          const [size, spread] = [Math.abs(z.data[at] ?? 0), Math.abs(deviation.data[at % d] ?? 0)];
          const [e, f] = [allowed('z', at), allowed('deviation', at % d)];
          return e * (spread + f) + size * f + allowed('mean', at % d) + (own[at] ?? 0);
        }),
      ];
    },
  }),
  law(zscore, 'C3', {
    needs: [standardize],
    hint: 'what comes out is not what was divided by',
    cases: tables,
    check: async (on, { x, correction }, context) => {
      const all = await on(zscore, { x }, { correction });
      const other = await on(standardize, { x, mean: all.mean, deviation: all.deviation });
      const bounds = boundedResults(zscore, { x }, { correction }, context);
      const own = boundedResult(standardize, { x, mean: all.mean, deviation: all.deviation }, {}, context).allowed;
      const d = x.shape[1] ?? 1;
      const allowed = (name: string, at: number) => {
        const value = bounds[name]?.values[at];
        return value === undefined ? 0 : allowedError(value, context.profile);
      };
      return [
        nearEach('standardize(x)', other.z, outputOf(all, 'z'), (at) => {
          const [size, spread] = [Math.abs(other.z.data[at] ?? 0), Math.abs(all.deviation.data[at % d] ?? 0)];
          const moved = (allowed('mean', at % d) + size * allowed('deviation', at % d)) / (spread || 1);
          return allowed('z', at) + moved + (own[at] ?? 0);
        }),
      ];
    },
  }),
  asDefined(zscore, 'C4', {
    hint: 'the variance is computed in one pass, as the mean of the squares less the square of the mean',
    hintOfLoss: true,
    cases: (context) => beside(tables(context), { offset: farOffset(context) }),
    from: ({ x, offset, correction }) => ({ x: shifted(x, offset), correction }),
  }),
  refuses(zscore, 'R2', {
    orNaN: true,
    cases: tables,
    calls: ({ x }) => ({
      'as many rows as are taken away are refused': { x, correction: x.shape[0] ?? 1 },
    }),
  }),
  refuses(zscore, 'R3', {
    orNaN: true,
    cases: (context) => beside(tables(context), { value: dealt([0, 3, -7]) }),
    calls: ({ x, value }) => ({
      'a constant column is refused': { x: map(x, (one, at) => (at % (x.shape[1] ?? 1) === 0 ? value : one)) },
    }),
  }),
];
