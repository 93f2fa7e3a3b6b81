import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { Subject } from '../../properties/law.ts';
import { ending, type Launched, LoadFailure, launch, residentMemory } from './_internal/launch.ts';
import { isFromChild, type ToChild } from './_internal/messages.ts';
import { type Death, patienceWith } from './_internal/patience.ts';
import { adapterFile } from './adapterFile.ts';
import { createSubject } from './createSubject.ts';
import type { Description } from './description.ts';
import type { Reply, Request } from './exchange.ts';
import { type Limits, limitsOf } from './limits.ts';

export { LoadFailure } from './_internal/launch.ts';

export interface ChildOptions {
  /** Path of the adapter's module or of its folder, from `cwd`. */
  readonly adapterPath: string;
  /** Default: the working directory. */
  readonly cwd?: string;
  readonly limits?: Partial<Limits>;
  /** NODE_ENV of the process; default: that of this one. */
  readonly nodeEnv?: string | undefined;
}

/** An adapter in a process of its own, which can be stopped. */
export interface ChildSubject {
  readonly subject: Subject;
  readonly description: Description;
  close(): Promise<void>;
}

const memoryInterval = 50;

/**
 * Loads an adapter in a process of its own.
 *
 * A call that lasts too long, takes too much memory or ends the process is answered as timed out or crashed; the process is
 * started again for the next one. Throws LoadFailure when the adapter cannot be loaded; the message names its path.
 */
export async function childSubject(options: ChildOptions): Promise<ChildSubject> {
  const cwd = options.cwd ?? process.cwd();
  const limits = limitsOf('ci', options.limits);
  const adapterPath = adapterFile(options.adapterPath, cwd);
  const url = pathToFileURL(resolve(cwd, adapterPath)).href;
  const nodeEnv = 'nodeEnv' in options ? options.nodeEnv : process.env['NODE_ENV'];
  const start = () => launch({ url, cwd, limits, nodeEnv });
  let running: Launched | undefined;
  try {
    running = await start();
  } catch (error) {
    if (error instanceof LoadFailure) throw new LoadFailure(`${adapterPath} ${error.message}`);
    throw error;
  }
  const { description } = running;
  const patience = patienceWith(limits);
  let idleDeath: { readonly operation: string | undefined; readonly message: string } | undefined;
  let lastOperation: string | undefined;
  let closed = false;

  const watchIdle = (launched: Launched): void => {
    launched.process.once('exit', (code, signal) => {
      if (running !== launched) return;
      running = undefined;
      idleDeath = {
        operation: lastOperation,
        message: `the process ended after the call, ${ending(code, signal)}${written(launched)}`,
      };
    });
  };
  watchIdle(running);

  const exchange = async (request: Request): Promise<Reply> => {
    const refusal = patience.refusal(request.operation);
    if (refusal !== undefined) return refusal;
    // A process that died between calls is the doing of the operation that was called last, if of any.
    if (idleDeath !== undefined) {
      const { operation, message } = idleDeath;
      idleDeath = undefined;
      const death: Death = { kind: 'crashed', message };
      if (operation !== undefined) patience.died(operation, 0, death);
      if (operation === request.operation) return death;
    }
    if (running === undefined) {
      try {
        running = await start();
      } catch (error) {
        if (!(error instanceof LoadFailure)) throw error;
        const death: Death = {
          kind: 'crashed',
          message: `the adapter could not be started again: it ${error.message}`,
        };
        patience.died(request.operation, 0, death);
        return death;
      }
      watchIdle(running);
    }
    lastOperation = request.operation;
    const launched = running;
    const started = performance.now();
    const { reply, death } = await ask(launched, request, patience.limit(request.operation), limits.memory);
    const elapsed = performance.now() - started;
    if (death === undefined) {
      patience.answered(request.operation, elapsed);
    } else {
      running = undefined;
      idleDeath = undefined;
      patience.died(request.operation, elapsed, death);
    }
    return reply;
  };

  // One call at a time, whatever a law starts at once: a death then has one cause.
  let queue: Promise<unknown> = Promise.resolve();
  const subject = createSubject(description, (_operation, request) => {
    const reply = queue.then(() => exchange(request));
    queue = reply.catch(() => {});
    return reply;
  });
  return {
    subject,
    description,
    async close() {
      if (closed) return;
      closed = true;
      const launched = running;
      running = undefined;
      if (launched !== undefined) await stop(launched);
    },
  };
}

/** What the process last wrote, to stand below the message of its end. */
function written(launched: Launched): string {
  const output = launched.output();
  return output === '' ? '' : `; it last wrote:\n${output}`;
}

async function stop(launched: Launched): Promise<void> {
  const { process: child } = launched;
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

let lastId = 0;

interface Answer {
  readonly reply: Reply;
  /** Present when the process ended or has to be ended. */
  readonly death?: Death;
}

/** Sends one request and waits for its reply, for the end of the process, or for a limit, at which the process is killed. */
async function ask(launched: Launched, request: Request, limit: number, memory: number): Promise<Answer> {
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
      void sleep(100).then(() => died('crashed', `${request.operation} closed the channel to the judge`));
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
