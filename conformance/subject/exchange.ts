import type { Layout, Storage } from '../../properties/law.ts';
import type { AttributeValue } from '../../spec/attribute.ts';
import type { Tensor } from '../../spec/tensor.ts';

export type Tensors = Readonly<Record<string, Tensor>>;

/** A call as it crosses to an adapter, in this process or another: data only. */
export interface Request {
  /** `echo` calls nothing: the inputs are made, and read back. */
  readonly kind: 'forward' | 'gradient' | 'echo';
  /** Id of the operation. */
  readonly operation: string;
  readonly inputs: Tensors;
  /** One per output; empty for a forward call. */
  readonly cotangents: Tensors;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  /** Inputs that are not contiguous. */
  readonly layouts: Readonly<Record<string, Layout>>;
  /** Cotangents that are not contiguous. */
  readonly cotangentLayouts: Readonly<Record<string, Layout>>;
  readonly storage: Storage;
  /** Whether the inputs are read back after the call. */
  readonly readBack: boolean;
}

/** What came of a call. */
export type Reply =
  | { readonly kind: 'returned'; readonly outputs: Tensors; readonly inputsAfter: Tensors }
  | {
      /** `internal` is an error of the judge itself, never of the adapter. */
      readonly kind: 'rejected' | 'unsupported' | 'malformed' | 'crashed' | 'timedOut' | 'internal';
      readonly message: string;
      /** The `name` of the error that was thrown. */
      readonly name?: string;
      /** The call was not made: earlier ones ended the process too often. */
      readonly untried?: true;
    };

const longest = 4096;

/** A message that is safe to send and to print: text, and not too much of it. */
export const clip = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}…` : text);

/** What an adapter threw, in words; it may have thrown anything. */
export function messageOf(thrown: unknown): string {
  try {
    if (thrown instanceof Error) return clip(String(thrown.message === '' ? thrown.name : thrown.message));
    return clip(`threw ${describeValue(thrown)}, which is not an Error`);
  } catch {
    return 'threw something that cannot be printed';
  }
}

/** The name of an error that an adapter threw, undefined where it threw something else. */
export function nameOf(thrown: unknown): string | undefined {
  try {
    return thrown instanceof Error ? clip(String(thrown.name)) : undefined;
  } catch {
    return undefined;
  }
}

/** Whether an adapter threw the error that says it does not offer a case. */
export function isUnsupported(thrown: unknown): boolean {
  try {
    return typeof thrown === 'object' && thrown !== null && 'name' in thrown && thrown.name === 'Unsupported';
  } catch {
    return false;
  }
}

/** A value in a few words, for messages: `a string "abc"`, `an array of length 3`, `null`. */
export function describeValue(value: unknown): string {
  if (value === null || value === undefined || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return `the number ${Object.is(value, -0) ? '-0' : value}`;
  if (typeof value === 'string')
    return `a string ${JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value)}`;
  if (typeof value === 'function') return 'a function';
  if (Array.isArray(value)) return `an array of length ${value.length}`;
  if (typeof value !== 'object') return `a ${typeof value}`;
  if (ArrayBuffer.isView(value)) return `a ${value.constructor.name} of ${value.byteLength} bytes`;
  const kind = value.constructor?.name ?? 'object';
  if (kind !== 'Object' && kind !== 'object') return `an object of class ${kind}`;
  const keys = Object.keys(value);
  return keys.length === 0 ? 'an empty object' : `an object with ${keys.slice(0, 6).join(', ')}`;
}
