import { type ChildProcess, fork } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PlannedOperation } from '../plan.ts';
import type { ClauseReport } from '../report.ts';
import type { ChildSubject } from '../subject/childProcess.ts';
import { createJudge, type Judgement } from './judge.ts';
import { judgeShare } from './judgeShare.ts';
import { type Share, sharesOf } from './shares.ts';
import type { SuiteOptions } from './suiteOptions.ts';
import type { FromWorker, ToWorker } from './workerMessages.ts';

export interface EngineOptions {
  readonly plan: readonly PlannedOperation[];
  readonly suite: SuiteOptions;
  /** The process that the adapter was described by: with a single worker it is judged in it. The caller closes it. */
  readonly child: ChildSubject;
  readonly workers: number;
  readonly onClause: (clause: ClauseReport) => void;
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
export async function runPlan({ plan, suite, child, workers, onClause }: EngineOptions): Promise<EngineResult> {
  const results = new Map<string, ClauseReport>();
  const states: ClauseReport[] = [];
  const errors: string[] = [];
  const told = {
    onJudged({ clause, states: found }: Judgement) {
      results.set(clause.id, clause);
      states.push(...found);
      onClause(clause);
    },
    onFault: (text: string) => {
      errors.push(text);
    },
  };
  const shares = [...sharesOf(plan, workers)];
  if (shares.length <= 1) {
    const judge = await createJudge(suite, child);
    for (const share of shares) await judgeShare(judge, share, told);
  } else {
    await Promise.all(Array.from({ length: Math.min(workers, shares.length) }, () => work(suite, shares, told)));
  }
  return { results, states, errors };
}

type Told = Parameters<typeof judgeShare>[2];

/** Starts a worker and gives it shares until none is left. A worker that ends before it is done is an error of the judge. */
async function work(suite: SuiteOptions, shares: Share[], { onJudged, onFault }: Told): Promise<void> {
  const worker = startWorker();
  const send = (message: ToWorker) => worker.send(message);
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  let share: Share | undefined;
  const next = (): void => {
    share = shares.shift();
    if (share === undefined) worker.disconnect();
    else send({ type: 'judge', share });
  };
  worker.on('message', (message: FromWorker) => {
    if (message.type === 'judged') onJudged(message.judgement);
    if (message.type === 'fault') onFault(message.text);
    if (message.type === 'done') next();
  });
  // What goes wrong with the channel shows as the end of the process.
  worker.on('error', () => {});
  send({ type: 'start', options: suite });
  next();
  await ended;
  if (share !== undefined) onFault(`a process of the judge ended while it judged ${share.join(', ')}`);
}

const startWorker = (): ChildProcess =>
  fork(fileURLToPath(new URL(`./workerMain${extname(import.meta.url)}`, import.meta.url)), [], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: [
      '--disable-warning=ExperimentalWarning',
      // Before 22.18 Node reads TypeScript only when it is told to.
      ...(process.features.typescript ? [] : ['--experimental-strip-types']),
    ],
  });
