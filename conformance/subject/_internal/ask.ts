import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Reply, Request } from '../exchange.ts';
import { ending, type Launched, residentMemory } from './launch.ts';
import { isFromChild, type ToChild } from './messages.ts';
import type { Death } from './patience.ts';

/** Milliseconds between two looks at the memory of a process. */
const memoryInterval = 50;

/** What the process last wrote, to stand below the message of its end. */
export function written(launched: Launched): string {
  const output = launched.output();
  return output === '' ? '' : `; it last wrote:\n${output}`;
}

/** Ends a process and waits until it has ended. */
export async function stop(launched: Launched): Promise<void> {
  const { process: child } = launched;
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

let lastId = 0;

/** What came of a request. */
export interface Answer {
  readonly reply: Reply;
  /** Present when the process ended or has to be ended. */
  readonly death?: Death;
}

/** Sends one request and waits for its reply, for the end of the process, or for a limit, at which the process is killed. */
export async function ask(launched: Launched, request: Request, limit: number, memory: number): Promise<Answer> {
  const { process: child } = launched;
  const sent: ToChild = { id: ++lastId, request };
  const cleanUp: (() => void)[] = [];
  const settled = new Promise<Answer>((resolve) => {
    const died = (kind: Death['kind'], message: string) =>
      resolve({ reply: { kind, message }, death: { kind, message } });
    const onMessage = (received: unknown) => {
      if (isFromChild(received) && received.type === 'reply' && received.id === sent.id)
        resolve({ reply: received.reply });
    };
    const onExit = (code: number | null, signal: NodeJS.Signals | null) => {
      // What it wrote last may still be on its way.
      void sleep(20).then(() =>
        died('crashed', `${request.operation} ended the process ${ending(code, signal)}${written(launched)}`),
      );
    };
    const onDisconnect = () => {
      // A process that ends closes it too, a moment before it is known how.
      void sleep(1000).then(() => died('crashed', `${request.operation} closed the channel to the judge`));
    };
    // Looked at once more after pending messages: the judge itself may have been busy meanwhile.
    const timer = setTimeout(() => {
      setImmediate(() =>
        setImmediate(() => died('timedOut', `${request.operation} gave no result within ${limit / 1000} s`)),
      );
    }, limit);
    const watch = setInterval(() => {
      const resident = residentMemory(child.pid ?? 0);
      if (resident !== undefined && resident > memory) {
        died('crashed', `${request.operation} took more than ${(memory / 2 ** 30).toFixed(1)} GiB of memory`);
      }
    }, memoryInterval);
    child.on('message', onMessage);
    child.on('exit', onExit);
    child.on('disconnect', onDisconnect);
    cleanUp.push(() => {
      clearTimeout(timer);
      clearInterval(watch);
      child.off('message', onMessage);
      child.off('exit', onExit);
      child.off('disconnect', onDisconnect);
    });
    child.send(sent, (error) => {
      if (error !== null)
        void sleep(100).then(() => died('crashed', `${request.operation} could not be sent: ${error.message}`));
    });
  });
  const outcome = await settled;
  for (const undo of cleanUp) undo();
  if (outcome.death !== undefined) await stop(launched);
  return outcome;
}
