import fc from 'fast-check';
import { permute } from '../../spec/tensor/permute.ts';
import { reshape } from '../../spec/tensor/reshape.ts';
import { sizeOf, tensorOf } from '../../spec/tensor.ts';
import { erratum } from '../erratum.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Law, law, Unsupported } from '../law.ts';
import { closedForm } from '../metamorphic.ts';
import { identical } from '../verbs/compare.ts';
import { refuted } from '../verbs/refuted.ts';
import { at, build, distance } from '../verbs/tensors.ts';
import { inShape, tensorOfAnyRank } from './_internal/shaped.ts';
import { tensorAndShapes } from './_internal/shapes.ts';

export const laws: readonly Law[] = [
  law(reshape, 'C1', {
    cases: tensorAndShapes,
    check: async (on, { x, first, second }) => {
      const [once, direct] = await Promise.all([
        on(reshape, { x }, { shape: first }),
        on(reshape, { x }, { shape: second }),
      ]);
      const twice = await on(reshape, { x: once.y }, { shape: second });
      return [identical(twice.y, direct.y, 'reshape(reshape(x, s), t)')];
    },
  }),
  closedForm(reshape, 'C2', {
    hint: 'the elements are taken in column-major order',
    cases: tensorAndShapes,
    from: ({ x, first }) => ({ x, shape: first }),
    result: ({ x, first }) => ({ y: inShape(x, first) }),
  }),
  law(reshape, 'C3', {
    layouts: true,
    hint: 'the memory of a view is read as if it were contiguous: strides are ignored',
    hintOfLoss: true,
    cases: (context) =>
      fc
        .record({ x: tensorOfAnyRank(context, { entries: 'reals', leastRank: 2 }), flat: dealt([false, true]) })
        .map(({ x, flat }) => ({ x, shape: flat ? [sizeOf(x.shape)] : [...x.shape].reverse() })),
    check: async (on, { x, shape }) => {
      if (!on.layouts.includes('transposed')) throw new Unsupported('no permuted views');
      const [ofCopy, ofView] = await Promise.all([
        on(reshape, { x }, { shape }),
        on(reshape, { x }, { shape }, { layouts: { x: 'transposed' } }),
      ]);
      return [identical(ofView.y, ofCopy.y, 'reshape of a permuted view')];
    },
  }),
  closedForm(reshape, 'C4', {
    cases: (context) =>
      fc.record({ base: tensorAndShapes(context), open: fc.nat(3) }).map(({ base: { x, first }, open }) => ({
        x,
        shape: first.length === 0 ? [1] : first,
        open: open % Math.max(first.length, 1),
      })),
    from: ({ x, shape, open }) => ({ x, shape: shape.with(open, -1) }),
    result: ({ x, shape }) => ({ y: inShape(x, shape) }),
    what: 'reshape(x, [.., -1, ..])',
  }),
  law(reshape, 'C5', {
    needs: [permute],
    hint: 'heads are split by a reshape to [b, h, s, e], which mixes positions',
    cases: (context) =>
      fc
        .record({
          sizes: fc.record({ h: fc.integer({ min: 1, max: 3 }), e: fc.integer({ min: 1, max: 3 }) }),
          base: tensors(context, { first: 'b s' }, { most: 3 }),
        })
        .map(({ sizes: { h, e }, base: { first } }) => ({
          // Every element has a value of its own.
          x: build(first, [...first.shape, h * e], (b, s, d) => (b * 9 + s) * 9 + d + at(first, b, s) * 81),
          heads: h,
        })),
    check: async (on, { x, heads }) => {
      const [b = 1, s = 1, d = 1] = x.shape;
      const e = d / heads;
      const split = await on(reshape, { x }, { shape: [b, s, heads, e] });
      const { y } = await on(permute, { x: split.y }, { axes: [0, 2, 1, 3] });
      const expected = build(x, [b, heads, s, e], (i, h, j, k) => at(x, i, j, h * e + k));
      return [identical(y, expected, 'heads')];
    },
  }),
  erratum(reshape, 'E67', {
    needs: [permute],
    given: ({ dtype }) => ({ x: tensorOf(dtype, [1, 2, 4], [0, 1, 2, 3, 4, 5, 6, 7]) }),
    check: async (on, { x }) => {
      // One token after another and one head after another have one shape here.
      const split = await on(reshape, { x }, { shape: [1, 2, 2, 2] });
      const heads = await on(permute, { x: split.y }, { axes: [0, 2, 1, 3] });
      const right = tensorOf(x.dtype, [1, 2, 2, 2], [0, 1, 4, 5, 2, 3, 6, 7]);
      return [
        refuted('reshape(x, [b, h, s, d / h]) splits heads', distance(split.y, right), 2),
        identical(heads.y, right, 'permute(reshape(x, [b, s, h, d / h]), [0, 2, 1, 3])'),
      ];
    },
  }),
];
