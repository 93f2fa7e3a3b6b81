import { createJudge, type Judge } from './judge.ts';
import { judgeShare } from './judgeShare.ts';
import type { FromWorker, ToWorker } from './workerMessages.ts';

/*
 * A process that judges shares of a plan, one at a time. It ends with the engine that started it, and the process of the
 * adapter with it.
 */

// A terminal sends these to every process of a run: the engine ends this one when it has told what was found.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});

const send = (message: FromWorker): void => {
  process.send?.(message);
};

let judge: Judge | undefined;
let queue: Promise<void> = Promise.resolve();

async function answer(message: ToWorker): Promise<void> {
  if (message.type === 'start') {
    judge = await createJudge(message.options);
    return;
  }
  if (judge === undefined) throw new Error('a worker was given a share before it was started');
  await judgeShare(judge, message.share, {
    onJudged: (judgement) => send({ type: 'judged', judgement }),
    onFault: (law, text) => send({ type: 'fault', law, text }),
  });
  send({ type: 'done' });
}

/** A worker that cannot work says why, and ends. */
function giveUp(error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.send?.({ type: 'fault', law: undefined, text } satisfies FromWorker, () => process.exit(1));
}

process.on('message', (message: ToWorker) => {
  queue = queue.then(() => answer(message)).catch(giveUp);
});
process.on('disconnect', async () => {
  await judge?.close();
  process.exit();
});
