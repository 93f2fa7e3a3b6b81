import fc from 'fast-check';
import { classScatter, fisherRatio, silhouette } from '../../spec/metrics/separation.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law } from '../law.ts';
import { refuses } from '../observed.ts';
import { between, each, near } from '../verbs/measured.ts';
import { at, build, map, only, shifted } from '../verbs/tensors.ts';

const labels = (list: readonly number[]): Tensor => tensorOf('int32', [list.length], list);

/** Samples of integers in up to three classes; of two columns where they are turned. */
const clustered = (context: Context, sizes: Readonly<Record<string, number>> = {}) =>
  beside(tensors(context, { x: 'n d' }, { most: 6, least: 2, sizes }), {
    names: fc.array(fc.nat(2), { minLength: 6, maxLength: 6 }),
  }).map(({ x, names }) => ({ x, label: labels(Array.from({ length: x.shape[0] ?? 0 }, (_, i) => names[i] ?? 0)) }));

/** The total scatter, of integers. */
function totalOf(x: Tensor): number {
  const [n = 0, d = 0] = x.shape;
  let total = 0;
  for (let k = 0; k < d; k++) {
    const column = Array.from({ length: n }, (_, i) => at(x, i, k));
    const sum = column.reduce((all, one) => all + one, 0);
    total += column.reduce((all, one) => all + one * one, 0) - sum ** 2 / n;
  }
  return total;
}

const largest = (x: Tensor): number => Math.max(0, ...Array.from(x.data, Math.abs));
/** What a sum of n d squares of differences from means may be off by. */
const errorOf = (x: Tensor, { u }: Context): number =>
  32 * (x.data.length + 4) * x.data.length * u * (1 + largest(x)) ** 2;

const turned = (x: Tensor): Tensor =>
  build(x, x.shape, (i, k) => (k === 0 ? 3 * at(x, i, 0) - 4 * at(x, i, 1) : 4 * at(x, i, 0) + 3 * at(x, i, 1)));

export const laws: readonly Law[] = [
  law(classScatter, 'C1', {
    hint: 'classes weigh alike, or the divisors n - 1 are in one of them',
    cases: clustered,
    check: async (on, { x, label }, context) => {
      const { within, between } = await on(classScatter, { x, label });
      return [near('within + between', only(within) + only(between), totalOf(x), errorOf(x, context))];
    },
  }),
  law(classScatter, 'C2', {
    cases: clustered,
    check: async (on, { x, label }, context) => {
      const error = errorOf(x, context);
      const [plain, renamed, one, alone] = await Promise.all([
        on(classScatter, { x, label }),
        on(classScatter, { x, label: map(label, (name) => 7 - 3 * name) }),
        on(classScatter, { x, label: map(label, () => 0) }),
        on(classScatter, { x, label: map(label, (_, i) => i) }),
      ]);
      return [
        near('within of other names', only(renamed.within), only(plain.within), error),
        near('between of other names', only(renamed.between), only(plain.between), error),
        near('between of one class', only(one.between), 0, error),
        near('within of single samples', only(alone.within), 0, error),
      ];
    },
  }),
  law(classScatter, 'C3', {
    hint: 'the mean of squares less the square of the mean',
    hintOfLoss: true,
    cases: (context) =>
      beside(clustered(context), { by: dealt(context.dtype === 'float64' ? [2 ** 30, -(2 ** 31), 3] : [2 ** 14, 3]) }),
    check: async (on, { x, label, by }, context) => {
      const [plain, moved] = await Promise.all([
        on(classScatter, { x, label }),
        on(classScatter, { x: shifted(x, by), label }),
      ]);
      // A mean far from 0 is off by some roundings of its size.
      const off = 16 * context.u * Math.abs(by) * x.data.length;
      const allowed = errorOf(x, context) + off * (4 * largest(x) + off) * x.data.length;
      return [
        near('within, moved', only(moved.within), only(plain.within), allowed),
        near('between, moved', only(moved.between), only(plain.between), allowed),
      ];
    },
  }),
  refuses(classScatter, 'R1', {
    share: 0.25,
    asks: ['empty'],
    cases: ({ dtype }) => fc.record({ d: fc.nat(3) }).map(({ d }) => ({ x: tensorOf(dtype, [0, d], []) })),
    calls: ({ x }) => ({ 'no samples are refused': { x, label: labels([]) } }),
    honest: ({ within }) => !Number.isFinite(within?.data[0] ?? Number.NaN),
  }),
  law(fisherRatio, 'C1', {
    hint: 'one coordinate is left out, or samples are not centred',
    cases: (context) => beside(clustered(context, { d: 2 }), { by: dealt([8, -3]) }),
    check: async (on, { x, label, by }, context) => {
      const scatter = await on(classScatter, { x, label });
      fc.pre(only(scatter.within) > 1 / 4);
      const [plain, moved, rotated] = await Promise.all(
        [x, shifted(x, by), turned(x)].map(async (one) => only((await on(fisherRatio, { x: one, label })).r)),
      );
      const relative = errorOf(shifted(x, Math.abs(by)), context) / only(scatter.within);
      const allowed = 2 * relative * (1 + (plain ?? 0));
      return [
        near('r, moved', moved ?? Number.NaN, plain ?? Number.NaN, allowed),
        near('r, turned', rotated ?? Number.NaN, plain ?? Number.NaN, 64 * allowed),
      ];
    },
    needs: [classScatter],
  }),
  law(fisherRatio, 'C2', {
    cases: ({ dtype }) => dealt([2, 8, 0, 4]).map((gap) => ({ gap, x: tensorOf(dtype, [4, 1], [0, 2, gap, gap + 2]) })),
    check: async (on, { gap, x }, { u }) => {
      const { r } = await on(fisherRatio, { x, label: labels([0, 0, 1, 1]) });
      // Within: 4 times 1. Between: 4 times (gap / 2)^2.
      return [near('r', only(r), gap ** 2 / 4, 64 * u * (1 + gap ** 2))];
    },
  }),
  refuses(fisherRatio, 'R1', {
    share: 0.25,
    asks: ['empty'],
    cases: ({ dtype }) => fc.record({ d: fc.nat(3) }).map(({ d }) => ({ x: tensorOf(dtype, [0, d], []) })),
    calls: ({ x }) => ({ 'no samples are refused': { x, label: labels([]) } }),
    honest: ({ r }) => !Number.isFinite(r?.data[0] ?? Number.NaN),
  }),
  law(silhouette, 'C1', {
    hint: 'the sample itself counts among its class',
    cases: clustered,
    check: async (on, { x, label }, { u }) => {
      const { s } = await on(silhouette, { x, label });
      const isOne = new Set(label.data).size === 1;
      const alone = (i: number) => Array.from(label.data).filter((name) => name === label.data[i]).length === 1;
      return [
        each('s', s, (what, value, i) =>
          isOne || alone(i) ? near(what, value, 0, 0) : between(what, value, [-1, 1], 16 * u),
        ),
      ];
    },
  }),
  law(silhouette, 'C2', {
    cases: ({ dtype }) =>
      dealt([16, 64, 1024]).map((gap) => ({ gap, x: tensorOf(dtype, [4, 1], [0, 1, gap, gap + 1]) })),
    check: async (on, { gap, x }, { u }) => {
      const { s } = await on(silhouette, { x, label: labels([0, 0, 5, 5]) });
      return [each('s', s, (what, value) => between(what, value, [1 - 4 / gap, 1], 8 * u))];
    },
  }),
  law(silhouette, 'C3', {
    cases: (context) => beside(clustered(context), { by: dealt([16, -5]) }),
    check: async (on, { x, label, by }, { u }) => {
      fc.pre(new Set(label.data).size > 1);
      const [plain, moved] = await Promise.all([
        on(silhouette, { x, label }),
        on(silhouette, { x: shifted(x, by), label: map(label, (name) => 7 - 3 * name) }),
      ]);
      return [
        each('s, moved and renamed', moved.s, (what, value, i) =>
          near(what, value, plain.s.data[i] ?? Number.NaN, 64 * u),
        ),
      ];
    },
  }),
];
