import type { Context, Law } from '../../properties/law.ts';
import type { FloatDtype } from '../../spec/tensor.ts';
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
    flushToZero,
    ulps,
    wider: _,
    ranks,
    ...promised
  } = promisedFor(profile, dtype, law);
  return {
    ...promised,
    ...(ranks === undefined ? {} : { ranks }),
    dtype,
    // What is not judged by a definition is judged in units of this: a factor may be rounded on either side of a product.
    u: unitRoundoff + 2 * (inputRoundoff ?? 0),
    profile: { dtype, unitRoundoff, flushToZero, ulps, ...(inputRoundoff === undefined ? {} : { inputRoundoff }) },
  };
}
