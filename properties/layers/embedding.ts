import fc from 'fast-check';
import { embedding } from '../../spec/layers/embedding.ts';
import { matmul } from '../../spec/linalg/matmul.ts';
import { oneHot, scatterAdd, take } from '../../spec/tensor/indexing.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law } from '../law.ts';
import { equal } from '../metamorphic.ts';
import { refuses } from '../observed.ts';
import { integersOf } from '../tensor/_internal/indexed.ts';
import { identical } from '../verbs/compare.ts';
import { build, inShape, map, zeros } from '../verbs/tensors.ts';

/** A table, ids of its rows in one or two axes, some of them equal, one of them for padding, and cotangents. */
const looked = (context: Context) =>
  beside(tensors(context, { weight: 'v d', spare: 'k d' }, { sizes: { k: 4 } }), {
    wide: dealt([false, true]),
    drawn: fc.array(fc.nat(11), { minLength: 3, maxLength: 4, size: 'max' }),
    twice: dealt([true, false]),
  }).map(({ weight, spare, wide, drawn, twice }) => {
    const [v = 1, d = 1] = weight.shape;
    const four = [0, 1, 2, 3].map((at) => (drawn[twice && at === 3 ? 0 : at] ?? 1) % v);
    const shape = wide ? [2, 2] : [4];
    return { weight, ids: integersOf(shape, four), g: inShape(spare, [...shape, d]), padding: four[1] ?? 0 };
  });

const flat = (ids: Tensor): Tensor => inShape(ids, [ids.data.length]);

export const laws: readonly Law[] = [
  equal(embedding, 'C1', {
    bits: 11,
    needs: [oneHot, matmul],
    cases: looked,
    sides: async (f, { weight, ids }, hot, product) => {
      const { data, shape } = await hot({ indices: flat(ids), n: weight.shape[0] ?? 1 });
      const rows = product({ a: tensorOf(weight.dtype, shape, data), b: weight });
      return { 'oneHot(ids) weight': [f({ weight, ids: flat(ids) }), rows] };
    },
  }),
  equal(embedding, 'C2', {
    needs: [take],
    cases: looked,
    sides: (f, { weight, ids }, taken) => ({
      'take(weight, ids)': [f({ weight, ids }), taken({ x: weight, indices: ids, axis: 0 })],
    }),
  }),
  law(embedding, 'C3', {
    bits: 11,
    gradient: true,
    needs: [scatterAdd],
    hint: 'of equal ids the last gradient remains, or the row of every id is overwritten',
    cases: looked,
    check: async (on, { weight, ids, g }) => {
      const d = weight.shape[1] ?? 1;
      const indices = build(ids, [ids.data.length, d], (at) => ids.data[at ?? 0] ?? 0);
      const [{ weight: pulled }, { y }] = await Promise.all([
        on.gradient(embedding, { weight, ids }, { y: g }),
        on(scatterAdd, { x: zeros(weight), indices, updates: inShape(g, indices.shape) }, { axis: 0 }),
      ]);
      return [identical(pulled ?? g, y, 'gradient')];
    },
  }),
  law(embedding, 'C4', {
    gradient: true,
    repeats: true,
    hint: 'the row of padding learns, or is taken for zeros in the result',
    cases: looked,
    check: async (on, { weight, ids, g, padding }) => {
      const [{ y }, plain, { weight: pulled = g }, { weight: whole = g }] = await Promise.all([
        on(embedding, { weight, ids }, { padding }),
        on(embedding, { weight, ids }),
        on.gradient(embedding, { weight, ids }, { y: g }, { padding }),
        on.gradient(embedding, { weight, ids }, { y: g }),
      ]);
      const d = weight.shape[1] ?? 1;
      const without = map(whole, (value, at) => (Math.floor(at / d) === padding ? 0 : value));
      return [identical(y, plain.y, 'y'), identical(pulled, without, 'gradient')];
    },
  }),
  refuses(embedding, 'R1', {
    hint: 'what lies beside the table is read, or the nearest row',
    cases: (context) => beside(looked(context), { before: dealt([false, true]) }),
    calls: ({ weight, ids, before }) => {
      const v = weight.shape[0] ?? 1;
      const beyond = before ? -v - 1 : v;
      return { [`id ${beyond} of ${v} is refused`]: { weight, ids: map(ids, (id, at) => (at === 0 ? beyond : id)) } };
    },
    honest: ({ y }) => y?.data.some(Number.isNaN) ?? false,
  }),
  refuses(embedding, 'R2', {
    cases: looked,
    calls: ({ weight, ids }) => ({
      'padding beyond the rows is refused': { weight, ids, padding: weight.shape[0] ?? 1 },
    }),
  }),
];
