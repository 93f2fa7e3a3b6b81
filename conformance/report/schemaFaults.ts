import type * as z from 'zod';

type Path = readonly PropertyKey[];

/** What does not fit a schema, in words: the place, the rule, and what was received. */
export const schemaFaults = (error: z.ZodError, value: unknown): readonly string[] =>
  error.issues.map((issue) => faultOf(issue, value));

function faultOf(issue: z.core.$ZodIssue, value: unknown): string {
  const received = valueAt(value, issue.path);
  const place = placeOf(issue.path);
  if (issue.code === 'unrecognized_keys') {
    const names = issue.keys.map((key) => JSON.stringify(key)).join(', ');
    return `${place}has ${names}, which it knows nothing of`;
  }
  if (received === undefined && issue.path.length > 0) {
    return `${placeOf(issue.path.slice(0, -1))}has no ${JSON.stringify(String(issue.path.at(-1)))}`;
  }
  return `${place}${ruleOf(issue)}, got ${shown(received)}`;
}

function ruleOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return `must be ${named[issue.expected] ?? issue.expected}`;
  if (issue.code === 'invalid_value') return `must be ${issue.values.map((one) => JSON.stringify(one)).join(' or ')}`;
  return issue.message;
}

const named: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  array: 'a list',
  object: 'an object',
  boolean: 'true or false',
};

/** `operations[0].clauses[2].id `, and nothing for the whole. */
const placeOf = (path: Path): string =>
  path.length === 0
    ? ''
    : `${path.map((key, at) => (typeof key === 'number' ? `[${key}]` : `${at === 0 ? '' : '.'}${String(key)}`)).join('')} `;

const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[key] : undefined),
    value,
  );

const longest = 60;

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > longest ? `${text.slice(0, longest - 3)}...` : text;
}
