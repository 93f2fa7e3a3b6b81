import type { Adapter } from '../../conformance/adapter.ts';
import { createSubject } from '../../conformance/subject/createSubject.ts';
import { describe, readAdapter } from '../../conformance/subject/description.ts';
import type { Reply, Request, Tensors } from '../../conformance/subject/exchange.ts';
import { answer } from '../../conformance/subject/host.ts';
import type { Subject } from '../../properties/law.ts';
import type { AnyOperation } from '../../spec/operation.ts';

/** A call that laws made, and what came of it. */
export interface RecordedCall {
  readonly operation: AnyOperation;
  readonly request: Request;
  readonly reply: Reply;
}

/** An adapter in this process, and every call that was made of it. */
export function recorded<Native>(adapter: Adapter<Native>): { subject: Subject; calls: readonly RecordedCall[] } {
  const loose = readAdapter(adapter);
  const calls: RecordedCall[] = [];
  const subject = createSubject(describe(loose), async (operation, request) => {
    const reply = await answer(loose, operation, request);
    calls.push({ operation, request, reply });
    return reply;
  });
  return { subject, calls };
}

/**
 * Calls that an adapter answers otherwise than it was recorded, to the bit.
 *
 * A law is a function of its cases and of the answers: an adapter that repeats those of one that obeys obeys as well.
 */
export async function differences<Native>(
  calls: readonly RecordedCall[],
  adapter: Adapter<Native>,
): Promise<RecordedCall[]> {
  const loose = readAdapter(adapter);
  const found: RecordedCall[] = [];
  for (const call of calls) {
    if (!isSame(await answer(loose, call.operation, call.request), call.reply)) found.push(call);
  }
  return found;
}

const isSame = (a: Reply, b: Reply): boolean =>
  a.kind === 'returned'
    ? b.kind === 'returned' && haveSameBits(a.outputs, b.outputs) && haveSameBits(a.inputsAfter, b.inputsAfter)
    : b.kind === a.kind && b.message === a.message;

function haveSameBits(a: Tensors, b: Tensors): boolean {
  if (Object.keys(a).join() !== Object.keys(b).join()) return false;
  return Object.entries(a).every(([name, { dtype, shape, data }]) => {
    const other = b[name];
    return other?.dtype === dtype && `${other.shape}` === `${shape}` && bitsOf(data).equals(bitsOf(other.data));
  });
}

const bitsOf = ({ buffer, byteOffset, byteLength }: Tensors[string]['data']): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);
