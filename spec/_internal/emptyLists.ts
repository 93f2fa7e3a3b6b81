import type { Attributes, AttributeValue } from '../attribute.ts';
import { kindOf } from '../attributeKinds.ts';
import { type Bindable, bind, SignatureError } from '../binding.ts';
import { parseSignature } from '../signature.ts';

type Values = Readonly<Record<string, AttributeValue>>;

/**
 * Of tensors that are all in lists there may be none, and then nothing says the data type of a result: such a call is refused, and
 * `feasible` gives every list a member.
 *
 * Throws TypeError for a record that says otherwise.
 */
export function requireMembers(record: Bindable): void {
  const { inputs, outputs } = parseSignature(record.signature);
  const attributes = Object.entries<Attributes[string]>(record.attributes ?? {});
  const floats = inputs.filter(({ integer, optional }) => !integer && !optional);
  const lists = floats.filter(({ list }) => list);
  if (lists.length === 0 || lists.length < floats.length || attributes.some(([, { kind }]) => kind === 'dtype')) return;
  if (outputs.every(({ integer, list }) => integer || list)) return;
  const values = Object.fromEntries(attributes.map(([name, one]) => [name, kindOf(one).example(one)]));
  const rule = 'of lists without members nothing says the data type of the result';
  if (isTaken(record, values))
    throw new TypeError(`${record.id}/sizes: ${rule}: it must refuse them, refuse('R1', ..)`);
  if (record.feasible === undefined)
    throw new TypeError(`${record.id}/feasible: ${rule}: it must give every list a member`);
}

function isTaken(record: Bindable, attributes: Values): boolean {
  try {
    bind(record, {}, attributes);
    return true;
  } catch (error) {
    if (error instanceof SignatureError) return false;
    throw error;
  }
}
