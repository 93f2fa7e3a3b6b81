import fc from 'fast-check';
import { frobeniusNorm } from '../../spec/linalg/frobeniusNorm.ts';
import { ulpsOf } from '../../spec/scalars/bound.ts';
import { tensorOf } from '../../spec/tensor.ts';
import { dealt } from '../generators/dealt.ts';
import { integerEntry } from '../generators/entries.ts';
import { tensors } from '../generators/tensors.ts';
import { type Law, law } from '../law.ts';
import { ofEmptyMatrix } from '../ofEmptyMatrix.ts';
import { ofMatrices } from '../ofMatrices.ts';
import { identical } from '../verbs/compare.ts';
import { atMost, near } from '../verbs/measured.ts';
import { filled, map, only, plus, product, transposed } from '../verbs/tensors.ts';
import { atScales, positiveUnlessZero, scaledByPower } from './_internal/scales.ts';

const norms = ofMatrices(frobeniusNorm, ({ norm }) => only(norm));

/** Integers and a last entry that makes the sum of their squares s a square: ((s - 1) / 2)^2 + s = ((s + 1) / 2)^2. */
function pythagorean(entries: readonly number[]): { readonly entries: readonly number[]; readonly norm: number } {
  const squares = entries.reduce((sum, value) => sum + value * value, 0);
  if (squares === 0) return { entries, norm: 0 };
  const [odd, legs] = squares % 2 === 1 ? [squares, entries] : [squares + 1, [...entries, 1]];
  return { entries: [...legs, (odd - 1) / 2], norm: (odd + 1) / 2 };
}

export const laws: readonly Law[] = [
  norms('C1', {
    cases: (context) => tensors(context, { a: 'm n' }, { entries: 'reals' }),
    of: ({ a }) => [a, transposed(a)],
    see: ([plain, turned], { a }, { u }) => [
      near('||A^T||_F', turned, plain, (a.data.length + 2) * u * Math.max(plain, turned)),
    ],
  }),
  norms('C2', {
    hint: 'a small norm is replaced by 0',
    // Scales at which the squares of the entries are normal numbers.
    cases: (context) => atScales(context, context.dtype === 'float64' ? [-480, 480] : [-36, 40]),
    of: ({ a, k }) => [scaledByPower(a, k)],
    see: ([norm], { a }) => [positiveUnlessZero('||A||_F', norm, a)],
  }),
  norms('C3', {
    advice: true,
    hint: 'the entries are squared as they are: scale them by a power of two first',
    hintOfLoss: true,
    // Scales at which entries and result are normal numbers, though their squares need not be.
    cases: (context) => atScales(context, context.dtype === 'float64' ? [-990, 1010] : [-100, 115]),
    of: ({ a, k }) => [a, scaledByPower(a, k)],
    // Two norms, one of which may be put together from parts that were scaled differently: three roundings each.
    see: ([plain, scaled], { a, k }, { u }) => [
      near(`2^-k ||2^k A||_F, k = ${k}`, scaled * 2 ** -k, plain, (a.data.length + 8) * u * plain),
    ],
  }),
  norms('C4', {
    cases: (context) => tensors(context, { a: 'm n', b: 'm n' }),
    of: ({ a, b }) => [plus(a, b), a, b],
    // Each norm is off by (m n / 2 + 1) u of itself, and their sum here by one rounding.
    see: ([whole, first, second], { a }, { u }) => [
      atMost('||A + B||_F', whole, first + second, (a.data.length + 3) * u * (first + second)),
    ],
  }),
  norms('C5', {
    cases: (context) => tensors(context, { a: 'm p', b: 'p n' }),
    of: ({ a, b }) => [product(a, b), a, b],
    see: ([whole, first, second], { a, b }, { u }) => {
      const [[m = 1, p = 1], n = 1] = [a.shape, b.shape[1]];
      // Three norms, each off by half its number of entries and one, and one product here.
      const allowed = ((m * n + m * p + p * n) / 2 + 4) * u * first * second;
      return [atMost('||A B||_F', whole, first * second, allowed)];
    },
  }),
  norms('C6', {
    cases: ({ dtype }) =>
      fc
        .record({
          legs: fc.array(integerEntry, { minLength: 1, maxLength: 5, size: 'max' }),
          upright: dealt([false, true]),
        })
        .map(({ legs, upright }) => {
          const { entries, norm } = pythagorean(legs);
          return { a: tensorOf(dtype, upright ? [entries.length, 1] : [1, entries.length], entries), expected: norm };
        }),
    of: ({ a }) => [a, map(a, (value, at) => (at === a.data.length - 1 ? value : 0))],
    see: ([whole, alone], { a, expected }, { u, profile }) => {
      const size = Math.abs(a.data.at(-1) ?? 0);
      // What a root may be off by beyond half an ulp, which is at most u.
      const more = 2 * ulpsOf(profile).sqrt - 1;
      // Entries may be divided by the largest of them, or multiplied by its reciprocal, before they are squared.
      const within = (count: number, norm: number): number => (count / 2 + 5 + more) * u * norm;
      return [
        near('norm of a single entry', alone, size, within(1, size)),
        near('norm', whole, expected, within(a.data.length, expected)),
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
  ofEmptyMatrix(frobeniusNorm, 'C8', {
    output: 'norm',
    hint: 'the largest of no elements is taken, or 0 / 0',
    hintOfLoss: true,
    share: 0.35,
    value: 0,
  }),
];
