import { type ChildProcess, fork } from 'node:child_process';

export interface Work<Job, Result> {
  /** The module of a worker: it says 'ready', and then answers each message with one. */
  readonly module: URL;
  readonly jobs: readonly Job[];
  readonly count: number;
  /** Milliseconds that one job may take. */
  readonly limit: number;
  readonly onStart?: (job: Job) => void;
  readonly onResult: (job: Job, result: Result) => void;
  /** A job that ended or outlasted its process, and how. */
  readonly onFailure: (job: Job, reason: string) => void;
}

/** Hands jobs to processes, one at a time each, in the order of the list; a process that is lost is replaced. */
export async function workOff<Job extends object | number | string, Result>(work: Work<Job, Result>): Promise<void> {
  const open = [...work.jobs];
  await Promise.all(Array.from({ length: Math.min(work.count, open.length) }, () => serve(work, open)));
}

async function serve<Job extends object | number | string, Result>(
  work: Work<Job, Result>,
  open: Job[],
): Promise<void> {
  let child: ChildProcess | undefined;
  try {
    for (let job = open.shift(); job !== undefined; job = open.shift()) {
      try {
        work.onStart?.(job);
        child ??= await started(work);
        const answer = heard(child, work.limit);
        child.send(job);
        work.onResult(job, (await answer) as Result);
      } catch (error) {
        child?.kill('SIGKILL');
        child = undefined;
        work.onFailure(job, error instanceof Error ? error.message : String(error));
      }
    }
  } finally {
    child?.kill();
  }
}

async function started<Job, Result>({ module, limit }: Work<Job, Result>): Promise<ChildProcess> {
  const child = fork(module, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  await heard(child, limit);
  return child;
}

/** The next message of a process. Rejects when it ends, or says nothing in time. */
function heard(child: ChildProcess, limit: number): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const onExit = (code: number | null, signal: string | null) =>
    reject(new Error(`its process ended (${signal ?? `exit code ${code}`})`));
  const timer = setTimeout(() => reject(new Error(`no answer within ${limit / 1000} s`)), limit);
  child.once('message', resolve).once('exit', onExit);
  return promise.finally(() => {
    clearTimeout(timer);
    child.off('message', resolve).off('exit', onExit);
  });
}
