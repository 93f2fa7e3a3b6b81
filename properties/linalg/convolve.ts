import fc from 'fast-check';
import { convolve } from '../../spec/linalg/convolve.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { dealtBelow } from '../generators/dealt.ts';
import { entriesFrom, streamKey } from '../generators/entries.ts';
import { listOf } from '../generators/stream.ts';
import { tensors } from '../generators/tensors.ts';
import type { Law } from '../law.ts';
import { closedForm, equal, metamorphic } from '../metamorphic.ts';
import { ofResult, refuses } from '../observed.ts';
import { near } from '../verbs/measured.ts';
import { build, filled } from '../verbs/tensors.ts';

/** The value of the polynomial of these coefficients; exact for small integers. */
const valueAt = ({ data }: Tensor, x: number): number =>
  Array.from(data).reduceRight((value, coefficient) => value * x + coefficient, 0);

export const laws: readonly Law[] = [
  metamorphic(convolve, 'C1', {
    bits: 24,
    cases: (context) => tensors(context, { a: 'm', b: 'n' }),
    to: ({ a, b }) => ({ a: b, b: a }),
    what: 'b * a',
  }),
  equal(convolve, 'C2', {
    bits: 24,
    cases: (context) => tensors(context, { a: 'm', b: 'n', c: 'p' }, { most: 4 }),
    sides: (f, { a, b, c }) => ({ '(a * b) * c': [f({ a: f({ a, b }), b: c }), f({ a, b: f({ a: b, b: c }) })] }),
  }),
  ofResult(convolve, 'C3', {
    bits: 24,
    hint: 'a factor is reversed, as in a correlation, or a term is cut off at an end',
    cases: (context) => tensors(context, { a: 'm', b: 'n' }),
    of: ({ c }, { a, b }) =>
      [1, -1, 2].map((x) => near(`the value at ${x}`, valueAt(c, x), valueAt(a, x) * valueAt(b, x), 0)),
  }),
  closedForm(convolve, 'C4', {
    cases: (context) =>
      tensors(context, { a: 'm', impulse: 'n' }, { entries: 'reals' }).map(({ a, impulse }) => {
        const delay = a.data.length % impulse.data.length;
        return { a, b: build(impulse, impulse.shape, (j) => (j === delay ? 1 : 0)), delay };
      }),
    result: ({ a, b, delay }) => ({
      c: build(a, [a.data.length + b.data.length - 1], (k) => a.data[k - delay] ?? 0),
    }),
    what: ({ delay }) => `a delayed by ${delay}`,
  }),
  ofResult(convolve, 'C5', {
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
    of: ({ c }, { a, b }) =>
      [1, -1].map((x) => near(`the value at ${x}`, valueAt(c, x), valueAt(a, x) * valueAt(b, x), 0)),
  }),
  refuses(convolve, 'R1', {
    cases: (context) => tensors(context, { a: 'm' }, { least: context.empty ? 0 : 1, most: 2 }),
    calls: ({ a }) => ({
      'an empty sequence': { a, b: filled(a, [0], 0) },
      'an empty first sequence': { a: filled(a, [0], 0), b: a },
    }),
  }),
];
