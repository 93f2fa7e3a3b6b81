import fc from 'fast-check';
import { conv2d } from '../../../spec/layers/conv2d.ts';
import { convTranspose2d } from '../../../spec/layers/convTranspose2d.ts';
import { sizeOf, type Tensor, tensorOf } from '../../../spec/tensor.ts';
import { pool } from '../../generators/entries.ts';
import { type Case, type ClauseOf, type Context, type Law, law } from '../../law.ts';
import { literal } from '../../verbs/compare.ts';
import { holds } from '../../verbs/measured.ts';
import { at, build } from '../../verbs/tensors.ts';

/** Rows and columns. */
type Both = readonly [number, number];

export interface Movement {
  readonly stride: Both;
  readonly padding: Both;
  readonly dilation: Both;
  readonly groups: number;
}

export interface Convolution extends Case {
  readonly x: Tensor;
  readonly weight: Tensor;
  readonly movement: Movement;
}

export interface ConvolutionOptions extends Partial<Movement> {
  /** Size of the kernel. */
  readonly kernel?: Both;
  /** Rows and columns beyond those that the kernel needs; default none. */
  readonly spare?: number;
}

const both = (least: number, most: number): fc.Arbitrary<Both> =>
  fc.tuple(fc.integer({ min: least, max: most }), fc.integer({ min: least, max: most }));

/** Length that a dilated kernel covers. */
const extent = (kernel: number, dilation: number): number => dilation * (kernel - 1) + 1;

/** Integers from a drawn list, over and over. */
const repeated = (dtype: Context['dtype'], shape: readonly number[], list: readonly number[], fill: number): Tensor =>
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
        movement: { stride, padding, dilation, groups },
      };
    });

/** Another tensor of the same shape, made of the same integers. */
export const another = (tensor: Tensor): Tensor =>
  tensorOf(tensor.dtype, tensor.shape, Array.from(tensor.data, (value) => 1 - value).reverse());

/** Some channels (or whatever axis 1 counts) of a tensor, or of axis 0. */
export function part(tensor: Tensor, axis: 0 | 1, start: number, count: number): Tensor {
  return build(tensor, tensor.shape.with(axis, count), (...index) =>
    at(tensor, ...index.with(axis, (index[axis] ?? 0) + start)),
  );
}

/** Tensors side by side along axis 1. */
export function besides(parts: readonly Tensor[]): Tensor {
  const [first, ...others] = parts;
  if (first === undefined) throw new RangeError('there must be at least one part');
  const width = first.shape[1] ?? 1;
  return build(first, first.shape.with(1, width * (others.length + 1)), (...index) => {
    const channel = index[1] ?? 0;
    return at(parts[Math.floor(channel / width)] ?? first, ...index.with(1, channel % width));
  });
}

const inner = (a: Tensor, b: Tensor): number =>
  Array.from(a.data).reduce((sum, value, position) => sum + value * (b.data[position] ?? Number.NaN), 0);

/** Rows or columns that no position of the kernel reaches: what the transposed convolution must be told to add. */
const unreached = ({ x, weight, movement }: Convolution): [number, number] => {
  const along = (k: 0 | 1) =>
    ((x.shape[2 + k] ?? 1) + 2 * movement.padding[k] - extent(weight.shape[2 + k] ?? 1, movement.dilation[k])) %
    movement.stride[k];
  return [along(0), along(1)];
};

/** <conv2d(x, k), y> = <x, convTranspose2d(y, k)>: as a law of either. */
export const areAdjoint = (operation: typeof conv2d | typeof convTranspose2d, clause: ClauseOf<typeof conv2d>): Law =>
  law<Convolution & { readonly weights: readonly number[] }>(operation, clause, {
    bits: 24,
    needs: [operation.id === conv2d.id ? convTranspose2d : conv2d],
    hint: 'stride, padding, dilation or groups mean different things to the two',
    cases: (context) =>
      fc
        .record({ base: convolutions(context), weights: pool('integers') })
        .map(({ base, weights }) => ({ ...base, weights })),
    check: async (on, { weights, ...given }) => {
      const { x, weight, movement } = given;
      const forward = await on(conv2d, { x, weight }, movement);
      const y = repeated(forward.y.dtype as Context['dtype'], forward.y.shape, weights, 1);
      const back = await on(convTranspose2d, { x: y, weight }, { ...movement, outputPadding: unreached(given) });
      const [left, right] = [inner(forward.y, y), inner(x, back.y)];
      return [holds('<conv2d(x, k), y> = <x, convTranspose2d(y, k)>', left === right, literal(left), literal(right))];
    },
  });
