import fc from 'fast-check';
import { softmax } from '../../spec/layers/softmax.ts';
import { tensorOf } from '../../spec/tensor.ts';
import { tensors } from '../generators/tensors.ts';
import { type Law, law } from '../law.ts';
import { identical } from '../verbs/compare.ts';
import { filled, map } from '../verbs/tensors.ts';

export const laws: readonly Law[] = [
  law(softmax, 'C1', {
    cases: (context) => tensors(context, { x: 'n' }, { entries: 'reals', most: 12 }),
    check: async (on, { x }, { u }) => {
      const { y } = await on(softmax, { x });
      const n = y.data.length;
      const sum = Array.from(y.data).reduce((total, value) => total + value, 0);
      // n terms of relative error (n + 4 p) u at most sum to that error; n u more for our own summation.
      return [
        { ratio: Math.abs(sum - 1) / ((2 * n + 32) * u), what: 'sum of a row', expected: '1', received: String(sum) },
      ];
    },
  }),
  law(softmax, 'C2', {
    hint: 'the largest entry is not subtracted, or not exactly',
    cases: (context) =>
      fc
        .tuple(tensors(context, { x: 'n' }), fc.integer({ min: -900, max: 900 }))
        .map(([{ x }, shift]) => ({ x, shift })),
    check: async (on, { x, shift }) => {
      const [plain, shifted] = await Promise.all([
        on(softmax, { x }),
        on(softmax, { x: map(x, (value) => value + shift) }),
      ]);
      return [identical(shifted.y, plain.y, 'softmax(x + c)')];
    },
  }),
  law(softmax, 'C3', {
    cases: (context) => tensors(context, { x: 'n' }, { entries: 'reals', least: 2 }),
    check: async (on, { x }) => {
      const { y } = await on(softmax, { x });
      const order = Array.from(x.data.keys()).sort((i, j) => (x.data[i] ?? 0) - (x.data[j] ?? 0));
      const inverted = order.findIndex((i, rank) => rank > 0 && (y.data[order[rank - 1] ?? 0] ?? 0) > (y.data[i] ?? 0));
      return [
        {
          ratio: inverted < 0 ? 0 : Number.POSITIVE_INFINITY,
          what: 'order of the entries',
          received: Array.from(y.data).join(', '),
        },
      ];
    },
  }),
  law(softmax, 'C4', {
    hint: 'the exponential of the logits overflows: the largest must be subtracted first',
    cases: (context) =>
      fc
        .record({ x: fc.array(fc.constantFrom(0, 1e4, -1e4, 50, -50), { minLength: 1, maxLength: 6 }) })
        .map(({ x }) => ({ x: tensorOf(context.dtype, [x.length], x) })),
    check: async (on, { x }) => {
      const { y } = await on(softmax, { x });
      const inside = y.data.every((value) => value >= 0 && value <= 1);
      return [
        {
          ratio: inside ? 0 : Number.POSITIVE_INFINITY,
          what: 'entries in [0, 1]',
          received: Array.from(y.data).join(', '),
        },
      ];
    },
  }),
  law(softmax, 'C5', {
    cases: (context) =>
      fc
        .record({ n: fc.integer({ min: 1, max: 9 }), value: fc.integer({ min: -1000, max: 1000 }) })
        .map(({ n, value }) => ({ x: tensorOf(context.dtype, [n], new Array(n).fill(value)) })),
    check: async (on, { x }) => {
      const { y } = await on(softmax, { x });
      return [identical(y, filled(x, x.shape, 1 / x.data.length), 'softmax of equal logits')];
    },
  }),
  law(softmax, 'C6', {
    gradient: true,
    hint: 'the term -y <g, y> of the pullback is missing or taken over the wrong axis',
    cases: (context) => tensors(context, { x: 'n', g: 'n' }, { entries: 'integers' }),
    check: async (on, { x, g }, { u }) => {
      const [constant, general] = await Promise.all([
        on.gradient(softmax, { x }, { y: filled(x, x.shape, 3) }),
        on.gradient(softmax, { x }, { y: g }),
      ]);
      const n = x.data.length;
      const largest = (data: ArrayLike<number>) => Math.max(...Array.from(data, Math.abs));
      const total = (data: ArrayLike<number>) =>
        Math.abs(Array.from<number>(data).reduce((sum, value) => sum + value, 0));
      const [one, other] = [constant['x']?.data ?? [Number.NaN], general['x']?.data ?? [Number.NaN]];
      // y_i (g - <g, y>) cancels to the error of the row sum of y, which C1 bounds.
      const allowed = (size: number) => (4 * n + 64) * n * u * size;
      return [
        {
          ratio: largest(one) / allowed(3),
          what: 'pullback of a constant',
          expected: '0',
          received: Array.from(one).join(', '),
        },
        {
          ratio: total(other) === 0 ? 0 : total(other) / allowed(largest(g.data)),
          what: 'sum of the pullback',
          expected: '0',
          received: String(total(other)),
        },
      ];
    },
  }),
];
