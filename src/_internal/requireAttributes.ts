import type { Attribute, AttributeValue } from '../../spec/attribute.ts';
import { type AnyOperation, attributesOf } from '../../spec/operation.ts';
import { fail } from './fail.ts';

/**
 * Refuses numbers outside the domains that the record states; axes, permutations and shapes are for its `sizes`.
 *
 * Throws RangeError that quotes the clause of the attribute.
 */
export function requireAttributes(record: AnyOperation, values: Readonly<Record<string, AttributeValue>>): void {
  const attributes = attributesOf(record);
  for (const name in attributes) {
    const attribute = attributes[name] as Attribute;
    const value = values[name];
    if (isWithin(attribute, value)) continue;
    const received = Array.isArray(value) ? `[${value.join(', ')}]` : String(value);
    fail(`${record.id}/${attribute.clause ?? 'attributes'}`, `${name} must ${ruleOf(attribute)}, got ${received}`);
  }
}

function isWithin(attribute: Attribute, value: AttributeValue | undefined): boolean {
  switch (attribute.kind) {
    case 'integer':
      return isInteger(value, attribute.min, attribute.max);
    case 'integers':
      return (
        Array.isArray(value) &&
        value.length === attribute.length &&
        value.every((entry) => isInteger(entry, attribute.min, attribute.max))
      );
    case 'real':
      return (
        typeof value === 'number' &&
        Number.isFinite(value) &&
        value >= attribute.min &&
        (attribute.open === true ? value < attribute.max : value <= attribute.max)
      );
    default:
      return true;
  }
}

const isInteger = (value: unknown, min: number, max = Number.POSITIVE_INFINITY): boolean =>
  Number.isInteger(value) && (value as number) >= min && (value as number) <= max;

function ruleOf(attribute: Attribute): string {
  switch (attribute.kind) {
    case 'integer':
      return `be an integer that is ${range(attribute)}`;
    case 'integers':
      return `hold ${attribute.length} integers that are ${range(attribute)}`;
    case 'real':
      return Number.isFinite(attribute.max)
        ? `be ${range(attribute)}`
        : `be a finite number that is ${range(attribute)}`;
    default:
      return `be ${attribute.kind}`;
  }
}

function range({ min, max, open }: { readonly min: number; readonly max?: number; readonly open?: boolean }): string {
  if (max === undefined || max === Number.POSITIVE_INFINITY) return `at least ${min}`;
  return `at least ${min} and ${open === true ? 'below' : 'at most'} ${max}`;
}
