import { type AttributeValue, withDefaults } from '../../../spec/attribute.ts';
import type { TracedCall } from '../../subject/traced.ts';

/** Calls that are written out; what a law does after them says little more. */
export const mostCalls = 6;
/** Elements that are written one by one. */
export const mostElements = 512;

export const firstLine = (text: string): string => text.split('\n', 1)[0] ?? '';

/** Characters of a number above which it is written as a small whole number times a power of two, where it is that. */
const longNumber = 12;

/** A number as both JavaScript and Python read it. */
export function literal(value: number): string {
  const plain = Object.is(value, -0) ? '-0' : String(value);
  if (plain.length <= longNumber || !Number.isFinite(value)) return plain;
  let exponent = Math.floor(Math.log2(Math.abs(value)));
  let factor = value / 2 ** exponent;
  for (let bits = 0; bits < 8 && !Number.isInteger(factor); bits++, exponent--) factor *= 2;
  if (!Number.isInteger(factor) || factor * 2 ** exponent !== value) return plain;
  return factor === 1 ? `2 ** ${exponent}` : `${factor} * 2 ** ${exponent}`;
}

/** The attributes of a call as the implementation receives them. */
export function attributesOfCall({
  operation,
  attributes,
}: TracedCall): Readonly<Record<string, AttributeValue | undefined>> {
  try {
    return withDefaults(operation.attributes ?? {}, attributes);
  } catch {
    // One that is required is missing, which is what the law looks at.
    return attributes;
  }
}
