import type fc from 'fast-check';
import { type Tensor, tensorOf } from '../../../spec/tensor.ts';
import { beside } from '../../generators/beside.ts';
import { dealt } from '../../generators/dealt.ts';
import { tensors } from '../../generators/tensors.ts';
import type { Context, Observation } from '../../law.ts';
import { each, near } from '../../verbs/measured.ts';

/** A vector of integers whose length is one: 3 and 4, or 5, times an integer, at two places or one, and 0 elsewhere. */
export const integerLengths = (context: Context): fc.Arbitrary<{ readonly x: Tensor }> =>
  beside(tensors(context, { like: 'n' }, { least: 1, most: 9 }), {
    times: dealt([1, -3, 7, 50, -1, 2]),
    legs: dealt([
      [3, 4],
      [-4, 3],
      [5, 0],
      [0, -5],
    ]),
  }).map(({ like, times, legs: [first, last] }) => {
    const entries: number[] = new Array(like.data.length).fill(0);
    // Of one entry the last leg is all, and may be 0.
    entries[0] = times * first;
    entries[entries.length - 1] = times * (entries.length === 1 ? 5 : last);
    return { x: tensorOf(context.dtype, like.shape, entries) };
  });

/** The length of a vector of integers whose length is one. */
export const lengthOf = ({ data }: Tensor): number => {
  let sum = 0;
  for (const value of data) sum += value * value;
  return Math.sqrt(sum);
};

/** Every entry of a result is x times a number, within what the definition may be off and a rounding of that. */
export const timesOf = (
  y: Tensor,
  x: Tensor,
  factor: number,
  allowed: readonly number[],
  { u }: Context,
  name: string,
): Observation =>
  each(name, y, (what, value, at) => {
    const due = factor * (x.data[at] ?? Number.NaN);
    return near(what, value, due, (allowed[at] ?? 0) + u * Math.abs(due));
  });
