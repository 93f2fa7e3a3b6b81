import * as z from 'zod';
import { gathered } from '../../spec/lists.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import { parseSignature } from '../../spec/signature.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { isSame } from './_internal/storage.ts';
import { encodeAttributes, encodeTensor, type WireTensor, wireTensor } from './_internal/wire.ts';
import type { Request, Tensors } from './exchange.ts';
import { schemaText } from './schemaText.ts';

/*
 * The messages of PROTOCOL.md: one JSON object a line. What comes from a subject is read by these schemas, and
 * conformance/protocol.schema.json is written from them.
 */

/** The version that is spoken here. A subject that speaks another one says so, and is not judged. */
export const protocolVersion = 1;

const names = z.array(z.string());
const text = z.string();

const ready = z.strictObject({
  type: z.literal('ready'),
  protocol: z.literal(protocolVersion, { error: `protocol must be ${protocolVersion}` }),
  name: text,
  version: text,
  profile: z.record(z.string(), z.unknown()),
  operations: names,
  gradients: names.exactOptional(),
  layouts: names.exactOptional(),
});

/** One result by itself, results by name, or in the order of the signature; that of a list is a list. */
const aTensor = 'a tensor { dtype, shape, data }';
const operand = z.union([wireTensor, z.array(wireTensor)], { error: `must be ${aTensor}, or a list of them` });
const operands = z.record(z.string(), operand);
const results = z.union([wireTensor, operands, z.array(operand)], {
  error: `must be ${aTensor}, or several by name or in a list`,
});

const id = z.int();
const returned = z.object({ type: z.literal('result'), id, outputs: results, operands: operands.exactOptional() });
const failed = z.object({
  type: z.enum(['refused', 'unsupported', 'errored', 'fatal']),
  id,
  message: text,
  name: text.exactOptional(),
});

/** What a subject may say. */
export const fromSubject = z.discriminatedUnion('type', [ready, returned, failed], {
  error: 'must be ready, result, refused, unsupported, errored or fatal',
});
export type FromSubject = z.infer<typeof fromSubject>;
export type Ready = z.infer<typeof ready>;
export type Answered = z.infer<typeof returned> | z.infer<typeof failed>;

/** An operand as it crosses: a tensor, the layout in which it is wanted, or the name of the operand that is the same value. */
export type WireOperand = (WireTensor & { readonly layout?: string }) | { readonly same: string };

/** What the judge says. */
export type ToSubject =
  | { readonly type: 'start'; readonly protocol: number; readonly tool: string }
  | {
      readonly type: 'run';
      readonly id: number;
      readonly kind: 'forward' | 'vjp' | 'echo';
      readonly operation: string;
      readonly inputs: Readonly<Record<string, WireOperand | readonly WireOperand[] | undefined>>;
      /** One per output, for the kind `vjp`. */
      readonly cotangents?: Readonly<Record<string, WireOperand | readonly WireOperand[] | undefined>>;
      readonly attributes: Readonly<Record<string, unknown>>;
      /** Inputs are to be views of one buffer. */
      readonly storage?: 'shared';
      /** The operands are read again after the call. */
      readonly readBack?: true;
    }
  | { readonly type: 'stop' };

/** A call as a message. */
export function runMessage(id: number, operation: AnyOperation, request: Request): ToSubject {
  const signature = parseSignature(operation.signature);
  const { kind, inputs, cotangents, layouts, cotangentLayouts, storage, readBack } = request;
  return {
    type: 'run',
    id,
    kind: kind === 'gradient' ? 'vjp' : kind,
    operation: operation.id,
    inputs: gathered(operandsOf(inputs, layouts, storage === 'aliased'), kind === 'echo' ? [] : signature.inputs),
    ...(kind === 'gradient'
      ? { cotangents: gathered(operandsOf(cotangents, cotangentLayouts, false), signature.outputs) }
      : {}),
    attributes: encodeAttributes(operation, request.attributes),
    ...(storage === 'shared' ? { storage } : {}),
    ...(readBack ? { readBack } : {}),
  };
}

function operandsOf(tensors: Tensors, layouts: Request['layouts'], aliased: boolean): Record<string, WireOperand> {
  const made: [string, Tensor][] = [];
  return Object.fromEntries(
    Object.entries(tensors).map(([name, tensor]): [string, WireOperand] => {
      const known = aliased ? made.find(([, one]) => isSame(one, tensor)) : undefined;
      if (known !== undefined) return [name, { same: known[0] }];
      made.push([name, tensor]);
      const layout = layouts[name] ?? 'contiguous';
      return [name, { ...encodeTensor(tensor), ...(layout === 'contiguous' ? {} : { layout }) }];
    }),
  );
}

/** A line that a subject wrote, as a message; or what is wrong with it. */
export function readLine(line: string): FromSubject | { readonly type: 'malformed'; readonly message: string } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    return { type: 'malformed', message: `is no JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  const read = fromSubject.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  return { type: 'malformed', message: issue === undefined ? 'is not one of PROTOCOL.md' : faultOf(issue) };
}

/** What is wrong, and where: of a value that may be one of several, by what it resembles most. */
function faultOf(issue: z.core.$ZodIssue, within: readonly PropertyKey[] = []): string {
  const path = [...within, ...issue.path];
  const alternatives = issue.code === 'invalid_union' ? issue.errors : [];
  const [nearest] = alternatives
    .filter((issues) => issues.every((one) => one.path.length > 0))
    .sort((one, other) => one.length - other.length);
  const [inner] = nearest ?? [];
  return inner === undefined ? `${path.join('.') || 'message'}: ${issue.message}` : faultOf(inner, path);
}

/** The text of conformance/protocol.schema.json. */
export const protocolSchemaText = (): string =>
  schemaText('What a subject of tensor-laws may say, a line each', fromSubject);
