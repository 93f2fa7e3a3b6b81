import fc from 'fast-check';
import { dealt } from '../../generators/dealt.ts';
import { pool } from '../../generators/entries.ts';
import type { Context } from '../../law.ts';
import { filledFrom } from './shaped.ts';

/** A shape made of prime factors: neighbours are multiplied together where the mask says so, so that any two have one size. */
function grouped(factors: readonly number[], turn: number, mask: number): number[] {
  const shape: number[] = [];
  factors.forEach((_, at) => {
    const factor = factors[(at + turn) % factors.length] ?? 1;
    const joined = at > 0 && (mask >> at) % 2 === 1;
    if (joined) shape.push((shape.pop() ?? 1) * factor);
    else shape.push(factor);
  });
  return shape;
}

/** A tensor and two further shapes that hold as many elements. */
export const tensorAndShapes = (context: Context) =>
  fc
    .record({
      count: dealt([0, 1, 2, 3, 4, 3, 4, 4]),
      factors: fc.array(fc.constantFrom(2, 3, 2, 3, 1), { minLength: 4, maxLength: 4 }),
      turns: fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3)),
      masks: fc.tuple(fc.nat(15), fc.nat(15), fc.nat(15)),
      pool: pool('reals'),
      fill: fc.constantFrom(1, 0),
    })
    .map(({ count, factors, turns, masks, pool, fill }) => {
      const shape = (k: 0 | 1 | 2) => grouped(factors.slice(0, count), turns[k], masks[k]);
      return { x: filledFrom(context, shape(0), pool, fill), first: shape(1), second: shape(2) };
    });
