import { entropy } from '../../spec/information/entropies.ts';
import { binnedMutualInformation, mutualInformation } from '../../spec/information/mutualInformation.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { erratum } from '../erratum.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law, type Subject } from '../law.ts';
import { refuses } from '../observed.ts';
import { known, type Measured, notPositive, numberBy, vanishes } from '../verbs/balance.ts';
import { near } from '../verbs/measured.ts';
import { refuted } from '../verbs/refuted.ts';
import { at, build, map, product, transposed, vector } from '../verbs/tensors.ts';
import { asRows, columnSums, distributions, independent, rowSums } from './_internal/distributions.ts';

const shared = (on: Subject, context: Context, p: Tensor): Promise<Measured> =>
  numberBy(on, context, mutualInformation, { p });

const diagonal = (p: Tensor): Tensor =>
  build(p, [p.data.length, p.data.length], (i, j) => (i === j ? (p.data[i] ?? 0) : 0));

/** The last column added to the first. */
const merged = (p: Tensor): Tensor => {
  const [m = 0, n = 0] = p.shape;
  return build(p, [m, n - 1], (i, j) => at(p, i, j) + (j === 0 ? at(p, i, n - 1) : 0));
};

/** Numbers in the middle of cells of [-1, 1], from drawn integers. */
const centres = (drawn: Tensor, bins: number): Tensor =>
  map(drawn, (value) => (2 * (Math.abs(Math.round(value)) % bins) + 1) / bins - 1);

const cellsOf = (x: Tensor, bins: number): number[] =>
  Array.from(x.data, (value) => Math.floor(((value + 1) / 2) * bins));

const binned = (on: Subject, context: Context, x: Tensor, y: Tensor, bins: number): Promise<Measured> =>
  numberBy(on, context, binnedMutualInformation, { x, y }, { bins });

export const laws: readonly Law[] = [
  law(mutualInformation, 'C1', {
    hint: 'only the rows are summed, or joint and product are exchanged',
    cases: (context) => distributions(context, { p: 'm n', q: 'm', r: 'n' }),
    check: async (on, { p, q, r }, context) => {
      const [plain, turned, none] = await Promise.all([
        shared(on, context, p),
        shared(on, context, transposed(p)),
        shared(on, context, independent(q, r)),
      ]);
      return [
        vanishes('I(Y; X) - I(X; Y)', [1, turned], [-1, plain]),
        notPositive('-I', [-1, plain]),
        vanishes('I of independent ones', [1, none]),
      ];
    },
  }),
  law(mutualInformation, 'C2', {
    needs: [entropy],
    cases: (context) => distributions(context, { p: 'm n', q: 'm' }),
    check: async (on, { p, q }, context) => {
      const [plain, own, ofQ, ofRows, ofColumns] = await Promise.all([
        shared(on, context, p),
        shared(on, context, diagonal(q)),
        ...[q, rowSums(p), columnSums(p)].map((one) => numberBy(on, context, entropy, { p: one })),
      ]);
      if (!ofQ || !ofRows || !ofColumns) return [];
      return [
        vanishes('I(X; X) - H(X)', [1, own], [-1, ofQ]),
        notPositive('I - H(X)', [1, plain], [-1, ofRows]),
        notPositive('I - H(Y)', [1, plain], [-1, ofColumns]),
      ];
    },
  }),
  law(mutualInformation, 'C3', {
    cases: (context) => distributions(context, { p: 'm n' }, { least: 2 }),
    check: async (on, { p }, context) => {
      const [m = 0, n = 0] = p.shape;
      const [plain, other, coarse] = await Promise.all([
        shared(on, context, p),
        shared(
          on,
          context,
          build(p, [m, n], (i, j) => at(p, i, n - 1 - j)),
        ),
        shared(on, context, merged(p)),
      ]);
      return [
        vanishes('I of reversed columns - I', [1, other], [-1, plain]),
        notPositive('I of merged columns - I', [1, coarse], [-1, plain]),
      ];
    },
  }),
  law(mutualInformation, 'C4', {
    // Z is one of two, and columns are pairs of Y and Z.
    cases: (context) => distributions(context, { p: 'm n' }, { sizes: { m: 3, n: 4 } }),
    check: async (on, { p }, context) => {
      const y = build(p, [3, 2], (i, j) => at(p, i, 2 * j) + at(p, i, 2 * j + 1));
      const pairs = [0, 1].map((j) => build(p, [3, 2], (i, k) => at(p, i, 2 * j + k)));
      const [joint, first, ...parts] = await Promise.all([p, y, ...pairs].map((one) => shared(on, context, one)));
      if (!joint || !first) return [];
      // Of a part of the whole, sum p ln(p / (p_x p_z)) = w I - w ln w for w its weight.
      const weights = pairs.map(({ data }) => Array.from(data).reduce((sum, value) => sum + value, 0));
      const rest = weights.map((w) => known(w === 0 ? 0 : w * Math.log(w), 2 * context.u));
      const terms = [...parts, ...rest].map((term) => [-1, term] as const);
      return [vanishes('I(X; Y, Z) - I(X; Y) - I(X; Z | Y)', [1, joint], [-1, first], ...terms)];
    },
  }),
  law(mutualInformation, 'C5', {
    cases: (context) =>
      beside(distributions(context, { p: 'm n' }, { sizes: { m: 3, n: 3 } }), {
        drawn: tensors(context, { first: 'm k', second: 'k l' }, { sizes: { m: 3, k: 3, l: 2 } }),
      }).map(({ p, drawn: { first, second } }) => ({ p, first: asRows(first, 0, 4), second: asRows(second, 0, 2) })),
    check: async (on, { p, first, second }, context) => {
      const ofX = rowSums(p);
      const [t1, t2] = [first, product(first, second)];
      const withX = (t: Tensor) => build(p, [3, t.shape[1] ?? 0], (i, j) => (ofX.data[i] ?? 0) * at(t, i, j));
      const [x1, x2, y1, y2] = await Promise.all(
        [withX(t1), withX(t2), product(transposed(p), t1), product(transposed(p), t2)].map((one) =>
          shared(on, context, one),
        ),
      );
      if (!x1 || !x2 || !y1 || !y2) return [];
      return [
        notPositive('I(X; T2) - I(X; T1)', [1, x2], [-1, x1]),
        notPositive('I(Y; T2) - I(Y; T1)', [1, y2], [-1, y1]),
      ];
    },
  }),
  law(binnedMutualInformation, 'C1', {
    needs: [mutualInformation],
    hint: 'a cell is counted from 1, or the last one is left out',
    cases: (context) =>
      beside(tensors(context, { x: 'n', y: 'n' }, { sizes: { n: 8 } }), { bins: dealt([2, 4, 1, 8]) }).map(
        ({ x, y, bins }) => ({ x: centres(x, bins), y: centres(y, bins), bins }),
      ),
    check: async (on, { x, y, bins }, context) => {
      const [cellsX, cellsY] = [cellsOf(x, bins), cellsOf(y, bins)];
      const counted = build(
        x,
        [bins, bins],
        (a, b) => cellsX.filter((one, i) => one === a && cellsY[i] === b).length / 8,
      );
      const [estimate, exact] = await Promise.all([binned(on, context, x, y, bins), shared(on, context, counted)]);
      return [vanishes('i - I of the cells', [1, estimate], [-1, exact])];
    },
  }),
  law(binnedMutualInformation, 'C2', {
    cases: (context) =>
      beside(tensors(context, { x: 'n', y: 'n' }, { entries: 'reals', most: 8 }), { bins: dealt([1, 2, 3, 8]) }),
    check: async (on, { x, y, bins }, context) => {
      const inside = (a: Tensor) => map(a, (value) => value % 1);
      const i = await binned(on, context, inside(x), inside(y), bins);
      return [
        notPositive('-i', [-1, i]),
        notPositive('i - ln bins', [1, i], [-1, known(Math.log(bins), context.u * Math.log(bins))]),
      ];
    },
  }),
  law(binnedMutualInformation, 'C3', {
    hint: 'the ends lie in no cell, or what is outside is left out',
    cases: (context) => tensors(context, { x: 'n' }, { most: 8 }),
    check: async (on, { x }, context) => {
      const n = x.data.length;
      // -1, .., 1 in steps of 1/4 or less: from end to end.
      const ends = map(x, (_, i) => (n === 1 ? 1 : -1 + (2 * i) / 8 + (i === n - 1 ? 2 - (2 * i) / 8 : 0)));
      const other = map(x, (_, i) => (i % 2 === 0 ? -1 : 1) * (i + 1));
      const i = await binned(
        on,
        context,
        ends,
        map(ends, (value) => -(value ** 3)),
        64,
      );
      const outside = await binned(on, context, other, other, 64);
      const logarithm = known(Math.log(n), context.u * Math.log(n));
      const both = n === 1 ? known(0) : known(Math.LN2, context.u);
      return [
        vanishes('i - ln n', [1, i], [-1, logarithm]),
        ...(n === 2 ? [vanishes('i of two that lie at the ends and beyond - ln 2', [1, outside], [-1, both])] : []),
      ];
    },
  }),
  law(binnedMutualInformation, 'C4', {
    share: 0.25,
    cases: (context) =>
      beside(tensors(context, { x: 'n' }, { sizes: { n: 16 } }), { bins: dealt([1, 2, 4, 8, 16, 64]) }),
    check: async (on, { x, bins }, context) => {
      const spread = map(x, (_, i) => (2 * i + 1) / 16 - 1);
      const i = await binned(on, context, spread, spread, bins);
      const cells = Math.log(Math.min(bins, 16));
      return [vanishes('i - ln(cells)', [1, i], [-1, known(cells, context.u * cells)])];
    },
  }),
  refuses(binnedMutualInformation, 'R2', {
    share: 0.25,
    cases: (context) => tensors(context, { x: 'n', y: 'n' }),
    calls: ({ x, y }) => ({ 'a range from 1 to 1 is refused': { x, y, bins: 4, low: 1, high: 1 } }),
  }),
  refuses(binnedMutualInformation, 'R3', {
    share: 0.25,
    asks: ['empty'],
    cases: (context) => tensors(context, { x: 'n' }, { sizes: { n: 1 } }),
    calls: ({ x }) => ({ 'no pairs are refused': { x: vector(x, []), y: vector(x, []), bins: 4 } }),
    honest: ({ i }) => Number.isNaN(i?.data[0]),
  }),
  erratum(binnedMutualInformation, 'E39', {
    given: ({ dtype }) => ({
      x: tensorOf(
        dtype,
        [16],
        Array.from({ length: 16 }, (_, i) => (2 * i + 1) / 64 - 0.25),
      ),
    }),
    check: async (on, { x }, context) => {
      const fine = 4096;
      const [early, late] = await Promise.all(
        [1, 8].map((slope) =>
          binned(
            on,
            context,
            x,
            map(x, (value) => Math.tanh(slope * value)),
            fine,
          ),
        ),
      );
      const due = Math.log(16);
      return [
        near('I(X; T) of small weights', early?.value ?? Number.NaN, due, 64 * context.u),
        near('I(X; T) of large weights', late?.value ?? Number.NaN, due, 64 * context.u),
        refuted('what is learnt later lowers I(X; T)', 1 - ((early?.value ?? 0) - (late?.value ?? 0)), 0.5),
      ];
    },
  }),
];
