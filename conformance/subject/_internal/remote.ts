import type { AnyOperation } from '../../../spec/operation.ts';
import { parseSignature } from '../../../spec/signature.ts';
import { type Description, describe, type LooseAdapter, layoutNames, readAdapter } from '../description.ts';
import type { Reply, Request } from '../exchange.ts';
import { answer } from '../host.ts';
import type { Answered, Ready } from '../protocol.ts';
import { decodeTensor, type WireTensor } from './wire.ts';

/** An operand of a call that was made elsewhere, and what it held afterwards where that was asked. */
interface Handle {
  after: WireTensor | undefined;
}

/** What a subject says of itself, looked at like an adapter. Throws MalformedAdapter. */
export function describeReady({
  name,
  version,
  profile,
  operations,
  gradients = [],
  layouts = [],
}: Ready): Description {
  const table = (ids: readonly string[]) => Object.fromEntries(ids.map((id) => [id, () => {}]));
  return describe(
    readAdapter({
      name,
      version,
      profile,
      toNative: () => {},
      fromNative: () => {},
      operations: table(operations),
      gradients: table(gradients),
      layouts: table(layouts),
    }),
  );
}

/** The reply to a call that was made elsewhere: what came back is read and checked as if an adapter of this process had given it. */
export async function replyOf(
  description: Description,
  operation: AnyOperation,
  request: Request,
  answered: Answered,
): Promise<Reply> {
  if (answered.type === 'errored') return { kind: 'malformed', message: answered.message };
  const handles = new Map<string, Handle>();
  const call = () => {
    if (answered.type !== 'result') throw thrownBy(answered);
    takeBack(handles, answered.operands ?? {});
    return byName(operation, request.kind, answered.outputs);
  };
  const names = [...Object.keys(request.inputs), ...Object.keys(request.cotangents)];
  let next = 0;
  const handle = (): Handle => {
    const made: Handle = { after: undefined };
    handles.set(names[next++] ?? '', made);
    return made;
  };
  const adapter: LooseAdapter = {
    name: description.name,
    version: description.version,
    profile: { ...description.profile, dtype: description.dtypes },
    toNative: handle,
    fromNative: (value) => decodeTensor(isHandle(value) ? afterOf(value) : (value as WireTensor)),
    operations: { [operation.id]: call },
    gradients: { [operation.id]: call },
    layouts: Object.fromEntries(layoutNames.map((layout) => [layout, handle])),
  };
  return answer(adapter, operation, { ...request, storage: 'own' });
}

const isHandle = (value: unknown): value is Handle => typeof value === 'object' && value !== null && 'after' in value;

function afterOf({ after }: Handle): WireTensor {
  if (after === undefined) throw new Error('it was not sent back');
  return after;
}

function takeBack(
  handles: ReadonlyMap<string, Handle>,
  operands: NonNullable<Extract<Answered, { type: 'result' }>['operands']>,
): void {
  for (const [name, sent] of Object.entries(operands)) {
    const members: readonly (readonly [string, WireTensor])[] = Array.isArray(sent)
      ? sent.map((one, at) => [`${name}.${at}`, one] as const)
      : [[name, sent]];
    for (const [member, tensor] of members) {
      const handle = handles.get(member);
      if (handle !== undefined) handle.after = tensor;
    }
  }
}

/** Results in the order of the signature get their names; one by itself, and results by name, stay what they are. */
function byName(
  operation: AnyOperation,
  kind: Request['kind'],
  outputs: Extract<Answered, { type: 'result' }>['outputs'],
): unknown {
  const names = parseSignature(operation.signature).outputs.map(({ name }) => name);
  if (kind === 'gradient' || !Array.isArray(outputs) || names.length < 2) return outputs;
  return Object.fromEntries(outputs.map((one, at) => [names[at] ?? `output ${at}`, one]));
}

const thrownBy = ({ type, message, name }: Exclude<Answered, { type: 'result' }>): Error =>
  Object.assign(new Error(message), { name: type === 'unsupported' ? 'Unsupported' : (name ?? 'Error') });
