import fc from 'fast-check';
import { matmul } from '../../spec/linalg/matmul.ts';
import { diag, diagEmbed, tril, triu } from '../../spec/tensor/triangles.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import type { Context, Law } from '../law.ts';
import { closedForm, equal } from '../metamorphic.ts';
import { refuses } from '../observed.ts';
import { build, filled, map, minus, paired, plus, transposed } from '../verbs/tensors.ts';

type Triangle = typeof tril | typeof triu;

/** Diagonals on either side, some of them beyond the matrix. */
const offsets = () => dealt([0, 1, -1, 2, -2, 3, -4, 9, -9]);

/** Two matrices of one shape and two diagonals. */
const matrices = (context: Context, entries: 'integers' | 'reals' = 'reals') =>
  beside(tensors(context, { x: 'm n', b: 'm n' }, { entries }), { k: offsets(), l: offsets() });

/** One triangle after another of the same side. */
const within = (operation: Triangle, clause: 'C2' | 'C3', both: (k: number, l: number) => number): Law =>
  equal(operation as typeof tril, clause, {
    cases: (context) => matrices(context),
    sides: (f, { x, k, l }) => ({ 'one after the other': [f({ x: f({ x, k }), k: l }), f({ x, k: both(k, l) })] }),
  });

/** What is left out is no number, and what is kept is one. */
const hides = (operation: Triangle, clause: 'C3' | 'C4', isKept: (offset: number) => boolean): Law =>
  closedForm(operation as typeof tril, clause, {
    hint: 'the matrix is multiplied by one of zeros and ones: 0 times NaN is NaN',
    hintOfLoss: true,
    cases: (context) =>
      beside(tensors(context, { x: 'm n' }, { entries: 'reals' }), {
        lost: dealt([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]),
      }),
    from: ({ x, lost }) => ({ x: split(x, isKept, lost) }),
    result: ({ x }) => ({ y: split(x, isKept, 0) }),
  });

/** A matrix with a number in the place of what is not kept, by how far its diagonal is from the main one. */
const split = (x: Tensor, isKept: (offset: number) => boolean, otherwise: number): Tensor =>
  map(x, (value, place) => {
    const columns = x.shape[1] ?? 1;
    return isKept((place % columns) - Math.floor(place / columns)) ? value : otherwise;
  });

const refusesHalves = (operation: Triangle | typeof diag): Law =>
  refuses(operation as typeof tril, 'R1', {
    share: 0.2,
    cases: (context) => matrices(context, 'integers'),
    calls: ({ x }) => ({ 'half a diagonal is refused': { x, k: 0.5 } }),
  });

export const laws: readonly Law[] = [
  equal(tril, 'C1', {
    needs: [triu],
    cases: (context) => matrices(context),
    sides: async (f, { x, k }, upper) => ({
      'tril(A, k) + triu(A, k + 1)': [plus(await f({ x, k }), await upper({ x, k: k + 1 })), x],
    }),
  }),
  equal(tril, 'C2', {
    needs: [triu],
    hint: 'the sign of k is that of the other side',
    cases: (context) => matrices(context),
    sides: (f, { x, k }, upper) => ({
      'tril(A, k)^T': [f({ x, k }).then(transposed), upper({ x: transposed(x), k: -k })],
    }),
  }),
  within(tril, 'C3', Math.min),
  hides(tril, 'C4', (offset) => offset <= 0),
  refusesHalves(tril),
  equal(triu, 'C1', {
    needs: [tril],
    cases: (context) => matrices(context),
    sides: async (f, { x }, lower) => {
      const diagonal = split(x, (offset) => offset === 0, 0);
      return { 'tril(A) + triu(A) - diagonal': [minus(plus(await lower({ x }), await f({ x })), diagonal), x] };
    },
  }),
  within(triu, 'C2', Math.max),
  hides(triu, 'C3', (offset) => offset >= 0),
  equal(triu, 'C4', {
    cases: (context) => matrices(context, 'integers'),
    sides: async (f, { x, b, k }) => ({
      '<triu(A), B>': [paired(await f({ x, k }), b), paired(x, await f({ x: b, k }))],
    }),
  }),
  refusesHalves(triu),
  equal(diag, 'C1', {
    hint: 'the sign of k is that of the other side',
    cases: (context) => matrices(context),
    sides: (f, { x, k }) => ({ 'diag(A^T, -k)': [f({ x: transposed(x), k: -k }), f({ x, k })] }),
  }),
  equal(diag, 'C2', {
    needs: [diagEmbed],
    cases: (context) => beside(tensors(context, { v: 'n' }, { entries: 'reals' }), { k: offsets() }),
    sides: (f, { v, k }, embedded) => ({ 'diag(diagEmbed(v))': [f({ x: embedded({ v, k }), k }), v] }),
  }),
  equal(diag, 'C3', {
    cases: (context) => tensors(context, { x: 'm n' }),
    sides: async (f, { x }) => {
      const [m = 0, n = 0] = x.shape;
      const diagonals = await Promise.all(Array.from({ length: m + n - 1 }, (_, at) => f({ x, k: at - m + 1 })));
      const total = (list: readonly Tensor[]) =>
        list.flatMap(({ data }) => Array.from(data)).reduce((sum, value) => sum + value, 0);
      return { 'sum of the diagonals': [filled(x, [], total(diagonals)), filled(x, [], total([x]))] };
    },
  }),
  closedForm(diag, 'C4', {
    asks: ['empty'],
    hint: 'what lies beside the matrix is read',
    cases: (context) => beside(tensors(context, { x: 'm n' }), { above: dealt([true, false]), by: fc.nat(3) }),
    from: ({ x, above, by }) => ({ x, k: above ? (x.shape[1] ?? 0) + by : -(x.shape[0] ?? 0) - by }),
    result: ({ x }) => ({ y: filled(x, [0], 0) }),
  }),
  refusesHalves(diag),
  equal(diagEmbed, 'C1', {
    bits: 11,
    needs: [matmul],
    cases: (context) => tensors(context, { v: 'n', x: 'n one' }, { sizes: { one: 1 } }),
    sides: (f, { v, x }, times) => ({
      'diagEmbed(v) x': [times({ a: f({ v }), b: x }), map(x, (value, place) => value * (v.data[place] ?? 0))],
    }),
  }),
  equal(diagEmbed, 'C2', {
    hint: 'the sign of k is that of the other side',
    cases: (context) => beside(tensors(context, { v: 'n' }, { entries: 'reals' }), { k: offsets() }),
    sides: (f, { v, k }) => ({ 'diagEmbed(v, k)^T': [f({ v, k }).then(transposed), f({ v, k: -k })] }),
  }),
  equal(diagEmbed, 'C3', {
    needs: [diag],
    cases: (context) =>
      beside(tensors(context, { v: 'n' }), {
        k: dealt([0, 1, -1, 2, -3]),
        entries: fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 3, maxLength: 11 }),
      }).map(({ v, k, entries }) => {
        const q = (v.shape[0] ?? 0) + Math.abs(k);
        return { v, k, x: build(v, [q, q], (i, j) => entries[(i * q + j) % entries.length] ?? 1) };
      }),
    sides: async (f, { v, k, x }, diagonal) => ({
      '<diagEmbed(v), A>': [paired(await f({ v, k }), x), paired(v, await diagonal({ x, k }))],
    }),
  }),
  refuses(diagEmbed, 'R1', {
    share: 0.2,
    cases: (context) => tensors(context, { v: 'n' }),
    calls: ({ v }) => ({ 'half a diagonal is refused': { v, k: 0.5 } }),
  }),
];
