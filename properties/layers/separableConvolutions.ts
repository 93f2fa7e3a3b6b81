import { conv2d } from '../../spec/layers/conv2d.ts';
import { depthwiseConv2d, depthwiseSeparableConv2d, pointwiseConv2d } from '../../spec/layers/separableConvolutions.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { pool } from '../generators/entries.ts';
import { tensors } from '../generators/tensors.ts';
import type { Context, Law } from '../law.ts';
import { equal, metamorphic } from '../metamorphic.ts';
import { identical } from '../verbs/compare.ts';
import { at, build, inShape, map, product } from '../verbs/tensors.ts';
import { convolutions, repeated } from './_internal/convolutions.ts';

/** Images of some channels, and m kernels for each of them. */
const depthwise = (context: Context) =>
  beside(convolutions(context, { groups: 1 }), { m: dealt([1, 2, 3]) }).map(({ weight, groups: _, m, ...given }) => {
    const [c = 1, [kh = 1, kw = 1]] = [given.x.shape[1], weight.shape.slice(2)];
    return { ...given, weight: repeated(context.dtype, [c, m, kh, kw], Array.from(weight.data), 1) };
  });

/** As conv2d takes it: a kernel for every output, of one channel. */
const grouped = (weight: Tensor): Tensor => {
  const [c = 1, m = 1, kh = 1, kw = 1] = weight.shape;
  return inShape(weight, [c * m, 1, kh, kw]);
};

const separable = (context: Context) =>
  beside(depthwise(context), { o: dealt([1, 2, 3]), mixed: pool('integers') }).map(({ weight, o, mixed, ...given }) => {
    const [c = 1, m = 1] = weight.shape;
    return { ...given, depthwise: weight, pointwise: repeated(context.dtype, [o, c * m], mixed, 1) };
  });

export const laws: readonly Law[] = [
  equal(depthwiseConv2d, 'C1', {
    hint: 'outputs are in the order j c + channel, not channel m + j',
    needs: [conv2d],
    cases: depthwise,
    sides: (f, given, convolved) => {
      const { weight, x } = given;
      return { y: [f(given), convolved({ ...given, weight: grouped(weight), groups: x.shape[1] ?? 1 })] };
    },
  }),
  metamorphic(depthwiseConv2d, 'C2', {
    hint: 'channels are summed',
    cases: depthwise,
    to: ({ x }) => ({
      x: build(x, x.shape, (...index) => (index[1] === 0 ? at(x, ...index) : 3 - 2 * at(x, ...index))),
    }),
    result: ({ y }) => ({ y }),
    compare: (changed, plain, what, { weight }) => {
      const own = ({ shape, ...y }: Tensor) =>
        build({ shape, ...y }, shape.with(1, weight.shape[1] ?? 1), (...index) => at({ shape, ...y }, ...index));
      return identical(own(changed), own(plain), what);
    },
  }),
  equal(pointwiseConv2d, 'C1', {
    hint: 'the weight is taken for its transpose',
    needs: [conv2d],
    cases: (context) => tensors(context, { x: 'n c h w', weight: 'o c' }, { most: 4 }),
    sides: (f, { x, weight }, convolved) => ({
      y: [f({ x, weight }), convolved({ x, weight: inShape(weight, [...weight.shape, 1, 1]) })],
    }),
  }),
  equal(pointwiseConv2d, 'C2', {
    bits: 24,
    hint: 'what is mixed is not all channels of one pixel',
    cases: (context) => tensors(context, { x: 'n c h w', weight: 'p c', next: 'o p' }, { most: 3 }),
    sides: (f, { x, weight, next }) => ({
      'two after another': [f({ x: f({ x, weight }), weight: next }), f({ x, weight: product(next, weight) })],
    }),
  }),
  equal(depthwiseSeparableConv2d, 'C1', {
    bits: 24,
    hint: 'the two meet in another order of channels',
    needs: [conv2d],
    cases: separable,
    sides: (f, given, convolved) => {
      const { depthwise: own, pointwise, ...others } = given;
      const [c = 1, m = 1, kh = 1, kw = 1] = own.shape;
      const kernel = build(own, [pointwise.shape[0] ?? 1, c, kh, kw], (o, channel, ky, kx) =>
        Array.from({ length: m }, (_, j) => at(pointwise, o, channel * m + j) * at(own, channel, j, ky, kx)).reduce(
          (sum, one) => sum + one,
          0,
        ),
      );
      return { y: [f(given), convolved({ ...others, weight: kernel })] };
    },
  }),
  equal(depthwiseSeparableConv2d, 'C2', {
    bits: 24,
    hint: 'something stands between the two, or the bias is added in each',
    needs: [depthwiseConv2d, pointwiseConv2d],
    cases: separable,
    sides: (f, given, first, second) => {
      const bias = map(
        build(given.pointwise, [given.pointwise.shape[0] ?? 1], (o) => o),
        (o) => 2 * o - 3,
      );
      const between = first({ ...given, weight: given.depthwise });
      return { y: [f({ ...given, bias }), second({ x: between, weight: given.pointwise, bias })] };
    },
  }),
];
