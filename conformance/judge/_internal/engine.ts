import type { ClauseReport } from '../../report/report.ts';
import type { ChildSubject } from '../../subject/childProcess.ts';
import type { PlannedOperation } from '../plan.ts';
import { createJudge, type Judgement } from './judge.ts';
import { judgeShare, type Told } from './judgeShare.ts';
import { type Share, sharesByWeight, sharesOf } from './shares.ts';
import { startWorker } from './startWorker.ts';
import type { SuiteOptions } from './suiteOptions.ts';
import type { FromWorker, ToWorker } from './workerMessages.ts';

export interface EngineOptions {
  readonly plan: readonly PlannedOperation[];
  readonly suite: SuiteOptions;
  /** The process that the adapter was described by: with a single worker it is judged in it. The caller closes it. */
  readonly child: ChildSubject;
  readonly workers: number;
  readonly onClause: (clause: ClauseReport) => void;
  /** The run may be ended before it is done: what counts most is judged first. */
  readonly byWeight?: boolean | undefined;
  /** Ends the run: what is under way or was not begun has no result. */
  readonly signal?: AbortSignal | undefined;
}

export interface EngineResult {
  readonly results: ReadonlyMap<string, ClauseReport>;
  /** Operations whose calls leave something behind, a failure each; one may be found by several workers. */
  readonly states: readonly ClauseReport[];
  /** Errors of the judge itself, with their stacks: none of them is the adapter's. */
  readonly errors: readonly string[];
}

/**
 * Runs the laws of a plan: in this process where it is one worker's work, else in processes that take shares of it, the longest
 * first, as they become free.
 */
export async function runPlan(options: EngineOptions): Promise<EngineResult> {
  const { plan, suite, child, workers, onClause, byWeight = false, signal } = options;
  const results = new Map<string, ClauseReport>();
  const states: ClauseReport[] = [];
  const errors: string[] = [];
  const told: Told = {
    onJudged({ clause, states: found }: Judgement) {
      results.set(clause.id, clause);
      states.push(...found);
      onClause(clause);
    },
    onFault: (_law, text) => {
      errors.push(text);
    },
  };
  const balanced = sharesOf(plan, workers);
  const shares = byWeight ? [...sharesByWeight(plan)] : [...balanced];
  // Several workers are worth it where the plan was worth dividing.
  if (balanced.length <= 1) {
    const judge = await createJudge(suite, child, signal);
    for (const share of shares) await judgeShare(judge, share, told, signal);
  } else {
    await workOff({ suite, shares, told, ends: new Map(), signal }, Math.min(workers, shares.length));
  }
  return { results, states, errors };
}

/** What there is to do for several processes. */
interface Work {
  readonly suite: SuiteOptions;
  /** Taken from the front; what a process leaves comes back there. */
  readonly shares: Share[];
  readonly told: Told;
  /** How many processes have ended while they judged a law. */
  readonly ends: Map<string, number>;
  readonly signal: AbortSignal | undefined;
}

/** Ends of processes after which the law that they judged is no longer tried. */
const mostEnds = 2;

/** Judges all shares, in so many processes as long as they can be started. */
async function workOff(work: Work, processes: number): Promise<void> {
  const { shares, told, signal } = work;
  const isOver = (): boolean => shares.length === 0 || signal?.aborted === true;
  for (let able = processes; able > 0 && !isOver(); ) {
    const ready = await Promise.all(Array.from({ length: able }, () => takeShares(work)));
    able = ready.filter((isReady) => isReady).length;
  }
  if (!isOver()) told.onFault(undefined, `no process of the judge was left for ${shares.flat().join(', ')}`);
}

/**
 * Takes shares until none is left. A process that ends before its share is done is replaced, and what it left is judged all the
 * same; a law whose process ends again is an error of the judge. Resolves to false where a process could not even begin.
 */
async function takeShares(work: Work): Promise<boolean> {
  const { shares, told, ends, signal } = work;
  const isAborted = (): boolean => signal?.aborted === true;
  while (shares.length > 0 && !isAborted()) {
    const { left, began } = await serve(work);
    if (isAborted()) return true;
    const [law, ...others] = left;
    if (!began) shares.unshift(left);
    if (!began || law === undefined) return began;
    const count = (ends.get(law) ?? 0) + 1;
    ends.set(law, count);
    if (count >= mostEnds) told.onFault(law, `${law}: ${count} processes of the judge ended while they judged it`);
    const rest = count < mostEnds ? left : others;
    if (rest.length > 0) shares.unshift(rest);
  }
  return true;
}

/** Milliseconds in which a process ends by itself, and that of its adapter, before it is killed. */
const patience = 5_000;

/** Starts a process and gives it shares until none is left, or until it ends: `left` is what it was given and did not judge. */
async function serve({
  suite,
  shares,
  told: { onJudged, onFault },
  signal,
}: Work): Promise<{ readonly left: Share; readonly began: boolean }> {
  const worker = startWorker();
  // What it said last may arrive after its end; nothing does after the end of the channel.
  const ended = Promise.all(
    (['exit', 'disconnect'] as const).map((event) => new Promise<void>((resolve) => worker.once(event, resolve))),
  );
  const broken = new Promise<void>((resolve) => {
    // What goes wrong with the channel of a process that runs shows as its end.
    worker.on('error', () => worker.pid === undefined && resolve());
  });
  let [left, began]: [Share, boolean] = [[], true];
  const send = (message: ToWorker) => worker.send(message, () => {});
  const next = (): void => {
    const isOver = worker.exitCode !== null || worker.signalCode !== null;
    left = isOver ? [] : (shares.shift() ?? []);
    if (left.length > 0) send({ type: 'judge', share: left });
    else worker.disconnect();
  };
  const done = (law: string): void => {
    left = left.filter((one) => one !== law);
  };
  worker.on('message', (message: FromWorker) => {
    if (signal?.aborted === true) return;
    if (message.type === 'judged') {
      done(message.judgement.clause.id);
      onJudged(message.judgement);
    }
    if (message.type === 'fault') {
      if (message.law === undefined) began = false;
      else done(message.law);
      onFault(message.law, message.text);
    }
    if (message.type === 'done') next();
  });
  send({ type: 'start', options: suite });
  next();
  let mercy: NodeJS.Timeout | undefined;
  const end = (): void => {
    if (worker.connected) worker.disconnect();
    mercy = setTimeout(() => worker.kill('SIGKILL'), patience);
  };
  signal?.addEventListener('abort', end, { once: true });
  await Promise.race([ended, broken]);
  clearTimeout(mercy);
  signal?.removeEventListener('abort', end);
  return { left, began: began && worker.pid !== undefined };
}
