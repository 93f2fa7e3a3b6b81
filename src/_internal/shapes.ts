import type { NdArray } from '../ndArray.ts';
import { fail } from './fail.ts';

type Names<Axes extends string> = Axes extends `${infer Head} ${infer Tail}`
  ? Names<Head> | Names<Tail>
  : Exclude<Axes, '...' | ''>;

/** An input (undefined when an optional one was left out) with the names of its axes; `...` in front for batch axes. */
export type Named = readonly [array: NdArray | undefined, axes: string];

/** The sizes that the axes of a call have, by name, and the common shape of its batch axes. */
export interface Shapes<Axes extends string> {
  readonly size: Readonly<Record<Axes, number>>;
  readonly batch: readonly number[];
}

/**
 * Binds axis names to sizes: `bindAxes('linalg.matmul', { a: [a, '... m p'], b: [b, '... p n'] }).size.p`.
 *
 * Throws RangeError when a rank does not fit, one name has two sizes or the batch axes do not broadcast.
 */
export function bindAxes<const Inputs extends Readonly<Record<string, Named>>>(
  operation: string,
  inputs: Inputs,
): Shapes<Names<Inputs[keyof Inputs][1]>> {
  const known = new Map<string, { size: number; of: string }>();
  let batch: readonly number[] = [];
  for (const [name, [array, axes]] of Object.entries<Named>(inputs)) {
    if (array === undefined) continue;
    const [first, ...others] = axes.split(' ').filter((axis) => axis !== '');
    const batched = first === '...';
    const core = batched || first === undefined ? others : [first, ...others];
    const extra = array.shape.length - core.length;
    if (extra < 0 || (extra > 0 && !batched)) {
      const rank = `${batched ? 'at least ' : ''}${core.length}`;
      fail(`${operation}/signature`, `${name} must have ${rank} axes, got shape [${array.shape.join(', ')}]`);
    }
    batch = broadcast(operation, name, batch, array.shape.slice(0, extra));
    core.forEach((axis, position) => {
      const size = array.shape[extra + position] ?? 0;
      const earlier = known.get(axis);
      if (earlier === undefined) known.set(axis, { size, of: name });
      else if (earlier.size !== size) {
        fail(
          `${operation}/signature`,
          `axis ${axis} of ${name} must be ${earlier.size}, as in ${earlier.of}, got ${size}`,
        );
      }
    });
  }
  const size = Object.fromEntries([...known].map(([axis, { size }]) => [axis, size]));
  // Every name of the type was split from the same text as the keys here; one of an input left out is never read.
  return { size: size as Record<Names<Inputs[keyof Inputs][1]>, number>, batch };
}

/** The shape that two batch shapes broadcast to, aligned at the right: sizes are equal or one of them is 1. */
export function broadcast(
  operation: string,
  name: string,
  batch: readonly number[],
  shape: readonly number[],
): number[] {
  const rank = Math.max(batch.length, shape.length);
  return Array.from({ length: rank }, (_, axis) => {
    const left = batch[axis - rank + batch.length] ?? 1;
    const right = shape[axis - rank + shape.length] ?? 1;
    if (left !== right && left !== 1 && right !== 1) {
      fail(
        `${operation}/signature`,
        `axes [${shape.join(', ')}] of ${name} must broadcast with [${batch.join(', ')}], got ${right} where ${left} is`,
      );
    }
    return left === 1 ? right : left;
  });
}

/** Refuses a shape other than the expected one: for cotangents and for operands that must agree in every axis. */
export function requireShape(operation: string, name: string, array: NdArray, expected: readonly number[]): void {
  if (array.shape.length !== expected.length || array.shape.some((size, axis) => size !== expected[axis])) {
    fail(`${operation}/signature`, `${name} must have shape [${expected.join(', ')}], got [${array.shape.join(', ')}]`);
  }
}
