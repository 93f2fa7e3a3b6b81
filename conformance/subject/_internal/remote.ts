import { flattened } from '../../../spec/lists.ts';
import type { AnyOperation } from '../../../spec/operation.ts';
import { parseSignature } from '../../../spec/signature.ts';
import { type Description, describe, type LooseAdapter, layoutNames, readAdapter } from '../description.ts';
import type { Reply, Request } from '../exchange.ts';
import { answer } from '../host.ts';
import type { Answered, Ready } from '../protocol.ts';
import { decodeTensor, type WireTensor } from './wire.ts';

/** An operand of a call that was made elsewhere. */
interface Handle {
  readonly operand: string;
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
  const call = () => {
    if (answered.type !== 'result') throw thrownBy(answered);
    return byName(operation, request.kind, answered.outputs);
  };
  const after: Readonly<Record<string, WireTensor>> =
    answered.type === 'result' ? flattened(answered.operands ?? {}) : {};
  const names = [...Object.keys(request.inputs), ...Object.keys(request.cotangents)];
  let next = 0;
  const handle = (): Handle => {
    // Nothing else is called that could throw it.
    if (request.kind === 'echo' && answered.type !== 'result') throw thrownBy(answered);
    return { operand: names[next++] ?? '' };
  };
  const adapter: LooseAdapter = {
    name: description.name,
    version: description.version,
    profile: { ...description.profile, dtype: description.dtypes },
    toNative: handle,
    fromNative: (value) => decodeTensor(isHandle(value) ? sentBack(after[value.operand]) : (value as WireTensor)),
    operations: { [operation.id]: call },
    gradients: { [operation.id]: call },
    layouts: Object.fromEntries(layoutNames.map((layout) => [layout, handle])),
  };
  return answer(adapter, operation, { ...request, storage: 'own' });
}

const isHandle = (value: unknown): value is Handle => typeof value === 'object' && value !== null && 'operand' in value;

function sentBack(tensor: WireTensor | undefined): WireTensor {
  if (tensor === undefined) throw new Error('it was not sent back');
  return tensor;
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
