import type { Judge, Judgement } from './judge.ts';
import { startWorker } from './startWorker.ts';
import type { SuiteOptions } from './suiteOptions.ts';
import type { FromWorker, ToWorker } from './workerMessages.ts';

/**
 * A judge in a process of its own, one law after another, however they are asked for: nothing that a test runner does to the globals of
 * its process reaches it. The process is started by the first law, keeps nobody from ending, and is started again where it ends.
 */
export function remoteJudge(options: SuiteOptions): Judge {
  let worker: ReturnType<typeof startWorker> | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  const send = (message: ToWorker): void => {
    worker?.send(message, () => {});
  };
  const start = (): void => {
    const started = startWorker();
    started.once('exit', () => {
      if (worker === started) worker = undefined;
    });
    worker = started;
    send({ type: 'start', options });
  };
  const one = async (lawId: string): Promise<Judgement> => {
    if (worker === undefined) start();
    const asked = worker;
    asked?.ref();
    asked?.channel?.ref();
    try {
      return await new Promise<Judgement>((resolve, reject) => {
        let outcome: (() => void) | undefined;
        const ended = (): void => reject(new Error(`${lawId}: the process of the judge ended while it judged it`));
        const heard = (message: FromWorker): void => {
          if (message.type === 'judged') outcome = () => resolve(message.judgement);
          if (message.type === 'fault') outcome = () => reject(new Error(message.text));
          if (message.type !== 'done' && !(message.type === 'fault' && message.law === undefined)) return;
          asked?.off('message', heard);
          asked?.off('exit', ended);
          outcome?.();
        };
        asked?.on('message', heard);
        asked?.once('exit', ended);
        send({ type: 'judge', share: [lawId] });
      });
    } finally {
      asked?.unref();
      asked?.channel?.unref();
    }
  };
  return {
    judge(lawId) {
      const judged = queue.then(() => one(lawId));
      queue = judged.catch(() => {});
      return judged;
    },
    async close() {
      await queue;
      const last = worker;
      worker = undefined;
      if (last === undefined) return;
      const ended = new Promise((resolve) => last.once('exit', resolve));
      last.ref();
      if (last.connected) last.disconnect();
      await ended;
    },
  };
}
