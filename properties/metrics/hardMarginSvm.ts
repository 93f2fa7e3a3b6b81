import fc from 'fast-check';
import { hardMarginSvm } from '../../spec/metrics/hardMarginSvm.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Law, law } from '../law.ts';
import { refuses } from '../observed.ts';
import { each, near } from '../verbs/measured.ts';
import { build } from '../verbs/tensors.ts';

const labels = (list: readonly number[]): Tensor => tensorOf('int32', [list.length], list);

/**
 * Samples whose nearest point is known: y x is (c, s) with the same c for two opposite s, and others beyond c: of the hull (c, 0) is
 * nearest.
 */
const known = () =>
  fc
    .record({
      c: dealt([1, 2, 0.5, 4]),
      s: fc.integer({ min: 1, max: 4 }),
      beyond: fc.array(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: -4, max: 4 })), { maxLength: 3 }),
      signs: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
    })
    .map(({ c, s, beyond, signs }) => {
      const signed = [[c, s], [c, -s], ...beyond.map(([more, side]) => [c + more, side])];
      return { c, s, signed, signs: signed.map((_, i) => signs[i] ?? true) };
    });

type Sample = readonly (readonly number[])[];
const given = (dtype: Tensor['dtype'], signed: Sample, signs: readonly boolean[]) => ({
  x: tensorOf(
    dtype,
    [signed.length, 2],
    signed.flatMap((row, i) => row.map((value) => (signs[i] ? value : 0 - value))),
  ),
  y: labels(signs.map(Number)),
});

export const laws: readonly Law[] = [
  law(hardMarginSvm, 'C5', {
    hint: 'labels are left out, or the functional margin is not 1',
    cases: known,
    check: async (on, { c, s, signed, signs }, { dtype, u }) => {
      const { w } = await on(hardMarginSvm, given(dtype, signed, signs));
      const allowed = 4096 * u * (1 + (s / c) ** 2) * (1 / c + 1);
      return [each('w', w, (what, value, k) => near(what, value, k === 0 ? 1 / c : 0, allowed))];
    },
  }),
  law(hardMarginSvm, 'C6', {
    hint: 'samples beyond the margin pull, or those that are given twice',
    cases: known,
    check: async (on, { c, s, signed, signs }, { dtype, u }) => {
      const [all, few, twice] = await Promise.all([
        on(hardMarginSvm, given(dtype, signed, signs)),
        on(hardMarginSvm, given(dtype, signed.slice(0, 2), signs.slice(0, 2))),
        on(hardMarginSvm, given(dtype, [...signed, ...signed.slice(0, 1)], [...signs, signs[0] ?? true])),
      ]);
      const allowed = 8192 * u * (1 + (s / c) ** 2) * (1 / c + 1);
      return [
        each('w of support vectors alone', few.w, (what, value, k) =>
          near(what, value, all.w.data[k] ?? Number.NaN, allowed),
        ),
        each('w with one given twice', twice.w, (what, value, k) =>
          near(what, value, all.w.data[k] ?? Number.NaN, allowed),
        ),
      ];
    },
  }),
  refuses(hardMarginSvm, 'R1', {
    hint: 'it ends after some steps with a w that separates nothing',
    cases: (context) =>
      beside(tensors(context, { drawn: 'd' }, { sizes: { d: 2 } }), { how: dealt(['opposite', 'hull'] as const) }),
    orNaN: true,
    calls: ({ drawn, how }) => {
      const [a, b] = [drawn.data[0] || 1, drawn.data[1] || 2];
      // One sample of both classes, or three whose hull has the origin inside.
      const rows = how === 'opposite' ? [a, b, a, b] : [a, b, -a, b, 0, -Math.abs(b) * Math.sign(b)];
      const count = rows.length / 2;
      return {
        'classes that no hyperplane separates are refused': {
          x: build(drawn, [count, 2], (i, k) => rows[2 * i + k] ?? 0),
          y: labels(how === 'opposite' ? [1, 0] : [1, 1, 1]),
        },
      };
    },
  }),
];
