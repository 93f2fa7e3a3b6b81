import fc from 'fast-check';
import { matmul } from '../../spec/linalg/matmul.ts';
import { argmax } from '../../spec/tensor/argmax.ts';
import { gather, indexSelect, maskFill, oneHot, scatterAdd, take } from '../../spec/tensor/indexing.ts';
import { sort } from '../../spec/tensor/sort.ts';
import { where } from '../../spec/tensor/where.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { dealt, dealtBelow } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law } from '../law.ts';
import { closedForm, equal, metamorphic } from '../metamorphic.ts';
import { ofGradient, ofResult, refuses } from '../observed.ts';
import { identical, literal } from '../verbs/compare.ts';
import { holds } from '../verbs/measured.ts';
import { at, build, filled, inShape, map, paired, rowsOf, zeros, zipped } from '../verbs/tensors.ts';
import { refusesOtherAxes, sliceAt, tensorAndAxis } from './_internal/alongAxis.ts';
import { countsFromTheEndOrRefuses, indexed, integersOf, refusesIndicesBeside } from './_internal/indexed.ts';

const placesOf = (x: Tensor, axis: number): Tensor => {
  const n = x.shape[axis] ?? 0;
  return integersOf([n], [...new Array(n).keys()]);
};

/** Classes, and as many as there are. */
const labels = ({ ranks }: Context) =>
  fc
    .record({
      shape: dealt((ranks?.[0] ?? 0) > 0 ? [[3], [2, 2]] : [[3], [], [2, 2], [4]]),
      n: dealt([3, 1, 4, 2, 17]),
      drawn: fc.array(fc.nat(33), { minLength: 4, maxLength: 4 }),
    })
    .map(({ shape, n, drawn }) => ({
      indices: integersOf(
        shape,
        drawn.map((one) => one % n),
      ),
      n,
    }));

/** A tensor and a mask of its shape. */
const masked = (context: Context) =>
  beside(tensors(context, { x: 'm n' }, { entries: 'reals' }), {
    flags: fc.array(dealt([0, 1, 0, 2, -1]), { minLength: 3, maxLength: 7 }),
    value: fc.integer({ min: -9, max: 9 }),
    second: fc.integer({ min: -9, max: 9 }),
  }).map(({ x, flags, ...values }) => ({ x, mask: integersOf(x.shape, flags), ...values }));

export const laws: readonly Law[] = [
  equal(take, 'C1', {
    cases: (context) => tensorAndAxis(context, 'reals'),
    sides: (f, { x, axis }) => ({ 'take(x, 0 .. n - 1)': [f({ x, axis, indices: placesOf(x, axis) }), x] }),
  }),
  equal(take, 'C2', {
    cases: (context) => beside(indexed(context, take), { next: fc.array(fc.nat(11), { minLength: 1, maxLength: 4 }) }),
    sides: (f, { x, axis, indices, next }) => {
      const second = integersOf(
        [next.length],
        next.map((one) => one % indices.data.length),
      );
      const both = map(second, (one) => indices.data[one] ?? 0);
      return {
        'take(take(x, i), j)': [
          f({ x: f({ x, axis, indices }), axis, indices: second }),
          f({ x, axis, indices: both }),
        ],
      };
    },
  }),
  countsFromTheEndOrRefuses(take, 'C3'),
  equal(take, 'C4', {
    hint: 'indices are read as one axis, or keep one where they have none',
    cases: (context) => indexed(context, take),
    sides: (f, { x, axis, indices }) => {
      const wide = integersOf([2, 3], Array.from(indices.data));
      const [first = 0] = indices.data;
      return {
        'indices of two axes': [
          f({ x, axis, indices: wide }),
          f({ x, axis, indices: inShape(wide, [6]) }).then((flat) => inShape(flat, x.shape.toSpliced(axis, 1, 2, 3))),
        ],
        'an index without axes': [f({ x, axis, indices: integersOf([], [first]) }), sliceAt(x, axis, first)],
      };
    },
  }),
  ofGradient(take, 'C5', {
    bits: 11,
    hint: 'the gradient is assigned, and not added: of equal indices the last remains',
    cases: (context) => indexed(context, take),
    cotangents: ({ x, axis, indices }) => ({
      y: map(filled(x, x.shape.with(axis, indices.data.length), 1), (_, place) => (place % 7) - 2),
    }),
    of: ({ x: gradient }, { x, axis, indices }, _allowed, _context, { y: g }) => {
      const places = Array.from(indices.data);
      const of = (...index: number[]) =>
        places.reduce((sum, from, k) => sum + (from === index[axis] ? at(g, ...index.with(axis, k)) : 0), 0);
      return [identical(gradient, build(x, x.shape, of), 'gradient')];
    },
  }),
  metamorphic(take, 'C6', {
    cases: (context) => indexed(context, take),
    to: ({ x, axis }) => ({ axis: axis - x.shape.length }),
    what: 'counted from the end',
  }),
  refusesOtherAxes(take, { indices: integersOf([1], [0]) }),
  refusesIndicesBeside(take),
  equal(indexSelect, 'C1', {
    needs: [take],
    cases: (context) => indexed(context, indexSelect),
    sides: (f, { x, axis, indices }, taken) => ({
      'take(x, i)': [f({ x, axis, indices }), taken({ x, axis, indices })],
    }),
  }),
  ofResult(indexSelect, 'C2', {
    cases: (context) => indexed(context, indexSelect),
    of: ({ y }, { x, axis, indices }) =>
      Array.from(indices.data, (place, k) => identical(sliceAt(y, axis, k), sliceAt(x, axis, place), `slice ${k}`)),
  }),
  countsFromTheEndOrRefuses(indexSelect, 'C3'),
  refusesOtherAxes(indexSelect, { indices: integersOf([1], [0]) }),
  refusesIndicesBeside(indexSelect),
  law(gather, 'C1', {
    needs: [sort],
    cases: (context) => tensorAndAxis(context, 'reals'),
    check: async (on, { x, axis }) => {
      const { values, indices } = await on(sort, { x }, { axis });
      return [identical((await on(gather, { x, indices }, { axis })).y, values, 'gather(x, positions)')];
    },
  }),
  equal(gather, 'C2', {
    bits: 11,
    needs: [scatterAdd],
    hint: 'of the elements that go to one place the last remains',
    cases: (context) => indexed(context, gather),
    sides: async (f, { x, axis, indices, updates }, added) => ({
      '<gather(x, i), y>': [
        paired(await f({ x, axis, indices }), updates),
        paired(x, await added({ x: zeros(x), axis, indices, updates })),
      ],
    }),
  }),
  countsFromTheEndOrRefuses(gather, 'C3'),
  refusesAxesOfLines(gather),
  refusesIndicesBeside(gather),
  closedForm(scatterAdd, 'C1', {
    bits: 11,
    hint: 'updates are assigned, and not added: of those that go to one place the last remains',
    cases: (context) => indexed(context, scatterAdd),
    result: ({ x, axis, indices, updates }) => {
      const count = indices.shape[axis] ?? 0;
      const added = (...index: number[]) =>
        Array.from({ length: count }, (_, k) => index.with(axis, k)).reduce(
          (sum, from) => sum + (at(indices, ...from) === index[axis] ? at(updates, ...from) : 0),
          at(x, ...index),
        );
      return { y: build(x, x.shape, added) };
    },
  }),
  metamorphic(scatterAdd, 'C2', {
    bits: 11,
    cases: (context) => indexed(context, scatterAdd),
    to: ({ axis, indices, updates }) => {
      const reversed = (one: Tensor) =>
        build(one, one.shape, (...index) =>
          at(one, ...index.with(axis, (one.shape[axis] ?? 0) - 1 - (index[axis] ?? 0))),
        );
      return { indices: reversed(indices), updates: reversed(updates) };
    },
    what: 'in the other order',
  }),
  countsFromTheEndOrRefuses(scatterAdd, 'C3'),
  closedForm(scatterAdd, 'C4', {
    hint: 'the result starts from zeros',
    cases: (context) => indexed(context, scatterAdd),
    from: ({ x, axis, indices, updates }) => ({ x, axis, indices, updates: zeros(updates) }),
    result: ({ x }) => ({ y: x }),
  }),
  refusesAxesOfLines(scatterAdd),
  refusesIndicesBeside(scatterAdd),
  ofResult(oneHot, 'C1', {
    cases: labels,
    of: ({ y }, { n }) =>
      rowsOf(y.data, n).map((row) => {
        const [ones, others] = [row.filter((one) => one === 1).length, row.filter((one) => one === 0).length];
        return holds('a row', ones === 1 && others === n - 1, 'a 1 and zeros', row.map(literal).join(', '));
      }),
  }),
  law(oneHot, 'C2', {
    needs: [argmax],
    cases: labels,
    check: async (on, { indices, n }, { dtype }) => {
      const { y } = await on(oneHot, { indices }, { n });
      const floats = tensorOf(dtype, y.shape, y.data);
      return [identical((await on(argmax, { x: floats }, { axis: -1 })).y, indices, 'argmax')];
    },
  }),
  law(oneHot, 'C3', {
    bits: 11,
    needs: [matmul, take],
    cases: (context) =>
      beside(labels(context), {
        entries: fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 5, maxLength: 9 }),
      }).map(({ indices, n, entries }) => ({
        indices: integersOf([3], Array.from(indices.data)),
        n,
        table: tensorOf(
          context.dtype,
          [n, 2],
          Array.from({ length: 2 * n }, (_, k) => entries[k % entries.length] ?? 1),
        ),
      })),
    check: async (on, { indices, n, table }) => {
      const { y } = await on(oneHot, { indices }, { n });
      const [rows, taken] = await Promise.all([
        on(matmul, { a: tensorOf(table.dtype, y.shape, y.data), b: table }),
        on(take, { x: table, indices }, { axis: 0 }),
      ]);
      return [identical(rows.c, taken.y, 'oneHot(i) E')];
    },
  }),
  refuses(oneHot, 'R1', {
    share: 0.2,
    cases: labels,
    calls: ({ indices }) => ({ 'no classes are refused': { indices: map(indices, () => 0), n: 0 } }),
  }),
  refuses(oneHot, 'R2', {
    share: 0.5,
    hint: 'the 1 is written into another row, or left out',
    cases: (context) => beside(labels(context), { below: dealt([false, true]) }),
    calls: ({ indices, n, below }) => ({
      'a class that is none is refused': {
        indices: map(indices, (one, place) => (place === 0 ? (below ? -1 : n) : one)),
        n,
      },
    }),
  }),
  equal(maskFill, 'C1', {
    needs: [where],
    cases: masked,
    sides: (f, { x, mask, value }, chosen) => ({
      'where(mask, value, x)': [f({ x, mask, value }), chosen({ condition: mask, a: filled(x, x.shape, value), b: x })],
    }),
  }),
  closedForm(maskFill, 'C2', {
    hint: 'x is multiplied by the mask: 0 times NaN is NaN',
    hintOfLoss: true,
    cases: (context) =>
      beside(masked(context), { lost: dealt([Number.NaN, Number.POSITIVE_INFINITY]) }).map(
        ({ x, mask, value, lost }) => ({
          x: zipped(x, mask, (own, hidden) => (hidden === 0 ? own : lost)),
          mask,
          value,
        }),
      ),
    result: ({ x, mask, value }) => ({ y: zipped(x, mask, (own, hidden) => (hidden === 0 ? own : value)) }),
  }),
  equal(maskFill, 'C3', {
    cases: masked,
    sides: (f, { x, mask, value, second }) => ({
      'filled twice': [f({ x: f({ x, mask, value }), mask, value: second }), f({ x, mask, value: second })],
    }),
  }),
  ofGradient(maskFill, 'C4', {
    hint: 'the gradient is multiplied by the mask, or goes through what is hidden',
    cases: (context) =>
      masked(context).map(({ x, mask, value }) => ({
        x: context.nonfinite === 'propagates' ? zipped(x, mask, (own, hidden) => (hidden === 0 ? own : Number.NaN)) : x,
        mask,
        value,
      })),
    cotangents: ({ x }) => ({ y: map(x, (_, place) => place + 1) }),
    of: ({ x: gradient }, { x, mask }) => [
      identical(
        gradient,
        map(x, (_, place) => (mask.data[place] === 0 ? place + 1 : 0)),
        'gradient',
      ),
    ],
  }),
  refuses(maskFill, 'R1', {
    share: 0.2,
    cases: masked,
    calls: ({ x, mask }) => ({ 'NaN is refused': { x, mask, value: Number.NaN } }),
    honest: ({ y }, { mask }) => y?.data.every((one, place) => mask.data[place] === 0 || Number.isNaN(one)) ?? false,
  }),
];

/** An axis next to those that there are is refused, where indices have the shape of x. */
function refusesAxesOfLines(operation: typeof gather | typeof scatterAdd): Law {
  return refuses(operation as typeof scatterAdd, 'R1', {
    share: 0.5,
    hint: 'an axis beyond the last is taken modulo the rank',
    cases: (context) => beside(indexed(context, operation), { beyond: dealtBelow(2) }),
    calls: ({ x, beyond }) => {
      const indices = integersOf(x.shape, [0]);
      const axis = beyond === 1 ? x.shape.length : -1 - x.shape.length;
      const call = { x, indices, axis };
      return { [`axis = ${axis} is refused`]: operation.id === scatterAdd.id ? { ...call, updates: x } : call };
    },
  });
}
