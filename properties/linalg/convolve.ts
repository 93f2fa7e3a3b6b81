import fc from 'fast-check';
import { convolve } from '../../spec/linalg/convolve.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { dealtBelow } from '../generators/dealt.ts';
import { entriesFrom, streamKey } from '../generators/entries.ts';
import { listOf } from '../generators/stream.ts';
import { tensors } from '../generators/tensors.ts';
import { type Law, law } from '../law.ts';
import { identical, literal } from '../verbs/compare.ts';
import { holds } from '../verbs/measured.ts';
import { rejects } from '../verbs/rejects.ts';
import { build, filled } from '../verbs/tensors.ts';

/** The value of the polynomial of these coefficients; exact for small integers. */
const valueAt = ({ data }: Tensor, x: number): number =>
  Array.from(data).reduceRight((value, coefficient) => value * x + coefficient, 0);

export const laws: readonly Law[] = [
  law(convolve, 'C1', {
    bits: 24,
    cases: (context) => tensors(context, { a: 'm', b: 'n' }),
    check: async (on, { a, b }) => {
      const [one, other] = await Promise.all([on(convolve, { a, b }), on(convolve, { a: b, b: a })]);
      return [identical(other.c, one.c, 'b * a')];
    },
  }),
  law(convolve, 'C2', {
    bits: 24,
    cases: (context) => tensors(context, { a: 'm', b: 'n', c: 'p' }, { most: 4 }),
    check: async (on, { a, b, c }) => {
      const [left, right] = await Promise.all([on(convolve, { a, b }), on(convolve, { a: b, b: c })]);
      const [one, other] = await Promise.all([on(convolve, { a: left.c, b: c }), on(convolve, { a, b: right.c })]);
      return [identical(one.c, other.c, '(a * b) * c')];
    },
  }),
  law(convolve, 'C3', {
    bits: 24,
    hint: 'a factor is reversed, as in a correlation, or a term is cut off at an end',
    cases: (context) => tensors(context, { a: 'm', b: 'n' }),
    check: async (on, { a, b }) => {
      const { c } = await on(convolve, { a, b });
      return [1, -1, 2].map((x) => {
        const [got, want] = [valueAt(c, x), valueAt(a, x) * valueAt(b, x)];
        return holds(`the value at ${x}`, got === want, literal(want), literal(got));
      });
    },
  }),
  law(convolve, 'C4', {
    cases: (context) => tensors(context, { a: 'm', impulse: 'n' }, { entries: 'reals' }),
    check: async (on, { a, impulse }) => {
      const [m = 1, n = 1] = [a.shape[0], impulse.shape[0]];
      const delay = m % n;
      const b = build(impulse, [n], (j) => (j === delay ? 1 : 0));
      const { c } = await on(convolve, { a, b });
      return [
        identical(
          c,
          build(a, [m + n - 1], (k) => a.data[k - delay] ?? 0),
          `a delayed by ${delay}`,
        ),
      ];
    },
  }),
  law(convolve, 'C5', {
    bits: 24,
    share: 0.25,
    hint: 'a long sum is kept in a lower precision, or a block of it is left out',
    cases: ({ dtype }) =>
      fc
        .record({ beyondA: dealtBelow(24), beyondB: dealtBelow(24), key: streamKey })
        .map(({ beyondA, beyondB, key }) => {
          // All sums of products stay below 2^53, and no product of them is held by single precision.
          const unit = dtype === 'float64' ? 2 ** 15 + 1 : 1;
          const next = entriesFrom([], key, 'integers');
          const drawn = (size: number) =>
            tensorOf(
              dtype,
              [size],
              listOf(size, () => unit * next()),
            );
          return { a: drawn(65 + beyondA), b: drawn(65 + beyondB) };
        }),
    check: async (on, { a, b }) => {
      const { c } = await on(convolve, { a, b });
      return [1, -1].map((x) => {
        const [got, want] = [valueAt(c, x), valueAt(a, x) * valueAt(b, x)];
        return holds(`the value at ${x}`, got === want, literal(want), literal(got));
      });
    },
  }),
  law(convolve, 'R1', {
    cases: (context) => tensors(context, { a: 'm' }, { least: context.empty ? 0 : 1, most: 2 }),
    check: async (on, { a }) => [
      await rejects(on(convolve, { a, b: filled(a, [0], 0) }), 'an empty sequence'),
      await rejects(on(convolve, { a: filled(a, [0], 0), b: a }), 'an empty first sequence'),
    ],
  }),
];
