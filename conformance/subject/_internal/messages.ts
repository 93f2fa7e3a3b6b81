import type { Description } from '../description.ts';
import type { Reply, Request } from '../exchange.ts';

/** From the judge to the process of an adapter. */
export interface ToChild {
  readonly id: number;
  /** To be answered one after another. */
  readonly requests: readonly Request[];
}

/** From the process of an adapter to the judge. */
export type FromChild =
  | { readonly type: 'ready'; readonly description: Description }
  | { readonly type: 'refused'; readonly message: string }
  | { readonly type: 'replies'; readonly id: number; readonly replies: readonly Reply[] };

/** Whether something that came over the channel is one of ours: an adapter may write to it too. */
export const isFromChild = (message: unknown): message is FromChild =>
  typeof message === 'object' &&
  message !== null &&
  'type' in message &&
  (message.type === 'ready' || message.type === 'refused' || message.type === 'replies');
