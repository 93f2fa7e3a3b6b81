import fc from 'fast-check';
import { frobeniusNorm } from '../../spec/linalg/frobeniusNorm.ts';
import { ulpsOf } from '../../spec/scalars/bound.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { dealt } from '../generators/dealt.ts';
import { integerEntry } from '../generators/entries.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law, type Subject } from '../law.ts';
import { identical, literal } from '../verbs/compare.ts';
import { atMost, holds, near } from '../verbs/measured.ts';
import { emptyTensors, ofNothing } from '../verbs/ofNothing.ts';
import { filled, map, only, plus, product, transposed } from '../verbs/tensors.ts';

const normOf = async (on: Subject, a: Tensor): Promise<number> => only((await on(frobeniusNorm, { a })).norm);

/** A matrix times a power of two: exact. */
const scaledMatrix = (context: Context, least: number, most: number) =>
  fc
    .record({ base: tensors(context, { a: 'm n' }, { entries: 'reals' }), k: fc.integer({ min: least, max: most }) })
    .map(({ base: { a }, k }) => ({ a, k }));

const scale = (a: Tensor, k: number): Tensor => map(a, (value) => value * 2 ** k);

/** Integers and a last entry that makes the sum of their squares s a square: ((s - 1) / 2)^2 + s = ((s + 1) / 2)^2. */
function pythagorean(entries: readonly number[]): { readonly entries: readonly number[]; readonly norm: number } {
  const squares = entries.reduce((sum, value) => sum + value * value, 0);
  if (squares === 0) return { entries, norm: 0 };
  const [odd, legs] = squares % 2 === 1 ? [squares, entries] : [squares + 1, [...entries, 1]];
  return { entries: [...legs, (odd - 1) / 2], norm: (odd + 1) / 2 };
}

export const laws: readonly Law[] = [
  law(frobeniusNorm, 'C1', {
    cases: (context) => tensors(context, { a: 'm n' }, { entries: 'reals' }),
    check: async (on, { a }, { u }) => {
      const [plain, turned] = await Promise.all([normOf(on, a), normOf(on, transposed(a))]);
      return [near('||A^T||_F', turned, plain, (a.data.length + 2) * u * Math.max(plain, turned))];
    },
  }),
  law(frobeniusNorm, 'C2', {
    hint: 'a small norm is replaced by 0',
    // Scales at which the squares of the entries are normal numbers.
    cases: (context) =>
      context.dtype === 'float64' ? scaledMatrix(context, -480, 480) : scaledMatrix(context, -36, 40),
    check: async (on, { a, k }) => {
      const norm = await normOf(on, scale(a, k));
      const isZero = a.data.every((value) => value === 0);
      return [holds('||A||_F', isZero ? norm === 0 : norm > 0, isZero ? '0' : 'above 0', literal(norm))];
    },
  }),
  law(frobeniusNorm, 'C3', {
    advice: true,
    hint: 'the entries are squared as they are: scale them by a power of two first',
    hintOfLoss: true,
    // Scales at which entries and result are normal numbers, though their squares need not be.
    cases: (context) =>
      context.dtype === 'float64' ? scaledMatrix(context, -990, 1010) : scaledMatrix(context, -100, 115),
    check: async (on, { a, k }, { u }) => {
      const [plain, scaled] = await Promise.all([normOf(on, a), normOf(on, scale(a, k))]);
      // Two norms, one of which may be put together from parts that were scaled differently: three roundings each.
      return [near(`2^-k ||2^k A||_F, k = ${k}`, scaled * 2 ** -k, plain, (a.data.length + 8) * u * plain)];
    },
  }),
  law(frobeniusNorm, 'C4', {
    cases: (context) => tensors(context, { a: 'm n', b: 'm n' }),
    check: async (on, { a, b }, { u }) => {
      const [whole, first, second] = await Promise.all([normOf(on, plus(a, b)), normOf(on, a), normOf(on, b)]);
      // Each norm is off by (m n / 2 + 1) u of itself, and their sum here by one rounding.
      return [atMost('||A + B||_F', whole, first + second, (a.data.length + 3) * u * (first + second))];
    },
  }),
  law(frobeniusNorm, 'C5', {
    cases: (context) => tensors(context, { a: 'm p', b: 'p n' }),
    check: async (on, { a, b }, { u }) => {
      const [[m = 1, p = 1], n = 1] = [a.shape, b.shape[1]];
      const [whole, first, second] = await Promise.all([normOf(on, product(a, b)), normOf(on, a), normOf(on, b)]);
      // Three norms, each off by half its number of entries and one, and one product here.
      const allowed = ((m * n + m * p + p * n) / 2 + 4) * u * first * second;
      return [atMost('||A B||_F', whole, first * second, allowed)];
    },
  }),
  law(frobeniusNorm, 'C6', {
    cases: ({ dtype }): fc.Arbitrary<{ readonly a: Tensor; readonly norm: number }> =>
      fc
        .record({
          legs: fc.array(integerEntry, { minLength: 1, maxLength: 5, size: 'max' }),
          upright: dealt([false, true]),
        })
        .map(({ legs, upright }) => {
          const { entries, norm } = pythagorean(legs);
          return { a: tensorOf(dtype, upright ? [entries.length, 1] : [1, entries.length], entries), norm };
        }),
    check: async (on, { a, norm }, { u, profile }) => {
      const entries = Array.from(a.data);
      const last = entries.at(-1) ?? 0;
      const single = map(a, (value, at) => (at === a.data.length - 1 ? value : 0));
      const [whole, alone] = await Promise.all([normOf(on, a), on(frobeniusNorm, { a: single })]);
      const own = ulpsOf(profile).sqrt;
      const size = Math.abs(last);
      return [
        own > 0.5
          ? near('norm of a single entry', only(alone.norm), size, 2 * own * u * size)
          : identical(alone.norm, filled(a, [], size), 'norm of a single entry'),
        // Entries may be divided by the largest of them before they are squared: one more rounding each, and two after.
        near('norm', whole, norm, (entries.length / 2 + 5) * u * norm),
      ];
    },
  }),
  law(frobeniusNorm, 'C7', {
    gradient: true,
    share: 0.75,
    hint: 'the gradient is A / ||A||, 0 / 0 at the zero matrix',
    hintOfLoss: true,
    cases: (context) =>
      tensors(context, { a: 'm n' }).map(({ a }) => ({
        zero: filled(a, a.shape, 0),
        g: filled(a, [], a.data[0] || 1),
      })),
    check: async (on, { zero, g }) => {
      const gradient = await on.gradient(frobeniusNorm, { a: zero }, { norm: g });
      return [identical(gradient['a'] ?? g, zero, 'gradient at 0')];
    },
  }),
  law(frobeniusNorm, 'C8', {
    hint: 'the largest of no elements is taken, or 0 / 0',
    hintOfLoss: true,
    share: 0.35,
    cases: (context) =>
      emptyTensors(context, [
        [0, 0],
        [0, 3],
        [2, 0],
      ]),
    check: async (on, given, context) => [
      await ofNothing(async () => (await on(frobeniusNorm, { a: given.a })).norm, 0, given, context, 'norm'),
    ],
  }),
];
