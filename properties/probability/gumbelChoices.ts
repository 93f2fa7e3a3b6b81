import fc from 'fast-check';
import { gumbel } from '../../spec/numerics/extremes.ts';
import { gumbelMax, gumbelSoftmax, straightThroughGumbel } from '../../spec/probability/gumbelChoices.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { dealt } from '../generators/dealt.ts';
import { type Context, type Law, law } from '../law.ts';
import { oneKey } from '../numerics/_internal/signs.ts';
import { refuses } from '../observed.ts';
import { each, holds, near } from '../verbs/measured.ts';
import { distributed, falseAlarms } from '../verbs/statistics.ts';
import { build, rowsOf, shifted, vector } from '../verbs/tensors.ts';

const keys = fc.noBias(fc.nat(2 ** 31 - 1));

/** Logits of up to four classes, and a small sample of some axes. */
const choices = (context: Context) =>
  fc
    .record({
      entries: fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 2, maxLength: 4 }),
      shape: dealt([[5], [2, 3], [6]] as const),
      key: keys,
    })
    .map(({ entries, ...given }) => ({ logits: vector(context, entries), ...given }));

/** The places where rows are largest. */
const places = (y: Tensor): number[] => rowsOf(y.data, y.shape.at(-1) ?? 1).map((row) => row.indexOf(Math.max(...row)));

/** All but one of some places: of one pair of numbers rounding may decide, which is rare, and of two all but impossible. */
const allButOne = (what: string, received: readonly number[], expected: readonly number[]) => {
  const unlike = received.filter((one, at) => one !== expected[at]).length;
  return holds(what, received.length === expected.length && unlike <= 1, expected.join(', '), received.join(', '));
};

/** No classes, and temperatures that are not above 0, are refused. */
const refusals = (operation: typeof gumbelSoftmax | typeof straightThroughGumbel): readonly Law[] => [
  noClass(operation),
  refuses(operation, 'R4', {
    share: 0.25,
    orNaN: true,
    cases: choices,
    calls: ({ logits, shape, key }) => ({
      'a temperature of 0 is refused': { logits, shape, key, temperature: 0 } as never,
    }),
  }),
];

const noClass = (operation: typeof gumbelMax | typeof gumbelSoftmax | typeof straightThroughGumbel): Law =>
  refuses<{ logits: Tensor; shape: readonly number[]; key: number }, typeof operation>(operation, 'R3', {
    share: 0.25,
    asks: ['empty'],
    cases: choices,
    // Points of a simplex without corners are no numbers.
    honest: (outputs) => 'y' in outputs && (outputs.y as Tensor).data.length === 0,
    calls: ({ logits, shape, key }) => ({
      'no class is refused': { logits: tensorOf(logits.dtype, [0], []), shape, key } as never,
    }),
  });

export const laws: readonly Law[] = [
  noClass(gumbelMax),
  ...refusals(gumbelSoftmax),
  ...refusals(straightThroughGumbel),
  law(gumbelMax, 'C3', {
    repeats: true,
    cases: (context) =>
      fc.tuple(choices(context), fc.integer({ min: -8, max: 8 })).map(([given, shift]) => ({ ...given, shift })),
    check: async (on, { logits, shape, key, shift }) => {
      const [plain, moved] = await Promise.all(
        [logits, shifted(logits, shift)].map((one) => on(gumbelMax, { logits: one }, { shape: [...shape], key })),
      );
      return [allButOne('choices of z + c', [...(moved?.index.data ?? [])], [...(plain?.index.data ?? [])])];
    },
  }),
  law(gumbelMax, 'C4', {
    ...oneKey,
    needs: [gumbel],
    check: async (on, { key }, { dtype }) => {
      const logits = [0, 1, 2];
      const { x } = await on(gumbel, {}, { shape: [2 ** 15, 3], key, dtype: dtype === 'float64' ? dtype : 'float32' });
      const sums = Array.from({ length: 2 ** 15 }, (_, at) => logits.map((z, i) => z + Number(x.data[3 * at + i])));
      const centre = Math.log(logits.reduce((sum, z) => sum + Math.exp(z), 0));
      const cdf = (value: number) => Math.exp(-Math.exp(centre - value));
      const largest = (rows: readonly number[][]) => Float64Array.from(rows, (row) => Math.max(...row));
      const ofClass = (i: number) => sums.filter((row) => row.indexOf(Math.max(...row)) === i);
      const samples = [sums, ofClass(0), ofClass(2)];
      return samples.map((rows, at) =>
        distributed(
          ['the largest', 'the largest, where it is of class 0', 'the largest, where it is of class 2'][at] ?? '',
          largest(rows),
          cdf,
          2 ** -20,
          falseAlarms / samples.length,
        ),
      );
    },
  }),
  law(gumbelSoftmax, 'C4', {
    cases: choices,
    check: async (on, { logits, shape, key }, { u }) => {
      const { y } = await on(gumbelSoftmax, { logits }, { shape: [...shape], key, temperature: 2 ** -30 });
      const rows = rowsOf(y.data, y.shape.at(-1) ?? 1);
      const soft = rows.filter((row) => row.some((value) => Math.min(Math.abs(value), Math.abs(value - 1)) > 4 * u));
      return [holds('rows that are not one-hot', soft.length <= 1, 'one at most', JSON.stringify(soft))];
    },
  }),
  law(gumbelSoftmax, 'C5', {
    bits: 24,
    repeats: true,
    hint: 'noise is drawn anew, or depends on the temperature; or the logits are divided by it and the noise is not',
    cases: (context) =>
      fc
        .tuple(
          choices(context),
          fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 4, maxLength: 4 }),
          dealt([1, 2, 4]),
        )
        .map(([given, others, temperature]) => ({ ...given, others, temperature })),
    check: async (on, { logits, shape, key, others, temperature: t }, { u }) => {
      const c = logits.data.length;
      const moved = build(logits, [c], (i) => others[i] ?? 0);
      const given = { shape: [...shape], key };
      const [{ y }, { y: other }] = await Promise.all([
        on(gumbelSoftmax, { logits }, { ...given, temperature: 2 }),
        on(gumbelSoftmax, { logits: moved }, { ...given, temperature: t }),
      ]);
      const expected = rowsOf(y.data, c).flatMap((row) => {
        const x = row.map((value, i) => (2 * Math.log(value) + (others[i] ?? 0) - (logits.data[i] ?? 0)) / t);
        const most = Math.max(...x);
        const terms = x.map((value) => Math.exp(value - most));
        const sum = terms.reduce((all, one) => all + one, 0);
        return terms.map((one) => one / sum);
      });
      // Noise is below 40; a logit plus it, its quotient, an exponential and a logarithm are rounded for both, and doubled for T = 1.
      const allowed = 8 * (64 + c) * u;
      return [each('y', other, (what, value, at) => near(what, value, expected[at] ?? Number.NaN, allowed))];
    },
  }),
  law(gumbelSoftmax, 'C6', {
    gradient: true,
    repeats: true,
    hint: 'the pullback draws noise anew, forgets the temperature, or averages over the rows',
    cases: (context) =>
      fc
        .tuple(
          choices(context),
          dealt([1, 0.5, 2]),
          fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 24, maxLength: 24 }),
        )
        .map(([given, temperature, weights]) => ({ ...given, temperature, weights })),
    check: async (on, { logits, shape, key, temperature, weights }, { u }) => {
      const c = logits.data.length;
      const given = { shape: [...shape], key, temperature };
      const { y } = await on(gumbelSoftmax, { logits }, given);
      const g = build(y, y.shape, (...at) => weights[at.reduce((sum, one) => 5 * sum + one, 0) % 24] ?? 1);
      const { logits: pulled = y } = await on.gradient(gumbelSoftmax, { logits }, { y: g }, given);
      const rows = rowsOf(y.data, c).map((row, at) => ({ row, own: Array.from(g.data).slice(at * c, (at + 1) * c) }));
      const [expected, sizes] = [new Array<number>(c).fill(0), new Array<number>(c).fill(0)];
      for (const { row, own } of rows) {
        const mean = row.reduce((sum, value, j) => sum + value * (own[j] ?? 0), 0);
        row.forEach((value, i) => {
          expected[i] = (expected[i] ?? 0) + (value * ((own[i] ?? 0) - mean)) / temperature;
          sizes[i] = (sizes[i] ?? 0) + (value * 8) / temperature;
        });
      }
      // The result was rounded, and so may be all that the pullback does: a row of c, as many of them, and 8 beside.
      const allowed = (at: number) => (2 * c + rows.length + 8) * 8 * u * ((sizes[at] ?? 0) + 2 ** -10);
      return [
        each('gradient', pulled, (what, value, at) => near(what, value, expected[at] ?? Number.NaN, allowed(at))),
      ];
    },
  }),
  law(straightThroughGumbel, 'C3', {
    advice: true,
    repeats: true,
    needs: [gumbelSoftmax],
    cases: (context) =>
      fc.tuple(choices(context), dealt([1, 0.5])).map(([given, temperature]) => ({ ...given, temperature })),
    check: async (on, { logits, shape, key, temperature }) => {
      const given = { shape: [...shape], key, temperature };
      const [hard, soft] = await Promise.all([
        on(straightThroughGumbel, { logits }, given),
        on(gumbelSoftmax, { logits }, given),
      ]);
      return [allButOne('where rows are largest', places(hard.y), places(soft.y))];
    },
  }),
];
