import type { AttributeValue } from '../../spec/attribute.ts';
import { kindOf } from '../../spec/attributeKinds.ts';
import { type AnyOperation, attributesOf } from '../../spec/operation.ts';
import { fail } from './fail.ts';

/**
 * Refuses values outside the domains that the record states; what the sizes of axes decide is refused by `bind`.
 *
 * Throws RangeError that quotes the clause of the attribute.
 */
export function requireAttributes(record: AnyOperation, values: Readonly<Record<string, AttributeValue>>): void {
  for (const [name, attribute] of Object.entries(attributesOf(record))) {
    const value = values[name];
    const kind = kindOf(attribute);
    if (kind.contains(attribute, value)) continue;
    const received = Array.isArray(value) ? `[${value.join(', ')}]` : String(value);
    fail(`${record.id}/${attribute.clause ?? 'attributes'}`, `${name} must ${kind.rule(attribute)}, got ${received}`);
  }
}
