import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Reply, Request } from '../exchange.ts';
import { type Activity, activityOf, ending, type Launched, residentMemory } from './launch.ts';
import type { Death } from './patience.ts';

/** Milliseconds between two looks at the clock and at the memory of a process that owes a reply. */
const watchInterval = 50;

/** How much longer a call may wait than it may run. */
const patienceByClock = 2;

/** What the process last wrote, to stand below the message of its end. */
export function written(launched: Launched): string {
  const output = launched.output();
  return output === '' ? '' : `; it last wrote:\n${output}`;
}

/** Ends a process and waits until it has ended; one of which nothing is awaited may do so by itself. */
export async function stop(launched: Launched, isIdle = false): Promise<void> {
  const { process: child } = launched;
  const isOver = () => child.exitCode !== null || child.signalCode !== null;
  if (isIdle && !isOver()) await launched.dismiss?.();
  if (isOver()) return launched.kill();
  const exited = once(child, 'exit');
  launched.kill();
  await exited;
}

/**
 * What came of some requests: a reply to each, or the end of the process, which one of them is to blame for; and the milliseconds that
 * were spent on them.
 */
export type Answer =
  | { readonly replies: readonly Reply[]; readonly spent: number; readonly death?: never }
  | { readonly replies?: never; readonly spent: number; readonly death: Death };

/** Requests that are out, and what they may take. */
interface Pending {
  /** Whose doing it is when they come to no good end: the operation that is called. */
  readonly who: string;
  readonly progress: Progress;
  readonly memory: number;
  readonly resolve: (answer: Answer) => void;
}

/** What is called, as the subject of a sentence on how it ended. Of several calls it is told only where none ends like that alone. */
function whoIn(requests: readonly Request[]): string {
  const names = [...new Set(requests.map(({ operation }) => operation))].join(' and ');
  return requests.length === 1 ? names : `${names} in ${requests.length} calls together, none of which does so alone,`;
}

/** What is known of how long a process takes, looked at from time to time. */
export interface Progress {
  readonly limit: number;
  readonly since: number;
  /** When it was looked at last, and how long it has waited until then. */
  seen: number;
  waited: number;
  /** Processor time when it was first looked at. */
  spentBefore: number | undefined;
}

const begun = (limit: number, now: number): Progress => ({
  limit,
  since: now,
  seen: now,
  waited: 0,
  spentBefore: undefined,
});

/**
 * The time within which there should have been a reply, in words, where that is over: the limit in processor time, or several times
 * as much of waiting, so that it makes nobody late that other processes run. By the clock where the system tells nothing.
 */
export function overdueBy(progress: Progress, now: number, activity: Activity | undefined): string | undefined {
  const { limit, since } = progress;
  if (activity === undefined) return now - since > limit ? `${limit / 1000} s` : undefined;
  progress.spentBefore ??= activity.spent;
  if (!activity.isRunning) progress.waited += now - progress.seen;
  progress.seen = now;
  const isSpent = activity.spent - progress.spentBefore > limit;
  if (isSpent && now - since > limit) return `${limit / 1000} s of processor time`;
  return progress.waited > patienceByClock * limit ? `${(patienceByClock * limit) / 1000} s` : undefined;
}

/** Milliseconds that a process ran or waited: without those in which it was ready, and others had the processor. */
export function spentOn({ since, spentBefore, waited }: Progress, now: number, activity: Activity | undefined): number {
  const elapsed = now - since;
  if (spentBefore === undefined || activity === undefined) return elapsed;
  return Math.min(elapsed, watchInterval + activity.spent - spentBefore + waited);
}

/** What is listened to for as long as a process runs: to listen anew for each of a hundred thousand calls would cost more than they do. */
interface Conversation {
  pending: Pending | undefined;
}

const conversations = new WeakMap<Launched, Conversation>();

function converse(launched: Launched): Conversation {
  const { process: child } = launched;
  const conversation: Conversation = { pending: undefined };
  const died = (kind: Death['kind'], pending: Pending, message: string): void => {
    if (conversation.pending !== pending) return;
    conversation.pending = undefined;
    pending.resolve({ death: { kind, message }, spent: performance.now() - pending.progress.since });
  };
  const later = (milliseconds: number, tell: (pending: Pending) => void): void => {
    const { pending } = conversation;
    if (pending !== undefined) void sleep(milliseconds).then(() => tell(pending));
  };
  child.on('exit', (code, signal) => {
    clearInterval(watch);
    // What it wrote last may still be on its way.
    later(20, (pending) => {
      died('crashed', pending, `${pending.who} ended the process ${ending(code, signal)}${written(launched)}`);
    });
  });
  child.on('disconnect', () => {
    // A process that ends closes it too, a moment before it is known how.
    later(1000, (pending) => died('crashed', pending, `${pending.who} closed the channel to the judge`));
  });
  const watch = setInterval(() => {
    const { pending } = conversation;
    if (pending === undefined) return;
    const { who, memory } = pending;
    const pid = child.pid ?? 0;
    const overdue = overdueBy(pending.progress, performance.now(), activityOf(pid));
    if (overdue !== undefined) {
      // Looked at once more after pending messages: the judge itself may have been busy meanwhile.
      const late = () => died('timedOut', pending, `${who} gave no result within ${overdue}`);
      setImmediate(() => setImmediate(late));
    }
    const resident = residentMemory(pid);
    if (resident !== undefined && resident > memory) {
      died('crashed', pending, `${who} took more than ${(memory / 2 ** 30).toFixed(1)} GiB of memory`);
    }
  }, watchInterval);
  watch.unref();
  conversations.set(launched, conversation);
  return conversation;
}

/** Sends some requests and waits for the replies, for the end of the process, or for a limit, at which the process is killed. */
export async function ask(
  launched: Launched,
  requests: readonly [Request, ...Request[]],
  limit: number,
  memory: number,
): Promise<Answer> {
  const conversation = conversations.get(launched) ?? converse(launched);
  const who = whoIn(requests);
  const outcome = await new Promise<Answer>((resolve) => {
    const pending = { who, progress: begun(limit, performance.now()), memory, resolve };
    conversation.pending = pending;
    const isOver = (): boolean => conversation.pending !== pending;
    const answered = (replies: readonly Reply[]): void => {
      if (isOver()) return;
      conversation.pending = undefined;
      const { progress } = pending;
      // What was answered before anybody looked took no time worth asking for.
      const activity = progress.spentBefore === undefined ? undefined : activityOf(launched.process.pid ?? 0);
      resolve({ replies, spent: spentOn(progress, performance.now(), activity) });
    };
    launched.post(requests, answered, (what) => {
      if (isOver()) return;
      conversation.pending = undefined;
      resolve({ death: { kind: 'crashed', message: `${who} ${what}` }, spent: 0 });
    });
  });
  if (outcome.death !== undefined) await stop(launched);
  return outcome;
}
