import type { Context } from '../properties/law.ts';
import { type Profile, roundoffOf } from '../spec/scalars/bound.ts';
import type { FloatDtype } from '../spec/tensor.ts';
import type { Description } from './subject/description.ts';

/** What the laws may know of an adapter that is judged at a data type. */
export function contextOf(description: Description, dtype: FloatDtype): Context {
  const profile: Profile = { ...description.precision, dtype };
  const { batches, empty, reproducible } = description;
  return { dtype, profile, u: roundoffOf(profile), batches, empty, reproducible };
}
