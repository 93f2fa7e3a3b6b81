import type { Case, Context, Law } from '../../../properties/law.ts';
import type { ChildSubject } from '../../subject/childProcess.ts';
import type { Reply, Request } from '../../subject/exchange.ts';
import type { TracedCall } from '../../subject/traced.ts';
import { runCase } from '../runCase.ts';
import { fails } from './draw.ts';

/** A case of a law that failed once. */
export interface Suspicion {
  readonly law: Law;
  readonly context: Context;
  readonly given: Case;
}

/** Calls that leave something behind, and a case that fails after them and passes without them. */
export interface CarriedOver extends Suspicion {
  /** The operation whose call leaves it behind: that of the last of the calls. */
  readonly operation: string;
  readonly before: readonly Request[];
  /** What the case calls. */
  readonly calls: readonly TracedCall[];
  /** How the process came to its end at the last of `before`, where it does, which needs no case. */
  readonly end?: string;
}

/** Starts the adapter in a process of its own. */
export type Fresh = () => Promise<ChildSubject>;

/** Milliseconds that a search may take before what it has found has to do. */
const searchTime = 20_000;

/** The calls of a case that fails in a process of its own after some calls; undefined where it passes. */
export async function failsAfter(
  before: readonly Request[],
  { law, context, given }: Suspicion,
  fresh: Fresh,
): Promise<readonly TracedCall[] | undefined> {
  const child = await fresh();
  try {
    if ((await endOf(before, child)) !== undefined) return undefined;
    const { outcome, calls } = await runCase(law, child.subject, context, given);
    return fails(outcome) ? calls : undefined;
  } finally {
    await child.close();
  }
}

/** Makes calls, of which those that can cross together; what was said of the end of the process, where one of them led to it. */
export async function endOf(
  calls: readonly Request[],
  { send }: Pick<ChildSubject, 'send'>,
): Promise<string | undefined> {
  const replies = await Promise.all(calls.map(send));
  return replies.find(isEnd)?.message;
}

const isEnd = (reply: Reply): reply is Extract<Reply, { message: string }> =>
  reply.kind === 'crashed' || reply.kind === 'timedOut';

/**
 * The calls, as few as can be found in time, after which a case fails that passes by itself; undefined where even all of them
 * do not make it fail.
 */
export async function carriedOver(
  past: readonly Request[],
  suspicion: Suspicion,
  fresh: Fresh,
): Promise<CarriedOver | undefined> {
  const found = await fewest(past, (before) => failsAfter(before, suspicion, fresh));
  return found && { ...suspicion, operation: operationOf(found.before), before: found.before, calls: found.result };
}

/**
 * The calls, as few as can be found in time, at the last of which the process comes to its end, though it does not where that is
 * the first; undefined where it does not even after all of them.
 */
export async function endsAfter(
  past: readonly Request[],
  suspicion: Suspicion,
  fresh: Fresh,
): Promise<CarriedOver | undefined> {
  const endAfter = async (before: readonly Request[]) => {
    const child = await fresh();
    return endOf(before, child).finally(child.close);
  };
  // What ends a process by itself carries nothing over.
  if ((await endAfter(past.slice(-1))) !== undefined) return undefined;
  const found = await fewest(past, endAfter);
  if (found === undefined) return undefined;
  return { ...suspicion, operation: operationOf(found.before), before: found.before, calls: [], end: found.result };
}

const operationOf = (before: readonly Request[]): string => before.at(-1)?.operation ?? '';

interface Found<Result> {
  readonly before: readonly Request[];
  readonly result: Result;
}

/** The fewest of some calls, as far as time allows, for which there is a result; undefined where all of them give none. */
async function fewest<Result>(
  past: readonly Request[],
  resultOf: (before: readonly Request[]) => Promise<Result | undefined>,
): Promise<Found<Result> | undefined> {
  if (past.length === 0) return undefined;
  const deadline = Date.now() + searchTime;
  const inTime = () => Date.now() < deadline;
  const attempt = async (before: readonly Request[]): Promise<Found<Result> | undefined> => {
    const result = await resultOf(before);
    return result === undefined ? undefined : { before, result };
  };
  let found = await attempt(past);
  if (found === undefined) return undefined;
  // What is left behind seldom goes away: the shortest beginning that does it ends with the call that does it.
  for (let [passes, most] = [0, past.length]; most - passes > 1 && inTime(); ) {
    const half = Math.floor((passes + most) / 2);
    const shorter = await attempt(past.slice(0, half));
    if (shorter === undefined) passes = half;
    else [found, most] = [shorter, half];
  }
  const alone = found.before.length > 1 && inTime() ? await attempt(found.before.slice(-1)) : undefined;
  if (alone !== undefined) return alone;
  for (let size = Math.floor(found.before.length / 2); size >= 1 && inTime(); size = Math.floor(size / 2)) {
    for (let from = 0; from + size < found.before.length && inTime(); ) {
      const fewer: Found<Result> | undefined = await attempt([
        ...found.before.slice(0, from),
        ...found.before.slice(from + size),
      ]);
      if (fewer === undefined) from += size;
      else found = fewer;
    }
  }
  return found;
}
