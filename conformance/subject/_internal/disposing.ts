import type { LooseAdapter } from '../description.ts';
import { messageOf, type Reply } from '../exchange.ts';

/**
 * Answers with an adapter whose values are kept account of: each that it made of a tensor, and each result that was to be read, is handed
 * to its `dispose` once all is read, whatever came of the call. An adapter without it is used as it is.
 */
export async function disposing(
  adapter: LooseAdapter,
  answer: (watched: LooseAdapter) => Promise<Reply>,
): Promise<Reply> {
  if (adapter.dispose === undefined) return answer(adapter);
  const held = new Set<unknown>();
  const hold = <T>(value: T): T => {
    held.add(value);
    return value;
  };
  const watching: Partial<LooseAdapter> = {
    toNative: (tensor) => hold(adapter.toNative(tensor)),
    fromNative: (value, expected) => adapter.fromNative(hold(value), expected),
    layouts: Object.fromEntries(
      Object.entries(adapter.layouts ?? {}).map(([name, convert]) => [name, (tensor) => hold(convert?.(tensor))]),
    ),
  };
  // What else it is may stand in its class.
  const reply = await answer(Object.assign(Object.create(adapter), watching));
  try {
    for (const value of held) await adapter.dispose(value);
    return reply;
  } catch (error) {
    return { kind: 'malformed', message: `dispose threw: ${messageOf(error)}` };
  }
}
