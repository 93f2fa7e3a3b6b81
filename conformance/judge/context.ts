import type { Context, Law } from '../../properties/law.ts';
import { isProgram } from '../../spec/program.ts';
import { unitRoundoff as unitRoundoffOf } from '../../spec/scalars/float.ts';
import { type FloatDtype, isHalf } from '../../spec/tensor.ts';
import type { Description } from '../subject/description.ts';
import { promisedFor } from '../subject/profile.ts';

/** What a law may know of an adapter that is judged at a data type: the promises of the operations that it calls. */
export function contextOf(
  { profile }: Pick<Description, 'profile'>,
  dtype: FloatDtype,
  law: Pick<Law, 'operation' | 'needs'>,
): Context {
  const {
    unitRoundoff,
    inputRoundoff,
    halvesIn,
    flushToZero,
    ulps,
    wider: _,
    ranks,
    ...promised
  } = promisedFor(profile, dtype, law);
  const inner = halvesIn !== undefined && isHalf(dtype) ? { accumulator: halvesIn } : undefined;
  const own = inner === undefined ? unitRoundoff : Math.max(unitRoundoff, unitRoundoffOf(dtype));
  // What one step of a recursion, or one node of a program, hands on to the next has been rounded.
  const isHandedOn = law.operation.recursion !== undefined || isProgram(law.operation);
  const computed = inner === undefined || isHandedOn ? { unitRoundoff: own } : { unitRoundoff, ...inner };
  return {
    ...promised,
    ...(ranks === undefined ? {} : { ranks }),
    dtype,
    // What is not judged by a definition is judged in units of this: a factor may be rounded on either side of a product.
    u: own + 2 * (inputRoundoff ?? 0),
    profile: { dtype, flushToZero, ulps, ...computed, ...(inputRoundoff === undefined ? {} : { inputRoundoff }) },
  };
}
