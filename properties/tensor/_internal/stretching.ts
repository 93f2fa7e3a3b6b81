import fc from 'fast-check';
import type { Tensor } from '../../../spec/tensor.ts';
import { dealt } from '../../generators/dealt.ts';
import { type Entries, pool } from '../../generators/entries.ts';
import type { Case, Context } from '../../law.ts';
import { narrowed } from './elementwise.ts';
import { filledFrom } from './shaped.ts';

interface Stretching extends Case {
  readonly x: Tensor;
  /** A shape on the way. */
  readonly between: readonly number[];
  readonly shape: readonly number[];
}

/** A set of three axes, each of them in it one time in four. */
const fewBits = fc.tuple(fc.nat(7), fc.nat(7)).map(([a, b]) => a & b);

/** A tensor, a shape that it broadcasts to, and one between the two. */
export const stretching = (context: Context, entries: Entries): fc.Arbitrary<Stretching> =>
  fc
    .record({
      shape: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3, size: 'max' }),
      ones: fc.tuple(fewBits, fewBits),
      coincide: dealt([false, true]),
      dropped: fc.tuple(fc.nat(1), fc.nat(1)),
      pool: pool(entries),
      fill: fc.constantFrom(1, 0),
    })
    .map(({ shape: sizes, coincide, ones, dropped, pool, fill }) => {
      // Where all sizes are one, a wrong alignment changes no shape.
      const shape = coincide ? sizes.map(() => sizes[0] ?? 1) : sizes;
      const between = narrowed(shape, ones[0], dropped[0]);
      return { x: filledFrom(context, narrowed(between, ones[1], dropped[1]), pool, fill), between, shape };
    });
