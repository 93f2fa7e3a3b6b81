import fc from 'fast-check';
import { permute } from '../../spec/tensor/permute.ts';
import { reshape } from '../../spec/tensor/reshape.ts';
import { sizeOf, tensorOf } from '../../spec/tensor.ts';
import { erratum } from '../erratum.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Law, law, Unsupported } from '../law.ts';
import { closedForm, equal } from '../metamorphic.ts';
import { identical } from '../verbs/compare.ts';
import { refuted } from '../verbs/refuted.ts';
import { at, build, distance, inShape } from '../verbs/tensors.ts';
import { tensorOfAnyRank } from './_internal/shaped.ts';
import { tensorAndShapes } from './_internal/shapes.ts';

export const laws: readonly Law[] = [
  equal(reshape, 'C1', {
    cases: tensorAndShapes,
    sides: (f, { x, first, second }) => ({
      'reshape(reshape(x, s), t)': [f({ x: f({ x, shape: first }), shape: second }), f({ x, shape: second })],
    }),
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
      beside(tensorAndShapes(context), { open: fc.nat(3) }).map(({ x, first, open }) => ({
        x,
        shape: first.length === 0 ? [1] : first,
        open: open % Math.max(first.length, 1),
      })),
    from: ({ x, shape, open }) => ({ x, shape: shape.with(open, -1) }),
    result: ({ x, shape }) => ({ y: inShape(x, shape) }),
    what: 'reshape(x, [.., -1, ..])',
  }),
  equal(reshape, 'C5', {
    needs: [permute],
    hint: 'heads are split by a reshape to [b, h, s, e], which mixes positions',
    cases: (context) =>
      beside(tensors(context, { first: 'b s' }, { most: 3 }), {
        h: fc.integer({ min: 1, max: 3 }),
        e: fc.integer({ min: 1, max: 3 }),
      }),
    sides: (f, { first, h, e }, permuted) => {
      const [b = 1, s = 1] = first.shape;
      // Every element has a value of its own.
      const x = build(first, [b, s, h * e], (i, j, k) => (i * 9 + j) * 9 + k + at(first, i, j) * 81);
      const expected = build(x, [b, h, s, e], (i, head, j, k) => at(x, i, j, head * e + k));
      return { heads: [permuted({ x: f({ x, shape: [b, s, h, e] }), axes: [0, 2, 1, 3] }), expected] };
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
