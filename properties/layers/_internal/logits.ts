import fc from 'fast-check';
import type { Context } from '../../law.ts';
import { vector } from '../../verbs/tensors.ts';

/** A row whose exponentials overflow, or all underflow. */
export const hugeRows = (context: Context) =>
  fc
    .array(fc.constantFrom(0, 1e4, -1e4, 50, -50), { minLength: 1, maxLength: 6 })
    .map((entries) => ({ x: vector(context, entries) }));
