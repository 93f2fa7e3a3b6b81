import fc from 'fast-check';
import { conv1d } from '../../spec/layers/conv1d.ts';
import { conv2d } from '../../spec/layers/conv2d.ts';
import { convolve } from '../../spec/linalg/convolve.ts';
import type { Tensor } from '../../spec/tensor.ts';
import type { Later } from '../called.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import type { Law } from '../law.ts';
import { equal, metamorphic } from '../metamorphic.ts';
import { refuses } from '../observed.ts';
import { at, build, inShape } from '../verbs/tensors.ts';
import { extent } from './_internal/convolutions.ts';
import { around, backwards, inRows, type Sequences, sequences, turned } from './_internal/sequences.ts';

/** What ceil(w / stride) positions need on either side, the odd one behind. */
function sides({ x, weight, stride, dilation }: Sequences): [number, number] {
  const [w, k] = [x.shape[2] ?? 1, weight.shape[2] ?? 1];
  const missing = Math.max((Math.ceil(w / stride) - 1) * stride + extent(k, dilation) - w, 0);
  return [Math.floor(missing / 2), Math.ceil(missing / 2)];
}

const boundary = () => dealt(['zeros', 'circular']);

/** Sequences of another length, made of the same numbers. */
const cut = (x: Tensor, length: number): Tensor =>
  build(x, [x.shape[0] ?? 1, x.shape[1] ?? 1, length], (...index) => {
    const place = index.reduce((sum, i) => sum * 5 + i, 2);
    return x.data[place % x.data.length] ?? 0;
  });

const flat = (x: Tensor): Tensor => inShape(x, [x.data.length]);
const alone = (x: Tensor): Tensor => inShape(x, [1, 1, x.data.length]);

export const laws: readonly Law[] = [
  equal(conv1d, 'C1', {
    hint: 'the kernel is flipped, or what is before and what is behind are exchanged',
    needs: [conv2d],
    cases: (context) => sequences(context),
    sides: async (f, given, images) => {
      const { x, weight, padding, stride, dilation, groups } = given;
      const row = images({
        x: inRows(around(x, padding)),
        weight: inRows(weight),
        stride: [1, stride],
        dilation: [1, dilation],
        groups,
      });
      const y = await f(given);
      return { 'conv1d(x, k)': [inRows(y), row] };
    },
  }),
  metamorphic(conv1d, 'C2', {
    hint: 'of an odd number the larger part is put before, or the number is that of stride 1',
    cases: (context) => beside(sequences(context), { boundary: boundary() }),
    from: (given) => ({ ...given, padding: [0, 0], same: true }),
    to: (given) => ({ same: false, padding: sides(given) }),
    what: 'conv1d padded by hand',
  }),
  metamorphic(conv1d, 'C3', {
    hint: 'the ends are reflected or repeated, or the ring begins at the wrong place',
    cases: (context) => sequences(context),
    from: (given) => ({ ...given, boundary: 'circular' as const }),
    to: ({ x, padding }) => ({ x: around(x, padding, true), padding: [0, 0], boundary: 'zeros' as const }),
    what: 'conv1d of the sequence with its own ends around it',
  }),
  equal(conv1d, 'C4', {
    hint: 'what lies beyond an end is not what stands at the other',
    cases: (context) =>
      beside(sequences(context), { times: fc.integer({ min: 1, max: 4 }), by: fc.integer({ min: 1, max: 3 }) }),
    sides: async (f, { times, by, ...given }) => {
      // As long as what goes round, at least: more than once round may be refused.
      const round = Math.ceil((extent(given.weight.shape[2] ?? 1, given.dilation) - 1) / 2);
      const x = cut(given.x, given.stride * Math.max(times, Math.ceil(round / given.stride)));
      const ring = { ...given, x, padding: [0, 0], same: true, boundary: 'circular' as const };
      return {
        'conv1d(turned x)': [f({ ...ring, x: turned(x, by * given.stride) }), turned(await f(ring), by)],
      };
    },
  }),
  equal(conv1d, 'C5', {
    hint: 'what is summed depends on the position',
    cases: (context) => sequences(context),
    sides: async (f, given) => {
      const { x, stride, padding } = given;
      const [w, length] = [x.shape[2] ?? 1, extent(given.weight.shape[2] ?? 1, given.dilation)];
      const [before, after] = await Promise.all([f(given), f({ ...given, x: turned(x, stride) })]);
      // Those that lie within the sequence, and one stride further on too.
      const first = Math.ceil(padding[0] / stride);
      const last = Math.floor((w - length + padding[0]) / stride) - 1;
      const [n = 1, o = 1] = before.shape;
      const inner = (y: Tensor, from: number) =>
        build(y, [n, o, Math.max(last - first + 1, 0)], (i, k, t) => at(y, i, k, from + t));
      return { 'conv1d(turned x), the interior': [inner(after, first + 1), inner(before, first)] };
    },
  }),
  equal(conv1d, 'C6', {
    bits: 24,
    hint: 'the kernel is flipped, or the ring ends before it is closed',
    needs: [convolve],
    cases: (context) => tensors(context, { a: 'n', b: 'n', c: 'n', d: 'm' }, { most: 6 }),
    sides: (f, { a, b, c, d }, convolved) => {
      const reach = (x: Tensor) => x.data.length - 1;
      const full = f({ x: alone(a), weight: alone(backwards(d)), padding: [reach(d), reach(d)] });
      const ring = async (x: Later<Tensor>, y: Later<Tensor>) =>
        f({ x: await x, weight: backwards(await y), padding: [reach(a), 0], boundary: 'circular' });
      const [p, q, r] = [alone(a), alone(b), alone(c)];
      return {
        'full, the kernel flipped': [full.then(flat), convolved({ a, b: d })],
        'a * b': [ring(p, q), ring(q, p)],
        '(a * b) * c': [ring(ring(p, q), r), ring(p, ring(q, r))],
      };
    },
  }),
  refuses(conv1d, 'R6', {
    share: 0.2,
    hint: 'one of the two is left out without a word',
    cases: (context) => sequences(context, { padding: [1, 2] }),
    calls: (given) => ({ 'padding beside same is refused': { ...given, same: true } }),
  }),
];
