import fc from 'fast-check';
import { conv2d } from '../../../spec/layers/conv2d.ts';
import { convTranspose2d } from '../../../spec/layers/convTranspose2d.ts';
import { sizeOf, type Tensor, tensorOf } from '../../../spec/tensor.ts';
import { beside } from '../../generators/beside.ts';
import { pool } from '../../generators/entries.ts';
import { type Case, type Context, type Law, law } from '../../law.ts';
import { closedForm, equal } from '../../metamorphic.ts';
import { identical } from '../../verbs/compare.ts';
import { at, build, paired, plus } from '../../verbs/tensors.ts';

/** Rows and columns. */
export type Both = readonly [number, number];

/** How a kernel moves. */
interface Movement {
  readonly stride: Both;
  readonly padding: Both;
  readonly dilation: Both;
  readonly groups: number;
}

export interface Convolution extends Case, Movement {
  readonly x: Tensor;
  readonly weight: Tensor;
}

export interface ConvolutionOptions extends Partial<Movement> {
  /** Size of the kernel. */
  readonly kernel?: Both;
  /** Rows and columns beyond those that the kernel needs; default none. */
  readonly spare?: number;
}

/** The kernel moves one by one over what is there, in one group. */
export const still = { stride: [1, 1], padding: [0, 0], dilation: [1, 1], groups: 1 } as const;

export const both = (least: number, most: number): fc.Arbitrary<Both> =>
  fc.tuple(fc.integer({ min: least, max: most }), fc.integer({ min: least, max: most }));

/** Length that a dilated kernel covers. */
export const extent = (kernel: number, dilation: number): number => dilation * (kernel - 1) + 1;

/** Integers from a drawn list, over and over. */
export const repeated = (
  dtype: Context['dtype'],
  shape: readonly number[],
  list: readonly number[],
  fill: number,
): Tensor =>
  tensorOf(
    dtype,
    shape,
    Array.from({ length: sizeOf(shape) }, (_, position) => list[position % list.length] ?? fill),
  );

/** Images, a kernel that fits into them, and how it moves: integers, every combination of stride, padding, dilation, groups. */
export const convolutions = (context: Context, options: ConvolutionOptions = {}): fc.Arbitrary<Convolution> =>
  fc
    .record({
      images: fc.integer({ min: 1, max: 2 }),
      size: both(1, 5),
      kernel: both(1, 3),
      inputs: fc.integer({ min: 1, max: 2 }),
      outputs: fc.integer({ min: 1, max: 2 }),
      groups: fc.integer({ min: 1, max: 3 }),
      stride: both(1, 3),
      padding: both(0, 2),
      dilation: both(1, 3),
      pools: fc.tuple(pool('integers'), pool('integers')),
      fill: fc.constantFrom(1, 0),
    })
    .map(({ images, inputs, outputs, pools, fill, ...drawn }) => {
      const { size, kernel, stride, padding, dilation, groups, spare = 0 } = { ...drawn, ...options };
      const sides = ([0, 1] as const).map((k) => {
        const least = Math.max(extent(kernel[k], dilation[k]) - 2 * padding[k], 1);
        return Math.max(size[k], least) + spare;
      });
      return {
        x: repeated(context.dtype, [images, groups * inputs, ...sides], pools[0], fill),
        weight: repeated(context.dtype, [groups * outputs, inputs, ...kernel], pools[1], fill),
        stride,
        padding,
        dilation,
        groups,
      };
    });

type Operation = typeof conv2d | typeof convTranspose2d;

const nameOf = ({ id }: Operation): string => id.slice('layers.'.length);

/** Another tensor of the same shape, made of the same integers. */
const another = (tensor: Tensor): Tensor =>
  tensorOf(tensor.dtype, tensor.shape, Array.from(tensor.data, (value) => 1 - value).reverse());

/** Linear in the images, and in the kernel. */
export const isBilinear = <G extends Convolution>(
  operation: Operation,
  clause: 'C1' | 'C2',
  cases: (context: Context) => fc.Arbitrary<G>,
): Law =>
  equal<G, Operation>(operation, clause, {
    cases,
    sides: async (f, { x, weight, ...movement }) => {
      const [z, kernel] = [another(x), another(weight)];
      const of = (images: Tensor, k: Tensor) => f({ ...movement, x: images, weight: k });
      const [base, moved, turned] = await Promise.all([of(x, weight), of(z, weight), of(x, kernel)]);
      return {
        [`${nameOf(operation)}(x + z, k)`]: [of(plus(x, z), weight), plus(base, moved)],
        [`${nameOf(operation)}(x, k + l)`]: [of(x, plus(weight, kernel)), plus(base, turned)],
      };
    },
  });

/** A kernel of one entry mixes channels: `entry` of an output and an input. */
export const mixesChannels = <G extends Convolution>(
  operation: Operation,
  clause: 'C2' | 'C6',
  cases: (context: Context, options: ConvolutionOptions) => fc.Arbitrary<G>,
  entry: (weight: Tensor, output: number, input: number) => number,
): Law =>
  closedForm<G, Operation>(operation, clause, {
    cases: (context) => cases(context, { ...still, kernel: [1, 1] }),
    result: ({ x, weight }) => {
      const [n = 1, c = 1, h = 1, w = 1] = x.shape;
      const outputs = weight.data.length / c;
      const mixed = (image: number, o: number, row: number, column: number) =>
        Array.from({ length: c }, (_, i) => entry(weight, o, i) * at(x, image, i, row, column));
      return {
        y: build(x, [n, outputs, h, w], (...index: Place) => mixed(...index).reduce((sum, term) => sum + term)),
      };
    },
    what: `${nameOf(operation)} with a 1 by 1 kernel`,
  });

type Place = [image: number, channel: number, row: number, column: number];

/** Some slices of a tensor along an axis. */
export const part = (tensor: Tensor, axis: 0 | 1, start: number, count: number): Tensor =>
  build(tensor, tensor.shape.with(axis, count), (...index) =>
    at(tensor, ...index.with(axis, (index[axis] ?? 0) + start)),
  );

/** Every group is a convolution by itself. */
export const splitsIntoGroups = <G extends Convolution>(
  operation: Operation,
  clause: 'C4' | 'C7',
  cases: (context: Context) => fc.Arbitrary<G>,
): Law =>
  equal<G, Operation>(operation, clause, {
    hint: 'the channels of one group are read for another, or all groups are summed',
    cases,
    sides: async (f, { x, weight, groups, ...movement }) => {
      const [channels, rows] = [(x.shape[1] ?? 1) / groups, (weight.shape[0] ?? 1) / groups];
      const whole = await f({ ...movement, x, weight, groups });
      const width = (whole.shape[1] ?? 1) / groups;
      const sides = Array.from({ length: groups }, (_, g) => {
        const own = { x: part(x, 1, g * channels, channels), weight: part(weight, 0, g * rows, rows), groups: 1 };
        return [`${nameOf(operation)}, group ${g}`, [part(whole, 1, g * width, width), f({ ...movement, ...own })]];
      });
      return Object.fromEntries(sides);
    },
  });

/** Rows or columns that no position of the kernel reaches: what the transposed convolution must be told to add. */
export const unreached = ({ x, weight, stride, padding, dilation }: Convolution): number[] =>
  ([0, 1] as const).map(
    (k) => ((x.shape[2 + k] ?? 1) + 2 * padding[k] - extent(weight.shape[2 + k] ?? 1, dilation[k])) % stride[k],
  );

/** <conv2d(x, k), y> = <x, convTranspose2d(y, k)>: as a law of either. */
export const areAdjoint = (operation: Operation, clause: 'C1' | 'C9'): Law =>
  law<Convolution & { readonly weights: readonly number[] }, Operation>(operation, clause, {
    bits: 24,
    needs: [operation.id === conv2d.id ? convTranspose2d : conv2d],
    hint: 'stride, padding, dilation or groups mean different things to the two',
    cases: (context) => beside(convolutions(context), { weights: pool('integers') }),
    check: async (on, { weights, ...given }, { dtype }) => {
      const { x, weight, ...movement } = given;
      const forward = await on(conv2d, { x, weight }, movement);
      const y = repeated(dtype, forward.y.shape, weights, 1);
      const back = await on(convTranspose2d, { x: y, weight }, { ...movement, outputPadding: unreached(given) });
      const sides = [paired(forward.y, y), paired(x, back.y)] as const;
      return [identical(...sides, '<conv2d(x, k), y> = <x, convTranspose2d(y, k)>')];
    },
  });

/** The first two axes exchanged. */
export const exchanged = (tensor: Tensor): Tensor => {
  const [first = 1, second = 1, ...others] = tensor.shape;
  return build(tensor, [second, first, ...others], (a = 0, b = 0, ...rest) => at(tensor, b, a, ...rest));
};

/** An image without what lies beyond so many rows and columns. */
export const within = (tensor: Tensor, [rows = 1, columns = 1]: readonly number[]): Tensor =>
  build(tensor, [...tensor.shape.slice(0, 2), rows, columns], (...index) => at(tensor, ...index));
