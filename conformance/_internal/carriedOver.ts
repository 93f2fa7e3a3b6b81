import type { Case, Context, Law } from '../../properties/law.ts';
import { runCase } from '../runCase.ts';
import type { ChildSubject } from '../subject/childProcess.ts';
import type { Request } from '../subject/exchange.ts';
import type { TracedCall } from '../subject/traced.ts';
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
    for (const call of before) await child.send(call);
    const { outcome, calls } = await runCase(law, child.subject, context, given);
    return fails(outcome) ? calls : undefined;
  } finally {
    await child.close();
  }
}

/**
 * The calls, as few as can be found in time, after which a case fails that passes by itself; undefined where even all of them
 * do not make it fail.
 */
export async function carriedOver(
  past: readonly Request[],
  suspicion: Suspicion,
  fresh: Fresh,
): Promise<CarriedOver | undefined> {
  const deadline = Date.now() + searchTime;
  const inTime = () => Date.now() < deadline;
  let calls = await failsAfter(past, suspicion, fresh);
  if (calls === undefined || past.length === 0) return undefined;
  let before = past;
  const attempt = async (fewer: readonly Request[]): Promise<boolean> => {
    const failing = await failsAfter(fewer, suspicion, fresh);
    if (failing === undefined) return false;
    [calls, before] = [failing, fewer];
    return true;
  };
  // What is left behind seldom goes away: the shortest beginning that does it ends with the call that does it.
  for (let [passes, most] = [0, past.length]; most - passes > 1 && inTime(); ) {
    const half = Math.floor((passes + most) / 2);
    if (await attempt(past.slice(0, half))) most = half;
    else passes = half;
  }
  const last = before.at(-1);
  if (last === undefined || (before.length > 1 && inTime() && (await attempt([last])))) return found(calls);
  for (let size = Math.floor(before.length / 2); size >= 1 && inTime(); size = Math.floor(size / 2)) {
    for (let from = 0; from + size < before.length && inTime(); ) {
      const fewer = [...before.slice(0, from), ...before.slice(from + size)];
      if (!(await attempt(fewer))) from += size;
    }
  }
  return found(calls);

  function found(failing: readonly TracedCall[] = []): CarriedOver {
    return { ...suspicion, operation: before.at(-1)?.operation ?? '', before, calls: failing };
  }
}
