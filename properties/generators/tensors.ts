import fc from 'fast-check';
import { sizeOf, type Tensor, tensorOf } from '../../spec/tensor.ts';
import type { Context } from '../law.ts';
import { dealt, dealtBelow } from './dealt.ts';
import { type Entries, pool } from './entries.ts';

export interface TensorOptions {
  /** Default integers: then sums and products in a law are exact and identities hold bit for bit. */
  readonly entries?: Entries;
  readonly least?: number;
  readonly most?: number;
  /** Sizes to hold fixed. */
  readonly sizes?: Readonly<Record<string, number>>;
}

/**
 * Tensors over shared named axes: `tensors(context, { a: 'm p', b: 'p n' })`; `''` is a scalar.
 *
 * Sizes are dealt, in one case of three all the same: a wrong axis then changes no shape. Sizes and entries are independent, as for
 * `operationCases`, so that a failure shrinks to a few small integers.
 */
export function tensors<Name extends string>(
  context: Context,
  shapes: Readonly<Record<Name, string>>,
  { entries = 'integers', least = 1, most = 5, sizes = {} }: TensorOptions = {},
): fc.Arbitrary<Record<Name, Tensor>> {
  const list = Object.entries<string>(shapes);
  const axes = [...new Set(list.flatMap(([, names]) => names.split(' ').filter((name) => name !== '')))];
  return fc
    .record({
      sizes: fc.tuple(
        ...axes.map((axis) =>
          sizes[axis] === undefined
            ? dealtBelow(most - least + 1).map((beyond) => least + beyond)
            : fc.constant(sizes[axis]),
        ),
      ),
      coincide: dealt([false, false, true]),
      pool: pool(entries, context.dtype),
      fill: fc.constantFrom(1, 0),
    })
    .map((drawn) => {
      let next = 0;
      const common = drawn.coincide ? drawn.sizes[axes.findIndex((axis) => sizes[axis] === undefined)] : undefined;
      const sizeOfAxis = new Map(axes.map((axis, at) => [axis, sizes[axis] ?? common ?? drawn.sizes[at] ?? 1]));
      const entry = () => drawn.pool[next++] ?? drawn.fill;
      const drawnTensors = list.map(([name, names]) => {
        const shape = names
          .split(' ')
          .filter((axis) => axis !== '')
          .map((axis) => sizeOfAxis.get(axis) ?? 1);
        return [name, tensorOf(context.dtype, shape, Array.from({ length: sizeOf(shape) }, entry))];
      });
      return Object.fromEntries(drawnTensors);
    });
}
